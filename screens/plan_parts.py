"""The parts of a place: what each reads, shows and lets one change. The place itself only switches between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from screens.jobs import begin
from screens.keyed import keyed
from screens.show import clip, fill, wrap

if TYPE_CHECKING:
    from prospector.model.lead import LeadCounts
    from prospector.workspace import Workspace
    from screens.modals.form import Answers, FormField
    from screens.parted import PartedPlace

Line = tuple[str, Content]
LABEL = 16
FLAT = 54
"""From this width on the pane lies under the lines and is flat: everything in few lines."""


class Part:
    """One part of a place. A subclass reads its records in `read` and shows them in `lines` and `aside`."""

    KEY: ClassVar[str] = ""
    LABEL: ClassVar[str] = ""
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("enter", "edit"), ("a", "add"), ("x", "remove"))

    def __init__(self, place: PartedPlace) -> None:
        """Belong to `place`."""
        self.place = place

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """Return what the last line says, before the keys of the place."""
        return self.KEYS

    @property
    def headline(self) -> Content:
        """Return what stands under the parts."""
        return Content(self.LABEL)

    @property
    def wants_aside(self) -> bool:
        """Whether there is something to show beside the lines."""
        return True

    def read(self, workspace: Workspace) -> None:
        """Read anew; runs off the event loop."""

    def lines(self, _width: int) -> list[Line]:
        """Return the lines: key and content; a heading has no key."""
        return []

    def aside(self, _key: str, _width: int) -> Content:
        """Return what stands beside the lines, about the one under the cursor."""
        return Content("")

    # What one can do

    def edit(self, _key: str) -> None:
        """Change what is under the cursor."""

    def add(self) -> None:
        """Add another one."""
        self.place.prospector.say("Nothing is added here: enter edits the line under the cursor.")

    def remove(self, _key: str) -> None:
        """Take away what is under the cursor."""
        self.place.prospector.say("This line can't be taken away: enter edits it.")

    def as_text(self) -> None:
        """Edit the whole as text."""

    def apply(self) -> None:
        """Make a draft count."""

    def discard(self) -> None:
        """Forget a draft."""

    def undo(self) -> bool:
        """Take back a step that was not written yet; say whether there was one."""
        return False

    # Helpers of all parts

    def form(
        self,
        title: str,
        fields: Sequence[FormField],
        save: Callable[[Answers], object],
        *,
        about: str = "",
        done: str = "",
    ) -> None:
        """Ask for `fields`, save them, and say `done`."""
        from screens.modals.form import FormBox

        self.place.app.push_screen(FormBox(title, fields, save=save, about=about), partial(self._done, done))

    def _done(self, done: str, answers: Answers | None) -> None:
        if answers is not None:
            self.place.reload()
            if done:
                self.place.prospector.say(f"{done} · u takes it back")

    def act(self, function: Callable[..., object], *args: object) -> None:
        """Run a service's method that writes, and read anew."""
        begin(self.place, partial(self.place.act, function, *args), group="act")


def labelled(label: str, value: str, width: int, *, example: str = "", mark: str = " ") -> Content:
    """Return a line of label and value; while it is empty, an example stands there dimmed."""
    room = max(10, width - LABEL - 4)
    said = (clip(value, room), "") if value else (clip(f"e.g. {example}" if example else "–", room), "dim italic")
    return Content.assemble((f" {mark} ", "$text-warning"), (fill(label, LABEL), "$text-muted"), said)


def empty(text: str, width: int) -> Line:
    """Return a line that says what goes here and which key to press."""
    return "", Content.styled(f" {wrap(keyed(text), width - 2, 1)}", "$text-muted")


def heading(text: str) -> Line:
    """Return the heading of a group of lines."""
    return "", Content.styled(text, "bold $text-accent")


BLANK: Line = ("", Content(" "))


def paragraph(label: str, text: str) -> Content:
    """Return a label and what it says, for the pane beside the lines."""
    return Content.assemble((f"{label}  ", "$text-muted"), text) if text else Content("")


def counted(counts: LeadCounts, width: int) -> list[Content]:
    """Return the three counts of leads: side by side where the pane is flat, else one under the other."""
    if width >= FLAT:
        return [Content.assemble(("Leads  ", "bold $text-accent"), counts.text)]
    return [
        Content.styled("Leads", "bold $text-accent"),
        Content(f"{len(counts.claimed):>3} claimed"),
        Content(f"{len(counts.meeting):>3} meet the definition"),
        Content(f"{len(counts.followed):>3} followed up"),
    ]


def joined(parts: Sequence[Content]) -> Content:
    """Return the parts that say something, one under the other."""
    return Content("\n").join([part for part in parts if part.plain])
