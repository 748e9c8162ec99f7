"""The brief from claims and notes: what stands where, with which proof, what is asked, and that web text stays data."""

from __future__ import annotations

import dataclasses
import re
from datetime import date

import pytest
from markdown_it import MarkdownIt

from prospector.model.account import AccountRecord, ClaimRecord, FitRange
from prospector.model.brief import Notes, Told
from prospector.plan.fit import Fit, Verdict
from prospector.research.brief import make_brief
from prospector.research.brief_text import as_markdown, as_text, escaped, web_address
from prospector.text import cells

TODAY = date(2026, 3, 2)
HEADINGS = [
    "What they do", "Size", "Place", "People in public roles", "Why now", "Technology", "Fit", "Motivations", "Pain points",
    "Buying plan", "How to reach them",
]  # fmt: skip
ACCOUNT = AccountRecord(
    id="a1", name="Bergman Pumpar", domain=None, other_names=(), other_domains=(), country=None, city=None,
    stage="researched", origin="chosen", source="own naming", named_by="ana", named_at="2026-02-20T09:00:00.000000Z",
    rep="ana", place="active", slot=3, pain="", why="", reason="", lesson="", fit=None,
)  # fmt: skip


def claim(field, value, **more):
    number = more.pop("number", 0)
    made = {
        "id": f"{field}{number}{value}", "account_id": "a1", "field": field, "value": value, "source": "website",
        "url": "https://bergman.example/om", "passage": "", "method": "text", "confidence": 0.8,
        "read_at": "2026-02-25T09:00:00.000000Z",
    }  # fmt: skip
    return ClaimRecord(**(made | more))


def brief(*claims, notes=None, fit=None, account=ACCOUNT):
    return make_brief(account, claims, notes or Notes(), fit, TODAY)


def said(page, title):
    return [line.text for line in next(one for one in page.sections if one.title == title).lines]


def test_an_account_of_which_nothing_is_known_is_a_page_of_questions():
    page = brief()
    assert [one.title for one in page.sections] == HEADINGS
    assert all(not one.lines and one.ask.startswith("ask ") for one in page.sections)
    assert list(page.unknown) == [one.ask for one in page.sections]
    text, marked = as_text(page), as_markdown(page)
    assert text.count("- unknown: ask ") == marked.count("- *unknown: ask ") == len(HEADINGS)


def test_every_line_has_source_page_and_age():
    page = brief(
        claim("description", "Pumps and their service."),
        claim("employees", 1240, source="brreg", url="https://data.brreg.no/1", value_date="2025-12-31"),
        claim("employees", 900, number=1),
        claim("founded", 1971),
        claim("address", {"street": "Hamngatan 1", "postal": "211 22", "city": "Malmö", "country": "SE"}),
        claim("technology", "Shopify"),
        claim("technology", "Klaviyo"),
    )
    assert said(page, "Size") == ["1,240 people (but 900 says website)", "founded 1971"]
    assert said(page, "Technology") == ["Shopify, Klaviyo"]
    text = as_text(page)
    assert "- 1,240 people (but 900 says website) (brreg 2, of 2025-12-31, 5 d)" in text
    assert text.endswith("PAGES READ\n1 https://bergman.example/om\n2 https://data.brreg.no/1\n")
    assert "- Hamngatan 1, 211 22 Malmö, SE (website 1, 5 d)" in text


def test_reasons_to_speak_now_are_dated_linked_and_recent():
    page = brief(
        claim("event", "Old news", value_date="2024-01-01"),
        claim("event", "New plant", value_date="2026-01-10", url="https://bergman.example/new"),
        claim("opening", "Welder", value_date="2026-02-10", url="https://jobs.example/1"),
        claim("opening", "Driver", url="https://jobs.example/2"),
        notes=Notes(why_now=(Told("Tender in May", "ana", "2026-03-01T09:00:00.000000Z", "", "2026-05-01"),)),
    )
    assert said(page, "Why now") == ["Tender in May", "hiring: Welder", "New plant", "hiring: Driver"]
    text = as_text(page)
    assert "- New plant (website, of 2026-01-10, 5 d)\n  https://bergman.example/new\n" in text
    assert "<https://bergman.example/new>" in as_markdown(page)


def test_what_people_wrote_stands_under_motivations_pain_and_buying_plan():
    written = "2026-02-01T09:00:00.000000Z"
    notes = Notes(
        motivations=(Told("near our plant", "ana", written),),
        pains=(Told("late visits", "ana", written),),
        buying=(Told("money open: budget in June", "ben", written),),
        people=(Told("Eva Berg, head of service", "website", written, "https://bergman.example/team"),),
    )
    page = brief(notes=notes)
    assert said(page, "Motivations") == ["near our plant"]
    assert said(page, "Pain points") == ["late visits"]
    assert said(page, "Buying plan") == ["money open: budget in June"]
    assert said(page, "People in public roles") == ["Eva Berg, head of service"]
    assert "- late visits (ana, 4 w)" in as_text(page)


def test_the_fit_gives_its_reasons_and_what_is_open_is_asked_first():
    proof = claim("employees", 240)
    fit = Fit(
        FitRange(60, 100, 0.6),
        (
            Verdict("has a fleet", "must", 4, "unknown", 40, "no words read"),
            Verdict("big enough", "must", 6, "met", 60, "employees 240; wanted at least 50", proof.id),
        ),
    )
    page = brief(proof, fit=fit)
    assert said(page, "Fit") == [
        "60 to 100 of 100, 60 % of the profile's weight is known",
        "yes: big enough (must), employees 240; wanted at least 50",
        "open: has a fleet (must), no words read",
    ]
    assert page.unknown[0] == "ask about has a fleet"
    assert "STILL TO FIND OUT\n? ask about has a fleet\n" in as_text(page)
    assert page.standing == "researched, slot 3, fit 60 to 100 of 100"


def test_it_stays_one_page_however_much_is_known():
    claims = [claim("opening", f"Job {n}", number=n, value_date="2026-02-01") for n in range(300)]
    claims += [claim("technology", f"Tool {n}", number=n) for n in range(90)]
    claims += [claim("phone", f"+4640{n:06}", number=n) for n in range(50)]
    claims += [claim("description", "long words " * 400)]
    page = brief(*claims)
    assert next(one for one in page.sections if one.title == "Why now").more == 288
    assert "- and 288 more" in as_text(page)
    assert len(as_text(page).splitlines()) < 90


def test_the_same_records_on_the_same_day_give_the_same_page():
    claims = [claim("event", "New plant", value_date="2026-01-10"), claim("employees", 240)]
    assert as_markdown(brief(*claims)) == as_markdown(brief(*claims))
    assert dataclasses.asdict(brief(*claims)) == dataclasses.asdict(brief(*claims))


HOSTILE = [
    "\x1b[31mred\x1b[0m \x1b]8;;https://evil.example\x07click\x1b]8;;\x07",
    "# Heading\n- list\n1. one",
    "[click](https://evil.example) ![x](https://evil.example/p.png)",
    "<script>alert(1)</script> <https://evil.example>",
    "see www.evil.example or https://evil.example",
    "**bold** _it_ `code` ~~gone~~ | cell | &lt;b&gt;",
    "- item",
    "+ item",
    "12) item",
    "===",
    "> quote",
    "$x$ @ana :smile:",
    "\u202eevil\u202c zero\u200bwidth",
]


@pytest.mark.parametrize(
    "text",
    HOSTILE,
    ids=[
        "escape",
        "block",
        "link",
        "html",
        "bare",
        "inline",
        "minus",
        "plus",
        "number",
        "rule",
        "quote",
        "signs",
        "bidi",
    ],
)
def test_web_text_is_data(text):
    page = brief(claim("description", text), claim("event", text, value_date="2026-02-01"), account=_called(text))
    shown, marked = as_text(page), as_markdown(page)
    for letter in ("\x1b", "\x07", "\u202e", "\u200b"):
        assert letter not in shown + marked
    html = MarkdownIt("gfm-like").render(marked)
    assert "<script" not in html
    assert set(re.findall(r"(?:href|src)=\"([^\"]*)\"", html)) <= {"https://bergman.example/om"}
    assert not re.search(r"<(?:strong|code|s|img|table)[ >]", html)
    assert html.count("<h1>") == 1
    assert html.count("<h2>") == len(HEADINGS) + 1


def _called(name):
    from prospector.text import clean_name

    return dataclasses.replace(ACCOUNT, name=clean_name(name))


@pytest.mark.parametrize("rough", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://[", ""])
def test_only_web_addresses_are_linked(rough):
    assert web_address(rough) == ""


def test_an_address_can_not_leave_its_brackets():
    assert web_address("https://a.example/x> **y** \n<script") == "https://a.example/x%3E**y**%3Cscript"


def test_escaping_keeps_every_word():
    assert escaped("1. A-B (x) #2 of 2026-03-02: ok") == "1\\. A-B (x) #2 of 2026-03-02: ok"


@pytest.mark.parametrize("width", [30, 48, 80, 118])
def test_lines_keep_the_width(width):
    page = brief(
        claim("description", "株式会社山幸ポンプは大田区のポンプメーカーです " * 6),
        claim("industry", "x" * 200),
        claim("event", "New plant", value_date="2026-01-10", url=f"https://bergman.example/{'n' * 200}"),
    )
    lines = [line for line in as_text(page, width).splitlines() if "://" not in line]
    assert max(cells(line) for line in lines) <= width
