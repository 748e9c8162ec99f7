"""Segments: saved rules with their strategy cards. Membership is never stored: it is the rule's result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from prospector.errors import BadInput, NotFound
from prospector.model.corridor import Corridor
from prospector.model.plan import PlanRecord, SegmentRecord
from prospector.model.touch import CHANNELS
from prospector.plan.planning import NUMBERS
from prospector.text import clean, clean_name, clean_text

if TYPE_CHECKING:
    from prospector.plan.rules import Facts
    from prospector.store.store import Store

CORRIDOR_FIELDS = ("floor_attempts", "floor_channels", "floor_days", "ceiling_attempts", "gap_days")
_TEXTS = ("pain", "offer", "proof")
_FIELDS = tuple(one.name for one in fields(SegmentRecord))


@dataclass(frozen=True, slots=True)
class Members:
    """Who is in a segment: surely, and perhaps, because something is not known."""

    sure: Sequence[str]
    perhaps: Sequence[str]


class Segments:
    """The segments of one workspace."""

    def __init__(self, store: Store, facts: Callable[[], Mapping[str, Facts]]) -> None:
        """Work on `store`; `facts` gives what is known of every account."""
        self.store = store
        self._facts = facts

    def all(self) -> list[SegmentRecord]:
        """Return the segments in their order; an account belongs to the first that it surely meets."""
        rows = self.store.reader.rows(f"SELECT {', '.join(_FIELDS)} FROM segment ORDER BY position, name, id")  # noqa: S608
        return [SegmentRecord(*row) for row in rows]

    def get(self, name: str) -> SegmentRecord:
        """Return the segment of this name. Raises NotFound."""
        wanted = clean_name(name).casefold()
        for one in self.all():
            if one.name.casefold() == wanted:
                return one
        raise NotFound(f"no segment “{clean_name(name)}” here: see `prospect segment list`")

    def members(self, rule: str) -> Members:
        """Return whom a rule holds now. Raises BadInput naming the column when it can't be read."""
        from prospector.plan.rules import parse_rule

        test = parse_rule(rule)
        answers = {account_id: test(facts) for account_id, facts in self._facts().items()}
        return Members(
            tuple(key for key, answer in answers.items() if answer),
            tuple(key for key, answer in answers.items() if answer is None),
        )

    def save(self, name: str, rule: str | None = None, *, new_name: str = "", **card: Any) -> SegmentRecord:
        """Write a segment, a new one (then with a rule) or what is given of the one of this name. Raises BadInput.

        `card` may hold pain, offer, proof, channel, cadence, position and the numbers of the corridor (None: the plan's).
        """
        from prospector.model.tables import Segment

        called = clean_name(name)
        if not called:
            raise BadInput("a segment needs a name: type one like pumps in the north")
        given = _checked(card)
        if rule is not None:
            from prospector.plan.rules import parse_rule

            given["rule"] = parse_rule(rule).text
        with self.store.action(f"Segment {called}") as action:
            found = [row for row in action.find(Segment) if row.name.casefold() == called.casefold()]
            if not found and rule is None:
                raise BadInput(f'the new segment “{called}” needs a rule, like country in DE,AT and industry ~ "pump"')
            row = found[0] if found else action.add(Segment(name=called, position=len(action.find(Segment)) + 1))
            for key, value in given.items():
                setattr(row, key, value)
            row.name = clean_name(new_name) or row.name
            if found and new_name and clean_name(new_name).casefold() != called.casefold():
                others = [one for one in action.find(Segment) if one.id != row.id]
                if any(one.name.casefold() == row.name.casefold() for one in others):
                    raise BadInput(f"there is a segment “{row.name}” already: choose another name")
            _check_corridor(row)
            return SegmentRecord(*(getattr(row, field) for field in _FIELDS))

    def remove(self, name: str) -> None:
        """Take a segment away; its accounts go to the next rule that holds them. Raises NotFound."""
        from prospector.model.tables import Segment

        one = self.get(name)
        with self.store.action(f"Remove segment {one.name}") as action:
            row = action.get(Segment, one.id)
            if row is not None:
                action.remove(row)


def corridor_for(plan: PlanRecord, segment: SegmentRecord | None) -> Corridor:
    """Return the corridor: the segment's numbers where it has some, over the plan's."""
    own = {name: getattr(segment, name) for name in CORRIDOR_FIELDS if segment and getattr(segment, name) is not None}
    values = {name: own.get(name, getattr(plan, name)) for name in CORRIDOR_FIELDS}
    # A segment's floor above the plan's ceiling would make every closing and every touch forbidden.
    values["ceiling_attempts"] = max(values["ceiling_attempts"], values["floor_attempts"])
    return Corridor(**values, ceiling_days=plan.ceiling_days)


def _checked(card: Mapping[str, Any]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for key, value in card.items():
        if key in _TEXTS:
            given[key] = clean_text(value)
        elif key == "cadence":
            given[key] = clean_name(value)
        elif key == "channel":
            given[key] = checked_channel(value)
        elif key == "position":
            given[key] = int(value)
        elif key in CORRIDOR_FIELDS:
            given[key] = _number(key, value)
        else:
            raise BadInput(f"a segment has no “{clean(key)}”")
    return given


def checked_channel(typed: str) -> str:
    """Return the channel that was meant, empty for none. Raises BadInput for one that is none."""
    said = clean(typed).casefold().replace(" ", "_")
    if said and said not in CHANNELS:
        raise BadInput(f"unknown channel “{clean(typed)}”: one of {', '.join(CHANNELS)}")
    return said


def _number(key: str, value: Any) -> int | None:
    if value is None:
        return None
    sentence, low, high = NUMBERS[key]
    if not isinstance(value, int) or not low <= value <= high:
        raise BadInput(f"{sentence.format(low=low, high=high)}, not {value}")
    return value


def _check_corridor(row: Any) -> None:
    if (
        row.floor_attempts is not None
        and row.ceiling_attempts is not None
        and row.ceiling_attempts < row.floor_attempts
    ):
        raise BadInput(f"the ceiling ({row.ceiling_attempts}) is below the floor ({row.floor_attempts})")
