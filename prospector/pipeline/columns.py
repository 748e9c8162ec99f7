"""A column of few different texts, a byte a row: looked through by looking at each text once."""

from __future__ import annotations

_MOST = 256
"""Texts that a byte tells apart."""


class Column:
    """The folded texts of one field, row by row; a text beyond the first 255 different ones is not held."""

    def __init__(self) -> None:
        """Begin with no rows; the first text is none."""
        self._texts = [""]
        self._numbers = {"": 0}
        self._rows = bytearray()

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def __getitem__(self, at: int) -> str:
        """Return the text of a row, empty where it is not held."""
        return self._texts[self._rows[at]]

    def put(self, at: int, text: str) -> str:
        """Hold the text of a row, the next one too; return what of it is not held: all or nothing."""
        number = self._numbers.get(text)
        if number is None and len(self._texts) < _MOST:
            number = self._numbers[text] = len(self._texts)
            self._texts.append(text)
        if at == len(self._rows):
            self._rows.append(number or 0)
        else:
            self._rows[at] = number or 0
        return text if number is None else ""

    def holding(self, word: str) -> int:
        """Return a number of one byte a row, the first row lowest: 1 where `word` stands in its text."""
        hits = bytes(word in text for text in self._texts)
        return int.from_bytes(self._rows.translate(hits.ljust(_MOST, b"\0")), "little") if any(hits) else 0
