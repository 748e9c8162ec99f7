"""What a filter and the sieve need of every row of a long list: read once, and then followed from the journal."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import compress

from prospector.model.account import PLACES, ListRow
from prospector.outreach.standing import STANDS
from prospector.pipeline.blocks import BLOCK, block_of, numbers_with, texts_of
from prospector.pipeline.columns import Column
from prospector.pipeline.paged import Packed, places_of
from prospector.pipeline.sieve import PARTS, Net, part_of_sieve
from prospector.store.reads import Reader, places
from prospector.store.set_aside import Piece, SetAside
from prospector.text import folded

_OWN = " || ' ' || ".join(f"COALESCE({one}, '')" for one in ("a.name", "a.domain"))
_SHARED = ", ".join(
    f"COALESCE({one}, '')"
    for one in (
        "a.country", "REPLACE(a.stage, '_', ' ')", "t.pain", "t.why",
        # As `listed` does: the state of what tells most, behind one letter and a stamp.
        ("(SELECT SUBSTR(MAX(CASE WHEN state = 'found' THEN '3' WHEN source = 'website' THEN '2' "
        "WHEN state <> 'skipped' THEN '1' ELSE '0' END || at || state), 29) FROM outcome o WHERE o.account_id = a.id), 'never'"),
        "a.sector", "a.source", "a.city",
    )
)  # fmt: skip
_HELD = 4
"""Words whose rows are held: while a second one is typed the first stays."""
_FIELDS = 8
"""Fields that many rows share; name and domain are a row's own."""
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
    f"SELECT a.id, {_PART} || ' ' || {_MAIN}, {_OWN}, {_SHARED} FROM account a "  # noqa: S608
    "CROSS JOIN target t ON t.account_id = a.id WHERE a.merged_into IS NULL AND t.rep = ? "
    "AND t.place IN ('active', 'bench', 'dropped') AND a.id IN "
)


class Gist:
    """The folded texts of one rep's rows, and how many stand in each part of the sieve.

    What many rows share is held a byte a row (see `columns`). The other texts lie many in one, and not in memory (see
    `store.set_aside`); where a word stands in none of many they are passed over at once.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._ids = Packed()
        self._begin()
        self._ranks: tuple[Packed, array[int]] | None = None
        self.counts: Counter[str] = Counter()
        """How many stand in each part; under ``c`` those contacted, under ``o`` opportunities (both without explorations)."""

    def _begin(self) -> None:
        self._aside, self._parts = SetAside(), Column()
        self._texts: list[Piece] = []
        self._shared = [Column() for _ in range(_FIELDS)]
        self._held: dict[str, int] = {}

    def fill(self, reader: Reader, rep: str, ids: Packed) -> None:
        """Read the rows with these `ids`. Rows of merged accounts are corrected with `renew`."""
        self._ids, self._ranks = ids, None
        self._begin()
        for begin in range(0, len(ids), BLOCK):
            keys = ids[begin : begin + BLOCK]
            rows = {key: rest for key, *rest in reader.rows(f"{_EVERY}({places(len(keys))})", (rep, *keys))}
            lines = []
            for at, key in enumerate(keys, begin):
                part, own, *shared = rows.get(key) or ("", "", *[""] * _FIELDS)
                self._parts.put(at, part)
                self._count(part, 1)
                lines.append(self._line(at, own, shared))
            self._texts.append(self._aside.add(block_of(lines)))

    def renew(self, changed: Iterable[str], fresh: Mapping[str, ListRow], rep: str) -> None:
        """Put the rows `fresh` in the place of those of the accounts `changed`."""
        self._held = {}
        for key in changed:
            at, row = self._ids.find(key), fresh.get(key)
            if at >= 0:
                self._count(self._parts[at], -1)
                self._put(at, "", "", [""] * _FIELDS)
            if row is None or row.rep != rep or row.place not in PLACES:
                continue
            if at < 0:
                at, self._ids, self._ranks = len(self._ids), self._ids.with_one(len(self._ids), key), None
                if at % BLOCK:
                    held = [*texts_of(self._aside.read(self._texts[-1])), ""]
                    self._texts[-1] = self._aside.renew(self._texts[-1], block_of(held))
                else:
                    self._texts.append(self._aside.add(block_of([""])))
            main = "" if row.explore else f"{'c' if row.touches else ''}{'o' if row.stage == 'opportunity' else ''}"
            part = f"{part_of_sieve(row)} {main}"
            shared = (row.country, row.stage.replace("_", " "), row.pain, row.why, row.research, row.sector, row.source,
                      row.city)  # fmt: skip
            self._put(at, part, f"{row.name} {row.domain or ''}", [one or "" for one in shared])
            self._count(part, 1)

    def hits(self, words: Sequence[str], among: Packed) -> Sequence[int]:
        """Return the places in `among` of the accounts in whose text all folded `words` stand."""
        every = self._holding(words[0])
        for word in words[1:]:
            every &= self._holding(word)
        found, ranks = every.to_bytes(len(self._parts), "little"), self.places_in(among)
        if isinstance(ranks, range):
            return list(compress(ranks, found))
        marked = bytearray(len(among) + 1)
        for rank in compress(ranks, found):
            marked[rank] = 1
        return list(compress(range(len(among)), marked))

    def _holding(self, word: str) -> int:
        """Return a number of one byte a row, the first row lowest: 1 where `word` stands."""
        if word in self._held:
            return self._held[word]
        found = 0
        for column in self._shared:
            found |= column.holding(word)
        marked = bytearray(found.to_bytes(len(self._parts), "little"))
        # Who types on finds nothing where the shorter word was not.
        shorter = next((held for one, held in self._held.items() if one in word), None)
        among = None if shorter is None else shorter.to_bytes(len(self._parts), "little")
        for number, piece in enumerate(self._texts):
            begin, end = number * BLOCK, min((number + 1) * BLOCK, len(marked))
            if marked.count(1, begin, end) < end - begin and (among is None or among.find(1, begin, end) >= 0):
                for at in numbers_with(word, self._aside.read(piece)):
                    marked[begin + at] = 1
        if len(self._held) >= _HELD:
            del self._held[next(iter(self._held))]
        self._held[word] = int.from_bytes(marked, "little")
        return self._held[word]

    def places_in(self, among: Packed) -> Sequence[int]:
        """Return where each account stands in `among`; one that does not, behind the last."""
        if among is self._ids:
            return range(len(among))
        if self._ranks is None or self._ranks[0] is not among:
            self._ranks = among, places_of(self._ids, among)
        return self._ranks[1]

    def _put(self, at: int, part: str, own: str, shared: Sequence[str]) -> None:
        piece = self._texts[at // BLOCK]
        lines = texts_of(self._aside.read(piece))
        self._parts.put(at, part)
        lines[at % BLOCK] = self._line(at, own, shared)
        self._texts[at // BLOCK] = self._aside.renew(piece, block_of(lines))

    def _line(self, at: int, own: str, shared: Sequence[str]) -> str:
        """Hold what a row shares with others, and return its own text with what could not be held so."""
        left = [column.put(at, _folded(text)) for column, text in zip(self._shared, shared, strict=True)]
        return " ".join([folded(own).replace("\n", " "), *filter(None, left)])

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


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    return folded(text).replace("\n", " ")
