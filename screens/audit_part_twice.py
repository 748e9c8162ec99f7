"""One company on the lists of two reps, side by side; read only while this part is in front, for it compares all names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from prospector.text import plural
from screens.audit import reading
from screens.plan_parts import Line, Part, empty, joined
from screens.show import clip, fill, wrap

if TYPE_CHECKING:
    from prospector.audit.conflicts import Conflict, Side
    from prospector.workspace import Workspace

_REPS = 18
_NOTHING = (
    "No company stands on the lists of two reps. When one does, both lines stand here with the why; enter opens one."
)


class TwicePart(Part):
    """Companies that two reps have on their lists."""

    KEY = "twice"
    LABEL = "Two lists"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("enter", "account"), ("D", "period"), ("S", "sign"))

    rows: Sequence[Conflict] = ()

    def read(self, workspace: Workspace) -> None:
        """Compare all names on lists."""
        self.rows = workspace.conflicts()

    @property
    def headline(self) -> Content:
        """Say how many there are."""
        sure = sum(one.sure for one in self.rows)
        more = len(self.rows) - sure
        said = plural(sure, "company", "companies") + " on two lists"
        return Content.assemble(
            (said, "bold $text-accent"), (f"   {more} more to look at" if more else "", "$text-muted")
        )

    def lines(self, width: int) -> list[Line]:
        """Return a line for each pair."""
        if not self.rows:
            return [empty(_NOTHING, width)]
        return [
            (str(at), Content.assemble(
                (" ≡ " if one.sure else " ? ", "$text-warning"), fill(f"{one.left.rep} and {one.right.rep}", _REPS),
                f" {clip(one.left.name, max(10, width - _REPS - 5))}"))
            for at, one in enumerate(self.rows)
        ]  # fmt: skip

    def aside(self, key: str, width: int) -> Content:
        """Show both sides and why they are the same."""
        one = self._one(key)
        if one is None:
            return Content("")
        why = Content.styled(wrap("; ".join(one.why), width), "$text-muted")
        return joined([_side(one.left, width), _side(one.right, width), why])

    def edit(self, key: str) -> None:
        """Open the account of the first of the two."""
        if one := self._one(key):
            reading(self.place).open_account(one.left.account_id)

    def _one(self, key: str) -> Conflict | None:
        return self.rows[int(key)] if key.isdigit() and int(key) < len(self.rows) else None


def _side(one: Side, width: int) -> Content:
    _rep, _, rest = one.text.partition(": ")
    return Content.assemble((f"{one.rep}  ", "bold $text-accent"), wrap(rest, width, len(one.rep) + 2))
