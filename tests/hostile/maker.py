"""Workspaces whose every text column was filled directly, past all doors: as files from before the doors were."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from prospector.clock import stamp

NOW = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)
"""A Wednesday."""
REP = "ana"
TARGETS = 20
ACCOUNTS = 26
STAGES = ("named", "researched", "lead", "qualified", "handed_over", "nurture")
CYCLES: dict[str, Sequence[str]] = {
    "origin": ("chosen", "inbound"),
    "horizon": ("short", "long"),
    "channel": ("phone", "mail", "social", "letter"),
    "outcome": ("no_answer", "sent", "spoke", "replied"),
    "reaction": ("unknown", "curious", "neutral", "not_now"),
    "consent": ("unknown", "given"),
    "obstacle": ("need", "money", "hurry", "desire", "trust"),
    "awareness": ("unknown", "comparing"),
    "evidence.state": ("open", "cleared", "blocking"),
    "hand_over.state": ("offered", "returned", "accepted"),
    "draft.state": ("drafted",),
    "draft.channel": ("mail",),
    "doubt.state": ("open",),
    "doubt.kind": ("domain", "record"),
    "outcome.state": ("found", "nothing", "wrong_company", "failed", "unreachable"),
    "claim_check.answer": ("wrong", "right"),
    "lead_source.kind": ("own_naming", "event", "bought"),
    "account_name.kind": ("former", "trade", "legal", "alias"),
    "suppression.kind": ("company", "domain"),
    "judgement.answer": ("different", "related"),
    "audit_verdict.verdict": ("fine", "thin", "wrong", "ask"),
    "commitment.measure": ("free", "touches"),
    "commitment.answer": ("", "kept"),
    "complaint.answer": ("",),
    "saved_view.place": ("list",),
    "state": ("stands",),
    "kind": ("do",),
    "by": ("human", "machine"),
    "cadence.horizon": ("short",),
    "cadence.steps": ("phone 0, mail 2",),
    "segment.rule": ('country in SE,DE and industry ~ "pump"',),
    "segment.channel": ("phone",),
    "playbook.channel": ("phone",),
    "at_time": ("", "09:40"),
    "erasure.kind": ("person",),
    "erasure.blanked": ("[]",),
    "heads": ("[]",),
    "import_mapping.body": ("[]",),
    "snooze.reason_code": ("waiting",),
    "hand_over.reason_code": ("no_need",),
    "target.reason_code": ("no_money",),
    "rule_override.rule": ("gap", "floor"),
    "plan.hours": ("Tue 09:00-10:30",),
    "tag": ("wrong_data",),
    "lead_definition.criteria": ("has a need statement",),
    "signature.role": ("farmer", "closer", "manager"),
    "audit_item.kind": ("copied", "burst", "soft"),
    "stage_move.before": ("named",),
    "stage_move.after": ("researched",),
    "claim.field": (
        "name",
        "phone",
        "email",
        "description",
        "industry",
        "city",
        "address",
        "legal_name",
        "social",
        "opening",
    ),
    "claim_check.field": ("phone", "name"),
    "tbl": ("account",),
}
"""Words of the product's own in columns that hold nothing else; of one table alone where it is named."""
DAYS = (
    "due_on",
    "review_on",
    "happens_on",
    "expires_on",
    "recycle_on",
    "keep_until",
    "value_date",
    "day",
    "first",
    "last",
)
DAYS_OF = ("snooze.until", "audit_sample.since", "audit_sample.until", "sign_off.since", "sign_off.until")
EMPTY = (
    "merged_into",
    "answered_at",
    "ended_at",
    "done_at",
    "retry_at",
    "nonce",
    "sitting_id",
    "claim_id",
    "prev",
    "target.since",
)
ONE_EACH = ("plan", "sitting", "erasure", "audit_sample", "sign_off", "shortlist", "lead_definition", "import_mapping")
FEW = (
    "merge",
    "judgement",
    "shortlist_pair",
    "segment",
    "cadence",
    "playbook",
    "holiday",
    "absence",
    "saved_view",
)
OWN_WORDS = (
    "id",
    "chain",
    "hash",
    "digest",
    "salt",
    "root",
    "header_key",
    "mark",
    "touch_root",
    "left_seen",
    "right_seen",
)
PROFILE = """name = {name}

[[criterion]]
name = {name}
kind = "should"
weight = 3
field = "words"
any = [{name}]
"""


def fill(path: Path, texts: Sequence[str], now: datetime = NOW) -> list[str]:
    """Fill the fresh workspace at `path` with `texts` in every text column; return the columns that hold them."""
    return _Filling(path, texts, now).all()


class _Filling:
    def __init__(self, path: Path, texts: Sequence[str], now: datetime) -> None:
        self.file = sqlite3.connect(path)
        self.texts, self.now = itertools.cycle(texts), now
        self.hostile: list[str] = []
        self.seq = itertools.count(1)

    def all(self) -> list[str]:
        self.file.execute("PRAGMA foreign_keys=OFF")
        with self.file:
            for table, columns in _tables(self.file):
                for row in range(_rows(table)):
                    self._insert(table, columns, row)
        self.file.close()
        return sorted(set(self.hostile))

    def _insert(self, table: str, columns: Sequence[tuple[str, str, str | None]], row: int) -> None:
        named = [name for name, _, _ in columns]
        values = [self._value(table, name, kind, target, row) for name, kind, target in columns]
        marks = ", ".join("?" * len(named))
        quoted = ", ".join(f'"{name}"' for name in named)
        self.file.execute(f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})', values)

    def _value(self, table: str, name: str, kind: str, target: str | None, row: int) -> Any:
        full = f"{table}.{name}"
        if full in OWN:
            return OWN[full](self, row)
        if name in EMPTY:
            return "" if name == "prev" else None
        if target is not None or name in ("account_id", "person_id"):
            return _referred(table, name, target or name.removesuffix("_id"), row)
        return self._text(table, name, row) if kind == "TEXT" else _number(name, kind, row)

    def _text(self, table: str, name: str, row: int) -> str:
        full = f"{table}.{name}"
        cycle = CYCLES.get(full) or CYCLES.get(name)
        if cycle is not None:
            return cycle[row % len(cycle)]
        if name in OWN_WORDS:
            return f"{table}-{row}"
        if name in DAYS or full in DAYS_OF:
            return (self.now.date() + timedelta(days=row % 7 - 3)).isoformat()
        if name.endswith("_at") or name in ("at", "since"):
            return stamp(self.now - timedelta(days=1 + row % 30, minutes=row))
        return self.hostile_text(full)

    def hostile_text(self, full: str) -> str:
        self.hostile.append(full)
        return next(self.texts)


def _tables(file: sqlite3.Connection) -> Iterator[tuple[str, list[tuple[str, str, str | None]]]]:
    names = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    for table in names:
        if table.startswith(("sqlite_", "alembic", "derived", "workspace")):
            continue
        refers = {row[3]: row[2] for row in file.execute(f'PRAGMA foreign_key_list("{table}")')}
        columns = [(row[1], row[2], refers.get(row[1])) for row in file.execute(f'PRAGMA table_info("{table}")')]
        yield table, columns


def _rows(table: str) -> int:
    if table in ONE_EACH:
        return 1
    if table in FEW:
        return 2
    return {
        "shortlist_entry": 3,
        "account": ACCOUNTS,
        "target": ACCOUNTS - 2,
        "lead_source": 6,
        "profile": 1,
        "claim": 120,
        "touch": 60,
    }.get(table, TARGETS)


def _referred(table: str, name: str, target: str, row: int) -> str | None:
    if target == "account":
        second = name in ("right", "member_id", "loser")
        if table == "merge":
            return f"account-{ACCOUNTS - 1 - row if second else row}"
        return f"account-{(row + second) % (ACCOUNTS - 2)}"
    if target == "action":
        return f"action-{row}"
    return f"{target}-{row if _rows(target) > 1 else 0}"


def _number(name: str, kind: str, row: int) -> float | int | None:
    if name in ("seq", "number", "position"):
        return row + 1
    if kind == "FLOAT":
        return 0.8
    if kind == "BOOLEAN":
        return 0
    return {
        "version": 1,
        "low": 40,
        "high": 75,
        "requests": 2,
        "tries": 1,
        "size": 8,
        "population": 20,
        "changes": 1,
    }.get(name, 6)


def _claimed(filling: _Filling, row: int) -> str:
    field = CYCLES["claim.field"][row % len(CYCLES["claim.field"])]
    text = filling.hostile_text("claim.value")
    value: Any = {"street": text, "city": text, "country": "SE"} if field == "address" else text
    return json.dumps(value, ensure_ascii=row % 2 == 0)


def _reasons(filling: _Filling, row: int) -> str:
    text = filling.hostile_text("fit_score.body")
    told = {
        "criterion": text,
        "kind": "should",
        "weight": 3,
        "state": "unknown",
        "contribution": 35,
        "reason": text,
        "claim_id": None,
    }
    return json.dumps([told])


def _profile(filling: _Filling, row: int) -> str:
    text = filling.hostile_text("profile.body")
    return PROFILE.format(name=json.dumps(text, ensure_ascii=True))


def _view(filling: _Filling, row: int) -> str:
    return "sort: -fit"


def _slot(filling: _Filling, row: int) -> int | None:
    return row + 1 if row < TARGETS else None


def _image(filling: _Filling, row: int) -> str:
    return json.dumps({"name": filling.hostile_text("change.after"), "city": filling.hostile_text("change.after")})


def _candidate(filling: _Filling, row: int) -> str:
    text = filling.hostile_text("doubt.body")
    return json.dumps(
        {
            "kind": CYCLES["doubt.kind"][row % 2],
            "key": text,
            "name": text,
            "city": text,
            "note": text,
            "domain": "host.example",
        }
    )


def _account_of(row: int) -> str:
    return f"account-{row}"


OWN: dict[str, Callable[[_Filling, int], Any]] = {
    "account.stage": lambda _, row: STAGES[row % len(STAGES)] if row < TARGETS + 2 else "dropped",
    "account.named_by": lambda filling, row: REP if row < TARGETS + 4 else filling.hostile_text("account.named_by"),
    "target.account_id": lambda _, row: _account_of(row),
    "target.rep": lambda filling, row: REP,
    "target.place": lambda _, row: "active" if row < TARGETS else "bench" if row < TARGETS + 2 else "dropped",
    "target.slot": _slot,
    "target.since": lambda filling, row: stamp(filling.now - timedelta(days=40)),
    "touch.rep": lambda filling, row: REP if row % 2 else filling.hostile_text("touch.rep"),
    "touch.account_id": lambda _, row: _account_of(row % 12),
    "touch.root": lambda _, row: f"touch-{row}",
    "touch.chain": lambda _, row: "chain",
    "sitting.rep": lambda _, row: REP,
    "commitment.rep": lambda _, row: REP,
    "commitment.week": lambda _, row: "2026-W23",
    "hand_over.given_to": lambda _, row: REP,
    "snooze.rep": lambda _, row: REP,
    "draft.drafted_by": lambda _, row: REP,
    "claim.value": _claimed,
    "claim.account_id": lambda _, row: _account_of(row % 8),
    "claim_check.value": lambda filling, row: json.dumps(filling.hostile_text("claim_check.value")),
    "claim.source": lambda filling, row: "website" if row % 2 else filling.hostile_text("claim.source"),
    "fit_score.body": _reasons,
    "profile.body": _profile,
    "saved_view.body": _view,
    "change.before": lambda _, row: None,
    "change.after": _image,
    "change.row": lambda _, row: json.dumps([_account_of(row)]),
    "doubt.body": _candidate,
    "doubt.key_text": lambda filling, row: f"{row}{filling.hostile_text('doubt.key_text')}",
    "action.number": lambda _, row: row + 1,
    "action.target": lambda _, row: None,
    "action.batch": lambda _, row: f"batch-{row}",
    "audit_item.sample_id": lambda _, row: "audit_sample-0",
    "audit_sample.reps": lambda _, row: "",
    "suppression.account_id": lambda _, row: _account_of(row % 3 + 20),
    "lead_source.name": lambda filling, row: filling.hostile_text("lead_source.name"),
    "shortlist.ended_at": lambda _, row: None,
    "stage_move.account_id": lambda _, row: _account_of(row),
}
"""Columns that need something of their own."""
