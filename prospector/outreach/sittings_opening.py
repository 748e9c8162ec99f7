"""What stands before a rep at the start of a sitting: the list, what to expect of it, what was planned and promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prospector.model.sitting import CommitmentRecord, HeldWeek, ProtectedTime, counted
from prospector.model.weeks import week_of
from prospector.outreach.commitments import Commitments
from prospector.outreach.expectation import Expectation
from prospector.outreach.sittings import Sittings
from prospector.outreach.today import LINE, Today, TodayView
from prospector.text import plural


@dataclass(frozen=True, slots=True)
class Opening:
    """Everything about one sitting that is about to begin, or runs."""

    number: int
    view: TodayView
    expectation: Expectation
    protected: ProtectedTime
    held: Sequence[HeldWeek]
    """This week, then the one before."""
    promised: Sequence[CommitmentRecord]
    """What is promised for this week, with what the log counts so far."""
    unanswered: Sequence[CommitmentRecord]
    """Promises of weeks that are over."""

    @property
    def banner(self) -> str:
        """Return the state of the list in a line."""
        view = self.view
        return (
            f"Sitting {self.number}. {view.active} active, {view.never_touched} never touched "
            f"({view.never_share} %, line {LINE} %). {len(view.due)} due, {view.overdue} overdue."
        )


def opening_of(today: Today, sittings: Sittings, commitments: Commitments) -> Opening:
    """Return what stands before the acting rep."""
    running, this = sittings.running(), week_of(today.store.clock.today())
    return Opening(
        number=running.number if running else sittings.next_number(), view=today.view(), expectation=today.expectation(),
        protected=sittings.protected(), held=sittings.held(weeks=2), promised=commitments.of(week=this),
        unanswered=commitments.unanswered(),
    )  # fmt: skip


def opening_lines(opening: Opening) -> list[tuple[str, str]]:
    """Return the opening as labels and texts, for the command and the screen; what is empty is left out."""
    week, before = opening.held[0], opening.held[1]
    lines = [
        ("Expect", opening.expectation.text),
        ("Held", f"{_held(week)} this week, {_held(before)} the week before"),
        ("Protected", said_protected(opening.protected)),
    ]
    if opening.promised:
        lines.append(("Promised", ", ".join(f"{promised(one)} ({_so_far(one)})" for one in opening.promised)))
    if opening.unanswered:
        lines.append(("To answer", f"{plural(len(opening.unanswered), 'promise')} of weeks that are over"))
    if opening.view.idle_days:
        lines.append(("Idle", said_idle(opening.view)))
    return [(label, text) for label, text in lines if text]


def said_protected(protected: ProtectedTime) -> str:
    """Return how much protected time is left, or when the next comes; empty when the plan protects none."""
    if protected.left is not None:
        return f"{plural(protected.left, 'minute')} left of the hours the plan protects"
    return f"none now, the next hours begin {protected.next_at:%a %d %b %H:%M}" if protected.next_at else ""


def said_idle(view: TodayView) -> str:
    """Return what not prospecting has cost so far; empty while the last touch is of today."""
    if view.idle_days is None:
        return "nobody was ever touched" if view.active else ""
    if not view.idle_days:
        return ""
    cold = f", {plural(view.cold, 'target')} gone cold" if view.cold else ""
    return f"last touch {plural(view.idle_days, 'day')} ago{cold}"


def promised(one: CommitmentRecord) -> str:
    """Return a promise in words."""
    return one.said if one.measure == "free" else counted(one.measure, one.number)


def _so_far(one: CommitmentRecord) -> str:
    return one.answer or ("open" if one.done is None else f"{one.done} so far")


def _held(week: HeldWeek) -> str:
    return f"{week.held} of {week.planned}" if week.planned else str(week.held)
