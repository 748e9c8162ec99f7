"""What was never touched, and how long it takes until somebody does: the 70 % line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from prospector.audit.facts import Facts
from prospector.audit.leads import Lead
from prospector.clock import WorkingDays
from prospector.model.figure import Curve, CurvePoint, Number

AGES = ((0, 7), (8, 14), (15, 30), (31, 60), (61, 90), (91, None))
"""Ages of a name in days, first and last included."""
TRIES = ((0, 0), (1, 1), (2, 2), (3, 5), (6, 11), (12, None))
_MOST_CURVES = 12
_MONTH = 31


def never_touched(leads: Iterable[Lead], key: str = "never", label: str = "never touched") -> Number:
    """Never-touched share: targets on a list that nobody of the team ever touched, of all targets on a list.

    Touches of merged parts count for the company. Names on the bench wait on purpose and are no targets.
    """
    active = [one for one in leads if one.active]
    never = tuple(one.id for one in active if not one.touches)
    return Number(key, label, len(never), len(active), ids=never)


def by_age(facts: Facts, leads: Iterable[Lead], key: str = "never.age") -> Sequence[Number]:
    """Never-touched share by age: the same, by days since the company was named.

    The clock begins at the naming; nothing that is done to a target later sets it back.
    """
    last = min(facts.until, facts.today).toordinal()
    bands: dict[tuple[int, int | None], list[Lead]] = {band: [] for band in AGES}
    for one in leads:
        if one.active:
            age = max(0, last - ordinal(one.named_at))
            bands[next(band for band in AGES if band[1] is None or age <= band[1])].append(one)
    return [never_touched(several, f"{key}.{_span(band)}", f"{_span(band)} days") for band, several in bands.items()]


def by_horizon(facts: Facts) -> Sequence[Number]:
    """Never-touched share by horizon: short-term (expected within two sales cycles) and long-term."""
    return [
        never_touched((one for one in facts.active if one.horizon == which), f"never.horizon.{which}", f"{which}-term")
        for which in ("short", "long")
    ]


def curve_of(facts: Facts, leads: Iterable[Lead], key: str = "curve", label: str = "all") -> Curve:
    """Time to first touch: the share of names never touched by their age in days, after Kaplan and Meier (1958).

    It counts every name that was a target: on a list now, or dropped. The event is the first touch by anybody. Open ones
    are censored at their age today, those that were dropped untouched at the age they had then: they are not counted as
    touched, and not as never touched beyond what is known.
    """
    touched, censored = Counter[int](), Counter[int]()
    for one in leads:
        if one.place not in ("active", "dropped"):
            continue
        start = ordinal(one.named_at)
        if one.first_at:
            touched[max(0, ordinal(one.first_at) - start)] += 1
        else:
            end = min(facts.until, facts.today).toordinal()
            end = min(end, ordinal(one.since)) if one.place == "dropped" and one.since else end
            censored[max(0, end - start)] += 1
    at_risk, share, points = touched.total() + censored.total(), 1.0, []
    names = at_risk
    for day in sorted(touched.keys() | censored.keys()):
        if touched[day]:
            share *= 1 - touched[day] / at_risk
            points.append(CurvePoint(day, at_risk, touched[day], share))
        at_risk -= touched[day] + censored[day]
    longest = max((*touched.keys(), *censored.keys()), default=0)
    return Curve(key, label, tuple(points), names, touched.total(), longest)


def curves(facts: Facts) -> Sequence[Curve]:
    """Time to first touch by rep, source and segment, the dozen largest of each; a source in other capitals is the same."""
    found: list[Curve] = []
    parts: tuple[tuple[str, Callable[[Lead], str]], ...] = (
        ("rep", lambda one: one.rep), ("source", lambda one: one.source),
        ("segment", lambda one: facts.segments.get(one.id, "")),
    )  # fmt: skip
    for by, value_of in parts:
        groups: dict[str, list[Lead]] = defaultdict(list)
        written: dict[str, str] = {}
        for one in facts.leads.values():
            if value := value_of(one):
                groups[value if by == "rep" else written.setdefault(value.casefold(), value)].append(one)
        largest = sorted(groups, key=lambda value, groups=groups: (-len(groups[value]), value))[:_MOST_CURVES]  # type: ignore[misc]
        found += [curve_of(facts, groups[value], f"curve.{by}.{value}", value) for value in sorted(largest)]
    return found


def touches_per_target(facts: Facts) -> Sequence[Number]:
    """Touches per target: how many targets on a list had so many attempts so far, replies left out."""
    found = []
    for low, high in TRIES:
        ids = tuple(one.id for one in facts.active if low <= one.tries and (high is None or one.tries <= high))
        label = f"{_span((low, high))} {'attempt' if (low, high) == (1, 1) else 'attempts'}"
        found.append(Number(f"tries.{_span((low, high))}", label, len(ids), len(facts.active), ids=ids))
    return found


def quiet(facts: Facts, rep: str) -> Number:
    """Quiet targets: on a list, and for more working days than the plan's quiet days without a touch by anybody.

    Counted from the last touch, or from the naming while there was none; the rep's days off don't count. Long-term
    targets are quiet after the plan's months of nurture.
    """
    day = min(facts.until, facts.today)
    short = _quiet_since(facts.calendar(rep), day, facts.rules.quiet_days).isoformat()
    long = (day - timedelta(days=_MONTH * facts.rules.nurture_months)).isoformat()
    mine = [one for one in facts.of_rep.get(rep, ()) if one.active]
    ids = tuple(
        one.id for one in mine if (one.last_at or one.named_at)[:10] <= (long if one.horizon == "long" else short)
    )
    return Number(
        f"quiet.{rep}", f"silent for more than {facts.rules.quiet_days} working days", len(ids), len(mine), ids=ids
    )


def _quiet_since(days: WorkingDays, last: date, most: int) -> date:
    """Return the newest day after which more than `most` working days have gone by."""
    counted, day, floor = 0, last, last - timedelta(days=3_653)
    while counted <= most and day > floor:
        counted += days.is_working(day)
        day -= timedelta(days=1)
    return day


_ORDINALS: dict[str, int] = {}
_MOST_KEPT = 20_000


def ordinal(stamped: str) -> int:
    """Return the day of a stamp as a number."""
    day = stamped[:10]
    found = _ORDINALS.get(day)
    if found is None:
        if len(_ORDINALS) > _MOST_KEPT:
            _ORDINALS.clear()
        found = _ORDINALS[day] = date.fromisoformat(day).toordinal()
    return found


def _span(band: tuple[int, int | None]) -> str:
    low, high = band
    return f"{low}+" if high is None else str(low) if low == high else f"{low}-{high}"
