"""Taking a packet in: everything is held against what the manager holds already, then added, or refused and named.

What it finds: any change to the packet on its way; another signer; any action that the manager holds and that was edited,
rewritten, left out or cut off since. What it can't prove: that an act really happened or that all were logged; that a rep
did not rewrite what nobody else had seen yet; that the times are true; what stood in a private note, which never leaves the
rep's file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from prospector.audit.erased import TABLE, Erased, erased_in
from prospector.audit.held import Held, Holding, held_path, holding, opened
from prospector.audit.packets import SPINE_BYTES, Packet, Sent, fingerprint, is_blanked, read_packet
from prospector.clock import Clock
from prospector.errors import BadInput, Refused
from prospector.store.chain import entry_hash, journal_digest
from prospector.store.version import SCHEMA_VERSION
from prospector.text import clean, plural


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a packet."""

    rep: str
    file: str
    added: int
    """Actions that were new."""
    held: int
    """Actions held of this workspace now."""
    withheld: int
    """Entries that came without a private note."""
    findings: Sequence[str]
    """What the rep's own check found broken in the logs."""
    fingerprint: str
    new_rep: bool
    """The first packet of this workspace: its key is believed from now on, so compare the fingerprint once."""

    @property
    def text(self) -> str:
        """One sentence."""
        added = f"{plural(self.added, 'new act')} taken in" if self.added else "nothing in it is new"
        asked = f"; compare the key with {self.rep} once: {self.fingerprint}" if self.new_rep else ""
        return f"{self.rep}: {added}, {self.held:,} held{asked}"


class OtherKey(Refused):
    """A packet is signed with another key than those of this workspace before; a person may believe it."""

    def __init__(self, key: str, sentence: str) -> None:
        """Keep the fingerprint of the new key."""
        super().__init__(sentence)
        self.key = key


def take(path: Path, database: Path, clock: Clock, *, accept: str = "") -> Taken:
    """Take the packet at `path` in beside the manager's workspace `database`.

    `accept` is the fingerprint of another key to believe from now on. Raises Refused where something was changed, BadInput
    where the packet can't be used, StoreUnusable where what is held can't be written. Nothing is kept of a refused packet.
    """
    packet = read_packet(path)
    said = packet.manifest
    if said.schema > SCHEMA_VERSION:
        raise BadInput(f"{path.name} was written by a newer Prospector: update this one, then take it in again")
    target = held_path(database, said.origin)
    known = holding(target)
    if known is not None and known.key != said.key and accept != fingerprint(said.key):
        raise OtherKey(
            fingerprint(said.key),
            f"{path.name} is signed with another key ({fingerprint(said.key)}) than {known.rep}'s packets before "
            f"({fingerprint(known.key)}): ask {known.rep}; --accept-key {fingerprint(said.key)} believes the new one",
        )
    if known is None:
        _begin(target, path, packet)
    with opened(target) as held:
        anew = _erased_since(packet, held, path.name)
        last = _taken_into(packet, held, path, known, clock, until=0 if anew else None)
    if anew:
        _rebuilt(target, packet, path, clock)
    new = [one for one in packet.sent if one.number > last]
    withheld = sum(one.withheld for one in new)
    return Taken(
        said.rep,
        path.name,
        len(new),
        max(last, said.last),
        withheld,
        said.findings,
        fingerprint(said.key),
        known is None,
    )


def _taken_into(
    packet: Packet, held: Held, path: Path, known: Holding | None, clock: Clock, *, until: int | None
) -> int:
    """Hold the packet against what is held and add what is new (nothing above `until`); return what was held before."""
    try:
        erased = {**held.erased(), **erased_in(change for one in packet.sent for change in one.changes)}
    except (ValueError, TypeError, KeyError, RecursionError):
        raise BadInput(f"{path.name} can't be read: what it says of erasures is not in the form of a packet") from None
    with held.writing():
        last = _against(packet, held, known.made_at if known else "", path.name, erased)
        for one in _checked([one for one in packet.sent if one.number > last], held, path.name, erased):
            if until is None:
                held.put(one)
            else:
                held.follow(one)
        if until is None:
            _remember(path, packet, held, clock)
    return last


def _erased_since(packet: Packet, held: Held, name: str) -> bool:
    """Say whether somebody was erased since the last packet: then everything is built anew, without them."""
    there = held.erasures()
    new = any(change.table == TABLE and change.row not in there for one in packet.sent for change in one.changes)
    if not new or not held.hashes(1):
        return False
    if packet.manifest.first != 1:
        raise BadInput(
            f"{name}: {packet.manifest.rep} erased somebody for good, who must go from what you hold, too: "
            "ask for `prospect hand-in --since 1`"
        )
    return True


def _rebuilt(target: Path, packet: Packet, path: Path, clock: Clock) -> None:
    """Build the holding anew from a packet of the whole log, which was held against the old one before."""
    from prospector.store.schema import create

    fresh = target.with_name(f"{target.name}.new")
    fresh.unlink(missing_ok=True)
    create(fresh)
    with opened(target) as old, opened(fresh) as held:
        with held.writing():
            for one in packet.sent:
                held.put(one)
            for row in old.packets():
                held.note(row)
        with held.writing():
            _remember(path, packet, held, clock)
        held.settle()
        old.settle()
    fresh.replace(target)


def _begin(target: Path, path: Path, packet: Packet) -> None:
    if packet.manifest.first != 1:
        raise BadInput(
            f"{path.name} begins at action {packet.manifest.first}, and nothing before it is held: "
            f"ask {packet.manifest.rep} for `prospect hand-in --since 1`"
        )
    from prospector.store.schema import create

    target.parent.mkdir(mode=0o700, exist_ok=True)
    if not target.exists():
        create(target)


def _remember(path: Path, packet: Packet, held: Held, clock: Clock) -> None:
    said = packet.manifest
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if held.one("SELECT 1 FROM packet_taken WHERE digest = ?", (digest,)) is None:
        held.note({"digest": digest, "origin": said.origin, "rep": said.rep, "key": said.key, "first": said.first,
                   "last": said.last, "made_at": said.made_at, "taken_at": clock.stamp()})  # fmt: skip


def _against(packet: Packet, held: Held, made_at: str, name: str, erased: Erased) -> int:
    """Hold the packet against the actions held; return the number of the newest. Raises Refused and names the first other."""
    said = packet.manifest
    newest = held.one("SELECT COALESCE(MAX(number), 0) FROM action")
    last = int(newest[0]) if newest else 0
    if said.last < last and said.made_at > made_at:
        number, _, title, at = held.hashes(last)[said.last]
        raise Refused(
            f"{name}: {said.rep}'s log ends at action {said.last}, but you hold it up to {last}: action {number} "
            f"(“{title}”, {at[:10]}) and what follows was cut off; nothing was taken in"
        )
    if said.first > last + 1:
        raise BadInput(
            f"{name} begins at action {said.first}, and you hold {said.rep}'s up to {last}: take in the packet between, "
            f"or ask for `prospect hand-in --since {last + 1}`"
        )
    for number, digest, title, at in held.hashes(min(last, said.last)):
        if not _is_same(packet, number, digest, held, erased):
            raise Refused(
                f"{name}: action {number} of {said.rep} (“{title}”, {at[:10]}), which you hold, was edited, rewritten or "
                "taken out since; nothing was taken in"
            )
    return last


def _is_same(packet: Packet, number: int, digest: str, held: Held, erased: Erased) -> bool:
    place = number - packet.manifest.first
    if place < 0:
        start = (number - 1) * SPINE_BYTES
        return packet.spine[start : start + SPINE_BYTES] == bytes.fromhex(digest)[:SPINE_BYTES]
    sent = packet.sent[place]
    key = str(sent.action["id"])
    if sent.action.get("hash") != digest or not _fits(sent, erased):
        return False
    return key in erased or held.journal(key) == list(sent.changes)


def _fits(sent: Sent, erased: Erased) -> bool:
    """Say whether an action is what was written, or what an erasure left of it."""
    now = entry_hash("action", sent.action)
    return sent.action.get("hash") == now or erased.get(str(sent.action["id"])) == (sent.action.get("hash"), now)


def _checked(new: Sequence[Sent], held: Held, name: str, erased: Erased) -> Iterator[Sent]:
    """Yield the new actions, each after it was held against the one before it. Raises Refused and names the first broken."""
    number = None
    for one in new:
        action = one.action
        where = f"{name}: action {action.get('number')} (“{clean(action.get('title', ''), 80)}”)"
        if number is not None and one.number != number + 1:
            raise Refused(f"{where} does not follow action {number}: one between was left out")
        number = one.number
        if not _fits(one, erased):
            raise Refused(f"{where} was edited after it was written: its content does not fit its hash")
        if (action.get("seq"), action.get("prev")) != _after(held.head(str(action.get("chain")))):
            raise Refused(f"{where} does not follow the action before it: one of the two was replaced")
        if len(one.changes) != action.get("changes"):
            raise Refused(f"{where} was edited: its journal is not the one that was written")
        if one.withheld > sum(map(is_blanked, one.changes)):
            raise Refused(f"{where} says that private notes were left out, but there are not as many")
        if not one.withheld and journal_digest([(*change,) for change in one.changes]) != action.get("digest"):
            raise Refused(f"{where} was edited: its journal is not the one that was written")
        yield one


def _after(head: tuple[int, str]) -> tuple[int, str]:
    return head[0] + 1, head[1]
