"""Lessons: what dropping a target taught comes back when a similar one is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prospector.model.account import Match
from prospector.model.outreach import DROP_REASONS, SOFT
from prospector.pipeline.known import Known
from prospector.store.store import Store

_MOST = 3
_LIKE = 8
"""Look-alikes that are looked through for dropped ones."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one dropped target taught."""

    account_id: str
    name: str
    lesson: str
    reason: str
    code: str
    dropped_at: str
    why: str
    """What the new one has in common with it."""

    @property
    def soft(self) -> bool:
        """Say whether the reason was about us and not about them."""
        return self.code in SOFT


class Lessons:
    """The lessons of one workspace."""

    def __init__(self, store: Store, known: Known) -> None:
        """Work on `store`; `known` says which companies look alike."""
        self.store = store
        self.known = known

    def every(self) -> list[Lesson]:
        """Return the lessons of all dropped targets, newest first."""
        rows = self.store.reader.rows(
            "SELECT a.id, a.name, t.lesson, t.reason, t.reason_code, t.since, '' FROM target t "
            "JOIN account a ON a.id = t.account_id WHERE t.place = 'dropped' AND a.merged_into IS NULL "
            "AND t.lesson <> '' ORDER BY t.since DESC, a.id"
        )
        return [Lesson(*row) for row in rows]

    def like(
        self, name: str, *, domain: str = "", country: str = "", city: str = "", sector: str = "",
        alike: Sequence[Match] | None = None,
    ) -> list[Lesson]:  # fmt: skip
        """Return up to three lessons that bear on a name: of look-alikes first, then of the same sector.

        `alike` are the look-alikes where they were looked up already.
        """
        taught = {one.account_id: one for one in self.every()}
        if not taught:
            return []
        found: dict[str, Lesson] = {}
        if alike is None:
            alike = self.known.lookup(
                name, domain=domain or None, country=country or None, city=city or None, limit=_LIKE
            )
        for match in alike:
            if match.id in taught and match.verdict != "different":
                found[match.id] = _with(taught[match.id], match.why[0] if match.why else "a similar name")
        if sector:
            for (account_id,) in self.store.reader.rows(
                "SELECT id FROM account WHERE lower(sector) = lower(?)", (sector,)
            ):
                if account_id in taught and account_id not in found:
                    found[account_id] = _with(taught[account_id], f"the same sector, {sector}")
        return list(found.values())[:_MOST]


def lesson_line(one: Lesson) -> str:
    """Return a lesson in one line."""
    reason = one.reason or DROP_REASONS.get(one.code, "")
    return f"{one.name}, dropped {one.dropped_at[:10]} ({reason}): {one.lesson}"


def _with(one: Lesson, why: str) -> Lesson:
    return Lesson(one.account_id, one.name, one.lesson, one.reason, one.code, one.dropped_at, why)
