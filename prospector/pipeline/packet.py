"""The packet of a hand-over: everything the receiver needs, every empty heading named as a question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from prospector.model.qualification import Obstacle, PersonRecord, Understanding, WhyNowRecord
from prospector.model.touch import TouchRecord, by_channel, words

_UNKNOWN = "unknown: ask {}"


def packet_lines(
    name: str, pain: str, known: Understanding, card: Sequence[Obstacle], *, people: Sequence[PersonRecord] = (),
    why_now: Sequence[WhyNowRecord] = (), touches: Sequence[TouchRecord] = (), proof: Sequence[str] = (), day: date,
) -> list[str]:  # fmt: skip
    """Return the packet as lines of Markdown: what is known under each heading, and what to ask where nothing is.

    Notes that a rep marked private never enter it.
    """
    sections: list[tuple[str, Sequence[str], str]] = [
        ("Need", [known.need] if known.need else [], "what they need"),
        ("Motivations", [known.motivations] if known.motivations else [], "why they would change anything"),
        ("Pains", [pain] if pain else [], "what the trouble is and what it costs"),
        ("Buying plan", [known.buying_plan] if known.buying_plan else [], "how they buy and who decides"),
        ("Timeline", _timeline(known), "when they want to decide"),
        ("Obstacles", [_obstacle(one) for one in card], ""),
        ("Why now", [_why(one) for one in why_now if not one.stale], "what changes soon"),
        ("People", [_person(one) for one in people if not one.suppressed], "for a person by name"),
        ("What was done", [_touch(one) for one in touches], "who spoke to them before"),
        ("Proof", list(proof), "for facts with a source"),
    ]
    lines = [f"# {name}", "", f"Packet of {day.isoformat()}", ""]
    for title, found, ask in sections:
        lines += [f"## {title}", "", *(f"- {one}" for one in found or [_UNKNOWN.format(ask)]), ""]
    return lines


def _timeline(known: Understanding) -> list[str]:
    weeks = [f"a decision is expected in {known.expected_weeks} weeks"] if known.expected_weeks is not None else []
    return ([known.timeline] if known.timeline else []) + weeks


def _obstacle(one: Obstacle) -> str:
    if one.evidence is None:
        return f"{one.name}: unknown: ask"
    faded = ", faded" if one.faded else ""
    return (
        f"{one.name}: {one.state}{faded}: {one.evidence.said} ({one.evidence.given_by}, {one.evidence.given_at[:10]})"
    )


def _why(one: WhyNowRecord) -> str:
    when = one.happens_on or f"until {one.expires_on}"
    return f"{one.said} ({when}{', ' + one.url if one.url else ''})"


def _person(one: PersonRecord) -> str:
    parts = [one.name or one.role, one.role if one.name else "", one.phone, one.email, f"source: {one.source}"]
    return ", ".join(part for part in parts if part)


def _touch(one: TouchRecord) -> str:
    note = f": {one.note}" if one.note and not one.private else ""
    who = f" with {one.person}" if one.person else ""
    return f"{one.at[:10]} {by_channel(one.channel)}{who}: {words(one.outcome)}, {words(one.reaction)}{note}"
