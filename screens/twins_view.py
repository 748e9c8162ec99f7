"""What the Twins place shows: one reading of the review queue, and how two records look side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING

from textual.content import Content

from prospector.model.account import PLACES, ListRow
from prospector.text import folded, plural
from screens.show import age, clip, fill, local_day, wrap
from screens.signs import FULL, HOLLOW
from screens.twins_round import LATER, SAME, Key, Round, key_of

if TYPE_CHECKING:
    from prospector.identity.merging import Merged
    from prospector.model.action import UndoResult
    from prospector.pipeline.review import Question
    from prospector.workspace import Workspace

LIMIT = 200
"""Pairs read at once, besides those put off."""
EQUAL, UNEQUAL, ONE_SIDED = "=", "≠", "·"
NOTHING = "\N{EN DASH}"
_STYLES = {EQUAL: "$text-success", UNEQUAL: "$text-warning", ONE_SIDED: "$text-muted"}
_LABEL = 14
_LEAST_COLUMN, _MOST_COLUMN = 18, 50
_LIT = "bold underline $text-accent"
_SURE, _LIKELY = 0.85, 0.55
_WHERE = {"bench": "on the bench", "dropped": "dropped", "": "on no list"}
_COMING = 8
_TALL = 30
"""Lines of a terminal from which longer texts are shown whole."""

Part = Content | str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """The queue at one moment, with what the lists know of each account."""

    questions: Sequence[Question]
    later: Mapping[Key, str]
    """When pairs were put off."""
    rows: Mapping[str, ListRow]
    now: datetime


# Reading, in the workspace's thread


def read(workspace: Workspace, limit: int) -> Reading:
    """Read the queue: at most `limit` pairs."""
    questions = workspace.review.queue(limit)
    judged = workspace.review.judgements.all()
    wanted = {one for question in questions for one in (question.left, question.right)}
    rows = workspace.list_rows(places=PLACES, everybody=True) if wanted else []
    return Reading(
        questions=questions,
        later={
            key: judged[key].judged_at
            for key in map(key_of, questions)
            if key in judged and judged[key].answer == LATER
        },
        rows={row.id: row for row in rows if row.id in wanted},
        now=workspace.store.clock.now(),
    )


def unmerged(one: Merged, result: UndoResult) -> str:
    """Return what is said after a merge was taken back: two lines at most."""
    told = f"{one.member_name} stands by itself again · u merges it again"
    more = [*result.kept, *result.since]
    return told if not more else f"{told}\nChanged since, so it stays: {more[0]}"


def stays(result: UndoResult) -> Sequence[tuple[str, str]]:
    """Return everything that was changed or done since a merge, with where it stays, to be shown as facts."""
    return [*(("changed", one) for one in result.kept), *(("since", one) for one in result.since)]


# What is shown


def verdict(question: Question) -> str:
    """Return verdict and score in words."""
    if question.verdict == SAME:
        told = "Almost surely one company"
    elif question.score >= _SURE:
        told = "Very likely one company"
    elif question.score >= _LIKELY:
        told = "Probably one company"
    else:
        told = "Perhaps one company"
    return f"{told}, {round(100 * question.score)} % alike"


def headline(sitting: Round) -> Content:
    """Return the running count, the verdict, and what is at stake."""
    question = sitting.current
    if question is None:
        return Content.styled("Twins", "bold")
    more = " or more" if len(sitting.questions) >= LIMIT else ""
    parts: list[Part] = [
        (f"{sitting.number} of {sitting.total}{more}", "bold $text-accent"), (f" · {verdict(question)}", "bold"),
    ]  # fmt: skip
    if question.harm:
        parts.append((f" · ! {plural(question.harm, 'touch', 'touches')} at stake", "$text-warning"))
    if sitting.put_off:
        parts.append((f" · {sitting.put_off} put off", "$text-muted"))
    return Content.assemble(*parts)


def reasons(question: Question, width: int) -> Content:
    """Return why the two look like one, at most three lines."""
    told = " · ".join(question.why) or "the names are alike"
    return Content.styled("\n".join(_lines(told[:1].upper() + told[1:], width, 3)), "$foreground")


def comparison(question: Question, rows: Mapping[str, ListRow], now: datetime, size: tuple[int, int]) -> Content:
    """Return both records side by side in `size` cells and lines of the terminal: fields first, then what was done."""
    width, height = size
    room = max(_LEAST_COLUMN, min(_MOST_COLUMN, (width - _LABEL - 5) // 2))
    most = 4 if height >= _TALL else 2
    parts: list[Part] = [(_head(room), "$text-muted"), "\n"]
    names = _columns(question.left_name, question.right_name, room, most)
    sign = EQUAL if folded(question.left_name) == folded(question.right_name) else UNEQUAL
    parts += _row(sign, "name", names, room, question.words)
    for pair in question.fields:
        sign = UNEQUAL if pair.differs else EQUAL if pair.left and pair.right else ONE_SIDED
        parts += _row(sign, pair.field, _columns(pair.left, pair.right, room, most), room)
    parts += [(_rule(room, "┼"), "$text-muted"), "\n"]
    left, right = (facts(rows.get(one), now) for one in (question.left, question.right))
    for label in left:
        known = bool(left[label] or right[label])
        if known and (height >= _TALL or label not in ("pain", "why")):
            parts += _row("", label, _columns(left[label], right[label], room, most), room)
    return Content.assemble(*parts)


def coming(sitting: Round, size: tuple[int, int]) -> Content:
    """Return the pairs that come next, where the terminal is tall enough to have room for them."""
    width, height = size
    after = sitting.questions[sitting.at + 1 : sitting.at + 1 + _COMING]
    if height < _TALL or not after:
        return Content("")
    room = max(_LEAST_COLUMN, min(_MOST_COLUMN, (width - 10) // 2))
    parts: list[Part] = [("Next\n", "$text-muted")]
    for one in after:
        parts += [
            (f"  {fill(f'{round(100 * one.score)} %', 6)}", "$text-muted"), fill(one.left_name, room), "  ",
            clip(one.right_name, room), "\n",
        ]  # fmt: skip
    return Content.assemble(*parts)


def facts(row: ListRow | None, now: datetime) -> Mapping[str, str]:
    """Return what a person has to know of one side before it is merged: where it stands, what was done with it."""
    if row is None:
        return {"stands": _WHERE[""], "touches": NOTHING, "named": NOTHING, "pain": "", "why": ""}
    last = age(row.last_touch, now) if row.last_touch else ""
    touched = f"{FULL} {row.touches}, last {last if last == 'today' else last + ' ago'}"
    return {
        "stands": f"slot {row.slot}" if row.slot else _WHERE.get(row.place, row.place),
        "touches": touched if row.touches else f"{HOLLOW} never touched",
        "named": f"{local_day(row.named_at)[:10]}{f', {row.rep}' if row.rep else ''}",
        "pain": row.pain,
        "why": row.why,
    }


def finished(sitting: Round) -> Content:
    """Return what stands in place of a pair when there is none."""
    tally = sitting.tally()
    if not tally:
        return Content.assemble(
            ("No two companies look like one", "bold"), "\n\n",
            "Here stand pairs that may be one company, side by side with the reasons.\n"
            "They come up by themselves when names are added, imported or researched.\n\n",
            ("n", "bold $text-accent"), "   name a company\n", ("M", "bold $text-accent"), "   what was merged before",
        )  # fmt: skip
    counted = ", ".join(f"{count} {'put off' if one == LATER else one}" for one, count in tally.items())
    parts: list[Part] = [
        (f"All {sum(tally.values())} answered" if LATER not in tally else "Nothing else to answer", "bold"),
        f"\n\n{counted}.\n", "An answer is asked again only when something that was compared has changed.\n\n",
    ]  # fmt: skip
    if LATER in tally:
        parts += [("enter", "bold $text-accent"), f"   look at the {tally[LATER]} put off\n"]
    parts += [("u", "bold $text-accent"), "       take the last answer back\n"]
    parts += [("M", "bold $text-accent"), "       what was merged"]
    return Content.assemble(*parts)


def lit(name: str, words: Sequence[str]) -> Content:
    """Return `name` with every word of `words` lit, in bold and underlined so that it shows without colour too."""
    wanted = {_bare(word) for word in words} - {""}
    pieces: list[Part] = []
    for number, word in enumerate(name.split(" ")):
        pieces += [" " if number else "", (word, _LIT) if _bare(word) in wanted else (word, "bold")]
    return Content.assemble(*pieces)


def _bare(word: str) -> str:
    return "".join(letter for letter in folded(word) if letter.isalnum())


def _head(room: int) -> str:
    return f"{' ' * (_LABEL + 2)}{fill('STAYS', room)} │ {'GOES INTO IT'}\n{_rule(room, '┼')}"


def _rule(room: int, cross: str) -> str:
    return f"{'─' * (_LABEL + room + 3)}{cross}{'─' * (room + 1)}"


def _columns(left: str, right: str, room: int, most: int) -> list[tuple[str, str]]:
    pairs = zip_longest(_lines(left or NOTHING, room, most), _lines(right or NOTHING, room, most), fillvalue="")
    return list(pairs)


def _lines(text: str, width: int, most: int) -> list[str]:
    lines = wrap(text, width).split("\n")
    kept = [clip(line, width) for line in lines[:most]]
    if len(lines) > most:
        kept[-1] = clip(f"{kept[-1]} {lines[most]}", width)
        kept[-1] = kept[-1] if kept[-1].endswith("…") else clip(f"{kept[-1]}…", width)
    return kept


def _row(
    sign: str, label: str, lines: Sequence[tuple[str, str]], room: int, words: Sequence[str] | None = None
) -> list[Part]:
    parts: list[Part] = []
    for number, (left, right) in enumerate(lines):
        shown = (sign or " ", label) if number == 0 else (" ", "")
        parts += [
            (f"{shown[0]} ", f"bold {_STYLES.get(sign, '')}".strip()), (fill(shown[1], _LABEL), "$text-muted"),
            *_side(left, words), " " * max(0, room - Content(left).cell_length), (" │ ", "$text-muted"),
            *_side(right, words), "\n",
        ]  # fmt: skip
    return parts


def _side(text: str, words: Sequence[str] | None) -> list[Part]:
    if text == NOTHING:
        return [(text, "$text-muted")]
    return [Content(text) if words is None else lit(text, words)]
