"""Logging outreach attempts: append-only, corrected by new entries."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from prospector.clock import FUTURE_SLACK, WorkingDays, stamp
from prospector.errors import BadInput, NotFound, Refused
from prospector.model.corridor import Corridor
from prospector.model.touch import CHANNELS, OUTCOMES, REACTIONS, TouchRecord, words
from prospector.outreach.corridor import INBOUND, Breach, attempts, breach_of_closing, breach_of_touch
from prospector.outreach.overrides import record_override
from prospector.outreach.planned import Planner, end_steps, put_step
from prospector.outreach.reachable import refuse_unreachable
from prospector.outreach.readiness import Lamps, lamps
from prospector.outreach.standing import touch_of_root, touches_of
from prospector.store.store import Store
from prospector.text import clean, clean_text, plural

if TYPE_CHECKING:
    from prospector.model.tables import Touch
    from prospector.store.action import Action

ALIASES = {
    "call": "phone",
    "email": "mail",
    "e_mail": "mail",
    "meeting": "meeting_set",
    "voicemail": "left_message",
    "reply": "replied",
}


class OutsideCorridor(Refused):
    """A touch or a closing that the corridor forbids; with a reason it can be done all the same."""

    def __init__(self, breach: Breach) -> None:
        """Keep which rule it was."""
        super().__init__(f"{breach.sentence}; give a reason to do it all the same")
        self.breach = breach


@dataclass(frozen=True, slots=True)
class Ladder:
    """Where an account stands between the fewest and the most attempts."""

    tried: int
    """Attempts of ours so far, by the whole team."""
    corridor: Corridor

    @property
    def text(self) -> str:
        """Return it in a line that tells silence from rejection."""
        rules, number = self.corridor, self.tried + 1
        if number <= rules.floor_attempts:
            many = plural(rules.floor_channels, "channel")
            return f"attempt {number} of {rules.floor_attempts} by {many} before “no response”"
        return f"attempt {number}, at most {rules.ceiling_attempts} in {rules.ceiling_days} days"


class Touches:
    """The log of touches of one workspace."""

    def __init__(
        self,
        store: Store,
        corridor: Callable[[str], Corridor] = lambda _account: Corridor(),
        calendar: Callable[[str], WorkingDays] = lambda _rep: WorkingDays(),
        planner: Planner | None = None,
    ) -> None:
        """Work on `store`; `corridor` gives the rules for an account, `calendar` the working days of a rep.

        `planner` reads the days of call-backs.
        """
        self.store = store
        self._planner = planner
        self._corridor = corridor
        self._calendar = calendar

    def of(self, account_id: str) -> list[TouchRecord]:
        """Return the touches of an account, newest first."""
        return list(touches_of(self.store.reader, account_id))

    def ladder(self, account_id: str) -> Ladder:
        """Return which attempt at an account comes next, and how many are usual and allowed."""
        return Ladder(len(attempts(touches_of(self.store.reader, account_id))), self._corridor(account_id))

    def lamps(self, account_id: str) -> Lamps:
        """Return what is lit before the first touch of an account."""
        return lamps(self.store.reader, account_id, self.store.clock.today())

    def breach(self, account_id: str, outcome: str, on: date | None = None) -> Breach | None:
        """Return the rule that one more touch (today, or `on` a day) would break; nothing is written."""
        day = on or self.store.clock.today()
        touches = touches_of(self.store.reader, account_id)
        days = self._calendar(self.store.actor)
        return breach_of_touch(touches, outcome, day, self._corridor(account_id), days)

    def closing(self, account_id: str) -> Breach | None:
        """Return what of the floor is missing before the account may be closed as no response."""
        touches = touches_of(self.store.reader, account_id)
        days = self._calendar(self.store.actor)
        return breach_of_closing(touches, self.store.clock.today(), self._corridor(account_id), days)

    def log(
        self,
        account_id: str,
        channel: str,
        outcome: str,
        *,
        reaction: str = "unknown",
        person: str = "",
        note: str = "",
        private: bool = False,
        at: datetime | None = None,
        override: str = "",
        call_back: str = "",
        batch: str = "",
        also: Callable[[Action, str], None] = lambda _action, _root: None,
    ) -> TouchRecord:
        """Log one attempt by the acting rep; the first one of an account whose lamps are dark is kept as unready.

        `call_back` is the moment that was agreed on (``thu 14:30``): it becomes the next step. `also` writes, in the same
        act, what goes with it (a draft that was sent), given the touch's identifier.

        Raises BadInput for unknown words, a moment in the future or a call-back that is none, Refused for an account that
        is dropped, merged away or, as its person, on the never-contact ledger, OutsideCorridor beyond the ceiling or
        inside the gap unless `override` says why.
        """
        channel = checked_term(channel, CHANNELS, "channel")
        outcome = checked_term(outcome, OUTCOMES, "outcome")
        reaction = checked_term(reaction, REACTIONS, "reaction")
        from prospector.model.tables import Touch

        now = self.store.clock.now()
        if at is not None:
            self._not_in_the_future(at)
        agreed = self._planner.moment(call_back) if self._planner and clean(call_back) else None
        rep = self.store.actor
        with self.store.action("Touch", batch=batch, reason=clean(override)) as action:
            name = refuse_unreachable(
                self.store.reader, account_id, "touching", there="log the touch", person=clean(person)
            )
            bent = self._bent_rules(account_id, outcome, (at or now).astimezone().date(), clean(override))
            action.retitle(f"Touch {name}: {words(channel)}, {words(outcome)}")
            entry = action.append(
                Touch(
                    account_id=account_id, rep=rep, channel=channel, outcome=outcome, reaction=reaction,
                    person=clean(person), note=clean_text(note), private=private, at=stamp(at or now),
                    recorded_at=stamp(now),
                ),
                chain=rep,
            )  # fmt: skip
            end_steps(action, account_id)
            if agreed is not None:
                put_step(action, account_id, rep, channel="phone", day=agreed[0], hour=agreed[1], note="call back",
                         reason=f"agreed on {stamp(at or now)[:10]}")  # fmt: skip
            also(action, entry.root)
            for rule, said, reason in bent:
                record_override(action, account_id, rule, said, reason, rep, entry.root)
        return _record(entry)

    def _bent_rules(self, account_id: str, outcome: str, on: date, override: str) -> list[tuple[str, str, str]]:
        """Return the rules that this touch bends as (rule, what it says, reason). Raises OutsideCorridor."""
        bent = []
        breach = self.breach(account_id, outcome, on)
        if breach is not None:
            if not override:
                raise OutsideCorridor(breach)
            bent.append((breach.rule, breach.sentence, override))
        if outcome not in INBOUND and not touches_of(self.store.reader, account_id):
            dark = self.lamps(account_id).dark
            if dark:
                bent.append(("unready", f"first touch without {', '.join(dark)}", override))
        return bent

    def correct(
        self, touch_id: str, *, at: datetime | None = None, private: bool | None = None, **changes: str
    ) -> TouchRecord:
        """Write a corrected entry for a touch; the first one stays in the log. What is the same leaves no trace.

        `changes` may name channel, outcome, reaction, person and note. Raises NotFound when the touch does not stand,
        BadInput for anything else, for unknown words or a moment in the future.
        """
        from prospector.model.tables import Touch

        fields = self._corrections(at, private, changes)
        standing = touch_of_root(self.store.reader, touch_id)
        if standing is None:
            raise NotFound("this touch does not stand any more: look at the timeline again")
        before = {name: getattr(standing, name) for name in _CONTENT}
        changed = [name for name, value in fields.items() if before[name] != value]
        if not changed:
            return standing
        with self.store.action(f"Correct a touch: {', '.join(changed)}") as action:
            recorded = stamp(self.store.clock.now())
            entry = action.append(Touch(root=touch_id, recorded_at=recorded, **(before | fields)), chain=standing.rep)
        return _record(entry)

    def _corrections(self, at: datetime | None, private: bool | None, changes: Mapping[str, str]) -> dict[str, Any]:  # noqa: FBT001
        cleaners: dict[str, Callable[[str], str]] = {
            "channel": lambda given: checked_term(given, CHANNELS, "channel"),
            "outcome": lambda given: checked_term(given, OUTCOMES, "outcome"),
            "reaction": lambda given: checked_term(given, REACTIONS, "reaction"),
            "person": clean,
            "note": clean_text,
        }
        if wrong := next((name for name in changes if name not in cleaners), None):
            raise BadInput(f"“{clean(wrong)}” can't be corrected: {', '.join(cleaners)}, the moment and private can")
        fields: dict[str, Any] = {name: cleaners[name](value) for name, value in changes.items()}
        if at is not None:
            self._not_in_the_future(at)
            fields["at"] = stamp(at)
        if private is not None:
            fields["private"] = private
        if not fields:
            raise BadInput("say what to correct: channel, outcome, reaction, person, note, the moment or private")
        return fields

    def _not_in_the_future(self, at: datetime) -> None:
        if at > self.store.clock.now() + FUTURE_SLACK:
            raise BadInput(f"a touch can't lie in the future ({at:%Y-%m-%d %H:%M}): give the moment it happened")


_CONTENT = ("account_id", "rep", "channel", "outcome", "reaction", "person", "note", "private", "at")


def checked_term(given: str, known: tuple[str, ...], called: str) -> str:
    """Return the term that was meant. Raises BadInput naming the nearest one, or all."""
    term = clean(given).casefold().replace("-", "_").replace(" ", "_")
    term = ALIASES.get(term, term)
    if term in known:
        return term
    near = difflib.get_close_matches(term, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"one of {', '.join(known)}"
    raise BadInput(f"unknown {called} “{clean(given)}”: {hint}")


def _record(entry: Touch) -> TouchRecord:
    return TouchRecord(
        id=entry.root, account_id=entry.account_id, rep=entry.rep, channel=entry.channel, outcome=entry.outcome,
        reaction=entry.reaction, person=entry.person, note=entry.note, private=entry.private, at=entry.at,
        recorded_at=entry.recorded_at, corrected=entry.root != entry.id,
    )  # fmt: skip
