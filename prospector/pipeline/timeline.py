"""The timeline of an account: touches, evidence, stages, steps, hand-overs, research and acts, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from prospector.model.account import AccountRecord, OutcomeRecord
from prospector.model.action import ActionRecord
from prospector.model.outreach import SNOOZE_REASONS, SnoozeRecord, StepRecord
from prospector.model.qualification import (
    RETURN_REASONS,
    EvidenceRecord,
    HandOverRecord,
    StageMoveRecord,
    WhyNowRecord,
)
from prospector.model.timeline import EventRecord
from prospector.model.touch import REACHED, TouchRecord, words

TOLD = ("touch", "evidence", "why_now", "stage_move", "hand_over", "step", "snooze", "outcome")
"""Tables whose rows are events: the act that wrote one is not told a second time."""


def timeline(*told: Iterable[EventRecord]) -> list[EventRecord]:
    """Return all events, newest first."""
    return sorted((one for events in told for one in events), key=lambda one: (one.at, one.id), reverse=True)


def touched(touches: Iterable[TouchRecord], reader: str) -> list[EventRecord]:
    """Return the touches as the rep `reader` may see them: private notes are their author's alone."""
    return [_touch(one, reader) for one in touches]


def qualified(
    moves: Iterable[StageMoveRecord], evidence: Iterable[EvidenceRecord], reasons: Iterable[WhyNowRecord]
) -> list[EventRecord]:
    """Return the moves from stage to stage, the evidence, the reasons to speak now."""
    return [*map(_move, moves), *map(_evidence, evidence), *map(_why_now, reasons)]


def planned(steps: Iterable[StepRecord], snoozes: Iterable[SnoozeRecord]) -> list[EventRecord]:
    """Return the next steps that were set, and those that were put off."""
    return [*map(_step, steps), *map(_snooze, snoozes)]


def handed_over(hand_overs: Sequence[HandOverRecord]) -> list[EventRecord]:
    """Return both sides' events of the hand-overs."""
    offered = [_offer(one) for one in hand_overs]
    return offered + [_answer(one) for one in hand_overs if one.answered_at]


def done(actions: Iterable[ActionRecord], name: str) -> list[EventRecord]:
    """Return the acts of people and machine about the account `name`; undoing is told by what it took back."""
    return [_act(one, name) for one in actions if one.kind == "do"]


def researched(outcomes: Iterable[OutcomeRecord], say: Callable[[str], str] = words) -> list[EventRecord]:
    """Return what became of asking each source; `say` puts a state into words."""
    return [
        EventRecord(
            f"research {one.source}", one.at, "research", f"asked {one.source}: {say(one.state)}, {one.detail}",
            "prospector",
            (("Source", one.source), ("State", say(one.state)), ("Told", one.detail), ("Requests", str(one.requests))),
        )
        for one in outcomes
    ]  # fmt: skip


def named(record: AccountRecord) -> list[EventRecord]:
    """Return the event with which everything began."""
    facts = (("Source", record.source), ("Origin", words(record.origin)), ("Pain", record.pain), ("Why", record.why))
    return [
        EventRecord(f"named {record.id}", record.named_at, "named", f"named, from {record.source}", record.named_by,
                    _kept(facts))
    ]  # fmt: skip


def _touch(one: TouchRecord, reader: str) -> EventRecord:
    note = one.note_for(reader)
    said = f"{words(one.channel)}: {words(one.outcome)}"
    if one.reaction != "unknown":
        said += f", {words(one.reaction)}"
    if note:
        said += f" · {note}"
    hidden = "private: only its author reads it" if one.note and not note else "none"
    facts = [
        ("Channel", words(one.channel)), ("Outcome", words(one.outcome)), ("Reaction", words(one.reaction)),
        ("Person", one.person or "not noted"), ("Note", note or hidden),
    ]  # fmt: skip
    if one.private and note:
        facts.append(("Private", "only you read this note"))
    if one.corrected:
        facts.append(("Corrected", "yes; the first entry stays in the log"))
    return EventRecord(f"touch {one.id}", one.at, "touch", said, one.rep, facts, one.outcome in REACHED)


def _move(one: StageMoveRecord) -> EventRecord:
    said = f"{words(one.before)} → {words(one.after)}{_more(one.reason)}"
    facts = (("From", words(one.before)), ("To", words(one.after)), ("Reason", one.reason))
    return EventRecord(f"stage {one.moved_at} {one.after}", one.moved_at, "stage", said, one.moved_by, _kept(facts))


def _evidence(one: EvidenceRecord) -> EventRecord:
    facts = (("Obstacle", one.obstacle), ("State", one.state), ("Evidence", one.said))
    said = f"{one.obstacle} {one.state}: {one.said}"
    return EventRecord(
        f"evidence {one.id}", one.given_at, "evidence", said, one.given_by, facts, one.state == "cleared"
    )


def _why_now(one: WhyNowRecord) -> EventRecord:
    day = one.happens_on or f"until {one.expires_on}"
    facts = (
        ("Why now", one.said),
        ("Happens", one.happens_on or ""),
        ("Expires", one.expires_on or ""),
        ("Page", one.url),
    )
    return EventRecord(
        f"why_now {one.id}", one.given_at, "why_now", f"why now: {one.said} ({day})", one.given_by, _kept(facts)
    )


def _step(one: StepRecord) -> EventRecord:
    when = f"{one.due_on} {one.at_time}".strip()
    facts = (("Channel", words(one.channel)), ("Due", when), ("Note", one.note), ("Reason", one.reason))
    return EventRecord(
        f"step {one.id}", one.set_at, "step", f"next step set: {words(one.channel)} on {when}{_more(one.note)}", one.set_by,
        _kept(facts),
    )  # fmt: skip


def _snooze(one: SnoozeRecord) -> EventRecord:
    why = SNOOZE_REASONS.get(one.reason_code, one.reason_code)
    facts = (("Until", one.until), ("Reason", why), ("Note", one.note))
    return EventRecord(
        f"snooze {one.id}", one.snoozed_at, "snooze", f"put off until {one.until}: {why}{_more(one.note)}", one.rep,
        _kept(facts),
    )  # fmt: skip


def _offer(one: HandOverRecord) -> EventRecord:
    waits = f"{one.waiting_days} working days{', late' if one.late else ''}"
    facts = (("To", one.given_to), ("State", one.state), ("Waited", waits))
    return EventRecord(
        f"offer {one.id}", one.offered_at, "hand_over", f"offered to {one.given_to}", one.given_by, facts
    )


def _answer(one: HandOverRecord) -> EventRecord:
    why = ", ".join(part for part in (RETURN_REASONS.get(one.reason_code, ""), one.reason) if part)
    until = f" to {one.recycle_on}" if one.recycle_on else ""
    said = f"hand-over {one.state}{until}{f': {why}' if why else ''}"
    facts = (
        ("From", one.given_by), ("State", one.state), ("Reason", why), ("Back on", one.recycle_on or ""),
        ("Waited", f"{one.waiting_days} working days{', late' if one.late else ''}"),
    )  # fmt: skip
    return EventRecord(
        f"answer {one.id}",
        one.answered_at or "",
        "hand_over",
        said,
        one.given_to,
        _kept(facts),
        one.state == "accepted",
    )


def _act(one: ActionRecord, name: str) -> EventRecord:
    title = one.title.removeprefix(f"{name}: ")
    taken = " (taken back)" if one.undone else ""
    facts = (("Act", one.title), ("Reason", one.reason), ("Taken back", "yes" if one.undone else ""))
    return EventRecord(f"act {one.id}", one.at, "act", f"{title}{_more(one.reason)}{taken}", one.actor, _kept(facts))


def _more(text: str) -> str:
    return f" · {text}" if text else ""


def _kept(facts: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    return tuple((label, text) for label, text in facts if text)
