"""A merge before it is done: field by field both values, which is kept and by which rule, and what goes along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from screens.base import Ask
from screens.widgets.rows import Column, Row
from screens.widgets.table import Table

if TYPE_CHECKING:
    from prospector.identity.merging import FieldChoice, MergePreview

LEFT, RIGHT, BOTH = "left", "right", "both"
CHOSEN, OTHER = "●", "○"
COLUMNS = (
    Column("", 1),
    Column("field", 11),
    Column("stays", 20, grow=1, most=36, want=26),
    Column("goes into it", 20, grow=1, most=36, want=26),
    Column("rule", 28, drop=1),
)
_YOURS = "your choice"
_FIXED = "; no choice here"


class MergeBox(Ask[Mapping[str, str] | None]):
    """Asks which values stay; answers what goes against the rules (often nothing), or None when it was left."""

    AUTO_FOCUS = "Table"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h,left", "choose('left')", "Keep the left value", id="merge.left", show=False),
        Binding("l,right", "choose('right')", "Keep the right value", id="merge.right", show=False),
        Binding("space", "other", "Keep the other value", id="merge.other", show=False),
        Binding("q", "leave", "Back", id="merge.leave", show=False),
    ]
    DEFAULT_CSS = """
    MergeBox Table { height: auto; max-height: 10; margin: 1 0; }
    MergeBox #values, MergeBox #along { height: auto; max-height: 4; }
    MergeBox #along { margin: 1 0 0 0; color: $text-muted; }
    """

    def __init__(self, preview: MergePreview) -> None:
        """Offer the fields of `preview`."""
        super().__init__()
        self._preview = preview
        self._choices: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Lay out the fields, the values under the cursor in full, and what goes along."""
        box = Vertical(
            Table(COLUMNS, id="fields"), Static(id="values"), Static(self._along(), id="along"), classes="box -broad"
        )
        box.border_title = Content(f"Merge {self._preview.right_name} into {self._preview.left_name}")
        box.border_subtitle = "h l choose · enter merges · esc goes back"
        yield box

    def on_mount(self) -> None:
        """Show the fields; the cursor begins on the first one with a choice."""
        self._draw()
        first = next((one.field for one in self._preview.fields if one.differs and not one.fixed), None)
        if first is not None:
            self.query_one(Table).select(first)

    def _draw(self) -> None:
        known = [one for one in self._preview.fields if one.left or one.right]
        self.query_one(Table).show([self._row(one) for one in known])
        self._tell()

    def _row(self, one: FieldChoice) -> Row:
        kept = self._kept(one)
        sign = ("≠", "warn") if one.differs else ("=", "good") if one.left and one.right else ("·", "dim")
        rule = (_YOURS, "accent") if one.field in self._choices else (one.rule, "dim")
        sides = [
            (f"{CHOSEN if kept in (side, BOTH) else OTHER} {value}", "" if kept in (side, BOTH) else "dim")
            if value
            else ("\N{EN DASH}", "dim")
            for side, value in ((LEFT, one.left), (RIGHT, one.right))
        ]
        return Row(one.field, (sign, (one.field, "title"), *sides, rule))

    def _kept(self, one: FieldChoice) -> str:
        if one.left and one.left.casefold() == one.right.casefold():
            return BOTH
        return self._choices.get(one.field, one.chosen)

    def _along(self) -> Content:
        moves = self._preview.moves
        along = f"Goes along: {', '.join(moves)}. " if moves else ""
        return Content(f"{along}The other name and domain stay findable. The merge can be taken back at any time.")

    def _under_cursor(self) -> FieldChoice | None:
        key = self.query_one(Table).key
        return next((one for one in self._preview.fields if one.field == key), None)

    def _tell(self) -> None:
        one = self._under_cursor()
        if one is None:
            return
        kept = self._kept(one)
        values = {LEFT: one.left, RIGHT: one.right, BOTH: one.left if not one.differs else f"{one.left}; {one.right}"}
        self.query_one("#values", Static).update(
            Content.assemble(
                (f"{one.field} becomes  ", "$text-muted"),
                (values[kept], "bold"),
                (
                    f"  ({_YOURS if one.field in self._choices else one.rule}{_FIXED if one.fixed and one.differs else ''})",
                    "$text-muted",
                ),
            )
        )

    @on(Table.Moved)
    def follow(self, event: Table.Moved) -> None:
        """Show the value that stays in full."""
        event.stop()
        self._tell()

    def action_choose(self, side: str) -> None:
        """Keep the value of `side` for the field under the cursor; what the rule keeps anyway is no choice."""
        one = self._under_cursor()
        if one is None or not one.differs or one.fixed:
            return
        if side == one.chosen:
            self._choices.pop(one.field, None)
        else:
            self._choices[one.field] = side
        self._draw()

    def action_other(self) -> None:
        """Keep the next value: left, right, and both where both can be true."""
        one = self._under_cursor()
        if one is None or one.fixed:
            return
        ways = [BOTH, LEFT, RIGHT] if one.chosen == BOTH else [LEFT, RIGHT]
        self.action_choose(ways[(ways.index(self._kept(one)) + 1) % len(ways)] if one.differs else LEFT)

    @on(Table.Opened)
    def finish(self, event: Table.Opened) -> None:
        """Merge."""
        event.stop()
        self.dismiss(dict(self._choices))
