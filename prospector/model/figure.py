"""Figures that open the rows behind them: numbers, and the curve of what was never touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from prospector.model.share import share_interval


@dataclass(frozen=True, slots=True)
class Number:
    """One figure; `Audit.rows` opens what stands behind it."""

    key: str
    """Names it for good: ``never.rep.ana``."""
    label: str
    part: int
    whole: int | None = None
    """Of how many; None for a plain count."""
    kind: str = "account"
    """What its rows are: `account`, `touch`, `target`, `hand_over`, `commitment`, `sitting`, `snooze`, `check`..."""
    ids: Sequence[str] = field(default=(), repr=False)
    """Identifiers of the rows; empty for touches, which are looked up by `asked`."""
    asked: TouchQuestion | None = field(default=None, repr=False)

    @property
    def share(self) -> float | None:
        """Return the share, 0 to 1; None for a plain count and where there is nothing to share."""
        return self.part / self.whole if self.whole else None

    @property
    def percent(self) -> int | None:
        """Return the share in per cent."""
        return None if self.share is None else round(100 * self.share)

    @property
    def interval(self) -> tuple[float, float]:
        """Return the 95 % interval of the share."""
        return share_interval(self.part, self.whole or 0)

    @property
    def text(self) -> str:
        """Return it as text: ``6 of 20 (30 %)``."""
        if self.whole is None:
            return str(self.part)
        return f"{self.part} of {self.whole}" + ("" if self.percent is None else f" ({self.percent} %)")


@dataclass(frozen=True, slots=True)
class TouchQuestion:
    """Which standing touches a number counts."""

    rep: str = ""
    """Empty: anybody's."""
    begin: str = ""
    end: str = ""
    """Stamps: from `begin` up to (not with) `end`."""
    outcomes: Sequence[str] = ()
    """Empty: any."""
    reactions: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Behind:
    """One row behind a number, in a sentence."""

    kind: str
    id: str
    account_id: str | None
    at: str
    """Stamp of the event, empty where there is none."""
    text: str


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One step of the curve."""

    day: int
    """Days since the name was written down."""
    at_risk: int
    """Names that were still untouched, and that old, just before."""
    touched: int
    """First touches on that day."""
    untouched: float
    """Share never touched after that day, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The share of names never touched by their age, open ones censored (Kaplan and Meier 1958)."""

    key: str
    label: str
    points: Sequence[CurvePoint]
    names: int
    touched: int
    longest: int = 0
    """Age in days of the oldest name: beyond it the curve says nothing."""

    @property
    def open(self) -> int:
        """Return how many were never touched so far (or given up untouched): the censored ones."""
        return self.names - self.touched

    def at(self, day: int) -> float:
        """Return the share never touched at the age of `day` days, 0 to 1."""
        share = 1.0
        for point in self.points:
            if point.day > day:
                break
            share = point.untouched
        return share

    def days_to(self, share: float) -> int | None:
        """Return the age at which at most `share` are untouched; None while that was never reached."""
        return next((point.day for point in self.points if point.untouched <= share), None)

    @property
    def median(self) -> int | None:
        """Return the days until half of the names were touched; None while half never were."""
        return self.days_to(0.5)
