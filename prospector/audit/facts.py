"""What all measures rest on: accounts with what the logs say of each, read once in a few passes over the tables.

The SQL adds up in the database and is the common part of SQLite and PostgreSQL; moments are compared as the text they
are stored as, and days are those of that text (UTC).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from prospector.audit.leads import FORWARD, Day, Lead
from prospector.clock import WorkingDays
from prospector.model.plan import PlanRecord, ProtectedHours
from prospector.model.qualification import HandOverRecord
from prospector.model.sitting import SittingRecord
from prospector.model.touch import CHANNELS
from prospector.model.weeks import week_of
from prospector.pipeline.listed import UNCORRECTED
from prospector.store.reads import Reader

REACHED_SQL = "t.outcome IN ('spoke', 'replied', 'meeting_set')"
WELCOME_SQL = f"{REACHED_SQL} AND t.reaction NOT IN ('not_now', 'not_us', 'angry')"
RECENT = timedelta(days=28)
"""What is recent about a rep's attempts."""
QUARTER = timedelta(days=13 * 7 + 6)
"""How far back the days of reps are read."""
_ACCOUNTS = (
    "SELECT a.id, a.name, a.source, a.origin, a.sector, a.named_by, a.named_at, a.stage, COALESCE(t.rep, ''), "
    "COALESCE(t.place, ''), COALESCE(t.since, ''), COALESCE(t.horizon, ''), COALESCE(t.explore, ?), "
    "COALESCE(t.reason_code, ''), COALESCE(t.reason, ''), f.low, f.high, f.disqualified "
    "FROM account a LEFT JOIN target t ON t.account_id = a.id "
    "LEFT JOIN fit_score f ON f.account_id = a.id AND f.version = "
    "(SELECT MAX(version) FROM fit_score g WHERE g.account_id = a.id) "
    "WHERE a.merged_into IS NULL AND a.named_at < ?"
)
_TOUCHED = (
    "SELECT t.account_id, t.rep, COUNT(*), SUM(CASE WHEN t.outcome <> 'replied' THEN 1 ELSE 0 END), MIN(t.at), MAX(t.at), "  # noqa: S608
    "SUM(CASE WHEN t.outcome = 'meeting_set' THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN t.at >= ? AND t.outcome <> 'replied' THEN 1 ELSE 0 END), SUM(CASE WHEN t.at >= ? THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN t.at >= ? AND t.outcome = 'meeting_set' THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN t.at < ? AND t.outcome <> 'replied' THEN 1 ELSE 0 END), "
    f"SUM(CASE WHEN t.at < ? AND {WELCOME_SQL} THEN 1 ELSE 0 END), "
    + ", ".join(f"MAX(CASE WHEN t.channel = '{one}' THEN 1 ELSE 0 END)" for one in CHANNELS)
    + f" FROM touch t WHERE t.at < ? AND {UNCORRECTED} GROUP BY t.account_id, t.rep"
)
_DAYS = (
    "SELECT t.rep, SUBSTR(t.at, 1, 10), CASE WHEN t.at >= ? THEN 1 ELSE 0 END, COUNT(*), "  # noqa: S608
    "SUM(CASE WHEN t.outcome <> 'replied' THEN 1 ELSE 0 END), "
    f"SUM(CASE WHEN {REACHED_SQL} THEN 1 ELSE 0 END), SUM(CASE WHEN t.outcome = 'meeting_set' THEN 1 ELSE 0 END), "
    f"SUM(CASE WHEN {WELCOME_SQL} THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN t.reaction = 'curious' THEN 1 ELSE 0 END), SUM(CASE WHEN t.reaction = 'neutral' THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN t.reaction = 'not_now' THEN 1 ELSE 0 END), SUM(CASE WHEN t.reaction = 'not_us' THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN t.reaction = 'angry' THEN 1 ELSE 0 END) "
    f"FROM touch t WHERE t.at >= ? AND t.at < ? AND {UNCORRECTED} GROUP BY 1, 2, 3"
)
_MERGED = (
    "WITH RECURSIVE below (id, root) AS (SELECT m.id, r.id FROM account m JOIN account r ON r.id = m.merged_into "
    "WHERE r.merged_into IS NULL UNION ALL SELECT a.id, below.root FROM account a JOIN below ON a.merged_into = below.id) "
    "SELECT id, root FROM below"
)
_MOVES = "SELECT id, account_id, after, moved_by, moved_at FROM stage_move WHERE moved_at < ? ORDER BY moved_at, id"


@dataclass
class Facts:
    """The rows that the measures of one period count; each part is read when it is first needed, then kept."""

    reader: Reader
    since: date
    until: date
    """First and last day, both included."""
    today: date
    signed_at: str = ""
    """The moment of the signature that the period begins with, empty for a whole day."""
    only: Sequence[str] = ()
    """Whose lists and work are looked at; empty: everybody's."""
    rules: PlanRecord = field(default_factory=PlanRecord)
    calendar: Callable[[str], WorkingDays] = lambda _rep: WorkingDays()
    hours: Callable[[str], Sequence[ProtectedHours]] = lambda _rep: ()
    segment_of: Callable[[], Mapping[str, str]] = dict
    """Names of the segments of accounts."""
    sittings_of: Callable[[], Sequence[SittingRecord]] = tuple
    hand_overs_of: Callable[[], Sequence[HandOverRecord]] = tuple

    @property
    def begin(self) -> str:
        """Return what the stamps of the period are not less than."""
        return self.signed_at or self.since.isoformat()

    @property
    def end(self) -> str:
        """Return what the stamps of the period are less than."""
        return (self.until + timedelta(days=1)).isoformat()

    def inside(self, stamped: str | None) -> bool:
        """Say whether a stamp lies in the period."""
        return bool(stamped) and self.begin <= str(stamped) < self.end

    def looked_at(self, rep: str) -> bool:
        """Say whether the work of a rep is looked at."""
        return not self.only or rep.casefold() in self._only

    @cached_property
    def _only(self) -> frozenset[str]:
        return frozenset(rep.casefold() for rep in self.only)

    @cached_property
    def merged(self) -> Mapping[str, str]:
        """The account that each merged one belongs to."""
        return dict(self.reader.rows(_MERGED))

    def root(self, account_id: str) -> str:
        """Return the account that one belongs to."""
        return self.merged.get(account_id, account_id)

    @cached_property
    def _touched(self) -> Sequence[tuple[Any, ...]]:
        """What every rep did at every account up to the end of the period."""
        recent = self.recent.isoformat()
        return self.reader.rows(_TOUCHED, (self.begin, self.begin, self.begin, recent, recent, self.end))

    @property
    def recent(self) -> date:
        """Return the first day of what is recent."""
        return min(self.until, self.today) - RECENT + timedelta(days=1)

    @cached_property
    def before(self) -> Mapping[str, tuple[int, int]]:
        """Attempts of each rep before what is recent, and how many of them were welcome."""
        found: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for _account, rep, *counts in self._touched:
            if self.looked_at(rep):
                found[rep] = (found[rep][0] + counts[8], found[rep][1] + counts[9])
        return found

    @cached_property
    def leads(self) -> Mapping[str, Lead]:
        """All accounts that stand, those of other reps left out when only some are looked at, by id."""
        make: Callable[..., Lead] = Lead
        found = {
            row[0]: make(*row[:12], bool(row[12]), *row[13:]) for row in self.reader.rows(_ACCOUNTS, (False, self.end))
        }
        for one in found.values():
            one.reached_stages.add(one.stage)
        for account_id, _rep, *counts in self._touched:
            lead = found.get(self.root(account_id))
            if lead is not None:
                lead.count(counts)
        for _id, account_id, after, _by, _at in self.moves:
            lead = found.get(self.root(account_id))
            if lead is not None:
                lead.reached_stages.add(after)
        return {key: one for key, one in found.items() if self.looked_at(one.rep or one.named_by)}

    @cached_property
    def active(self) -> Sequence[Lead]:
        """The targets on lists."""
        return [one for one in self.leads.values() if one.active]

    @cached_property
    def main(self) -> Sequence[Lead]:
        """All but the explorations, which are judged apart."""
        return [one for one in self.leads.values() if not one.explore]

    @cached_property
    def segments(self) -> Mapping[str, str]:
        """The segment's name of each account that is in one."""
        return self.segment_of()

    @cached_property
    def moves(self) -> Sequence[tuple[Any, ...]]:
        """Every step from stage to stage up to the end of the period: id, account, stage, who, when; oldest first."""
        return self.reader.rows(_MOVES, (self.end,))

    @cached_property
    def _done(self) -> tuple[Mapping[str, Mapping[str, Day]], Mapping[str, Day]]:
        days: dict[str, dict[str, Day]] = defaultdict(lambda: defaultdict(Day))
        period: dict[str, Day] = defaultdict(Day)
        first = min(self.since, self.until - QUARTER, self.recent).isoformat()
        for rep, day, now, *counts in self.reader.rows(_DAYS, (self.begin, first, self.end)):
            if self.looked_at(rep):
                days[rep][day].add(Day(*counts))
                if now:
                    period[rep].add(Day(*counts))
        return days, period

    @property
    def days(self) -> Mapping[str, Mapping[str, Day]]:
        """What each rep did on each day of the quarter up to the end of the period, by rep and ISO 8601 day."""
        return self._done[0]

    def done(self, rep: str) -> Day:
        """Return what a rep did in the period."""
        return self._done[1].get(rep) or Day()

    @cached_property
    def worked(self) -> Mapping[str, Mapping[str, int]]:
        """The companies that each rep touched in the period, each with the meetings that came of it."""
        found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for account_id, rep, *counts in self._touched:
            if counts[6] and self.looked_at(rep):
                found[rep][self.root(account_id)] += counts[7]
        return found

    @cached_property
    def sittings(self) -> Sequence[SittingRecord]:
        """Every sitting that was ended, forgotten ones left out."""
        return [one for one in self.sittings_of() if one.ended_at and not one.forgotten and self.looked_at(one.rep)]

    @cached_property
    def hand_overs(self) -> Sequence[HandOverRecord]:
        """Every hand-over there ever was, the oldest first."""
        return [one for one in self.hand_overs_of() if self.looked_at(one.given_by) or self.looked_at(one.given_to)]

    @cached_property
    def moved_on(self) -> Sequence[tuple[str, str]]:
        """The accounts that moved to qualified or further in the period, each with who moved it."""
        return [(self.root(row[1]), row[3]) for row in self.moves if row[2] in FORWARD and self.inside(row[4])]

    @cached_property
    def deals(self) -> Mapping[str, Mapping[str, Sequence[tuple[str, str]]]]:
        """The deals that came along, as account and name, by rep and ISO week: opportunities, and what was taken over."""
        found: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
        for _key, account_id, after, moved_by, at in self.moves:
            if after == "opportunity" and (lead := self.leads.get(self.root(account_id))) is not None:
                found[lead.rep or moved_by][week_of(date.fromisoformat(at[:10]))].append((lead.id, lead.name))
        for one in self.hand_overs:
            if one.state == "accepted" and one.answered_at and one.answered_at < self.end:
                week = week_of(date.fromisoformat(one.answered_at[:10]))
                found[one.given_to][week].append((one.account_id, one.name))
        return found

    @cached_property
    def reps(self) -> Sequence[str]:
        """Everybody who has a list or touched somebody, in order of the alphabet."""
        every = {one.rep for one in self.leads.values() if one.rep} | {row[1] for row in self._touched}
        return sorted((one for one in every if self.looked_at(one)), key=lambda rep: (rep.casefold(), rep))

    @cached_property
    def of_rep(self) -> Mapping[str, Sequence[Lead]]:
        """Every rep's accounts."""
        found: dict[str, list[Lead]] = defaultdict(list)
        for one in self.leads.values():
            found[one.rep].append(one)
        return found

    @cached_property
    def minutes_an_attempt(self) -> Mapping[str, float]:
        """Minutes of sittings for each attempt, of the reps who held any."""
        held: dict[str, int] = defaultdict(int)
        for one in self.sittings:
            held[one.rep] += one.minutes
        tries = {rep: sum(one.tries for one in several) for rep, several in self.of_rep.items()}
        return {rep: minutes / tries[rep] for rep, minutes in held.items() if tries.get(rep)}

    def span(self, rep: str, first: date, last: date) -> Day:
        """Return what a rep did from one day to another, both included."""
        total, begin, end = Day(), first.isoformat(), last.isoformat()
        for day, done in (self.days.get(rep) or {}).items():
            if begin <= day <= end:
                total.add(done)
        return total
