from __future__ import annotations

import json
from typing import Any

import pytest

from enrichers.jobs import Jobs, ashby, greenhouse, lever, recruitee, smartrecruiters, workable
from enrichers.jobs.find import BOARDS, account_of, accounts, careers_pages
from enrichers.shared.own_pages import Link
from prospector.research.protocol import Company, Enricher, FetchFailed, Nothing, Page, Skip, WrongCompany

ACME = Company("Acme GmbH", domains=("acme.com",))
API = "https://boards-api.greenhouse.io/v1/boards/acme/jobs"


def board(*titles: str, **more: Any) -> str:
    return json.dumps({"jobs": [{"title": title, "location": {"name": "Lyon"}, **more} for title in titles]})


async def found(context: Any, company: Company = ACME) -> list[tuple[str, str | None]]:
    return [(claim.value, claim.value_date) for claim in context.proven(await Jobs().enrich(company, context))]


@pytest.mark.parametrize(
    ("url", "account"),
    [
        ("https://boards.greenhouse.io/acme", ("Greenhouse", "acme")),
        ("https://job-boards.eu.greenhouse.io/acme/jobs/123?gh_src=x", ("Greenhouse", "acme")),
        ("https://boards.greenhouse.io/embed/job_board/js?for=acme&b=https://acme.com", ("Greenhouse", "acme")),
        ("https://boards.greenhouse.io/embed/job_app?for=acme&token=1", ("Greenhouse", "acme")),
        ("https://boards-api.greenhouse.io/v1/boards/acme/jobs", ("Greenhouse", "acme")),
        ("https://jobs.lever.co/acme/2c-4d?lever-source=x", ("Lever", "acme")),
        ("https://jobs.eu.lever.co/acme", ("Lever", "eu:acme")),
        ("https://jobs.ashbyhq.com/Acme%20Labs/embed?version=2", ("Ashby", "Acme Labs")),
        ("https://careers.smartrecruiters.com/Acme1", ("SmartRecruiters", "Acme1")),
        ("https://jobs.smartrecruiters.com/oneclick-ui/company/Acme1/publication/x", ("SmartRecruiters", "Acme1")),
        ("https://apply.workable.com/acme/j/19A136F8E2/", ("Workable", "acme")),
        ("https://acme.workable.com/jobs/1", ("Workable", "acme")),
        ("https://acme.recruitee.com/o/dev", ("Recruitee", "acme")),
        ("https://apply.workable.com/j/19A136F8E2", None),
        ("https://www.workable.com/assets/embed.js", None),
        ("https://www.recruitee.com/", None),
        ("https://boards.greenhouse.io/", None),
        ("https://www.greenhouse.io/acme", None),
        ("https://jobs.lever.co.evil.example/acme", None),
        ("https://notjobs.lever.co/acme", None),
        ("https://jobs.lever.co/..%2f..%2fx", None),
        ("https://jobs.lever.co/%0d%0aHost:x", None),
        ("https://a.b.recruitee.com/", None),
        ("https://[broken", None),
    ],
)
def test_accounts_are_read_from_links(url: str, account: tuple[str, str] | None) -> None:
    assert account_of(url) == account


def test_addresses_are_those_of_the_boards() -> None:
    slugs = {"Lever": "eu:acme", "Ashby": "Acme Labs"}
    assert [one.address(slugs.get(one.label, "acme")) for one in BOARDS] == [
        API,
        "https://api.eu.lever.co/v0/postings/acme?mode=json",
        "https://api.ashbyhq.com/posting-api/job-board/Acme%20Labs?includeCompensation=true",
        "https://api.smartrecruiters.com/v1/companies/acme/postings?limit=100",
        "https://apply.workable.com/api/v1/widget/accounts/acme",
        "https://acme.recruitee.com/api/offers/",
    ]


async def test_a_board_embedded_in_the_careers_page_is_found(made) -> None:
    context = made(
        {
            "https://acme.com/": '<a href="/about">About</a><a href="/karriere">Karriere</a><a href="/jobs-blog/x">x</a>',
            "https://acme.com/karriere": '<script src="https://boards.greenhouse.io/embed/job_board/js?for=ac"></script>',
            "https://boards-api.greenhouse.io/v1/boards/ac/jobs": board(
                "Buyer", first_published="2026-10-01T00:00:00Z"
            ),
        }
    )
    assert await found(context) == [("Buyer (Lyon)", "2026-10-01")]
    assert context.asked[:2] == ["https://acme.com/", "https://acme.com/karriere"]


async def test_a_careers_page_that_leads_to_the_board_names_it(made) -> None:
    there = Page("https://jobs.lever.co/ac", "https://acme.com/jobs", 200, "text/html", "<p>Jobs</p>")
    context = made(
        {
            "https://acme.com/": '<a href="/jobs">Jobs</a>',
            "https://acme.com/jobs": there,
            "https://api.lever.co/v0/postings/ac?mode=json": '[{"text":"Buyer","createdAt":1790000000000}]',
        }
    )
    assert await found(context) == [("Buyer", "2026-09-21")]


async def test_a_name_is_never_guessed(made) -> None:
    context = made(
        {
            "https://acme.com/": "<p>jobs.lever.co/acme</p><!-- <a href='https://jobs.lever.co/acme'></a> -->",
            API: board("X"),
        }
    )
    with pytest.raises(Nothing, match="no job board"):
        await Jobs().enrich(ACME, context)
    assert context.asked == ["https://acme.com/"]


async def test_the_boards_of_other_firms_are_not_theirs(made) -> None:
    links = "".join(f'<a href="https://jobs.lever.co/{name}">{name} jobs</a>' for name in ("alpha", "beta", "gamma"))
    with pytest.raises(WrongCompany, match="3 job boards of other names"):
        await Jobs().enrich(ACME, made({"https://acme.com/": links}))
    with pytest.raises(WrongCompany, match="alpha"):
        await Jobs().enrich(ACME, made({"https://acme.com/": '<a href="https://jobs.lever.co/alpha">our customer</a>'}))
    context = made(
        {"https://acme.com/": links + '<a href="https://boards.greenhouse.io/acme">x</a>', API: board("Buyer")}
    )
    assert await found(context) == [("Buyer (Lyon)", None)]


async def test_a_board_that_names_another_employer_is_not_theirs(made) -> None:
    api = "https://api.smartrecruiters.com/v1/companies/Holding/postings?limit=100"
    answer = json.dumps({"totalFound": 1, "content": [{"name": "Buyer", "company": {"name": "Big Holding"}}]})
    context = made(
        {"https://acme.com/": '<a href="https://careers.smartrecruiters.com/Holding">Careers</a>', api: answer}
    )
    with pytest.raises(WrongCompany, match="Big Holding"):
        await Jobs().enrich(ACME, context)


async def test_a_site_that_leads_elsewhere_is_another_company(made) -> None:
    page = Page(
        "https://other.example/", "https://acme.com/", 200, "text/html", '<a href="https://jobs.lever.co/acme">Jobs</a>'
    )
    with pytest.raises(WrongCompany, match=r"acme\.com.*other\.example"):
        await Jobs().enrich(ACME, made({"https://acme.com/": page}))


async def test_at_most_forty_the_newest_first_and_pages_are_followed(made) -> None:
    base = "https://api.smartrecruiters.com/v1/companies/Acme/postings?limit=100"

    person = {"name": "Jane Roe"}

    def page(first: int, count: int) -> str:
        rows = [
            {"name": f"Role {number}", "releasedDate": f"20{number // 12:02}-{number % 12 + 1:02}-01", "creator": person}
            for number in range(first, first + count)
        ]  # fmt: skip
        return json.dumps({"totalFound": 120, "content": rows})

    home = '<a href="https://careers.smartrecruiters.com/Acme">Careers</a>'
    context = made({"https://acme.com/": home, base: page(0, 100), f"{base}&offset=100": page(100, 20)})
    openings = await found(context)
    assert (len(openings), openings[0]) == (40, ("Role 119", "2009-12-01"))
    assert "Jane" not in repr(openings)
    assert any("120 openings" in message for message in context.messages)


HOME = '<a href="https://boards.greenhouse.io/acme">Jobs</a>'


async def test_unknown_and_empty_boards_are_nothing(made) -> None:
    for answer in (
        (404, '{"status":404,"error":"Job not found"}'),
        board(),
        '{"jobs": [null, 5, {"title": ["x"]}, {"title": ""}]}',
    ):
        with pytest.raises(Nothing):
            await Jobs().enrich(ACME, made({"https://acme.com/": HOME, API: answer}))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html><body>Down</body></html>",
        board("Buyer")[:-9],
        "[]",
        "null",
        '{"jobs": "none"}',
        '{"jobs": {}}',
        "[" * 90_000,
    ],
)
async def test_an_answer_that_is_none_is_failed(made, text: str) -> None:
    with pytest.raises(FetchFailed) as caught:
        await Jobs().enrich(ACME, made({"https://acme.com/": HOME, API: text}))
    assert caught.value.state == "failed"


@pytest.mark.parametrize("module", [greenhouse, lever, ashby, smartrecruiters, workable, recruitee])
def test_wrong_types_in_every_field_do_not_break_a_reader(module: Any) -> None:
    wrongs: list[Any] = [None, 7, "x", [], {}, [None], True, 1e300]
    for wrong in wrongs:
        row: dict[str, Any] = dict.fromkeys(
            ("location", "departments", "categories", "createdAt", "first_published", "publishedAt", "releasedDate",
             "published_on", "published_at", "company", "company_name", "department", "locations", "isListed",
             "telecommuting", "city"), wrong,
        )  # fmt: skip
        row |= {"title": "Buyer", "text": "Buyer", "name": "Buyer"}
        rows = [row, wrong, {}]
        body: Any = dict.fromkeys(("jobs", "content", "offers"), rows) | dict.fromkeys(
            ("name", "totalFound", "meta"), wrong
        )
        body = rows if module is lever else body
        listing = module.read(json.dumps(body), "u")
        assert [posting.title for posting in listing.postings] == ["Buyer"]


async def test_one_board_that_fails_does_not_hide_the_other(made) -> None:
    context = made({"https://acme.com/": HOME + '<a href="https://jobs.lever.co/acme">Jobs</a>', API: board("Buyer")})
    assert await found(context) == [("Buyer (Lyon)", None)]


def test_openings_that_are_not_listed_are_left_out() -> None:
    text = json.dumps({"jobs": [{"title": "Secret", "isListed": False}, {"title": "Open", "isListed": True}]})
    assert [posting.title for posting in ashby.read(text, "u").postings] == ["Open"]


def test_careers_pages_stay_on_the_site_and_the_likeliest_comes_first() -> None:
    links = [
        Link("a", url, words, "", "")
        for url, words in (
            ("https://acme.com/about", "About"),
            ("https://acme.com/news/jobs", "News"),
            ("https://evil.example/jobs", "Jobs"),
            ("https://karriere.acme.com/", "Offene Stellen"),
            ("https://acme.com/#jobs", "Jobs"),
        )
    ]
    assert careers_pages(links, "https://acme.com/") == ["https://karriere.acme.com/", "https://acme.com/news/jobs"]
    assert accounts([Link("link", "https://apply.workable.com", "", "preconnect", "")], careers=False) == []


async def test_without_a_domain_nobody_is_asked(made) -> None:
    context = made()
    with pytest.raises(Skip):
        await Jobs().enrich(Company("Acme"), context)
    assert context.asked == []
    assert isinstance(Jobs(), Enricher)
