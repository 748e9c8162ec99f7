"""What is new since the last hand-in, as a signed packet."""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prospector.audit.ed25519 import KEY_BYTES, public_key
from prospector.audit.erased import TABLE, erased_here
from prospector.audit.packets import ENDING, SPINE_BYTES, Change, Manifest, Packet, Sent, fingerprint, packed
from prospector.errors import BadInput, NotFound, StoreUnusable
from prospector.paths import hand_in_folder
from prospector.store.chain import canonical, entry_hash, journal_digest
from prospector.store.reads import Reader
from prospector.store.store import Store
from prospector.store.verify import verify
from prospector.store.version import SCHEMA_VERSION
from prospector.tabular import whole_file

_PAGE = 2_000


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What was written."""

    path: Path
    first: int
    last: int
    withheld: int
    """Private notes left out."""
    findings: Sequence[str]
    """What the check of the logs found broken; it stands in the packet too."""
    fingerprint: str
    """Of the key it was signed with: what the manager compares once."""

    @property
    def count(self) -> int:
        """How many actions it holds."""
        return self.last - self.first + 1


def waiting(store: Store) -> int:
    """Return how many actions stand behind the last hand-in, all of them while none was made."""
    found = store.reader.one("SELECT id, (SELECT MAX(number) FROM action) FROM action ORDER BY number LIMIT 1")
    if found is None:
        return 0
    return int(found[1]) - _remembered(_memory(str(found[0])), store.reader)


def file_name(actor: str, first: int, last: int) -> str:
    """Return what a packet is called unless somebody says so."""
    return f"hand-in-{_file_name(actor)}-{first}-{last}{ENDING}"


def hand_in(store: Store, out: Path | None = None, since: int | None = None) -> HandedIn:
    """Write a packet of the actions after the last hand-in (from number `since` on) and remember that.

    Raises NotFound when the workspace is empty, BadInput when `since` is past the end or the file can't be written.
    """
    reader, _file = store.reader, store.path  # a team's database needs no packets, and says so here
    origin, newest = _origin(reader)
    memory = _memory(origin)
    first = _remembered(memory, reader) + 1 if since is None else since
    if not 1 <= first <= newest + 1:
        raise BadInput(f"the log has the actions 1 to {newest}: --since {first} is none of them")
    spine, sent, heads = _read(reader, first)
    if any(change.table == TABLE for one in sent for change in one.changes):
        # What was erased here must go from what the manager holds, too: the whole log is sent anew, as it is now.
        first = 1
        spine, sent, heads = _read(reader, first)
    secret, findings = _secret(), verify(store)
    manifest = Manifest(
        origin, store.actor, store.clock.stamp(), SCHEMA_VERSION, first, newest, heads, findings[:20], "", ""
    )
    path = out or Path(file_name(store.actor, first, newest))
    if path.exists():
        raise BadInput(f"{path} is there already: give another name with --out")
    with whole_file(path, "wb") as file:
        file.write(packed(Packet(manifest, spine, sent), secret))
    with whole_file(memory) as file:
        json.dump({"last": newest, "hash": _hash_of(reader, newest)}, file)
    return HandedIn(
        path, first, newest, sum(one.withheld for one in sent), findings, fingerprint(public_key(secret).hex())
    )


def _memory(origin: str) -> Path:
    return hand_in_folder() / f"{origin}.json"


def _origin(reader: Reader) -> tuple[str, int]:
    row = reader.one("SELECT id, (SELECT MAX(number) FROM action) FROM action ORDER BY number LIMIT 1")
    if row is None:
        raise NotFound("nothing was done in this workspace yet, so there is nothing to hand in")
    return str(row[0]), int(row[1])


def _remembered(memory: Path, reader: Reader) -> int:
    """Return the number of the last action handed in; 0 when none was, or when the log is not the one handed in then."""
    try:
        said = json.loads(memory.read_text(encoding="utf-8"))
        number, known = int(said["last"]), str(said["hash"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0
    return number if _hash_of(reader, number) == known else 0


def _hash_of(reader: Reader, number: int) -> str | None:
    found: str | None = reader.value("SELECT hash FROM action WHERE number = ?", (number,))
    return found


def _read(reader: Reader, first: int) -> tuple[bytes, list[Sent], dict[str, str]]:
    """Return the spine up to `first`, the actions from there on, and the newest hash of every chain.

    The spine is counted anew from what stands there, so that an action changed behind the product's back shows.
    """
    spine, sent, heads = bytearray(), [], {}
    erased = erased_here(reader)
    for action, changes in _log(reader):
        heads[str(action["chain"])] = str(action["hash"])
        if action["number"] >= first:
            sent.append(_without_private(action, changes))
        else:
            seen = {**action, "changes": len(changes), "digest": journal_digest([(*one,) for one in changes])}
            spine += bytes(SPINE_BYTES * (action["number"] - 1) - len(spine))  # where actions were taken out
            now = entry_hash("action", seen)
            known = str(action["hash"]) if erased.get(action["id"]) == (action["hash"], now) else now
            spine += bytes.fromhex(known)[:SPINE_BYTES]
    return bytes(spine).ljust(SPINE_BYTES * (first - 1), b"\0"), sent, heads


def _log(reader: Reader) -> Iterator[tuple[dict[str, Any], list[Change]]]:
    names = reader.columns("action")
    listed = ", ".join(f'"{name}"' for name in names)
    last = 0
    while rows := reader.rows(
        f"SELECT {listed} FROM action WHERE number > ? ORDER BY number LIMIT ?",  # noqa: S608 - names of columns
        (last, _PAGE),
    ):
        actions = [dict(zip(names, row, strict=True)) for row in rows]
        first, last = actions[0]["number"], actions[-1]["number"]
        journal: dict[str, list[Change]] = defaultdict(list)
        for action_id, *change in reader.rows(
            'SELECT c.action_id, c.tbl, c."row", c.before, c.after FROM action a JOIN change c ON c.action_id = a.id '
            "WHERE a.number BETWEEN ? AND ? ORDER BY a.number, c.seq",
            (first, last),
        ):
            journal[action_id].append(Change(*change))
        for action in actions:
            yield action, journal[action["id"]]


def _without_private(action: Mapping[str, Any], changes: Sequence[Change]) -> Sent:
    kept = [_public(one) for one in changes]
    return Sent(action, kept, sum(one is not other for one, other in zip(changes, kept, strict=True)))


def _public(change: Change) -> Change:
    """Return the entry without the note of a touch that its rep marked as private."""
    if change.table != "touch":
        return change
    before, after = _blanked(change.before), _blanked(change.after)
    return change if (before, after) == change[2:] else Change(change.table, change.row, before, after)


def _blanked(raw: str | None) -> str | None:
    image = json.loads(raw) if raw else {}
    return canonical(image | {"note": ""}) if image.get("private") and image.get("note") else raw


def _secret() -> bytes:
    """Return this rep's signing key; it is made at the first hand-in and readable by its owner alone."""
    path = hand_in_folder() / "signing.key"
    if not path.exists():
        with whole_file(path, "wb") as file:  # a fresh file of `mkstemp` is readable by its owner alone
            file.write(secrets.token_bytes(KEY_BYTES))
    found = path.read_bytes()
    if len(found) != KEY_BYTES:
        raise StoreUnusable(f"{path} is no signing key: remove it, and tell your manager that the next key is new")
    return found


def _file_name(actor: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in actor)[:40] or "rep"
