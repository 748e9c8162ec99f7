"""The brief: one page about an account from its claims, with the source and age of every line and what is still to be asked.

Pure: the same records on the same day give the same page. What was never found or written reads as a question to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from prospector.model.account import AccountRecord, ClaimRecord
from prospector.model.brief import Brief, BriefLine, BriefSection, Notes, Told
from prospector.research.brief_facts import Facts, age_in_words, day_of, shortened

if TYPE_CHECKING:
    from prospector.plan.fit import Fit

Lines = Iterator[BriefLine]

RECENT_DAYS = 365
"""Events and openings dated earlier are no reason to speak now."""


def make_brief(
    account: AccountRecord, claims: Sequence[ClaimRecord], notes: Notes, fit: Fit | None, today: date
) -> Brief:
    """Return the brief of `account` as of `today`; of each field the first of `claims` is the one shown."""
    facts = Facts(claims, today)
    makers: Sequence[tuple[str, str, int, Callable[[], Lines]]] = (
        ("What they do", "ask what they make or do, and for whom", 3, lambda: _trade(facts)),
        ("Size", "ask how many people work there and what they turn over", 4, lambda: _size(facts)),
        ("Place", "ask where they work and where it is decided", 4, lambda: _place(facts, account)),
        ("People in public roles", "ask who decides, who pays and who would use it", 6,
         lambda: _told(notes.people, today)),
        ("Why now", "ask what changes in the next months", 12, lambda: _why_now(facts, notes, today)),
        ("Technology", "ask what they use for it today", 3, lambda: facts.joined("technology", 8)),
        ("Fit", "ask what would make them a good customer: there is no profile yet", 10, lambda: _fit(fit, facts)),
        ("Motivations", "ask why they would change anything at all", 4, lambda: _told(notes.motivations, today)),
        ("Pain points", "ask what the trouble costs, and whom", 4, lambda: _told(notes.pains, today)),
        ("Buying plan", "ask how they buy: who signs, from which budget, by when", 5,
         lambda: _told(notes.buying, today)),
        ("How to reach them", "ask for the switchboard or the mailbox of a desk", 5, lambda: _reach(facts, account)),
    )  # fmt: skip
    sections = []
    for title, ask, most, make in makers:
        lines = list(make())
        sections.append(BriefSection(title, tuple(lines[:most]), ask, max(0, len(lines) - most)))
    wanted = [f"ask about {criterion}" for criterion in (fit.to_find_out if fit else ())]
    empty = [section.ask for section in sections if not section.lines]
    return Brief(
        account_id=account.id, name=account.name, domain=account.domain, standing=_standing(account, fit),
        day=today.isoformat(), sections=tuple(sections), unknown=tuple(dict.fromkeys([*wanted, *empty])),
    )  # fmt: skip


def _standing(account: AccountRecord, fit: Fit | None) -> str:
    slot = f"slot {account.slot}" if account.slot else account.place or "on no list"
    told = [account.stage.replace("_", " "), slot]
    if fit is not None:
        now = fit.range
        told.append("ruled out by the profile" if now.disqualified else f"fit {now.low} to {now.high} of 100")
    return ", ".join(told)


def _trade(facts: Facts) -> Lines:
    yield from facts.first("description")
    yield from facts.joined("industry", 4)


def _size(facts: Facts) -> Lines:
    yield from facts.single("employees", "{} people")
    yield from facts.single("revenue", "turnover {}")
    yield from facts.single("founded", "founded {}")
    yield from facts.single("parent", "belongs to {}")


def _place(facts: Facts, account: AccountRecord) -> Lines:
    lines = list(facts.each("address"))
    written = ", ".join(part for part in (account.city, account.country) if part)
    if written and not any(part in line.text for line in lines for part in (account.city,) if part):
        yield BriefLine(written, f"{account.named_by}'s list", age=age_in_words(account.named_at, facts.today))
    yield from lines


def _why_now(facts: Facts, notes: Notes, today: date) -> Lines:
    """Yield reasons to speak now: what people noted, then dated news and openings, the newest first, then undated ones."""
    yield from _told([one for one in notes.why_now if one.said], today)
    recent = []
    for kind, label in (("event", ""), ("opening", "hiring: ")):
        for line in facts.each(kind):
            day = day_of(line.dated)
            if day is None or (today - day).days <= RECENT_DAYS:
                recent.append((line.dated or "", label, line))
    for _, label, line in sorted(recent, key=lambda one: one[0], reverse=True):
        yield BriefLine(f"{label}{line.text}", line.source, line.url, line.dated, line.age, line.confirmed)


def _fit(fit: Fit | None, facts: Facts) -> Lines:
    if fit is None:
        return
    now = fit.range
    known = f"{round(100 * now.coverage)} % of the profile's weight is known"
    total = "ruled out: a `never` criterion is met" if now.disqualified else f"{now.low} to {now.high} of 100"
    yield BriefLine(f"{total}, {known}", "profile")
    signs = {"met": "yes", "missed": "no", "unknown": "open"}
    order = {"met": 0, "missed": 1, "unknown": 2}
    for one in sorted(fit.verdicts, key=lambda one: (order.get(one.state, 3), -one.weight)):
        proof = facts.by_id(one.claim_id)
        text = f"{signs.get(one.state, one.state)}: {one.criterion} ({one.kind}), {one.reason}"
        yield facts.line(proof, text) if proof else BriefLine(text, "profile")


def _reach(facts: Facts, account: AccountRecord) -> Lines:
    if account.domain:
        yield BriefLine(account.domain, f"{account.named_by}'s list", age=age_in_words(account.named_at, facts.today))
    for kind in ("phone", "email"):
        yield from list(facts.each(kind))[:2]


def _told(notes: Sequence[Told], today: date) -> Lines:
    for note in notes:
        if note.said.strip():
            age = age_in_words(note.at, today) if note.at else ""
            yield BriefLine(shortened(note.said), note.by, note.url, note.on, age)
