"""The call sheet: an opener that fits how much they know, and questions made of what we don't know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prospector.model.plan import PlaybookRecord
from prospector.model.qualification import Obstacle, PersonRecord, Understanding, WhyNowRecord
from prospector.model.touch import TouchRecord, by_channel, words

QUESTIONS: Mapping[str, str] = {
    "need": "{pain}: what happens today, and what does it cost you?",
    "money": "Who decides about money for this, and is there a budget, or how would one come about?",
    "hurry": "What happens if nothing changes this year? Until when would you want it solved?",
    "desire": "Who would gain most if this were solved, and how much do they want it?",
    "trust": "What would you have to see before you bought this from us?",
    "motivations": "Why would you look at this at all, and why now?",
    "buying_plan": "How do you buy something like this: who is asked, in which order?",
    "timeline": "When do you want to decide, and what has to happen before?",
}
"""The question for each obstacle and each empty part of the brief."""
OPENERS: Mapping[str, str] = {
    "unknown": "Ask first: “How do you handle {pain} today?”",
    "unaware": "Begin with the pain and a case like theirs, not with us: “Others in your trade lose time to {pain}.”",
    "aware_of_pain": "They know the pain: name it, and ask what they tried. “You are working on {pain}: what have you tried?”",
    "aware_of_solutions": "They know there are ways: say how ours differs. “You saw ways to solve {pain}: what was missing?”",
    "comparing": "They compare: ask for their criteria and offer proof. “What will decide between the offers you have?”",
}
"""The suggested opener by awareness."""
_STILL = "Is it still so that {said} (as of {day})?"
_PAIN = "the trouble we can cure"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the sheet and what it is for."""

    about: str
    """An obstacle, or an empty part of the brief."""
    text: str


@dataclass(frozen=True, slots=True)
class CallSheet:
    """What one needs before and during a call, on one page."""

    name: str
    phones: Sequence[str]
    people: Sequence[PersonRecord]
    opener: str
    why_now: Sequence[WhyNowRecord]
    questions: Sequence[Question]
    known: Sequence[str]
    """What is known already, so that nobody asks it again."""
    last: Sequence[str]
    """The last touches in a line each."""
    playbook: PlaybookRecord | None


def questions(card: Sequence[Obstacle], known: Understanding, pain: str) -> list[Question]:
    """Return a question for each unknown or faded obstacle and each empty part of the brief, none for what is known."""
    asked = []
    for one in card:
        if one.state == "unknown":
            if one.name == "need" and known.need:
                continue
            asked.append(Question(one.name, _filled(QUESTIONS[one.name], pain)))
        elif one.faded and one.evidence:
            still = _STILL.format(said=one.evidence.said.rstrip("."), day=one.evidence.given_at[:10])
            asked.append(Question(one.name, still))
    empty = [part for part in ("motivations", "buying_plan", "timeline") if not getattr(known, part)]
    if known.expected_weeks is not None and "timeline" in empty:
        empty.remove("timeline")
    return asked + [Question(part, QUESTIONS[part]) for part in empty]


def opener(awareness: str, pain: str, playbook: PlaybookRecord | None) -> str:
    """Return how to begin: by awareness, with the sector's own opener in front where the playbook has one."""
    fitting = _filled(OPENERS.get(awareness, OPENERS["unknown"]), pain)
    return f"{playbook.opener} ({fitting})" if playbook and playbook.opener else fitting


def call_sheet(
    name: str, pain: str, card: Sequence[Obstacle], known: Understanding, *, phones: Sequence[str] = (),
    people: Sequence[PersonRecord] = (), why_now: Sequence[WhyNowRecord] = (), touches: Sequence[TouchRecord] = (),
    playbook: PlaybookRecord | None = None,
) -> CallSheet:  # fmt: skip
    """Return the call sheet of one account from what is known of it."""
    facts = [f"{part.replace('_', ' ')}: {getattr(known, part)}" for part in ("need", "motivations", "buying_plan", "timeline")
             if getattr(known, part)]  # fmt: skip
    facts += [f"{one.name} {one.state}: {one.evidence.said}" for one in card if one.evidence and not one.faded]
    last = [f"{one.at[:10]} {by_channel(one.channel)}: {words(one.outcome)}{', ' + one.person if one.person else ''}"
            for one in touches[:3]]  # fmt: skip
    return CallSheet(
        name=name, phones=tuple(phones), people=tuple(one for one in people if not one.suppressed),
        opener=opener(known.awareness, pain, playbook), why_now=tuple(one for one in why_now if not one.stale),
        questions=tuple(questions(card, known, pain)), known=tuple(facts), last=tuple(last), playbook=playbook,
    )  # fmt: skip


def sheet_lines(sheet: CallSheet) -> list[str]:
    """Return the sheet as plain lines, for the command, the clipboard and the screen."""
    lines = [f"Call sheet: {sheet.name}", ""]
    lines += [f"Phone: {', '.join(sheet.phones) or 'none known'}"]
    lines += [f"Person: {one.name or one.role}{', ' + one.role if one.name and one.role else ''} {one.phone}".rstrip()
              for one in sheet.people]  # fmt: skip
    lines += [f"Last: {one}" for one in sheet.last]
    lines += ["", f"Open with: {sheet.opener}"]
    lines += [f"Why now: {one.said} ({one.happens_on or 'until ' + (one.expires_on or '')})" for one in sheet.why_now]
    lines += ["", "Ask:"] + [f"- {one.text} [{one.about.replace('_', ' ')}]" for one in sheet.questions]
    if not sheet.questions:
        lines.append("- nothing is unknown: agree on the next step")
    if sheet.known:
        lines += ["", "Known, don't ask again:"] + [f"- {one}" for one in sheet.known]
    book = sheet.playbook
    if book is not None:
        parts = [("Pains", book.pains), ("Their words", book.words), ("Proof", book.proof), ("Hours", book.hours)]
        lines += ["", f"Playbook {book.sector}:"] + [f"- {label}: {text}" for label, text in parts if text]
    return lines


def _filled(text: str, pain: str) -> str:
    """Put the pain in, which is written as a noun or as a whole sentence."""
    said = text.replace("{pain}", (pain or _PAIN).rstrip(".").strip())
    return said[:1].upper() + said[1:]
