"""Research as the app runs it: one run at a time, a state per company, cancellable, never blocking."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import Worker, WorkerState

from prospector.errors import ProspectorError
from screens.jobs import begin

if TYPE_CHECKING:
    from textual.timer import Timer

    from prospector.research.run import Progress
    from screens.app import ProspectorApp

QUEUED, RUNNING = "queued", "running"
OWN_SITE = "website"
"""The source whose lines need no name before them."""
SHOW_SECONDS = 0.1


async def ask_contact(app: ProspectorApp) -> None:
    """Ask once whom sources may write to, when one that will be asked wants to know."""
    workspace = app.workspace
    labels = await asyncio.to_thread(workspace.wanting_contact)
    if labels:
        from prospector.settings import NO_CONTACT_GIVEN
        from screens.modals.contact import ContactBox

        contact = await app.push_screen_wait(ContactBox(labels))
        await asyncio.to_thread(workspace.keep_contact, contact or NO_CONTACT_GIVEN)


class ResearchDesk:
    """What research is doing now, for every place to show."""

    def __init__(self, app: ProspectorApp) -> None:
        """Work for `app`."""
        self._app = app
        self._worker: Worker[None] | None = None
        self._fresh = ""
        self._shown: Timer | None = None
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
        again = list(account_ids) == [self._fresh]
        self._fresh = ""
        self.live = dict.fromkeys(account_ids, (QUEUED, "queued"))
        self._done, self._total = 0, len(self.live)
        work = partial(self._run, list(self.live), again=again)
        self._worker = begin(self._app, work, group="research", exit_on_error=False)
        self._app.reload()
        return True

    def cancel(self) -> None:
        """Stop the run; what was found stays."""
        if self._worker is not None and self.running:
            self._worker.cancel()

    async def _run(self, account_ids: Sequence[str], *, again: bool) -> None:
        fresh = False
        try:
            await ask_contact(self._app)
            research = self._app.workspace.research
            found = await research.run(account_ids, progress=self._hear, again=again)
            await self._app.workspace.personal.look(account_ids)
            fresh = bool(found) and all(one.fresh for one in found)
            self._done = self._total
        except ProspectorError as error:
            self._app.say(error.sentence, severity="error")
        except OSError as error:
            self._app.say(f"Research stopped: {error}; what was found is kept, r tries again", severity="error")
        finally:
            cancelled = self._done < self._total
            self._worker = None
            self.live = {}
            if self._app.is_running:
                self._end(account_ids, cancelled=cancelled, fresh=fresh)

    def _end(self, account_ids: Sequence[str], *, cancelled: bool, fresh: bool) -> None:
        if fresh:
            self._fresh = account_ids[0] if len(account_ids) == 1 else ""
            more = " · r once more reads it anew" if self._fresh else ""
            self._app.say(f"Nothing was due: everything here is fresh, no site was asked{more}")
            self._app.reload()
            return
        kept = "stopped, what was found is kept · R goes on" if cancelled else "done · w tells why, u takes it back"
        self._app.say(f"Research of {self._done} of {self._total} {kept}")
        self._app.reload()

    def _hear(self, progress: Progress) -> None:
        said = f"{progress.source}: {progress.message}" if progress.source not in ("", OWN_SITE) else progress.message
        self.live[progress.account_id] = (progress.state, said)
        self._done = progress.done
        if progress.state != RUNNING:
            self._app.research_moved(finished=True)
        elif self._shown is None and self._app.is_running:
            # Many sources speak at once: what they say is shown a few times a second, so that keys go first.
            self._shown = self._app.set_timer(SHOW_SECONDS, self._show)

    def _show(self) -> None:
        self._shown = None
        self._app.research_moved(finished=False)
