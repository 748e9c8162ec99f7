"""The rows behind a number, each in a sentence; a private note is nobody's but its author's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from prospector.model.figure import Behind, Number, TouchQuestion
from prospector.model.outreach import DROP_REASONS, SNOOZE_REASONS
from prospector.model.sitting import counted
from prospector.model.touch import by_channel, words
from prospector.outreach.standing import STANDING
from prospector.pipeline.listed import UNCORRECTED
from prospector.store.reads import Reader, places

_PORTION = 400
_TOUCH_COLUMNS = (
    "t.root, t.account_id, t.at, COALESCE(a.name, 'an account that is gone'), t.rep, t.channel, t.outcome, t.reaction, "
    "t.private, t.note"
)
_OF_TOUCHES = "LEFT JOIN account_root r ON r.id = t.account_id LEFT JOIN account a ON a.id = r.root"
_QUERIES = {
    "account": (
        "SELECT a.id, a.id, a.named_at, a.name, COALESCE(t.rep, a.named_by), COALESCE(t.place, ''), a.stage, a.source, "
        "COALESCE(t.reason_code, '') FROM account a LEFT JOIN target t ON t.account_id = a.id WHERE a.id IN ({marks})"
    ),
    "hand_over": (
        "SELECT h.id, h.account_id, h.offered_at, a.name, h.given_by, h.given_to, h.state, h.reason_code FROM hand_over h "
        "JOIN account a ON a.id = h.account_id WHERE h.id IN ({marks})"
    ),
    "commitment": "SELECT id, NULL, promised_at, rep, week, measure, number, said, answer FROM commitment WHERE id IN ({marks})",
    "sitting": (
        "SELECT id, NULL, started_at, rep, planned_minutes, COALESCE(ended_at, ''), summary FROM sitting WHERE id IN ({marks})"
    ),
    "snooze": (
        "SELECT s.id, s.account_id, s.snoozed_at, a.name, s.rep, s.reason_code, s.until, s.note FROM snooze s "
        "JOIN account a ON a.id = s.account_id WHERE s.id IN ({marks})"
    ),
    "check": (
        "SELECT c.id, c.account_id, c.checked_at, a.name, c.field, c.value, c.source, c.answer, c.checked_by FROM claim_check c "
        "JOIN account a ON a.id = c.account_id WHERE c.id IN ({marks})"
    ),
    "override": (
        "SELECT o.id, o.account_id, o.overridden_at, a.name, o.rule, o.said, o.reason, o.overridden_by FROM rule_override o "
        "JOIN account a ON a.id = o.account_id WHERE o.id IN ({marks})"
    ),
}


def rows(reader: Reader, number: Number, limit: int) -> Sequence[Behind]:
    """Return the rows behind a number, at most `limit`, the newest first."""
    if number.asked is not None:
        return _asked(reader, number.asked, limit)
    query = _QUERIES.get(number.kind)
    found: list[Behind] = []
    for start in range(0, len(number.ids), _PORTION):
        part = number.ids[start : start + _PORTION]
        if number.kind == "touch":
            found += _touches(reader, part)
        elif query is not None:
            found += [
                Behind(number.kind, row[0], row[1], row[2], _SENTENCES[number.kind](row[3:]))
                for row in reader.rows(query.format(marks=places(len(part))), part)
            ]
    return sorted(found, key=lambda one: (one.at, one.id), reverse=True)[:limit]


def _asked(reader: Reader, asked: TouchQuestion, limit: int) -> list[Behind]:
    wanted = ["t.at >= ?", "t.at < ?"]
    values: list[Any] = [asked.begin, asked.end]
    if asked.rep:
        wanted.append("t.rep = ?")
        values.append(asked.rep)
    for column, terms in (("outcome", asked.outcomes), ("reaction", asked.reactions)):
        if terms:
            wanted.append(f"t.{column} IN ({places(len(terms))})")
            values += terms
    found = reader.rows(
        f"SELECT {_TOUCH_COLUMNS} FROM touch t {_OF_TOUCHES} WHERE {' AND '.join(wanted)} AND {UNCORRECTED} "  # noqa: S608
        "ORDER BY t.at DESC, t.root LIMIT ?",
        (*values, limit),
    )
    return [_touch(row) for row in found]


def _touches(reader: Reader, ids: Sequence[str]) -> list[Behind]:
    found = reader.rows(
        f"SELECT {_TOUCH_COLUMNS} FROM ({STANDING}) t {_OF_TOUCHES} WHERE t.root IN ({places(len(ids))})",  # noqa: S608
        ids,
    )
    return [_touch(row) for row in found]


def _touch(row: Sequence[Any]) -> Behind:
    root, account_id, at, name, rep, channel, outcome, reaction, private, note = row
    felt = "" if reaction == "unknown" else f", {words(reaction)}"
    noted = f": “{note}”" if note and not private else ""
    return Behind("touch", root, account_id, at, f"{name}: {words(outcome)} {by_channel(channel)} ({rep}){felt}{noted}")


def _account(row: Sequence[Any]) -> str:
    name, rep, place, stage, source, code = row
    where = {"active": "on the list", "bench": "on the bench", "dropped": "dropped"}.get(place, "on no list")
    why = f" for {DROP_REASONS[code]}" if place == "dropped" and code in DROP_REASONS else ""
    return f"{name}: {words(stage)}, {where} of {rep}{why}, from {source}"


def _hand_over(row: Sequence[Any]) -> str:
    name, by, to, state, code = row
    return f"{name}: {by} to {to}, {state}" + (f" ({words(code)})" if code else "")


def _commitment(row: Sequence[Any]) -> str:
    rep, week, measure, number, said, answer = row
    return f"{rep}, {week}: {said or counted(measure, number)}, {answer or 'not answered'}"


def _sitting(row: Sequence[Any]) -> str:
    rep, planned, ended, summary = row
    return f"{rep}: {planned} minutes planned, {'ended ' + ended[11:16] if ended else 'running'}" + (
        f": {summary}" if summary else ""
    )


def _snooze(row: Sequence[Any]) -> str:
    name, rep, code, until, note = row
    return f"{name}: put off by {rep} until {until}, {SNOOZE_REASONS.get(code, code)}" + (
        f" (“{note}”)" if note else ""
    )


def _check(row: Sequence[Any]) -> str:
    name, field, value, source, answer, by = row
    return f"{name}: {words(field)} {value} from {source}, {answer} by {by}"


def _override(row: Sequence[Any]) -> str:
    name, rule, said, reason, by = row
    return f"{name}: {rule} overridden by {by} ({said}): “{reason}”"


_SENTENCES: dict[str, Callable[[Sequence[Any]], str]] = {
    "account": _account, "hand_over": _hand_over, "commitment": _commitment, "sitting": _sitting, "snooze": _snooze,
    "check": _check, "override": _override,
}  # fmt: skip
