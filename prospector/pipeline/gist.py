"""What a filter and the sieve need of every row of a long list: read once, and then followed from the journal."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress

from prospector.model.account import PLACES, ListRow
from prospector.outreach.standing import STANDS
from prospector.pipeline.paged import Packed, packed
from prospector.pipeline.picking import searched
from prospector.pipeline.sieve import PARTS, Net, part_of_sieve
from prospector.store.reads import Reader
from prospector.store.scratch import Piece, Scratch
from prospector.text import folded

_PORTION, _LINES = 5_000, 500
"""Rows read at once, and rows whose texts lie in one; the first is a multiple of the second."""
_TEXT = " || ' ' || ".join(
    f"COALESCE({one}, '')"
    for one in (
        "a.name", "a.domain", "a.city", "a.country", "REPLACE(a.stage, '_', ' ')", "t.pain", "t.why",
        # As `listed` does: the state of what tells most, behind one letter and a stamp.
        ("(SELECT SUBSTR(MAX(CASE WHEN state = 'found' THEN '3' WHEN source = 'website' THEN '2' "
        "WHEN state <> 'skipped' THEN '1' ELSE '0' END || at || state), 29) FROM outcome o WHERE o.account_id = a.id), 'never'"),
        "a.sector", "a.source",
    )
)  # fmt: skip
_PART = (
    "CASE WHEN t.place = 'dropped' OR a.stage = 'dropped' THEN 'removed' "  # noqa: S608 - constants
    "WHEN a.stage IN ('handed_over', 'opportunity') THEN 'handed_over' WHEN a.stage = 'qualified' THEN 'qualified' "
    "WHEN t.place = 'bench' AND t.why = '' AND t.reason_code = '' AND a.stage IN ('named', 'researched') "
    f"AND NOT EXISTS (SELECT 1 FROM touch t WHERE t.account_id = a.id AND {STANDS}) THEN 'raw' ELSE 'filtered' END"
)
_MAIN = (
    f"CASE WHEN t.explore THEN '' ELSE CASE WHEN EXISTS (SELECT 1 FROM touch t WHERE t.account_id = a.id AND {STANDS}) "  # noqa: S608
    "THEN 'c' ELSE '' END || CASE WHEN a.stage = 'opportunity' THEN 'o' ELSE '' END END"
)
_EVERY = (
    f"SELECT a.id, {_TEXT}, {_PART}, {_MAIN} FROM account a CROSS JOIN target t ON t.account_id = a.id "  # noqa: S608
    "WHERE a.id > ? AND a.merged_into IS NULL AND t.rep = ? AND t.place IN ('active', 'bench', 'dropped') "
    "ORDER BY a.id LIMIT ?"
)


class Gist:
    """The folded texts of one rep's rows, and how many stand in each part of the sieve.

    Texts lie many in one, and not in memory (see `store.scratch`); where a word stands in none of many they are passed over at
    once.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._ids = Packed()
        self._scratch = Scratch()
        self._texts: list[Piece] = []
        self._parts: list[str] = []
        self._ranks: tuple[Packed, array[int]] | None = None
        self.counts: Counter[str] = Counter()
        """How many stand in each part; under ``c`` those contacted, under ``o`` opportunities (both without explorations)."""

    def fill(self, reader: Reader, rep: str) -> bool:
        """Read everything; say whether it could be held so. Rows of merged accounts are corrected with `renew`."""
        last, ids = "", []
        self._texts, self._parts = [], []
        while rows := reader.rows(_EVERY, (last, rep, _PORTION)):
            ids.append(",".join([row[0] for row in rows]))
            self._texts += [
                self._scratch.add("\n".join([_line(row[1]) for row in rows[at : at + _LINES]]).encode())
                for at in range(0, len(rows), _LINES)
            ]
            self._parts += [_shared(f"{part} {main}") for _, _, part, main in rows]
            last = rows[-1][0]
        held = packed(",".join(ids))
        self._ids, self._ranks = held or Packed(), None
        self.counts = Counter()
        for part, count in Counter(self._parts).items():
            self._count(part, count)
        return held is not None

    def renew(self, changed: Iterable[str], fresh: Mapping[str, ListRow], rep: str) -> None:
        """Put the rows `fresh` in the place of those of the accounts `changed`."""
        for key in changed:
            at, row = self._ids.find(key), fresh.get(key)
            if at >= 0:
                self._count(self._parts[at], -1)
                self._put(at, "", "")
            if row is None or row.rep != rep or row.place not in PLACES:
                continue
            if at < 0:
                at, self._ids, self._ranks = len(self._ids), self._ids.with_one(len(self._ids), key), None
                self._parts.append("")
                if at % _LINES:
                    self._texts[-1] = self._scratch.renew(self._texts[-1], self._scratch.read(self._texts[-1]) + b"\n")
                else:
                    self._texts.append(self._scratch.add(b""))
            main = "" if row.explore else f"{'c' if row.touches else ''}{'o' if row.stage == 'opportunity' else ''}"
            self._put(at, searched(row), _shared(f"{part_of_sieve(row)} {main}"))
            self._count(self._parts[at], 1)

    def hits(self, words: Sequence[str], among: Packed) -> Sequence[int]:
        """Return the places in `among` of the accounts in whose text all folded `words` stand."""
        ranks, marked = self.places_in(among), bytearray(len(among) + 1)
        for number, piece in enumerate(self._texts):
            # Two times as fast in a text as in its bytes.
            block = self._scratch.read(piece).decode()
            if all(word in block for word in words):
                begin = number * _LINES
                for at in _lines_with(words, block):
                    marked[ranks[begin + at]] = 1
        return list(compress(range(len(among)), marked))

    def places_in(self, among: Packed) -> array[int]:
        """Return where each account stands in `among`; one that does not, behind the last."""
        if self._ranks is None or self._ranks[0] is not among:
            places = {key: at for at, key in enumerate(among[:])}
            self._ranks = among, array("I", [places.get(key, len(among)) for key in self._ids[:]])
        return self._ranks[1]

    def _put(self, at: int, text: str, part: str) -> None:
        lines = self._scratch.read(self._texts[at // _LINES]).split(b"\n")
        lines[at % _LINES] = _line(text).encode()
        self._texts[at // _LINES] = self._scratch.renew(self._texts[at // _LINES], b"\n".join(lines))
        self._parts[at] = part

    @property
    def sieve(self) -> Mapping[str, int]:
        """Return how many leads stand in each part of the sieve."""
        return {part: self.counts[part] for part in PARTS}

    def net(self, active: int, size: int) -> Net:
        """Return how wide the net is; explorations are not listed."""
        return Net(active=active, size=size, contacted=self.counts["c"], opportunities=self.counts["o"])

    def _count(self, part: str, step: int) -> None:
        if part:
            name, _, main = part.partition(" ")
            for one in (name, *main):
                self.counts[one] += step


def _lines_with(words: Sequence[str], block: str) -> Iterable[int]:
    """Return the numbers of the lines of `block` in which all words stand."""
    first, *others = words
    if others or block.count(first) > _LINES // 4:
        lines = block.split("\n")
        found = [at for at, text in enumerate(lines) if first in text]
        for word in others:
            found = [at for at in found if word in lines[at]]
        return found
    found, line, seen, at = [], 0, 0, block.find(first)
    while at >= 0:
        line += block.count("\n", seen, at)
        found.append(line)
        seen = block.find("\n", at)
        at = block.find(first, seen) if seen >= 0 else -1
    return found


def _line(text: str) -> str:
    return folded(text).replace("\n", " ")


_PARTS: dict[str, str] = {}


def _shared(part: str) -> str:
    """Return the one text that stands for all equal ones."""
    return _PARTS.setdefault(part, part)
