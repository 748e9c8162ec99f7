"""The sieve: how many names came in, how many stayed, qualified, were handed over; what fell out is a good number too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from screens import places
from screens.plan_parts import BLANK, Line, Part, empty, joined
from screens.show import cells, clip, fill

if TYPE_CHECKING:
    from prospector.pipeline.sieve import Net, Sieve
    from prospector.workspace import Workspace

_PARTS = (
    ("raw", "Raw", "raw", "came in, and nobody judged yet whether there is anything in it"),
    ("filtered", "Filtered", "all", "kept: on the list, on the bench with a reason, in long-term care"),
    ("qualified", "Qualified", "all", "all five obstacles cleared, or overridden with a reason"),
    ("handed_over", "Handed over", "all", "given to who closes it, opportunities included"),
    ("removed", "Fallen out", "dropped", "dropped: nobody loses time with them any more"),
)
_NAMES = 12


class SievePart(Part):
    """All leads, each in exactly one part."""

    KEY = "sieve"
    LABEL = "Sieve"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("enter", "show in the list"),)

    sieve: Sieve | None = None
    net: Net | None = None
    names: dict[str, Sequence[str]]

    def read(self, workspace: Workspace) -> None:
        """Read the sieve, with the first names of each part."""
        self.sieve, self.net = workspace.sieve()
        self.names = {
            part: [row.name for row in workspace.lists.of(getattr(self.sieve, part)[:_NAMES])] for part, *_ in _PARTS
        }

    @property
    def headline(self) -> Content:
        """Say how many there are, and how wide the net is cast."""
        told = f"{self.sieve.all:,} names" if self.sieve else ""
        net = f"   {self.net.text}" if self.net else ""
        return Content.assemble((told, "bold $text-accent"), (net, "$text-muted"))

    def lines(self, width: int) -> list[Line]:
        """Return the parts with their counts, the widest bar for the fullest."""
        if self.sieve is None or not self.sieve.all:
            return [empty("Nothing came in yet: i brings a file, 4 names companies one by one.", width)]
        counts = {part: len(getattr(self.sieve, part)) for part, *_ in _PARTS}
        most, room = max(counts.values()), max(10, min(48, width - 36))
        shown: list[Line] = []
        for part, label, _scope, _about in _PARTS:
            bar = "█" * max(round(counts[part] * room / most), 1 if counts[part] else 0)
            style = "$text-muted" if part == "removed" else "$text-accent"
            share = f"{100 * counts[part] / self.sieve.all:3.0f} %"
            if part == "removed":
                shown.append(BLANK)
            shown.append((part, Content.assemble(f"   {fill(label, 12)} {counts[part]:>9,} {share}  ", (bar, style))))
        return shown

    def aside(self, key: str, width: int) -> Content:
        """Say what the part is, and name the first in it."""
        about = next((about for part, _, _, about in _PARTS if part == key), "")
        names = self.names.get(key, ()) if self.sieve else ()
        more = len(getattr(self.sieve, key)) - len(names) if names else 0
        said = ", ".join(names) + (f" and {more:,} more" if more else "")
        room = max(20, width) * 4
        return joined(
            [Content(about), Content.styled(said if cells(said) <= room else clip(said, room), "$text-muted")]
        )

    def edit(self, key: str) -> None:
        """Show the part in the list."""
        scope = next((scope for part, _, scope, _ in _PARTS if part == key), "")
        if scope:
            self.place.prospector.remember("list.scope", scope)
            self.place.prospector.go(places.LIST)
