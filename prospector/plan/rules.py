"""The rule language of segments: ``country in DE,AT and employees 50..250 and industry ~ "pump"``.

A test is a field, an operator and values. Words: ``is``/``=``, ``!=``, ``in``, ``not in``, ``~`` (holds a word that begins
so), ``!~``; numbers: ``=``, ``!=``, ``<``, ``<=``, ``>``, ``>=``, ``50..250``, ``50..``; any field: ``known``,
``unknown``. Tests are joined by ``and``, ``or``, ``not`` and brackets. What nobody knows makes a test neither true nor
false (the three-valued logic of Kleene), so that an unknown size puts no company into a segment and none out of it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from prospector.errors import BadInput
from prospector.identity.place import city_key, country_code
from prospector.plan.fit import folded, word_pattern
from prospector.text import clean

NUMBERS = ("employees", "founded", "fit")
WORDS = ("country", "city", "sector", "source", "origin", "stage", "name", "industry", "technology", "hiring", "words")
FIELDS = NUMBERS + WORDS
LONGEST = 1_000
"""Characters of a rule; a longer one is no rule a person can check."""
_DEEPEST = 40
_TOKEN = re.compile(
    r"\s*(?:(?P<text>\"[^\"]*\"|“[^”]*”|'[^']*')|(?P<range>\d+\.\.\d*|\.\.\d+)|(?P<sign><=|>=|!=|!~|==|[=<>~(),])"
    r"|(?P<word>[^\s\"“'<>=!~(),]+))"
)
_COMPARED: Mapping[str, Callable[[float, float], bool]] = {
    "=": lambda one, other: one == other, "!=": lambda one, other: one != other,
    "<": lambda one, other: one < other, "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other, ">=": lambda one, other: one >= other,
}  # fmt: skip

Facts = Mapping[str, Sequence[Any]]
"""What is known of one account, by field; a missing or empty one is unknown."""
Test = Callable[[Facts], bool | None]
"""Answers True, False, or None for unknown."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that was read."""

    text: str
    test: Test
    fields: frozenset[str]
    """What it looks at."""

    def __call__(self, facts: Facts) -> bool | None:
        """Say whether an account of which `facts` are known is in: True, False, or None for unknown."""
        return self.test(facts)


@lru_cache(maxsize=500)
def parse_rule(text: str) -> Rule:
    """Return the rule that `text` says. Raises BadInput naming the column and what is wrong there."""
    return _Reading(clean(text, LONGEST + 1)).rule()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    column: int


class _Reading:
    """One rule being read, by recursive descent."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        self.fields: set[str] = set()
        self.tokens = self._split()

    def rule(self) -> Rule:
        if not self.tokens:
            raise BadInput('an empty rule holds nobody: write one like country in DE,AT and industry ~ "pump"')
        if len(self.text) > LONGEST:
            raise BadInput(f"the rule is longer than {LONGEST} characters: split it into several segments")
        test = self._either()
        if self._next is not None:
            raise self.wrong(f"“{self._next.text}” does not go on from here: join tests with and, or")
        return Rule(self.text, test, frozenset(self.fields))

    def wrong(self, sentence: str, token: _Token | None = None) -> BadInput:
        place = token or self._next
        column = place.column if place else len(self.text) + 1
        return BadInput(f"rule, column {column}: {sentence}")

    def _split(self) -> list[_Token]:
        tokens, at, end = [], 0, len(self.text)
        while at < end:
            found = _TOKEN.match(self.text, at)
            if found is None:
                raise BadInput(
                    f"rule, column {at + 1}: “{self.text[at]}” opens a text that never closes, or stands alone"
                )
            kind = found.lastgroup or ""
            said = found[kind]
            tokens.append(_Token(kind, said[1:-1] if kind == "text" else said, found.start(kind) + 1))
            at = found.end()
        return tokens

    @property
    def _next(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _is(self, *words: str) -> bool:
        """Take the next token if it is one of `words`."""
        token = self._next
        if token is None or token.kind == "text" or token.text.casefold() not in words:
            return False
        self.at += 1
        return True

    def _either(self) -> Test:
        tests = [self._both()]
        while self._is("or"):
            tests.append(self._both())
        return tests[0] if len(tests) == 1 else lambda facts: _any([test(facts) for test in tests])

    def _both(self) -> Test:
        tests = [self._single()]
        while self._is("and"):
            tests.append(self._single())
        return tests[0] if len(tests) == 1 else lambda facts: _all([test(facts) for test in tests])

    def _single(self) -> Test:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.wrong("too many brackets inside each other")
        try:
            if self._is("not"):
                inner = self._single()
                return lambda facts: _not(inner(facts))
            if self._is("("):
                inner = self._either()
                if not self._is(")"):
                    raise self.wrong("a bracket is open here: close it with )")
                return inner
            return self._test()
        finally:
            self.depth -= 1

    def _test(self) -> Test:
        field = self._field()
        self.fields.add(field)
        if self._is("known", "unknown"):
            wanted = self.tokens[self.at - 1].text.casefold() == "known"
            return lambda facts: bool(facts.get(field)) == wanted
        return self._number(field) if field in NUMBERS else self._words(field)

    def _field(self) -> str:
        token = self._next
        if token is None:
            raise self.wrong(f"a field is missing here: one of {', '.join(FIELDS)}")
        field = token.text.casefold()
        if token.kind != "word" or field not in FIELDS:
            near = difflib.get_close_matches(field, FIELDS, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]}?" if near else f"one of {', '.join(FIELDS)}"
            raise self.wrong(f"“{clean(token.text, 60)}” is no field: {hint}")
        self.at += 1
        return field

    def _number(self, field: str) -> Test:
        outside = self._is("not")
        if self._is("in", "is", "=", "==") or outside or (self._next and self._next.kind == "range"):
            test = self._range(field)
            return (lambda facts: _not(test(facts))) if outside else test
        token = self._next
        if token is None or token.text not in _COMPARED:
            raise self.wrong(f"{field} is a number: go on like {field} 50..250 or {field} >= 50")
        self.at += 1
        compared, wanted = _COMPARED[token.text], self._whole()
        return lambda facts: _each(facts, field, lambda value: compared(value, wanted))

    def _range(self, field: str) -> Test:
        token = self._next
        if token is not None and token.kind == "range":
            self.at += 1
            low_text, _, high_text = token.text.partition("..")
            low, high = int(low_text or 0), int(high_text) if high_text else None
            if high is not None and low > high:
                raise self.wrong(f"{low} is more than {high}", token)
            return lambda facts: _each(facts, field, lambda value: low <= value and (high is None or value <= high))
        wanted = self._whole()
        return lambda facts: _each(facts, field, lambda value: value == wanted)

    def _whole(self) -> int:
        token = self._next
        if token is None or not (token.text.isascii() and token.text.isdecimal()) or len(token.text) > 12:  # noqa: PLR2004
            raise self.wrong("a whole number is missing here")
        self.at += 1
        return int(token.text)

    def _words(self, field: str) -> Test:
        if self._is("~", "!~"):
            away = self.tokens[self.at - 1].text == "!~"
            patterns = [word_pattern(word) for word in self._values(field)]

            def holds(value: Any) -> bool:
                said = folded(str(value))
                return any(pattern.search(said) for pattern in patterns)
        else:
            away = self._is("!=") or (self._is("not") and self._need_in(field))
            if not away and not self._is("in", "is", "=", "=="):
                raise self.wrong(f"after {field} comes in, is, not in, ~, !~, known or unknown")
            keys = {_key(field, word) for word in self._values(field)}

            def holds(value: Any) -> bool:
                return _key(field, value) in keys

        test: Test = lambda facts: _each(facts, field, holds)  # noqa: E731 - the same shape as its siblings
        return (lambda facts: _not(test(facts))) if away else test

    def _need_in(self, field: str) -> bool:
        if not self._is("in"):
            raise self.wrong(f"after “{field} not” comes in")
        return True

    def _values(self, field: str) -> list[str]:
        values = [self._value(field)]
        while self._is(","):
            values.append(self._value(field))
        return values

    def _value(self, field: str) -> str:
        token = self._next
        said = clean(token.text) if token else ""
        if token is None or token.kind == "sign" or not said:
            raise self.wrong(f'a value of {field} is missing here: put several words in "..."')
        if field == "country":
            code = country_code(said).upper()
            if not (len(code) == 2 and code.isascii() and code.isalpha()):  # noqa: PLR2004 - ISO 3166 alpha-2
                raise self.wrong(f"“{said}” is not a country: two letters as in DE, SE, US, or its name")
        self.at += 1
        return said


def _key(field: str, value: Any) -> str:
    """Return a value as it is compared: countries by code, towns without their additions, the rest folded."""
    if field == "country":
        return country_code(str(value)).upper()
    return city_key(str(value)) if field == "city" else folded(str(value).strip()).replace("_", " ")


def _each(facts: Facts, field: str, holds: Callable[[Any], bool]) -> bool | None:
    """Say whether one of the known values holds; unknown without any."""
    values = facts.get(field)
    return any(holds(value) for value in values) if values else None


def _all(answers: Sequence[bool | None]) -> bool | None:
    return False if False in answers else None if None in answers else True


def _any(answers: Sequence[bool | None]) -> bool | None:
    return True if True in answers else None if None in answers else False


def _not(answer: bool | None) -> bool | None:  # noqa: FBT001 - a truth value is its subject
    return None if answer is None else not answer
