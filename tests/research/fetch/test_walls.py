from __future__ import annotations

from pathlib import Path

import pytest

from prospector.research.fetch.charset import declared_text, detected_text
from prospector.research.fetch.walls import wall
from prospector.research.protocol import FetchFailed

RECORDED = Path(__file__).parents[3] / ".." / "shared" / "recordings" / "html"


def page(title: str, body: str = "") -> str:
    return f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"


WALLS = [
    page("Just a moment...", "<noscript>Enable JavaScript and cookies to continue</noscript>"),
    page("Attention Required! | Cloudflare", "Sorry, you have been blocked"),
    page("acme.example", "<script>var _cf_chl_opt = {};</script>Checking"),
    page("DDOS-GUARD", "Checking your browser before accessing"),
    page("Pardon Our Interruption", "As you were browsing something about your browser made us think you were a bot."),
    page("acme.example", '<script src="/_Incapsula_Resource?SWJIYLWA=1"></script>'),
    page("Access to this page has been denied", '<div id="px-captcha"></div>'),
    page("acme.example", "<script src='https://geo.captcha-delivery.com/captcha/'></script>"),
    page("Verifying you are human. This may take a few seconds."),
]
PARKED = [
    page("acme.example is for sale | HugeDomains.com", "Get this domain"),
    page("acme.example", "This domain may be for sale. <a href=x>Buy this domain</a>"),
    page("acme.example", "<script src='https://d38psrni17bvxu.cloudfront.net/scripts/js3.js'></script>"),
    page("Parked domain page"),
    page("acme.example", "<script>window.LANDER_SYSTEM='PW'</script>"),
]
SUSPENDED = [page("Account Suspended", "This Account has been suspended. Contact your hosting provider.")]
EMPTY = [page("Welcome to nginx!", "If you see this page"), page("Apache2 Ubuntu Default Page: It works")]
REAL = [
    page(
        "Acme GmbH",
        "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>" + "<p>We build mills.</p>" * 3,
    ),
    page("Acme: captcha made simple", "<p>We sell captchas</p>" * 80),
    page("House for sale | Acme Realty", "<p>Homes for sale in Ohio</p>" * 20),
    page("Contact Acme", "<div class=g-recaptcha></div><p>Write to us</p>"),
    page("Just a moment of peace: Acme Spa", "<p>Rest</p>" * 900),
    page("How to buy a domain", "<p>Is this domain for sale? We explain, at length.</p>" * 60),
    page("Suspended ceilings by Acme", "<p>Ceilings</p>" * 30),
    '{"title": "Just a moment..."}',
    "",
]


@pytest.mark.parametrize(
    ("text", "word"),
    [(t, "bot wall") for t in WALLS] + [(t, "parked") for t in PARKED] + [(t, "suspended") for t in SUSPENDED]
    + [(t, "default page") for t in EMPTY],
)  # fmt: skip
def test_pages_that_are_not_the_site(text, word):
    reason = wall(text)
    assert reason is not None
    assert word in reason


@pytest.mark.parametrize("text", REAL)
def test_pages_that_are(text):
    assert wall(text) is None


def test_no_recorded_page_of_a_company_is_taken_for_a_wall():
    if not RECORDED.exists():
        pytest.skip("recordings absent")
    judged = {
        file.name: wall(declared_text(file.read_bytes(), "") or detected_text(file.read_bytes()))
        for file in RECORDED.glob("*.html")
    }
    assert len(judged) > 20
    assert {name: reason for name, reason in judged.items() if reason} == {}


@pytest.mark.parametrize(
    "text", ["<" * 119_000, "<script>" * 14_000, "<!--" * 29_000, "<title" * 19_000, "<a b" * 29_000]
)
def test_hostile_pages_are_judged_quickly(text):
    import time

    start = time.perf_counter()
    wall(text)
    assert time.perf_counter() - start < 10


async def test_a_wall_is_an_outcome_and_is_not_kept(web, answer, tmp_path):
    web.serve("acme.example/", answer(200, WALLS[0]))
    async with web.fetcher(cache_path=tmp_path / "http.db") as fetcher:
        context = web.context(fetcher)
        for _ in range(2):
            with pytest.raises(FetchFailed) as failed:
                await context.fetch("http://acme.example/")
            assert (failed.value.state, failed.value.detail) == ("blocked", "a bot wall stands before the site")
    assert len(web.seen()) == 2


async def test_a_challenge_is_recognised_by_its_header(web, answer):
    web.serve("acme.example/", answer(503, "x", cf_mitigated="challenge"))
    async with web.fetcher() as fetcher:
        with pytest.raises(FetchFailed, match="bot wall"):
            await web.context(fetcher).fetch("http://acme.example/")
