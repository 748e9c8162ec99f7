"""What was done since two accounts became one, and where it stays when they are two again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prospector.store.net import journal_image
from prospector.store.reads import Reader
from prospector.text import plural

_DERIVED = frozenset(("fit_score", "merge"))
"""Tables that follow from others, or are the link itself."""
_WORDS = {
    "touch": ("touch logged", "touches logged"),
    "claim": ("claim stored", "claims stored"),
    "outcome": ("outcome of research", "outcomes of research"),
    "account_name": ("further name", "further names"),
    "account_domain": ("further domain", "further domains"),
}
_FIELDS = {
    "merged_into": "",
    "place": "place on the list",
    "slot": "",
    "since": "",
    "rep": "",
    "reason": "",
    "lesson": "",
}
Image = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Net:
    table: str
    key: str
    before: Image | None
    after: Image | None


def done_since(reader: Reader, batch: str, member_id: str) -> list[str]:
    """Return in sentences what was written about the two accounts after the act `batch` that merged `member_id`.

    Each says where it stays. What was taken back meanwhile is not told.
    """
    number = reader.value("SELECT MAX(number) FROM action WHERE batch = ? AND kind = 'do'", (batch,)) or 0
    root = reader.value("SELECT root FROM account_root WHERE id = ?", (member_id,))
    ids = [one for (one,) in reader.rows("SELECT id FROM account_root WHERE root = ? ORDER BY id", (root,))]
    names = dict(reader.rows("SELECT id, name FROM account"))
    nets = _nets(reader, number, ids)
    return [*_edited(nets, names), *_counted(nets, ids, names), *_answered(nets, names)]


def told_already(sentence: str, kept: Sequence[str]) -> bool:
    """Say whether a sentence about changed fields tells nothing that undoing has not told already."""
    fields, told, rest = sentence.partition(" of ")
    name = rest.partition(" was changed")[0].partition(" were changed")[0]
    words = fields.replace("place on the list", "place").split(", ")
    return bool(told) and any(
        f"“{name}”: " in one and set(words) <= set(one.partition("”: ")[2].removesuffix(" changed since").split(", "))
        for one in kept
    )


def _nets(reader: Reader, number: int, ids: Sequence[str]) -> list[_Net]:
    """Return what became of each row about these accounts, all in all."""
    about = " OR ".join(['c."row" = ? OR c.before LIKE ? OR c.after LIKE ?'] * len(ids))
    rows = reader.rows(
        'SELECT c.tbl, c."row", c.before, c.after FROM change c JOIN action a ON a.id = c.action_id '  # noqa: S608
        f"WHERE a.number > ? AND ({about}) ORDER BY a.number, c.seq",
        [number, *(value for one in ids for value in (one, f"%{one}%", f"%{one}%"))],
    )
    first: dict[tuple[str, str], str | None] = {}
    last: dict[tuple[str, str], str | None] = {}
    for table, key, before, after in rows:
        if table not in _DERIVED:
            first.setdefault((table, key), before)
            last[table, key] = after
    nets = (
        _Net(table, key, journal_image(table, before), journal_image(table, last[table, key]))
        for (table, key), before in first.items()
    )
    return [net for net in nets if net.before != net.after]


def _edited(nets: Sequence[_Net], names: Mapping[str, str]) -> Iterator[str]:
    for net in nets:
        if net.table not in ("account", "target") or net.before is None or net.after is None:
            continue
        account = net.key if net.table == "account" else str(net.after["account_id"])
        told = names.get(account, "")
        changed = [name for name in net.after if net.after[name] != net.before.get(name)]
        into = net.after.get("merged_into")
        if "merged_into" in changed and into:
            yield f"{told} was merged into {names.get(into, '')} since: what that one took over stays there"
        fields = [word for name in changed if (word := _FIELDS.get(name, name))]
        if fields:
            yield f"{', '.join(fields)} of {told} {'was' if len(fields) == 1 else 'were'} changed since: stays with {told}"


def _counted(nets: Sequence[_Net], ids: Sequence[str], names: Mapping[str, str]) -> Iterator[str]:
    stay: Counter[tuple[str, str, str]] = Counter()
    for net in nets:
        image = net.after or net.before or {}
        account = image.get("account_id")
        if net.table in ("account", "target", "judgement") or account not in ids:
            continue
        kind = "new" if net.before is None else "gone" if net.after is None else "changed"
        stay[net.table, kind, str(account)] += 1
    for (table, kind, account), count in sorted(stay.items()):
        one, many = _WORDS.get(table, (table.replace("_", " "), f"{table.replace('_', ' ')} entries"))
        told = names.get(account, "")
        if kind == "new":
            yield f"{plural(count, one, many)} since: {'stays' if count == 1 else 'stay'} with {told}"
        else:
            yield f"{plural(count, one, many)} {'removed' if kind == 'gone' else 'changed'} since, of {told}"


def _answered(nets: Sequence[_Net], names: Mapping[str, str]) -> Iterator[str]:
    for net in nets:
        if net.table == "judgement" and net.after is not None:
            left, right = (names.get(str(net.after[side]), "") for side in ("left", "right"))
            yield f"the answer “{net.after['answer']}” about {left} and {right} was given since: stays"
