"""A message to an account, and its ways out of here: mail program, file, clipboard; then whether it was sent."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from prospector.errors import BadInput, ProspectorError
from screens.jobs import begin
from screens.modals.draft_text import WAITING, DraftText
from screens.modals.reason import ask_all_the_same
from screens.widgets.field import Field

if TYPE_CHECKING:
    from prospector.outreach.drafts import DraftRecord
    from prospector.workspace import Workspace


class DraftBox(DraftText):
    """Writes one message; answers the sentence about it, None when nothing was drafted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "hand('mail')", "Open in the mail program", id="draft.mail", show=False),
        Binding("s", "save", "Save as a message file", id="draft.save", show=False),
        Binding("c", "hand('copy')", "Copy to the clipboard", id="draft.copy", show=False),
        Binding("y", "sent", "It was sent", id="draft.sent", show=False),
        Binding("n", "discard", "Throw it away", id="draft.discard", show=False),
    ]

    def action_hand(self, way: str) -> None:
        """Write the draft down, and hand it to the mail program or the clipboard."""
        begin(self, partial(self._hand, way), group="hand", exclusive=True)

    async def _hand(self, way: str) -> None:
        from prospector.outreach.messages import mailto, plain
        from screens.opening import open_address

        draft = await self._written()
        if draft is None:
            return
        if way == "copy":
            self.app.copy_to_clipboard(plain(draft))
            self._say(f"Copied. {WAITING}")
            return
        address = mailto(draft)
        if address is None:
            self._say(f"Too long for a mail link: s saves a file that your mail program opens. {WAITING}")
        elif open_address(address):
            self._say(f"Opened in your mail program. {WAITING}")
        else:
            self.app.copy_to_clipboard(address)
            self._say(f"No mail program with a window here: its link is copied, s saves a file. {WAITING}")

    async def action_save(self) -> None:
        """Ask where the message file goes, and write it."""
        draft = await self._written()
        if draft is None:
            return
        from prospector.outreach.messages import file_name, write_eml
        from screens.modals.line import LineBox

        def check(typed: str) -> None:
            if not typed.strip():
                raise BadInput("give a file, like message.eml")
            write_eml(Path(typed.strip()), draft)

        def saved(path: str | None) -> None:
            if path is not None:
                self._say(f"Saved {path}. {WAITING}")

        value = str(Path.home() / file_name(draft))
        self.app.push_screen(LineBox("Save the message", "File", value, example="message.eml", check=check), saved)

    async def _written(self) -> DraftRecord | None:
        """Return the draft, written down the first time."""
        if self._draft is None:
            subject = self.query_one("#subject", Field).value
            write = partial(self.workspace.drafts.write, self._record.id, subject, self._text, self._person_id)
            try:
                self._draft = await self.workspace.run(write)
            except ProspectorError as error:
                self._say(f"✗ {error.sentence}")
                return None
            self._forget()
            self._told = f"Drafted for {self._record.name}: M, then y, when it was sent · u takes it back"
            self._show()
        return self._draft

    def _forget(self) -> None:
        for key in (self._memory, f"{self._memory}.subject"):
            self.prospector.remember(key, "")

    # Was it sent?

    def action_sent(self) -> None:
        """Confirm that it was sent: it becomes a touch."""
        begin(self, partial(self._confirm, ""), group="confirm", exclusive=True)

    async def _confirm(self, override: str) -> None:
        if self._draft is None:
            return
        try:
            told = await self.workspace.run(confirmed, self.workspace, self._draft.id, override)
        except ProspectorError as error:
            self._say(f"✗ {error.sentence}")
            if hasattr(error, "breach"):
                ask_all_the_same(self, error.sentence, self._confirm_all_the_same)
            return
        self.dismiss(told)

    def _confirm_all_the_same(self, why: str) -> None:
        begin(self, partial(self._confirm, why), group="confirm", exclusive=True)

    def action_discard(self) -> None:
        """Throw the draft away."""
        begin(self, self._discard, group="confirm", exclusive=True)

    async def _discard(self) -> None:
        if self._draft is None:
            return
        try:
            await self.workspace.run(self.workspace.drafts.discard, self._draft.id)
        except ProspectorError as error:
            self._say(f"✗ {error.sentence}")
            return
        self.dismiss(f"Threw the draft to {self._record.name} away · u brings it back")


def confirmed(workspace: Workspace, draft_id: str, override: str) -> str:
    """Confirm a draft as sent; return the sentence about it. Raises Refused, OutsideCorridor."""
    touch = workspace.drafts.sent(draft_id, override)
    from screens.repeat import touched

    return touched(workspace, touch.account_id, touch.channel, touch.outcome)
