"""How an audit reads on a terminal; no count of attempts stands without what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from prospector.audit.conflicts import Conflict
from prospector.audit.findings import KINDS
from prospector.audit.letters import FATES
from prospector.audit.risky import KINDS as RISKY
from prospector.cli.output import line, table
from prospector.model.audit import LINE, AuditFigures
from prospector.model.audit_kept import Letter, Sample, SampleItem
from prospector.model.figure import Behind
from prospector.text import plural

_DAYS = (0, 7, 14, 30, 60, 90)


def print_figures(figures: AuditFigures) -> None:
    """Print headline, curve, cards, groups, findings."""
    line(
        f"{figures.since} to {figures.until}"
        + (f", signed last on {figures.last.signed_at[:10]}" if figures.last else "")
    )
    line(f"never touched: {figures.never.text} of the targets on lists (line {LINE} %)")
    shares = ", ".join(
        f"{round(100 * figures.curve.at(day))} % at {day} d" for day in _DAYS if day <= figures.curve.longest
    )
    if shares:
        line(
            f"never touched by age: {shares} ({figures.curve.open} of {plural(figures.curve.names, 'name')} still open)"
        )
    line(f"new names we chose ourselves: {figures.waiting.text}; pipeline: {figures.pipeline.text}")
    line()
    _cards(figures)
    _sources(figures)
    for one in figures.findings:
        line(f"{KINDS[one.kind]}: {one.sentence}")
        for more in one.lines[:3]:
            line(f"    {more}")
    for said in figures.complaints:
        line(f"complaints: {said}")
    due = [one for one in figures.long_shots if one.due]
    if due:
        line(f"long shots to decide: {', '.join(f'{one.name} ({one.rep}, fit {one.fit})' for one in due[:8])}")
    if figures.dismissals:
        line(f"dismissals to review: {len(figures.dismissals)} (prospect audit --sample 8)")
    if figures.unsigned:
        line(f"lead definition not signed by: {', '.join(figures.unsigned)}")


def print_conflicts(found: Sequence[Conflict]) -> None:
    """Print the companies on two lists, the one below the other; nothing when there are none."""
    for one in found:
        line(f"{'one company' if one.sure else 'perhaps one company'} on two lists ({'; '.join(one.why)}):")
        line(f"    {one.left.text}")
        line(f"    {one.right.text}")
    if found:
        line()


def print_sample(sample: Sample) -> None:
    """Print a sample, what is carried on, and how much of what is risky it covers."""
    line(f"seed {sample.seed}, {sample.since} to {sample.until}: {sample.coverage}")
    table(("no", "what", "rep", "company", "said", "verdict"), [_item(one) for one in sample.items])
    if sample.carried:
        line(f"carried on, without a verdict: {len(sample.carried)}")
        table(
            ("id", "what", "rep", "company", "said", "verdict"), [(one.id, *_item(one)[1:]) for one in sample.carried]
        )
    for one in sample.items:
        line(f"{one.number}. {one.said}" + (f" [{one.verdict}: {one.reason}]" if one.verdict else ""))


def print_rows(rows: Sequence[Behind], there: int) -> None:
    """Print the rows behind a number."""
    table(("at", "what"), [(one.at[:16].replace("T", " "), one.text) for one in rows])
    if there > len(rows):
        line(f"and {there - len(rows)} more")


def print_letter(letter: Letter) -> None:
    """Print a letter in short."""
    line(f"{letter.value}: {plural(len(letter.fates), 'name')}")
    for fate, said in FATES.items():
        if letter.count(fate):
            line(f"  {said}: {letter.count(fate)}")
    table(("company", "given", "what became of it", "why", "since"),
          [(one.name, one.given_on, FATES[one.fate], one.reason, one.since) for one in letter.fates])  # fmt: skip
    for said in letter.errors:
        line(f"wrong: {said}")


def _cards(figures: AuditFigures) -> None:
    if not figures.cards:
        line("nobody has a list yet: `prospect name` begins one")
        return
    header = (
        "rep",
        "never touched",
        "attempts",
        "reached",
        "curious",
        "advanced",
        "self-made",
        "kept",
        "silent",
        "sittings",
    )
    table(
        header,
        [
            (one.rep, one.never.text, one.attempts.text, one.reached.text, one.reactions["curious"].text, one.advanced.text,
             one.named.text, one.kept.text, one.quiet.text, f"{one.sittings.part} of {one.planned}")
            for one in figures.cards
        ],
    )  # fmt: skip
    line()


def _sources(figures: AuditFigures) -> None:
    rows = figures.groups.get("source", ())
    if not rows:
        return
    table(
        ("source", "names", "touched", "advanced", "accepted", "opportunities", "hours an accepted one"),
        [
            (one.value, one.given.text, one.touched.text, one.advanced.text, one.accepted.text, one.opportunities.text,
             "" if one.hours_per_accepted is None else f"{one.hours_per_accepted:.1f}")
            for one in rows
        ],
    )  # fmt: skip
    line()


def _item(one: SampleItem) -> tuple[object, ...]:
    kind = RISKY[one.kind][1] if one.kind in RISKY else one.kind
    return (one.number, kind, one.rep, one.name, one.said, one.verdict or "waits")
