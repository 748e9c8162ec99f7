"""Several names at once: what each line of a paste means, what would become of it, and then doing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from prospector.errors import BadInput
from prospector.exchange.names import split_line
from prospector.model.account import Match
from prospector.model.ids import new_id
from prospector.pipeline.checked import checked_domain
from prospector.pipeline.naming import AlreadyKnown, ListFull, Named, Naming
from prospector.text import LINE_LIMIT, NAME_LIMIT, clean, clean_name

NEW, BENCH, KNOWN, DOUBT, REFUSED = "new", "bench", "known", "doubt", "refused"
MAX_LINES = 500
"""Lines of one paste; more than that is a file for `prospect build`."""


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One line and what would become of it."""

    name: str
    domain: str
    state: str
    """`new` (a slot), `bench` (the list is full), `known` (here already), `doubt` (may be here) or `refused`."""
    said: str = ""
    """Why, in words; empty for `new`."""


@dataclass
class Taken:
    """What became of a paste."""

    named: list[Named] = field(default_factory=list)
    doubts: list[PastedLine] = field(default_factory=list)
    """Lines that a person must answer for: the same company or another one?"""
    same: list[PastedLine] = field(default_factory=list)
    """Lines that turned out to be a company of an earlier line."""


def preview(naming: Naming, text: str) -> list[PastedLine]:
    """Return what would become of every line that is not empty; nothing is written.

    Raises BadInput for more lines than a person pastes.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MAX_LINES:
        raise BadInput(f"{len(lines):,} lines are a file, not a paste: save them and use `prospect build FILE`")
    board = naming.board()
    free, seen, shown = board.size - board.taken, set[tuple[str, str]](), []
    for one in _told_apart([_looked_at(naming, line) for line in lines]):
        key = (one.name.casefold(), one.domain)
        if key in seen and one.state != REFUSED:
            one = PastedLine(one.name, one.domain, KNOWN, "twice in what you pasted")  # noqa: PLW2901 - the line as it stands
        seen.add(key)
        if one.state == NEW:
            free -= 1
            if free < 0:
                one = PastedLine(one.name, one.domain, BENCH, "the list is full: to the bench")  # noqa: PLW2901
        shown.append(one)
    return shown


def take(naming: Naming, lines: Sequence[PastedLine]) -> Taken:
    """Name the lines that are new, one after another, as one act; doubts come back to be asked."""
    taken, batch = Taken(doubts=[line for line in lines if line.state == DOUBT]), new_id()
    for line in lines:
        if line.state in (NEW, BENCH):
            _take_one(naming, line, batch, taken)
    return taken


def _take_one(naming: Naming, line: PastedLine, batch: str, taken: Taken) -> None:
    try:
        taken.named.append(naming.name(line.name, domain=line.domain, batch=batch))
    except ListFull:
        taken.named.append(naming.name(line.name, domain=line.domain, batch=batch, bench=True))
    except AlreadyKnown as known:
        # Like an earlier line of the same paste, which the preview could not compare with.
        sure = known.matches[0].verdict == "same"
        said = PastedLine(line.name, line.domain, KNOWN if sure else DOUBT, known.sentence)
        (taken.same if sure else taken.doubts).append(said)


def _looked_at(naming: Naming, line: str) -> PastedLine:
    raw, host = split_line(line)
    name = clean_name(raw)
    if len(clean(raw, LINE_LIMIT)) > NAME_LIMIT:
        return PastedLine(name, "", REFUSED, f"longer than {NAME_LIMIT} characters: no company is called that")
    if not any(letter.isalnum() for letter in name):
        return PastedLine(name, "", REFUSED, "no letter or digit in it")
    domain = checked_domain(host) or ""
    best = _best(naming.known.lookup(name, domain=domain or None, limit=3))
    if best is None:
        return PastedLine(name, domain, NEW)
    why = f" ({best.why[0]})" if best.why else ""
    state, said = (KNOWN, "here already as") if best.verdict == "same" else (DOUBT, "may be")
    return PastedLine(name, domain, state, f"{said} {best.name}{why}")


def _told_apart(lines: Sequence[PastedLine]) -> Iterator[PastedLine]:
    """Yield the lines, a new one that is or may be the company of an earlier one as that."""
    from prospector.identity.batch import Batch
    from prospector.identity.intake import Intake
    from prospector.identity.known import parcel
    from prospector.identity.party import Party

    intake = Intake(lean=True)
    for at, one in enumerate(lines):
        if one.state == NEW:
            intake.put(parcel(Party(str(at), (one.name,), (one.domain,) if one.domain else ())))
    batch, like = Batch(intake, 1), dict[int, tuple[bool, int]]()
    for pair in batch.pairs(range(len(batch))):
        if pair.verdict in ("same", "review"):
            found = pair.verdict != "same", int(batch.ids[pair.left])
            like[int(batch.ids[pair.right])] = min(found, like.get(int(batch.ids[pair.right]), found))
    for at, one in enumerate(lines):
        if at not in like:
            yield one
            continue
        doubtful, earlier = like[at]
        said = f"{'may be' if doubtful else 'the same as'} {lines[earlier].name}, above"
        yield PastedLine(one.name, one.domain, DOUBT if doubtful else KNOWN, said)


def _best(matches: Sequence[Match]) -> Match | None:
    return next((match for match in matches if match.verdict in ("same", "review")), None)
