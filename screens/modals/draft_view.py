"""How a message looks beside its facts. Pure: records in, `Content` out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from textual.content import Content

from screens.show import clip
from screens.widgets.letters import LABEL

if TYPE_CHECKING:
    from prospector.model.qualification import PersonRecord
    from prospector.outreach.sameness import Fact, Sameness

_ROOMY = 80
"""Cells from which the day is shown beside a source."""
_SOURCE = 34
"""Cells kept for where a fact comes from."""


def to_line(person: PersonRecord | None, known: int) -> Content:
    """Return to whom the message goes."""
    if person is None:
        told = "nobody in particular" if known else "nobody known there: your mail program asks"
    else:
        told = " ".join(
            part for part in (person.name or person.role, f"<{person.email}>" if person.email else "") if part
        )
    more = f" · p {known} known" if known else ""
    return Content.assemble(("To".ljust(LABEL), "$text-muted"), told, (more, "$text-muted"))


def lamp(alarms: Sameness) -> Content:
    """Return the sameness lamp with its reasons; amber never stops anybody."""
    if not alarms.lines:
        held = "; ".join(clip(one, 40) for one in alarms.facts[:2])
        return Content.assemble(("● green  ", "bold $text-success"), (f"speaks of this company: {held}", "$text-muted"))
    return Content.assemble(("◆ amber  ", "bold $text-warning"), "\n         ".join(alarms.lines))


def fact_lines(facts: Sequence[Fact], told: Sequence[str], width: int) -> list[tuple[str, Content]]:
    """Return the facts with their sources, those that the message holds marked; a key is the fact's number."""
    if not facts:
        return [("", Content.styled(" No fact with a source is known yet: r researches the company.", "$text-muted"))]
    lines = []
    for at, one in enumerate(facts):
        held = one.text in told
        where = urlsplit(one.url).hostname or one.source if one.url else one.source
        source = clip(f"{where}, {one.read_at[:10]}" if width >= _ROOMY else where, _SOURCE)
        text = clip(one.text, max(10, width - len(source) - 6))
        lines.append((str(at), Content.assemble(
            (" ● " if held else " ○ ", "$text-success" if held else "$text-muted"), text, ("  " + source, "$text-muted"),
        )))  # fmt: skip
    return lines


def beside(fact: str, text: str, cursor: tuple[int, int]) -> str:
    """Return a fact as it is put into `text` at the cursor: a line of its own at the top, else apart from its words."""
    row, column = cursor
    if (row, column) == (0, 0):
        return f"{fact}.\n"
    line = [*text.split("\n"), ""][row]
    before = "" if column == 0 or line[column - 1 : column].isspace() else " "
    after = "" if column >= len(line) or line[column].isspace() or line[column] in ".,;:!?" else " "
    return f"{before}{fact}{after}"
