"""scrapy over the made-up web, without robots.txt, delay or parsing. Runs in the peers' environment.

python scrapy_run.py GATEWAY COMPANIES AT_ONCE PATH...
"""

import sys
from typing import ClassVar

import scrapy
from scrapy.crawler import CrawlerProcess

GATEWAY, COMPANIES, AT_ONCE, *PATHS = sys.argv[1:]


class Pages(scrapy.Spider):
    """Asks for every page and looks at none."""

    name = "pages"
    start_urls: ClassVar = [
        f"{GATEWAY}/http/firm{number:03}.example{path}" for number in range(int(COMPANIES)) for path in PATHS
    ]
    read = 0

    def parse(self, response: scrapy.http.Response) -> None:
        """Count the page."""
        type(self).read += response.status == 200


process = CrawlerProcess(
    {
        "CONCURRENT_REQUESTS": int(AT_ONCE), "CONCURRENT_REQUESTS_PER_DOMAIN": int(AT_ONCE), "DOWNLOAD_DELAY": 0,
        "ROBOTSTXT_OBEY": False, "LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False,
    }
)  # fmt: skip
process.crawl(Pages)
process.start()
print(Pages.read)
