"""`prospect review`: pairs of accounts that may be one company, side by side, the surest first; with `--ask` answered."""

from __future__ import annotations

import dataclasses
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from prospector.cli.options import Db, Json, workspace
from prospector.cli.output import emit, line, note
from prospector.errors import ProspectorError
from prospector.text import cells, clean, plural

if TYPE_CHECKING:
    from prospector.pipeline.review import Question
    from prospector.workspace import Workspace

KEYS = {"=": "same", "~": "related", "-": "different", "z": "later"}
NOTHING = "\N{EN DASH}"
_ROOM = 34
_PROMPT = "= same  ~ related  - different  z later  q stop > "


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="review", help="Pairs of accounts that may be one company, side by side; --ask answers them.")(
        review
    )


def review(
    *,
    limit: Annotated[int, typer.Option(min=1, help="Most pairs.")] = 50,
    ask: Annotated[bool, typer.Option("--ask", help="Ask about each: = ~ - z, one a line; q stops.")] = False,
    db: Db = None,
    json: Json = False,
) -> int:
    """Print the open questions, or ask them."""
    with workspace(db) as opened:
        questions = opened.review.queue(limit)
        if ask:
            return _ask(opened, questions, json=json)
    if json:
        emit({"questions": [dataclasses.asdict(one) for one in questions]})
    elif questions:
        for number, one in enumerate(questions, 1):
            _show(number, len(questions), one)
        note("answer with `prospect review --ask`, or `prospect relate ONE OTHER --as same|related|different|later`")
    else:
        note("no open question: no two accounts look like one company")
    return 0


def _ask(opened: Workspace, questions: Sequence[Question], *, json: bool) -> int:
    """Ask one after the other; a pair whose one side was merged away by an answer is passed over."""
    given: Counter[str] = Counter()
    gone: set[str] = set()
    for number, one in enumerate(questions, 1):
        if gone.intersection((one.left, one.right)):
            continue
        _show(number, len(questions), one, out=not json)
        answer = _answered()
        if answer is None:
            break
        try:
            opened.review.answer(one.left, one.right, answer)
        except ProspectorError as error:
            note(error.sentence)
            continue
        given[answer] += 1
        if answer == "same":
            gone.add(one.right)
    if json:
        emit({"answers": dict(given), "asked": len(questions)})
    counted = ", ".join(f"{count} {answer}" for answer, count in given.items()) or "nothing"
    note(f"answered: {counted}; `prospect undo` takes the last one back")
    return 0


def _answered() -> str | None:
    """Return the next answer from standard input, None when there is none or it is time to stop."""
    while True:
        sys.stderr.write(_PROMPT)
        sys.stderr.flush()
        typed = sys.stdin.readline()
        if not typed or typed.strip().casefold() in ("q", "quit"):
            return None
        answer = KEYS.get(typed.strip(), clean(typed).casefold())
        if answer in KEYS.values():
            return answer
        note(f"“{clean(typed)}” is no answer")


def _show(number: int, total: int, one: Question, *, out: bool = True) -> None:
    write = line if out else note
    harm = f", ! {plural(one.harm, 'touch', 'touches')} at stake" if one.harm else ""
    write(f"{number} of {total}  {one.verdict}, {one.score:.2f}{harm}")
    write(f"  {'; '.join(one.why)}")
    names = (_marked(one.left_name, one.words), _marked(one.right_name, one.words))
    alike = one.left_name.casefold() == one.right_name.casefold()
    rows = _rows("=" if alike else "≠", "name", *names)
    for pair in one.fields:
        sign = "≠" if pair.differs else "=" if pair.left and pair.right else "·"
        rows += _rows(sign, pair.field, pair.left or NOTHING, pair.right or NOTHING)
    for row in rows:
        write(row)
    write("")


def _marked(name: str, words: Sequence[str]) -> str:
    """Return `name` with the parts that agree between asterisks, which every terminal shows."""
    return " ".join(f"*{part}*" if part in words else part for part in name.split())


def _rows(sign: str, label: str, left: str, right: str) -> list[str]:
    """Return one field of both records as lines of text."""
    starts = [f"  {sign} {label:<12} ", " " * 17]
    columns = _columns(clean(left, 400), clean(right, 400))
    return [
        f"{starts[min(number, 1)]}{one}{' ' * (_ROOM - cells(one))} │ {other}"
        for number, (one, other) in enumerate(columns)
    ]


def _columns(left: str, right: str) -> Iterator[tuple[str, str]]:
    while left or right:
        one, left = _cut(left)
        other, right = _cut(right)
        yield one, other


def _cut(text: str) -> tuple[str, str]:
    """Return as much of `text` as fits a column, and the rest."""
    end = len(text)
    while cells(text[:end]) > _ROOM:
        end -= 1
    if end < len(text) and " " in text[:end]:
        end = text[:end].rindex(" ") + 1
    return text[:end].rstrip(), text[end:]
