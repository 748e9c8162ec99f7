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

from prospector.audit.held import Held, held_path, holding, opened
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
        raise Refused(
            f"{path.name} is signed with another key ({fingerprint(said.key)}) than {known.rep}'s packets before "
            f"({fingerprint(known.key)}): ask {known.rep}; --accept-key {fingerprint(said.key)} believes the new one"
        )
    if known is None:
        _begin(target, path, packet)
    with opened(target) as held, held.writing():
        last = _against(packet, held, known.made_at if known else "", path.name)
        new = [one for one in packet.sent if one.number > last]
        for one in _checked(new, held, path.name):
            held.put(one)
        _remember(path, packet, held, clock)
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


def _against(packet: Packet, held: Held, made_at: str, name: str) -> int:
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
        if not _is_same(packet, number, digest, held):
            raise Refused(
                f"{name}: action {number} of {said.rep} (“{title}”, {at[:10]}), which you hold, was edited, rewritten or "
                "taken out since; nothing was taken in"
            )
    return last


def _is_same(packet: Packet, number: int, digest: str, held: Held) -> bool:
    place = number - packet.manifest.first
    if place < 0:
        start = (number - 1) * SPINE_BYTES
        return packet.spine[start : start + SPINE_BYTES] == bytes.fromhex(digest)[:SPINE_BYTES]
    sent = packet.sent[place]
    return sent.action.get("hash") == digest == entry_hash("action", sent.action) and held.journal(
        str(sent.action["id"])
    ) == list(sent.changes)


def _checked(new: Sequence[Sent], held: Held, name: str) -> Iterator[Sent]:
    """Yield the new actions, each after it was held against the one before it. Raises Refused and names the first broken."""
    number = None
    for one in new:
        action = one.action
        where = f"{name}: action {action.get('number')} (“{clean(action.get('title', ''), 80)}”)"
        if number is not None and one.number != number + 1:
            raise Refused(f"{where} does not follow action {number}: one between was left out")
        number = one.number
        if action.get("hash") != entry_hash("action", action):
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
