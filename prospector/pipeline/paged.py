"""Long lists of accounts: their identifiers in one text, their rows read by the page when they are looked at."""

from __future__ import annotations

import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import overload

from prospector.model.account import ListRow

_PAGE, _PAGES = 40, 40
"""Rows read at once, and pages kept."""
_RUN, _NEAR, _MOST_STRAY = 512, 64, 200
"""Identifiers compared at once, how far on one may stand, and how many may stand elsewhere before all are looked up."""


class Packed(Sequence[str]):
    """Identifiers of one length in one text: a hundred thousand take 2.7 MB, as texts of their own they take 8."""

    def __init__(self, text: str = "", width: int = 26) -> None:
        """Hold the identifiers in `text`, each of `width` letters, with commas between them."""
        self._text, self._step, self._last = text, width + 1, 0

    def __len__(self) -> int:
        """Return how many there are."""
        return (len(self._text) + 1) // self._step

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...

    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        """Return one, or several as a list."""
        if isinstance(at, slice):
            start, stop, step = at.indices(len(self))
            if step == 1:
                piece = self._text[start * self._step : stop * self._step - 1] if stop > start else ""
                return piece.split(",") if piece else []
            return [self[one] for one in range(start, stop, step)]
        if at < 0:
            at += len(self)
        if not 0 <= at < len(self):
            raise IndexError(at)
        self._last = at
        return self._text[at * self._step : (at + 1) * self._step - 1]

    @property
    def joined(self) -> str:
        """All of them, with commas between them."""
        return self._text

    def find(self, key: str) -> int:
        """Return where `key` stands, -1 when it does not."""
        if len(key) != self._step - 1:
            return -1
        # Most often asked for is the one looked at last: all of them are some millions of letters.
        begin = self._last * self._step
        at = begin if self._text.startswith(key, begin) else self._text.find(key)
        return at // self._step if at >= 0 else -1

    def agrees(self, at: int, other: Packed, place: int, run: int) -> bool:
        """Say whether `run` of these from `at` on are those of another from `place` on."""
        length = run * self._step - 1
        begin, its = at * self._step, place * self._step
        return self._step == other._step and self._text[begin : begin + length] == other._text[its : its + length]

    def without(self, at: int) -> Packed:
        """Return all but the one at a place."""
        rest = self._text[: at * self._step] + self._text[(at + 1) * self._step :]
        return Packed(rest.removesuffix(","), self._step - 1)

    def with_one(self, at: int, key: str) -> Packed:
        """Return all with `key` at a place."""
        head, tail = self._text[: at * self._step], self._text[at * self._step :]
        if not tail:
            return Packed(f"{head},{key}" if head and not head.endswith(",") else f"{head}{key}", self._step - 1)
        return Packed(f"{head}{key},{tail}", self._step - 1)


def places_of(ids: Packed, among: Packed) -> array[int]:
    """Return where each of `ids` stands in `among`, behind the last where it does not stand there.

    Most often few stand elsewhere: then nearly all are compared many at once, and none is made a text of its own.
    """
    found, at, other, stray, gone = array("I"), 0, 0, 0, 0
    while at < len(ids) and stray < _MOST_STRAY:
        run = min(_RUN, len(ids) - at, len(among) - other)
        while run and not ids.agrees(at, among, other, run):
            run //= 2
        if run:
            found.extend(range(other, other + run))
            at, other = at + run, other + run
            continue
        if at - gone == len(among):
            break
        place = among.find(ids[at])
        if other < place <= other + _NEAR:
            other = place
        else:
            found.append(place if place >= 0 else len(among))
            at, stray, gone = at + 1, stray + 1, gone + (place < 0)
    numbers = {key: number for number, key in enumerate(among[:])} if stray >= _MOST_STRAY else {}
    for begin in range(at, len(ids), _RUN):
        found.extend([numbers.get(key, len(among)) for key in ids[begin : begin + _RUN]])
    return found


def packed(joined: str | None) -> Packed | None:
    """Return identifiers that come joined by commas; None where they are not of one length."""
    if not joined:
        return Packed()
    width = joined.find(",") if "," in joined else len(joined)
    step = width + 1
    even = (len(joined) + 1) % step == 0 and joined.count(",") == (len(joined) + 1) // step - 1
    return Packed(joined, width) if even else None


class Paged(Sequence[ListRow]):
    """The rows of a long list, read by the page when they are looked at; safe to use from several threads."""

    def __init__(
        self, ids: Packed, read: Callable[[Sequence[str]], Mapping[str, ListRow]], keys: Sequence[str] | None = None
    ) -> None:
        """Stand for the accounts `ids` (or, of them, those in `keys`), whose rows `read` gives."""
        self.keys: Sequence[str] = ids if keys is None else keys
        """The accounts, in their order."""
        self.ids = ids
        self._read = read
        self._pages: OrderedDict[int, list[ListRow]] = OrderedDict()
        self._turn = threading.Lock()

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.keys)

    @overload
    def __getitem__(self, at: int) -> ListRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[ListRow]: ...

    def __getitem__(self, at: int | slice) -> ListRow | Sequence[ListRow]:
        """Return one row, or several."""
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        if at < 0:
            at += len(self)
        if not 0 <= at < len(self):
            raise IndexError(at)
        return self._of(at // _PAGE)[at % _PAGE]

    def read(self, numbers: Sequence[int]) -> None:
        """Read the pages of these rows, ahead of whoever looks at them."""
        for number in dict.fromkeys(at // _PAGE for at in numbers if at < len(self)):
            self._of(number)

    def some(self, keys: Sequence[str]) -> Paged:
        """Return the rows of some of the accounts: a page of them holds no others."""
        return Paged(self.ids, self._read, keys)

    def row_of(self, account_id: str) -> ListRow | None:
        """Return the row of an account, None when it is not among these."""
        at = self.ids.find(account_id)
        with self._turn:
            page = self._pages.get(at // _PAGE) if at >= 0 and self.keys is self.ids else None
        if page is not None:
            return page[at % _PAGE]
        # Of a list that is filtered its page is not looked at: it alone is read.
        return (self._read([account_id]).get(account_id) or _gone(account_id)) if at >= 0 else None

    def _of(self, number: int) -> list[ListRow]:
        """Return a page; who looks at one that is there does not wait for another that is being read."""
        with self._turn:
            page = self._pages.get(number)
            if page is not None:
                self._pages.move_to_end(number)
                return page
        page = self._page(number)
        with self._turn:
            self._pages[number] = page
            if len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        return page

    def _page(self, number: int) -> list[ListRow]:
        ids = self.keys[number * _PAGE : (number + 1) * _PAGE]
        found = self._read(ids)
        return [found.get(key) or _gone(key) for key in ids]


def _gone(account_id: str) -> ListRow:
    """Return what stands for a row that went away since its list was read: the list is being read anew."""
    return ListRow(
        id=account_id, name="…", domain=None, stage="named", place="", slot=None, rep="", pain="", why="", fit=None,
        touches=0, last_touch=None, last_outcome=None, named_at="", research="never", claims=0,
    )  # fmt: skip
