"""Research as the app runs it: one run at a time, a state per company, cancellable, never blocking."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import Worker, WorkerState

from prospector.errors import ProspectorError
from screens.jobs import begin

if TYPE_CHECKING:
    from prospector.research.run import Progress
    from screens.app import ProspectorApp

QUEUED, RUNNING = "queued", "running"


class ResearchDesk:
    """What research is doing now, for every place to show."""

    def __init__(self, app: ProspectorApp) -> None:
        """Work for `app`."""
        self._app = app
        self._worker: Worker[None] | None = None
        self.live: dict[str, tuple[str, str]] = {}
        """State and message of every company of the run, by account."""
        self._done = self._total = 0

    @property
    def running(self) -> bool:
        """Whether a run is under way."""
        return self._worker is not None and self._worker.state in (WorkerState.PENDING, WorkerState.RUNNING)

    @property
    def summary(self) -> str:
        """The run in a few words, empty when there is none."""
        return f"researching {self._done}/{self._total}" if self.running else ""

    def start(self, account_ids: Sequence[str]) -> bool:
        """Research the accounts; say whether a run was begun (one is under way, or nothing to do)."""
        if self.running or not account_ids:
            return False
        self.live = dict.fromkeys(account_ids, (QUEUED, "queued"))
        self._done, self._total = 0, len(self.live)
        work = partial(self._run, list(self.live))
        self._worker = begin(self._app, work, group="research", exit_on_error=False)
        self._app.reload()
        return True

    def cancel(self) -> None:
        """Stop the run; what was found stays."""
        if self._worker is not None and self.running:
            self._worker.cancel()

    async def _run(self, account_ids: Sequence[str]) -> None:
        try:
            await self._app.workspace.research.run(account_ids, progress=self._hear)
        except ProspectorError as error:
            self._app.say(error.sentence, severity="error")
        except OSError as error:
            self._app.say(f"Research stopped: {error}; what was found is kept, r tries again", severity="error")
        finally:
            cancelled = self._done < self._total
            self._worker = None
            self.live = {}
            if self._app.is_running:
                self._end(cancelled=cancelled)

    def _end(self, *, cancelled: bool) -> None:
        kept = "stopped, what was found is kept · R goes on" if cancelled else "done · w tells why, u takes it back"
        self._app.say(f"Research of {self._done} of {self._total} {kept}")
        self._app.reload()

    def _hear(self, progress: Progress) -> None:
        self.live[progress.account_id] = (progress.state, progress.message)
        self._done = progress.done
        self._app.research_moved(finished=progress.state != RUNNING)
