"""The demo's web over real HTTP, in the gateway form."""

import http.client
import socket
import threading
import time
import warnings
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from prospector.demo import site
from prospector.demo.web import UNKNOWN_HOST, DemoWeb


@pytest.fixture(scope="module")
def web() -> Iterator[DemoWeb]:
    with DemoWeb() as one:
        yield one


def ask(web: DemoWeb, url: str, method: str = "GET", raw: str | None = None) -> tuple[int, dict[str, str], bytes]:
    """Ask the gateway for `url` (or for the raw request target) and return status, headers and body."""
    parts = urlsplit(url)
    port = urlsplit(web.gateway).port
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    target = raw or f"/{parts.scheme}/{parts.netloc}{parts.path or '/'}" + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, target, headers={"X-Original-Host": parts.netloc})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def test_serves_a_page_for_both_schemes_and_www(web: DemoWeb) -> None:
    bodies = {
        ask(web, url)[2]
        for url in (
            "https://thornley-pumps.example/",
            "http://thornley-pumps.example",
            "https://www.thornley-pumps.example/",
        )
    }
    assert len(bodies) == 1
    assert b"On site in four hours" in bodies.pop()


def test_says_type_and_length(web: DemoWeb) -> None:
    status, headers, body = ask(web, "https://bergman-pumpar.example/kontakt/?ref=mail")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert int(headers["content-length"]) == len(body)
    assert "Besöksadress" in body.decode()


def test_head_has_no_body(web: DemoWeb) -> None:
    status, headers, body = ask(web, "https://bergman-pumpar.example/", method="HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["content-length"]) > 1000


def test_a_host_with_a_port_and_in_capitals_is_the_same_host(web: DemoWeb) -> None:
    assert ask(web, "http://THORNLEY-PUMPS.EXAMPLE:80/")[0] == 200


def test_bytes_go_out_in_the_encoding_of_the_page(web: DemoWeb) -> None:
    _, headers, body = ask(web, "https://valmorin.example/")
    assert headers["content-type"] == "text/html"
    assert headers["x-powered-by"] == "PHP/7.4.33"
    assert "Contrôle d'étanchéité".encode("iso-8859-1") in body
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")


def test_the_apex_redirects_to_www_and_keeps_path_and_query(web: DemoWeb) -> None:
    status, headers, _ = ask(web, "http://nordhafen-logistik.example/de/karriere/?a=1")
    assert (status, headers["location"]) == (301, "https://www.nordhafen-logistik.example/de/karriere/?a=1")
    assert ask(web, "https://www.nordhafen-logistik.example/")[1]["location"] == "/de/"
    assert ask(web, "https://www.nordhafen-logistik.example/de/")[0] == 200


def test_an_old_domain_sends_everything_to_the_new_one(web: DemoWeb) -> None:
    status, headers, _ = ask(web, "https://www.foerdertechnik-lohmar.example/")
    assert (status, headers["location"]) == (301, "https://www.foerderia.example/")
    assert "Förderia" in ask(web, headers["location"])[2].decode()


def test_the_broken_home_answers_500(web: DemoWeb) -> None:
    status, _, body = ask(web, "https://manutention-gerland.example/")
    assert status == 500
    assert b"Fatal error" in body


def test_robots_txt_is_missing_unless_a_site_has_one(web: DemoWeb) -> None:
    assert ask(web, "https://valmorin.example/robots.txt")[0] == 404
    assert ask(web, "https://portes-vercors.example/robots.txt")[2] == b""
    status, headers, body = ask(web, "https://polarlager-spree.example/robots.txt")
    assert (status, headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert b"Disallow: /" in body


def test_the_parked_site_answers_its_404_page_everywhere(web: DemoWeb) -> None:
    for path in ("/", "/contact", "/a/b"):
        status, _, body = ask(web, f"https://portes-vercors.example{path}")
        assert status == 404
        assert b"est \xc3\xa0 vendre" in body


def test_the_slow_site_is_slow_but_its_robots_txt_is_not(web: DemoWeb) -> None:
    took = []
    for _ in range(5):
        begun = time.monotonic()
        ask(web, "https://coldharbour-refrigeration.example/robots.txt")
        took.append(time.monotonic() - begun)
    begun = time.monotonic()
    assert ask(web, "https://coldharbour-refrigeration.example/")[0] == 200
    assert time.monotonic() - begun >= 1.4 > min(took)


def test_an_unknown_host_gets_its_own_status_and_a_sentence(web: DemoWeb) -> None:
    status, headers, body = ask(web, "https://www.google.com/")
    assert (status, headers["content-type"]) == (UNKNOWN_HOST, "text/plain; charset=utf-8")
    assert body.decode() == "The demo has no site at www.google.com."


@pytest.mark.parametrize(
    "target",
    [
        "/https/thornley-pumps.example/../../firm.py",
        "/https/thornley-pumps.example/%2e%2e/%2e%2e/firm.py",
        "/https/thornley-pumps.example/site.toml",
        "/https/thornley-pumps.example//etc/passwd",
        "/https/../firm.py",
        "/https/%2e%2e/firm.py",
        "/https/./site.toml",
        "/ftp/thornley-pumps.example/",
        "/file//etc/passwd",
        "/",
        "/https",
        "/https/thornley-pumps.example\\..\\..\\firm.py",
    ],
)
def test_nothing_but_listed_paths_is_served(web: DemoWeb, target: str) -> None:
    status, _, body = ask(web, "https://thornley-pumps.example/", raw=target)
    assert status in {404, UNKNOWN_HOST}
    assert b"DemoTarget" not in body
    assert b"root:" not in body
    assert b"[[page]]" not in body


def test_every_page_of_every_site_answers_as_its_manifest_says(web: DemoWeb) -> None:
    for domain in site.domains():
        one = site.site_of(domain)
        assert one is not None
        for page in one.pages.values():
            if page.delay:
                continue
            status, headers, body = ask(web, f"https://{one.canonical or domain}{page.path}")
            assert status == page.status
            assert headers.get("location") == page.location
            assert body == one.body(page)


def test_remembers_what_was_asked(web: DemoWeb) -> None:
    ask(web, "https://hisskompaniet.example/?x=1")
    assert web.asked[-1] == "https://hisskompaniet.example/?x=1"


def test_gives_the_port_back() -> None:
    with DemoWeb() as one:
        port = urlsplit(one.gateway).port
    with pytest.raises(OSError, match=r".*"), socket.create_connection(("127.0.0.1", port), timeout=1):
        pass


def test_leaving_does_not_wait_for_a_delayed_answer() -> None:
    failures: list[Exception] = []
    with DemoWeb() as one:

        def late() -> None:
            try:
                ask(one, "https://coldharbour-refrigeration.example/")
            except (http.client.HTTPException, OSError) as error:
                failures.append(error)

        thread = threading.Thread(target=late)
        thread.start()
        while not one.asked:
            time.sleep(0.005)
    thread.join(timeout=60)
    assert len(failures) == 1


def test_many_at_once(web: DemoWeb) -> None:
    answers: list[int] = []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        threads = [
            threading.Thread(target=lambda: answers.append(ask(web, "https://peakline-handling.example/about")[0]))
            for _ in range(24)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
    assert answers == [200] * 24


def test_outside_the_block_there_is_no_gateway() -> None:
    with pytest.raises(RuntimeError, match="not running"):
        _ = DemoWeb().gateway
