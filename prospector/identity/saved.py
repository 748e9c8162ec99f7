"""The saved index: what a whole base is found by, kept in SQLite for one question at a time.

Nothing of the size of the base is read at opening or at a question: a question reads the entries of its own words, keys
and slips, a bounded number of each. Adding or removing a record touches its own entries alone. Entries are found by
48-bit hashes of what they stand for; two texts that share one would at worst propose a hopeless pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from itertools import pairwise
from typing import Any

from prospector.identity.known import Known, keys
from prospector.identity.lexicon import deletions, telling
from prospector.identity.written import Damaged, read, written

NOTES = "CREATE TABLE note (name TEXT PRIMARY KEY, value) WITHOUT ROWID"
"""Where an index notes how many records it holds; a file that is kept notes more there."""
TABLES = (
    "CREATE TABLE party (slot INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, data TEXT NOT NULL)",
    "CREATE TABLE word (word TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE slip (mark INTEGER, word TEXT, PRIMARY KEY (mark, word)) WITHOUT ROWID",
    "CREATE TABLE posting (mark INTEGER, slot INTEGER, PRIMARY KEY (mark, slot)) WITHOUT ROWID",
)
_MOST_OPEN = 4_096
_MOST_PROBED = 2_048
_MOST_NEAR = 192
_MOST_BEGUN = 2_048
_MOST_ANSWERS = 2_048
_PLACES = 15
"""Parts of a word that slips are sought by: a word is cut to 14 letters, whole and with each letter left out."""
_LAST = "\U0010ffff"
_BOTH = (
    "SELECT p.slot FROM (SELECT slot FROM posting WHERE mark = ?1 LIMIT ?2) p "
    "WHERE EXISTS (SELECT 1 FROM posting q WHERE q.mark = ?3 AND q.slot = p.slot) LIMIT ?4"
)
_NEAR = (
    "SELECT DISTINCT w.word, w.count FROM slip s JOIN word w ON w.word = s.word "  # noqa: S608 - question marks alone
    f"WHERE s.mark IN ({', '.join('?' * _PLACES)}) LIMIT ?"
)
_BEGUN = (
    "SELECT word, count FROM (SELECT word, count FROM word WHERE word >= ? AND word < ? LIMIT ?) "
    "ORDER BY count DESC, word LIMIT ?"
)
_SLOTS = "SELECT slot FROM posting WHERE mark = ? LIMIT ?"
_MOST_WORDS = 1 << 16


class SavedIndex:
    """Prepared records in a file, by slot (a running number) and id; `connection` is one to `NOTES` and `TABLES`."""

    def __init__(self, connection: Any) -> None:
        """Read how many records there are."""
        self.connection = connection
        self._run: Callable[..., Any] = connection.execute
        self._many: Callable[..., Any] = connection.executemany
        self._open: dict[int, Known] = {}
        self._counts: dict[str, int] = {}
        self._bits: dict[str, float] = {}
        self._answers: dict[tuple[Any, ...], list[Any]] = {}
        self.records = int(self._value("SELECT value FROM note WHERE name = 'records'") or 0)

    def __len__(self) -> int:
        """Return the number of records held."""
        return self.records

    def forget(self) -> None:
        """Forget what was read: another process has changed the file, or a change was taken back."""
        self._open.clear()
        self._counts.clear()
        self._bits.clear()
        self._answers.clear()
        self.records = int(self._value("SELECT value FROM note WHERE name = 'records'") or 0)

    # Changing

    def put(self, known: Known) -> bool:
        """Add a record, or replace the one with its id; say whether something was taken out. The caller commits."""
        line = written(known)
        held = self._value("SELECT data FROM party WHERE id = ?", (known.id,))
        if held == line:
            return False
        replaced = held is not None and self.remove(known.id)
        slot = self._run("INSERT INTO party (id, data) VALUES (?, ?)", (known.id, line)).lastrowid
        self._many("INSERT OR IGNORE INTO posting VALUES (?, ?)", [(one, slot) for one in marks(known)])
        for word in words(known):
            count = self.frequency(word)
            if not count:
                slips = [(mark(part), word) for part in deletions(word)]
                self._many("INSERT OR IGNORE INTO slip VALUES (?, ?)", slips)
            self._count(word, count + 1)
        self._resize(1)
        return replaced

    def remove(self, identifier: str) -> bool:
        """Forget a record and every trace of it; say whether it was there. The caller commits."""
        held = self._run("SELECT slot, data FROM party WHERE id = ?", (identifier,)).fetchone()
        if held is None:
            return False
        slot, known = held[0], read(identifier, held[1])
        self._many("DELETE FROM posting WHERE mark = ? AND slot = ?", [(one, slot) for one in marks(known)])
        for word in words(known):
            count = self.frequency(word) - 1
            if count <= 0:
                slips = [(mark(part), word) for part in deletions(word)]
                self._many("DELETE FROM slip WHERE mark = ? AND word = ?", slips)
            self._count(word, count)
        self._run("DELETE FROM party WHERE slot = ?", (slot,))
        self._open.pop(slot, None)
        self._resize(-1)
        return True

    def _count(self, word: str, count: int) -> None:
        if count > 0:
            self._run("INSERT INTO word VALUES (?1, ?2) ON CONFLICT (word) DO UPDATE SET count = ?2", (word, count))
        else:
            self._run("DELETE FROM word WHERE word = ?", (word,))
        self._counts[word] = max(0, count)

    def _resize(self, by: int) -> None:
        self.records += by
        self._bits.clear()
        self._answers.clear()
        self._run("INSERT OR REPLACE INTO note VALUES ('records', ?)", (self.records,))

    # Reading

    def bits(self, word: str) -> float:
        """Return how telling `word` is in this base, in bits; one that nobody holds counts as that of who is asked for."""
        found = self._bits.get(word)
        if found is None:
            if len(self._bits) >= _MOST_WORDS:
                self._bits.clear()
            found = self._bits[word] = telling(word, max(1, self.frequency(word)), self.records)
        return found

    def frequency(self, word: str) -> int:
        """Return how many records hold `word`."""
        found = self._counts.get(word)
        if found is None:
            if len(self._counts) >= _MOST_WORDS:
                self._counts.clear()
            found = self._counts[word] = self._value("SELECT count FROM word WHERE word = ?", (word,)) or 0
        return found

    def known(self, slots: Iterable[int]) -> Iterator[Known]:
        """Yield the records in `slots`, in that order. Raises Damaged where there is none."""
        held = self._open
        if len(held) >= _MOST_OPEN:
            held.clear()
        for slot in slots:
            found = held.get(slot)
            if found is None:
                row = self._run("SELECT id, data FROM party WHERE slot = ?", (slot,)).fetchone()
                if row is None:
                    raise Damaged(str(slot))
                found = held[slot] = read(*row)
            yield found

    def all(self) -> Iterator[Known]:
        """Yield all records in the order they came."""
        for row in self._run("SELECT id, data FROM party ORDER BY slot"):
            yield read(*row)

    def slots(self, one: int, limit: int) -> list[int]:
        """Return at most `limit` slots under a mark, rising."""
        return [slot for (slot,) in self._answer(_SLOTS, one, limit)]

    def both(self, one: int, others: Iterable[tuple[int, int]], limit: int) -> list[int]:
        """Return at most `limit` slots that stand under `one` and under one of `others` (marks with what they hold).

        At most 2,048 entries of the others are looked at.
        """
        found: dict[int, None] = {}
        rest = _MOST_PROBED
        for other, held in others:
            if rest <= 0 or len(found) >= limit:
                break
            rows = self._answer(_BOTH, other, rest, one, limit - len(found))
            found.update((slot, None) for (slot,) in rows)
            rest -= held
        return list(found)

    def near(self, word: str) -> list[tuple[str, int]]:
        """Return other words that may be `word` with a slip in it, with how many records hold each."""
        found = self._answers.get((_NEAR, word))
        if found is None:
            parts = [mark(part) for part in deletions(word)]
            parts += parts[:1] * (_PLACES - len(parts))
            rows = self._run(_NEAR, (*parts[:_PLACES], _MOST_NEAR)).fetchall() if parts else []
            found = self._answers[_NEAR, word] = [row for row in rows if row[0] != word]
        return found

    def begun(self, start: str, limit: int) -> list[tuple[str, int]]:
        """Return words that begin with `start`, of the first thousands those most held, with how many records hold each."""
        return self._answer(_BEGUN, start, start + _LAST, _MOST_BEGUN, limit)

    def _answer(self, *question: Any) -> list[Any]:
        """Return all rows that a statement gives; those of the last few thousand questions stay at hand.

        Who types asks for all but the last word again at every keystroke.
        """
        found = self._answers.get(question)
        if found is None:
            if len(self._answers) >= _MOST_ANSWERS:
                self._answers.clear()
            found = self._answers[question] = self._run(question[0], question[1:]).fetchall()
        return found

    def _value(self, sql: str, parameters: tuple[Any, ...] = ()) -> Any:
        row = self._run(sql, parameters).fetchone()
        return None if row is None else row[0]


def mark(text: str) -> int:
    """Return the 48-bit hash that stands for `text` in the file, the same in every process."""
    return int.from_bytes(blake2b(text.encode(), digest_size=6).digest())


def words(known: Known) -> set[str]:
    """Return the telling words of all names of a record."""
    return {word for form in known.forms for word in form.words}


def word_mark(word: str) -> int:
    """Return the mark under which the records that hold `word` stand."""
    return mark(f"w{word}")


def duo_mark(one: str, other: str) -> int:
    """Return the mark of two neighbouring words, whatever their order."""
    return mark(f"2{one} {other}" if one < other else f"2{other} {one}")


def marks(known: Known) -> set[int]:
    """Return all marks under which a record is found."""
    found = set(map(mark, keys(known)))
    for form in known.forms:
        found.update(map(word_mark, form.words))
        found.update(duo_mark(one, other) for one, other in pairwise(form.words))
    return found
