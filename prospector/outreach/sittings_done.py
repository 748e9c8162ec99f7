"""What was done in a sitting, read from the log of actions: it keeps the order of commits, and clocks jump."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise

from prospector.clock import moment
from prospector.model.sitting import SittingRecord, SittingSummary
from prospector.model.touch import REACHED
from prospector.outreach.standing import touches_by_account
from prospector.store.reads import Reader, places
from prospector.text import plural

_SEEN = ("touch", "account", "target", "evidence", "hand_over")


def span_of_sitting(reader: Reader, sitting: SittingRecord) -> tuple[int, int]:
    """Return the numbers of the actions that began and ended a sitting; the newest action ends one that still runs."""
    numbers = [
        number
        for (number,) in reader.rows(
            'SELECT a.number FROM change c JOIN action a ON a.id = c.action_id WHERE c.tbl = ? AND c."row" = ? ORDER BY a.number',
            ("sitting", sitting.id),
        )
    ]
    newest = int(reader.value("SELECT COALESCE(MAX(number), 0) FROM action") or 0)
    first = numbers[0] if numbers else newest
    return first, newest if sitting.ended_at is None or len(numbers) < 2 else numbers[-1]  # noqa: PLR2004 - begun, ended


def minutes_by_acts(reader: Reader, sitting: SittingRecord, now: str) -> int:
    """Return the minutes of a sitting added up from act to act, for one in which the clock was set back.

    Steps back count nothing, so at most the time between two acts is missing.
    """
    first, last = span_of_sitting(reader, sitting)
    stamps = [
        at
        for (at,) in reader.rows(
            "SELECT at FROM action WHERE number >= ? AND number <= ? AND actor = ? ORDER BY number",
            (first, last, sitting.rep),
        )
    ]
    moments = [moment(at) for at in [*stamps, *([now] if sitting.ended_at is None else [])]]
    return int(sum(max(0.0, (after - before).total_seconds()) for before, after in pairwise(moments)) // 60)


def summary_of(reader: Reader, sitting: SittingRecord) -> SittingSummary:
    """Return what the rep did from the start of a sitting to its end, or until now."""
    changed = _changed(reader, sitting)
    active = _active(reader, sitting.rep)
    new = {key for key, before in changed["touch"].items() if before is None}
    came = {key for key, before in changed["target"].items() if before is None or before.get("place") != "active"}
    left = [
        str(before["account_id"]) for before in changed["target"].values() if before and before["place"] == "active"
    ]
    stood = {*left, *(account for account, target in active.items() if target not in came)}
    touches = touches_by_account(reader, list({*active, *stood, *_accounts_of(reader, new)}))
    mine = [one for every in touches.values() for one in every if one.id in new and one.rep == sitting.rep]
    named = _named(reader, sitting.rep, changed["account"])
    dropped = _dropped(reader, sitting.rep, changed["target"])
    untouched = [account for account in stood if all(one.id in new for one in touches.get(account, ()))]
    return SittingSummary(
        attempts=sum(one.outcome != "replied" for one in mine), reached=sum(one.outcome in REACHED for one in mine),
        replies=sum(one.outcome == "replied" for one in mine), named=named, dropped=dropped,
        cleared=_cleared(reader, sitting.rep, changed["evidence"]), offered=_offered(reader, sitting.rep, changed["hand_over"]),
        never_before=_share(len(untouched), len(stood)),
        never_now=_share(sum(not touches.get(account) for account in active), len(active)),
    )  # fmt: skip


def summary_lines(summary: SittingSummary) -> list[str]:
    """Return a summary in lines, for the command and the screen."""
    head = [plural(summary.attempts, "attempt"), f"{summary.reached} reached", plural(summary.replies, "reply", "replies"),
            f"{len(summary.named)} new", f"{len(summary.dropped)} dropped"]  # fmt: skip
    lines = [", ".join(head)]
    if summary.named:
        lines.append(f"new: {', '.join(summary.named)}")
    lines += [f"dropped: {name}{': ' + lesson if lesson else ''}" for name, lesson in summary.dropped]
    if summary.cleared:
        lines.append(f"cleared: {', '.join(summary.cleared)}")
    if summary.offered:
        lines.append(f"handed over: {', '.join(summary.offered)}")
    return [*lines, f"never touched: {summary.never_before} % before, {summary.never_now} % now"]


def _changed(reader: Reader, sitting: SittingRecord) -> Mapping[str, Mapping[str, Mapping[str, object] | None]]:
    """Return by table which rows the rep changed in a sitting, each as it was before (None: it was not there).

    Touches are those of everybody: what a colleague touched meanwhile was untouched when it began.
    """
    first, last = span_of_sitting(reader, sitting)
    found: dict[str, dict[str, Mapping[str, object] | None]] = defaultdict(dict)
    rows = reader.rows(
        'SELECT c.tbl, c."row", c.before FROM action a JOIN change c ON c.action_id = a.id '  # noqa: S608 - marks alone
        f"WHERE a.number > ? AND a.number <= ? AND (a.actor = ? OR c.tbl = 'touch') AND c.tbl IN ({places(len(_SEEN))}) "
        "ORDER BY a.number, c.seq",
        (first, last, sitting.rep, *_SEEN),
    )
    for table, key, before in rows:
        found[table].setdefault(key, json.loads(before) if before else None)
    return found


def _active(reader: Reader, rep: str) -> dict[str, str]:
    """Return the accounts on the rep's list, each with its target."""
    return dict(
        reader.rows(
            "SELECT a.id, t.id FROM target t JOIN account a ON a.id = t.account_id "
            "WHERE t.rep = ? AND t.place = 'active' AND a.merged_into IS NULL",
            (rep,),
        )
    )


def _accounts_of(reader: Reader, touch_ids: set[str]) -> list[str]:
    keys = sorted(touch_ids)
    rows = reader.rows(
        "SELECT DISTINCT r.root FROM touch t JOIN account_root r ON r.id = t.account_id "  # noqa: S608 - marks alone
        f"WHERE t.id IN ({places(len(keys))})",
        keys,
    )
    return [root for (root,) in rows]


def _named(reader: Reader, rep: str, changed: Mapping[str, object]) -> list[str]:
    keys = [key for key, before in changed.items() if before is None]
    rows = reader.rows(
        f"SELECT name FROM account WHERE named_by = ? AND id IN ({places(len(keys))}) ORDER BY named_at, id",  # noqa: S608
        (rep, *keys),
    )
    return [name for (name,) in rows]


def _dropped(reader: Reader, rep: str, changed: Mapping[str, Mapping[str, object] | None]) -> list[tuple[str, str]]:
    keys = [key for key, before in changed.items() if before is None or before.get("place") != "dropped"]
    rows = reader.rows(
        "SELECT a.name, t.lesson FROM target t JOIN account a ON a.id = t.account_id "  # noqa: S608 - marks alone
        f"WHERE t.rep = ? AND t.place = 'dropped' AND t.id IN ({places(len(keys))}) ORDER BY t.since, t.id",
        (rep, *keys),
    )
    return [(name, lesson) for name, lesson in rows]


def _cleared(reader: Reader, rep: str, changed: Mapping[str, object]) -> list[str]:
    rows = reader.rows(
        "SELECT a.name, e.obstacle FROM evidence e JOIN account a ON a.id = e.account_id "  # noqa: S608 - marks alone
        f"WHERE e.given_by = ? AND e.state = 'cleared' AND e.id IN ({places(len(changed))}) ORDER BY e.given_at, e.id",
        (rep, *changed),
    )
    return [f"{name}: {obstacle}" for name, obstacle in rows]


def _offered(reader: Reader, rep: str, changed: Mapping[str, object]) -> list[str]:
    keys = [key for key, before in changed.items() if before is None]
    rows = reader.rows(
        "SELECT a.name FROM hand_over h JOIN account a ON a.id = h.account_id "  # noqa: S608 - marks alone
        f"WHERE h.given_by = ? AND h.id IN ({places(len(keys))}) ORDER BY h.offered_at, h.id",
        (rep, *keys),
    )
    return [name for (name,) in rows]


def _share(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0
