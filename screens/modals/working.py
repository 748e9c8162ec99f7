"""Work that may take long, with how far it is and a key that stops it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from prospector.errors import ProspectorError
from screens.base import Ask
from screens.jobs import begin

Progress = Callable[[str, int, int], None]
Stop = Callable[[], bool]
_SHOWN_AFTER = 0.2
_EACH = 0.1
_BAR = 32
_UNITS = {"read": "read", "compared": "likenesses compared", "written": "rows written"}


class WorkBox(Ask[Any]):
    """Does something in the workspace's thread; answers what it returned, or the error that it raised."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("s,q", "leave", "Stop", id="working.stop", show=False)]
    DEFAULT_CSS = """
    WorkBox > .box { display: none; }
    WorkBox.-shown > .box { display: block; }
    """

    def __init__(self, title: str, work: Callable[[Progress, Stop], object]) -> None:
        """Do `work`, which tells how far it is and asks whether to stop."""
        super().__init__()
        self._title = title
        self._work = work
        self._stop = threading.Event()
        self._far: tuple[str, int, int] = ("", 0, 0)

    def compose(self) -> ComposeResult:
        """Yield the bar."""
        box = Vertical(Static(id="far"), classes="box")
        box.border_title = Content(self._title)
        box.border_subtitle = "esc stops"
        yield box

    def on_mount(self) -> None:
        """Begin; what is done at once is never shown."""
        begin(self, self._run, group="work", exclusive=True)
        self.set_timer(_SHOWN_AFTER, lambda: self.add_class("-shown"))
        self.set_interval(_EACH, self._show)

    async def _run(self) -> None:
        try:
            answer: object = await self.workspace.run(self._work, self._hear, self._stop.is_set)
        except ProspectorError as error:
            answer = error
        self.dismiss(answer)

    def _hear(self, doing: str, done: int, total: int) -> None:
        self._far = (doing, done, total)

    def _show(self) -> None:
        doing, done, total = self._far
        self.query_one("#far", Static).update(bar(doing, done, total, stopping=self._stop.is_set()))

    def action_leave(self) -> None:
        """Ask the work to stop; the answer comes when it has."""
        self._stop.set()
        self._show()

    def on_unmount(self) -> None:
        """Let the work end when the app is left."""
        self._stop.set()


def bar(doing: str, done: int, total: int, *, stopping: bool) -> Content:
    """Return how far something is: a bar when it is known how much there is."""
    if stopping:
        return Content.styled("Stopping: nothing is half written", "$text-warning")
    share = min(1.0, done / total) if total else 0.0
    full = round(share * _BAR)
    told = f"{share:4.0%}" if doing == "read" and total else f"{done:,}" + (f" of {total:,}" if total else "")
    return Content.assemble(
        ("█" * full, "$text-accent"), ("░" * (_BAR - full), "$text-muted"), f"  {told} {_UNITS.get(doing, doing)}"
    )
