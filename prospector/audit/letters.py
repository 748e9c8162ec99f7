"""The closed-loop letter: the fate and the reason of every name that a source (or a person) gave, sent back to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from prospector.audit.errors import error_rates
from prospector.audit.facts import Facts
from prospector.errors import NotFound
from prospector.model.audit_kept import Fate, Letter
from prospector.model.outreach import DROP_REASONS
from prospector.model.qualification import RETURN_REASONS
from prospector.model.touch import by_channel, words
from prospector.pipeline.listed import UNCORRECTED
from prospector.tabular import whole_file, write_csv
from prospector.text import clean, harmless, plural

FATES = {
    "opportunity": "became an opportunity", "accepted": "handed over and accepted", "offered": "offered for hand-over",
    "qualified": "qualified", "meeting": "a meeting was set", "lead": "is a lead", "working": "is being worked",
    "nurture": "in long-term care", "returned": "handed over and came back", "dropped": "dropped",
    "same": "the same company as another", "none": "no outcome yet",
}  # fmt: skip
"""Every fate that a name can have, in words; each name has exactly one."""
COLUMNS = ("company", "domain", "given_on", "named_by", "fate", "reason", "since", "touches", "id")
_GIVEN = (
    "SELECT a.id, a.name, COALESCE(a.domain, ''), a.named_by, a.named_at, a.stage, a.merged_into, COALESCE(t.place, ''), "
    "COALESCE(t.reason_code, ''), COALESCE(t.reason, ''), COALESCE(t.since, ''), a.source FROM account a "
    "LEFT JOIN target t ON t.account_id = a.id WHERE LOWER({column}) = LOWER(?) AND a.named_at < ? ORDER BY a.named_at, a.id"
)
_LAST = (
    "SELECT t.account_id, MAX(t.at || ' ' || t.channel || ' ' || t.outcome || ' ' || t.reaction) FROM touch t "  # noqa: S608
    f"WHERE t.at < ? AND {UNCORRECTED} GROUP BY t.account_id"
)
_BY = {"source": "a.source", "namer": "a.named_by"}


def letter(facts: Facts, by: str, value: str, complaints: Sequence[str] = ()) -> Letter:
    """Write the letter of a `source` or a `namer`. Raises NotFound for one that gave no name."""
    rows = facts.reader.rows(_GIVEN.format(column=_BY[by]), (clean(value), facts.end))
    if not rows:
        raise NotFound(f"no name came from “{clean(value)}”: `prospect source list` prints the sources")
    called = str(rows[0][11] if by == "source" else rows[0][3])
    wrong = [
        f"{one.rate.field.replace('_', ' ')}: {one.rate.sentence}"
        for one in error_rates(facts)
        if one.by == "names" and one.rate.field and one.rate.refuted and one.rate.source.casefold() == called.casefold()
    ] if by == "source" else []  # fmt: skip
    return Letter(by, called, facts.today, tuple(_fates(facts, rows)), tuple(wrong), tuple(complaints))


def markdown(one: Letter) -> str:
    """Return a letter as Markdown."""
    whom = one.value if one.by == "source" else f"the names of {one.value}"
    good = sum(one.count(fate) for fate in ("opportunity", "accepted", "offered", "qualified", "meeting", "lead"))
    head = (
        f"{one.day}: {plural(len(one.fates), 'name')} given, {good} accepted as leads or further, "
        f"{one.count('dropped')} dropped, {one.count('none')} without an outcome yet."
    )
    lines = [f"# What became of {whom}", "", head, ""]
    counted = [f"- {said}: {one.count(fate)}" for fate, said in FATES.items() if one.count(fate)]
    lines += ["## Counted", "", *counted, ""]
    if one.errors:
        lines += ["## What was wrong with the data", "", *(f"- {said}" for said in one.errors), ""]
    if one.complaints:
        lines += ["## What our people say", "", *(f"- {said}" for said in one.complaints), ""]
    lines += ["## Every name", "", "| company | given | what became of it | why | since |", "|---|---|---|---|---|"]
    for fate in one.fates:
        cells = (fate.name, fate.given_on, FATES[fate.fate], fate.reason, fate.since)
        lines.append(
            "| "
            + " | ".join(cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for cell in cells)
            + " |"
        )
    return "\n".join(lines) + "\n"


def rows_of(one: Letter) -> Iterator[Sequence[str]]:
    """Return a letter as the rows of a table, in the order of `COLUMNS`."""
    for fate in one.fates:
        yield (fate.name, fate.domain, fate.given_on, fate.named_by, fate.fate, fate.reason, fate.since, str(fate.touches),
               fate.account_id)  # fmt: skip


def write(one: Letter, path: Path) -> None:
    """Write a letter to a file, whole or not at all: as its name ends.

    ``.md`` and ``.txt`` are Markdown, ``.eml`` is a message that a mail program opens for sending, all else is CSV.
    """
    ending = path.suffix.casefold()
    if ending in (".md", ".txt"):
        from prospector.exchange.writing import write_text

        write_text(path, markdown(one))
    elif ending == ".eml":
        from prospector.outreach.messages import unsent

        with whole_file(path, "wb") as file:
            file.write(unsent(f"What became of the names from {one.value}", markdown(one)))
    else:
        write_csv(path, COLUMNS, ([harmless(cell) for cell in row] for row in rows_of(one)))


def _fates(facts: Facts, rows: Sequence[Sequence[Any]]) -> Iterator[Fate]:
    last: dict[str, str] = {}
    for account_id, newest in facts.reader.rows(_LAST, (facts.end,)):
        root = facts.root(account_id)
        last[root] = max(last.get(root, ""), newest)
    newest_offer = {facts.root(one.account_id): one for one in facts.hand_overs}
    names = {one.id: one.name for one in facts.leads.values()}
    for key, name, domain, named_by, named_at, stage, merged, place, code, reason, since, _source in rows:
        lead = facts.leads.get(key)
        touches = lead.touches if lead else 0
        if merged is not None:
            root = facts.root(key)
            fate, why, at = "same", f"the same company as {names.get(root, 'another one')}", named_at
        elif place == "dropped" or stage == "dropped":
            said = DROP_REASONS.get(code, "another reason")
            fate, why, at = "dropped", said if not reason or reason.casefold() == said else f"{said}: {reason}", since
        else:
            offer = newest_offer.get(key)
            fate, why, at = _alive(stage, offer, lead.meetings if lead else 0, last.get(key, ""))
        yield Fate(key, name, domain, named_at[:10], named_by, fate, why, (at or named_at)[:10], touches)


def _alive(stage: str, offer: Any, meetings: int, newest: str) -> tuple[str, str, str]:
    """Return fate, reason and moment of a name that was neither dropped nor merged away."""
    at, _, rest = newest.partition(" ")
    heard = ""
    if rest:
        channel, outcome, reaction = rest.split(" ")
        heard = f"last: {words(outcome)} {by_channel(channel)}" + (
            "" if reaction == "unknown" else f", {words(reaction)}"
        )
    waits = offer is not None and offer.state == "offered"
    if stage == "opportunity" or (stage == "qualified" and not waits) or (stage == "nurture" and offer is None):
        return stage, heard, at
    if offer is not None:
        answered = offer.answered_at or ""
        return {
            "accepted": ("accepted", f"taken over by {offer.given_to}", answered),
            "offered": ("offered", f"waits for {offer.given_to}", offer.offered_at),
        }.get(offer.state, ("returned", RETURN_REASONS.get(offer.reason_code, offer.reason_code), answered))
    if meetings or stage == "lead":
        return ("meeting" if meetings else "lead"), heard, at
    return ("working", heard, at) if newest else ("none", "nobody touched it yet", "")
