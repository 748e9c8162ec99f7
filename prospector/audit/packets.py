"""The packet: a finished file that carries what is new in one workspace's action log, for mail, share or stick.

::

    PROSPECTOR-PACKET 1          what it is
    {"made_at": ..., ...}        the manifest, one line of JSON; the signature is over these bytes
    <128 hexadecimal digits>     Ed25519 (RFC 8032) by the key that the manifest names
    <compressed>                 zlib: one line of JSON per action, whose SHA-256 the manifest names

A packet that comes in is data from outside: sizes are capped before anything is unpacked, it is JSON and nothing else, and
every part is looked at before it is used.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

from prospector.audit.ed25519 import is_signed, public_key, sign
from prospector.errors import BadInput, Refused
from prospector.text import clean

MAGIC = b"PROSPECTOR-PACKET 1\n"
ENDING = ".packet"
FILE_LIMIT = 128 * 1024 * 1024
BODY_LIMIT = 512 * 1024 * 1024
_ORIGIN = 64
_MALFORMED = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError, zlib.error)
_TEXTS = ("id", "chain", "prev", "hash", "digest", "title", "at")
_NUMBERS = ("number", "seq", "changes")
SPINE_BYTES = 8
"""Of each hash before the packet's own actions: enough to find the first that differs; the chain itself proves the rest."""


class Change(NamedTuple):
    """One entry of an action's journal, as it stands in the store: rows as JSON text, None for no row."""

    table: str
    row: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Sent:
    """One action with its journal."""

    action: Mapping[str, Any]
    changes: Sequence[Change]
    withheld: int = 0
    """How many entries of the journal came without a private note; they can't be held against the action's hash."""

    @property
    def number(self) -> int:
        """The place in the log of its workspace."""
        return int(self.action["number"])


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a packet says of itself; signed."""

    origin: str
    """The id of the first action of the workspace, which tells workspaces apart."""
    rep: str
    made_at: str
    schema: int
    first: int
    """Number of its first action; `last` is one lower when nothing was new."""
    last: int
    heads: Mapping[str, str]
    """Hash of the newest action of every chain (every person who acted)."""
    findings: Sequence[str]
    """What the rep's own check of the logs found broken, if anything."""
    body: str
    """SHA-256 of the compressed part, in hexadecimal."""
    key: str
    """Public key of who signed, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Packet:
    """One packet, read or about to be written."""

    manifest: Manifest
    spine: bytes
    """The beginnings of the hashes of all actions before `manifest.first`, counted anew from their content."""
    sent: Sequence[Sent]


def fingerprint(key: str) -> str:
    """Return a public key as people compare it on the telephone: four groups of four letters."""
    digest = base64.b32encode(hashlib.sha256(bytes.fromhex(key)).digest()).decode().lower()
    return "-".join(digest[at : at + 4] for at in range(0, 16, 4))


def packed(packet: Packet, secret: bytes) -> bytes:
    """Return the bytes of the finished file, signed with `secret`."""
    lines = [json.dumps({"spine": base64.b64encode(packet.spine).decode()})]
    lines += [
        json.dumps([one.action, one.changes, one.withheld], ensure_ascii=False, separators=(",", ":"))
        for one in packet.sent
    ]
    body = zlib.compress("\n".join(lines).encode("utf-8", "surrogatepass"), 6)
    said = asdict(packet.manifest) | {"body": hashlib.sha256(body).hexdigest(), "key": public_key(secret).hex()}
    manifest = json.dumps(said, ensure_ascii=True, sort_keys=True).encode()
    return MAGIC + manifest + b"\n" + sign(secret, MAGIC + manifest).hex().encode() + b"\n" + body


def is_blanked(change: Change) -> bool:
    """Say whether an entry of the journal is a touch whose private note may have been left out."""
    image = json.loads(change.after) if change.table == "touch" and change.after else {}
    return isinstance(image, dict) and bool(image.get("private")) and image.get("note") == ""


def is_packet(path: Path) -> bool:
    """Say whether the file begins as a packet does."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def read_packet(path: Path) -> Packet:
    """Return the packet in the file at `path`, its signature checked.

    Raises BadInput when it is no packet, Refused when it was changed after it was signed.
    """
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise BadInput(f"{path.name} is larger than {FILE_LIMIT // 1_048_576} MB, which no packet is")
        raw = path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path} can't be read: {(error.strerror or str(error)).lower()}") from error
    if not raw.startswith(MAGIC):
        raise BadInput(f"{path.name} is not a packet of `prospect hand-in`")
    return _read(raw[len(MAGIC) :], path.name)


def _read(raw: bytes, name: str) -> Packet:
    head, _, rest = raw.partition(b"\n")
    signature, _, body = rest.partition(b"\n")
    try:
        manifest = _manifest(json.loads(head))
        signed = is_signed(bytes.fromhex(manifest.key), MAGIC + head, bytes.fromhex(signature.decode()))
    except _MALFORMED:
        raise Refused(f"{name} was cut or changed: what it says of itself can't be read; ask for it again") from None
    if not signed:
        raise Refused(f"{name} was changed after it was signed: its signature does not fit; ask for it again")
    if hashlib.sha256(body).hexdigest() != manifest.body:
        raise Refused(f"{name} was cut or changed: its actions are not the ones that were signed; ask for it again")
    try:
        spine, sent = _body(body)
        numbers = {one.number for one in sent}
    except _MALFORMED:
        raise BadInput(f"{name} can't be read: its actions are not in the form of a packet") from None
    wanted = range(manifest.first, manifest.last + 1)
    if missing := next((number for number in wanted if number not in numbers), None):
        raise Refused(f"{name}: action {missing} of {manifest.rep} is missing in it")
    if len(spine) != SPINE_BYTES * (manifest.first - 1) or len(sent) != len(wanted):
        raise BadInput(f"{name} does not hold the actions {manifest.first} to {manifest.last} that it names")
    return Packet(manifest, spine, sent)


def _manifest(said: Mapping[str, Any]) -> Manifest:
    found = Manifest(
        origin=str(said["origin"]),
        rep=clean(said["rep"], 100),
        made_at=clean(said["made_at"], 40),
        schema=int(said["schema"]),
        first=int(said["first"]),
        last=int(said["last"]),
        heads={clean(chain): str(head) for chain, head in said["heads"].items()},
        findings=[clean(one) for one in said["findings"][:20]],
        body=str(said["body"]),
        key=bytes.fromhex(said["key"]).hex(),
    )
    if not (found.origin.isalnum() and found.origin.isascii() and len(found.origin) <= _ORIGIN):
        raise ValueError(found.origin)
    if found.first < 1 or found.last < found.first - 1:
        raise ValueError(found.origin)
    return found


def _body(raw: bytes) -> tuple[bytes, list[Sent]]:
    unpacking = zlib.decompressobj()
    text = unpacking.decompress(raw, BODY_LIMIT)
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise ValueError("cut, or more than a packet holds")
    first, *lines = text.decode("utf-8", "surrogatepass").split("\n")
    return base64.b64decode(json.loads(first)["spine"], validate=True), [_sent(line) for line in lines]


def _sent(line: str) -> Sent:
    action, changes, withheld = json.loads(line)
    if not isinstance(action, dict) or not all(_is_plain(value) for value in action.values()):
        raise ValueError("an action is a row")
    if not all(isinstance(action[name], str) for name in _TEXTS) or not all(
        type(action[name]) is int for name in _NUMBERS
    ):
        raise ValueError("an action has these columns")
    return Sent(action, [_change(one) for one in changes], int(withheld))


def _change(raw: Sequence[Any]) -> Change:
    table, row, before, after = raw
    if not (isinstance(table, str) and isinstance(row, str)):
        raise TypeError(table)
    for image in (before, after):
        if image is not None and not (isinstance(image, str) and isinstance(json.loads(image), dict)):
            raise TypeError(image)
    return Change(table, row, before, after)


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)
