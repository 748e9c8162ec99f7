"""The profile as text: for those who write TOML faster than they fill in forms."""

from __future__ import annotations

import re
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from prospector.errors import BadInput
from prospector.plan.profile import Profile, parse_profile
from screens.base import Ask
from screens.widgets.hint import Hint

MEMORY = "profile_text"
STARTER = """\
name = "Ideal customer"

[[criterion]]
name = "runs service vans of its own"
kind = "must"      # must, should or never
weight = 3         # 1 to 5
field = "words"    # employees founded industry country city technology words hiring
any = ["field service", "service vans"]
"""
"""What an empty profile begins with."""


class ProfileText(Ask[Profile | None]):
    """Edits the text; answers the profile that it says, None when it was left. What was typed is never lost."""

    CSS_PATH = "profile_text.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "take", "Done", show=False, id="profile_text.take")]

    def __init__(self, text: str) -> None:
        """Begin with `text`, or with what was left half done."""
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """Yield the text, what is wrong with it, and the keys."""
        left = self.prospector.memory.get(MEMORY)
        with Vertical(classes="box") as box:
            box.border_title = "The profile as TOML" + (" · your unfinished text" if left else "")
            yield TextArea(left or self._text, id="toml", show_line_numbers=True, compact=True)
            yield Static(id="wrong")
            yield Hint("ctrl+s checks it and makes it the draft · esc leaves, your text stays")

    def action_take(self) -> None:
        """Answer when the text is a profile; else say what is wrong and stand on that line."""
        area = self.query_one(TextArea)
        try:
            profile = parse_profile(area.text)
        except BadInput as error:
            self.query_one("#wrong", Static).update(Content(f"✗ {error.sentence}"))
            found = re.search(r"line (\d+)", error.sentence)
            if found:
                area.move_cursor((min(int(found[1]), area.document.line_count) - 1, 0), center=True)
            return
        self.prospector.remember(MEMORY, "")
        self.dismiss(profile)

    def action_leave(self) -> None:
        """Leave; a changed text is there again the next time."""
        text = self.query_one(TextArea).text
        self.prospector.remember(MEMORY, text if text != self._text else "")
        self.dismiss(None)
