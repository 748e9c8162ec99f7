from __future__ import annotations

import json
import time
from datetime import UTC, datetime

import pytest

from enrichers.feeds import Feeds, feed_links, read_feed
from enrichers.shared.own_pages import read_links
from prospector.research.protocol import Company, Enricher, FetchFailed, Nothing, Page, Skip, WrongCompany

ACME = Company("Acme", domains=("acme.com",))
HOME = '<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml" title="Acme"></head><body>Hi</body></html>'


def rss(*items: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Acme news</title>{"".join(items)}</channel></rss>'


def item(title: str, day: str = "Mon, 05 Oct 2026 10:00:00 GMT", more: str = "") -> str:
    return f"<item><title>{title}</title>{more}<pubDate>{day}</pubDate></item>"


async def events(made, feed: str) -> list[tuple[str, str | None]]:
    context = made({"https://acme.com/": HOME, "https://acme.com/feed.xml": feed})
    claims = context.proven(await Feeds().enrich(ACME, context))
    assert {claim.field for claim in claims} == {"event"}
    return [(claim.value, claim.value_date) for claim in claims]


async def test_titles_of_the_last_year_come_newest_first(made) -> None:
    feed = rss(
        item("Opened in Lyon", "Tue, 03 Mar 2026 08:00:00 +0100"),
        item("<![CDATA[Series B &#8211; 20 M&amp;A]]>"),
        item("Long ago", "Tue, 03 Mar 2020 08:00:00 +0100"),
        item("Next year", "Tue, 07 Mar 2028 08:00:00 +0100"),
        item("No date at all", ""),
        item("Broken date", "soon"),
        item("Year one", "Mon, 01 Jan 0001 00:00:00 GMT"),
        item("Far", "9999-12-31T23:59:59Z"),
    )
    assert await events(made, feed) == [("Series B – 20 M&A", "2026-10-05"), ("Opened in Lyon", "2026-03-03")]


async def test_at_most_ten(made) -> None:
    feed = rss(*(item(f"News {number}", f"2026-09-{number:02}T00:00:00Z") for number in range(1, 29)))
    found = await events(made, feed)
    assert len(found) == 10
    assert found[0] == ("News 28", "2026-09-28")


async def test_authors_and_the_titles_of_other_parts_are_not_read(made) -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Acme</title><author><name>Jane Roe</name></author>'
        "<entry><author><name>Jane Roe</name><title>Chief</title></author>"
        "<source><title>Elsewhere</title><updated>2026-10-01T00:00:00Z</updated></source>"
        '<title type="html">New &amp;lt;b&amp;gt;plant&amp;lt;/b&amp;gt;</title><updated>2026-10-06T00:00:00Z</updated>'
        "<published>2026-10-04T00:00:00Z</published><content>by Jane Roe</content></entry></feed>"
    )
    assert await events(made, feed) == [("New plant", "2026-10-04")]


async def test_a_json_feed_is_read(made) -> None:
    feed = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [
                {"title": "Caf\u00e9 opened", "date_published": "2026-10-01T08:00:00Z", "author": {"name": "Jane Roe"}},
                {"title": 7, "date_published": "2026-10-01"},
                {"title": "No day", "date_published": {}},
                None,
            ],
        }
    )
    assert await events(made, feed) == [("Café opened", "2026-10-01")]


@pytest.mark.parametrize(
    ("path", "count", "first"),
    [
        ("feed/example.org_feed1.atom", 2, ("Atom-Powered Robots Run Amok", "2003-12-13")),
        ("feed/www.example.com_feed2.rss", 1, ("Example entry", "2009-09-06")),
        (
            "feed/feeds.npr.org_1019_feed.json",
            25,
            ("Keller Rinaudo: How can delivery drones save lives?", "2021-10-29"),
        ),
        (
            "feed/sec_getcurrent_0.atom",
            100,
            ("13F-HR - Ryan Investment Management, Inc. (0002074440) (Filer)", "2026-01-12"),
        ),
    ],
)
def test_recorded_feeds(recorded, path: str, count: int, first: tuple[str, str]) -> None:
    text = recorded(path)
    items = read_feed(text, "https://x.example/feed")
    assert (len(items), items[0][:2]) == (count, first)
    assert all(one.passage in text for one in items)


async def test_a_recorded_feed_through_the_recordings(replay) -> None:
    home = '<head><link rel="alternate" type="application/atom+xml" href="http://example.org/feed1.atom"></head>'
    context = replay({"https://example.org/": home}, now=datetime(2004, 1, 1, tzinfo=UTC))
    claims = context.proven(await Feeds().enrich(Company("Example", domains=("example.org",)), context))
    assert [claim.value for claim in claims] == ["Atom-Powered Robots Run Amok", "Self-referenced link"]


@pytest.mark.parametrize(
    "text",
    [
        "<item>" * 200_000,
        "<item><title><![CDATA[" * 100_000,
        "<title>" * 300_000,
        "<item>" + "<title>" * 300_000,
        "<!--" * 400_000,
        "<item a" * 200_000,
        "<item " + "a" * 2_000_000,
        "<item><title>" + " " * 2_000_000,
        "<" * 2_000_000,
        "<item><pubDate>" + "1" * 1_000_000,
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><item><title>&b;</title>' * 10_000,
    ],
)
def test_hostile_feeds_are_read_in_linear_time(text: str) -> None:
    started = time.process_time()
    read_feed("<rss><channel>" + text, "https://x.example/feed")
    assert time.process_time() - started < 20


def test_unclosed_items_are_still_read_and_entities_stay_words() -> None:
    text = (
        "<rss>"
        + item("One", "2026-10-01").replace("</item>", "")
        + item("&evil; two", "2026-10-02").replace("</item>", "")
    )
    assert [one[:2] for one in read_feed(text, "u")] == [("One", "2026-10-01"), ("&evil; two", "2026-10-02")]


def test_controls_and_markup_in_titles_are_taken_out() -> None:
    (one,) = read_feed(rss(item("A<script>x</script>\x1b[31m&#x202e;B[/bold]")), "u")
    assert one.title == "A B[/bold]"  # what a script says is no title


@pytest.mark.parametrize("text", ["", "<html><body>Not found</body></html>", '{"items": [', "plain words"])
async def test_what_is_no_feed_is_failed(made, text: str) -> None:
    context = made({"https://acme.com/": HOME, "https://acme.com/feed.xml": text})
    with pytest.raises(FetchFailed) as caught:
        await Feeds().enrich(ACME, context)
    assert caught.value.state == "failed"


async def test_no_feed_an_empty_feed_and_an_old_feed_are_nothing(made) -> None:
    with pytest.raises(Nothing, match="no feed"):
        await Feeds().enrich(ACME, made({"https://acme.com/": "<html><body>Hi</body></html>"}))
    for feed in (rss(), rss(item("Old", "2020-01-01")), '{"items": "x"}', '{"items": [1, null]}'):
        with pytest.raises(Nothing, match="last year"):
            await Feeds().enrich(ACME, made({"https://acme.com/": HOME, "https://acme.com/feed.xml": feed}))


def test_only_the_companys_own_feeds_count() -> None:
    page = """<head><base href="https://evil.example/">
    <link rel="alternate" type="application/rss+xml" href="/feed/">
    <link rel="alternate" type="application/rss+xml" href="/feed/" title="twice">
    <link rel="alternate" type="application/rss+xml" title="Acme » Comments Feed" href="/c/">
    <link rel="alternate" type="application/rss+xml" href="/comments/feed/">
    <link rel="alternate" type="application/rss+xml" href="https://other.example/feed">
    <link rel="alternate" type="application/atom+xml" href="https://feeds.feedburner.com/acme">
    <link rel="alternate" type="application/rss+xml" href="https://evilfeedburner.com/acme">
    <link rel="alternate" type="application/json+oembed" href="/oembed">
    <link rel="alternate" hreflang="de" href="/de/">
    <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
    <!-- <link rel="alternate" type="application/rss+xml" href="/hidden"> --></head>"""
    url = "https://www.acme.com/"
    assert feed_links(read_links(page, url), url) == ["https://www.acme.com/feed/", "https://feeds.feedburner.com/acme"]


async def test_the_blog_page_is_asked_when_the_home_page_announces_none(made) -> None:
    context = made(
        {
            "https://acme.com/": '<a href="/blog/archive/2020">x</a><a href="/blog">Blog</a>',
            "https://acme.com/blog": HOME,
            "https://acme.com/feed.xml": rss(item("Hello")),
        }
    )
    (claim,) = context.proven(await Feeds().enrich(ACME, context))
    assert claim.value == "Hello"


async def test_a_site_or_feed_that_leads_elsewhere_is_not_believed(made) -> None:
    def moved(url: str, to: str, text: str) -> Page:
        return Page(to, url, 200, "text/html", text)

    with pytest.raises(WrongCompany, match=r"acme\.com.*other\.example"):
        await Feeds().enrich(
            ACME, made({"https://acme.com/": moved("https://acme.com/", "https://other.example/", HOME)})
        )
    elsewhere = moved("https://acme.com/feed.xml", "https://other.example/feed", rss(item("Theirs")))
    with pytest.raises(FetchFailed, match="another site"):
        await Feeds().enrich(ACME, made({"https://acme.com/": HOME, "https://acme.com/feed.xml": elsewhere}))


async def test_without_a_domain_nobody_is_asked(made) -> None:
    context = made()
    with pytest.raises(Skip):
        await Feeds().enrich(Company("Acme"), context)
    assert context.asked == []
    assert isinstance(Feeds(), Enricher)
