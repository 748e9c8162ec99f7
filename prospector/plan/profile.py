"""The ideal customer profile: testable criteria in TOML, read with errors that name the line."""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prospector.errors import BadInput
from prospector.text import clean

MUST, SHOULD, NEVER = KINDS = ("must", "should", "never")
RANGE_FIELDS = ("employees", "founded")
WORD_FIELDS = ("industry", "country", "city", "technology", "words", "hiring")
CRITERION_FIELDS = RANGE_FIELDS + WORD_FIELDS
MAX_WEIGHT = 5
_PROFILE_KEYS = ("name", "criterion")
_CRITERION_KEYS = ("name", "kind", "weight", "field", "any", "min", "max")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One testable statement about an account."""

    name: str
    kind: str
    """`must`, `should` or `never`."""
    field: str
    """What it looks at: one of `CRITERION_FIELDS`."""
    weight: int = 1
    """1 to 5; without meaning for `never`."""
    any: Sequence[str] = ()
    """Words of which one is enough (word fields); for `hiring` none means any opening."""
    min: int | None = None
    max: int | None = None

    def wanted(self) -> str:
        """Return in words what the criterion asks for."""
        if self.field in RANGE_FIELDS:
            low, high = self.min, self.max
            if low is not None and high is not None:
                return f"{low} to {high}"
            return f"at least {low}" if low is not None else f"at most {high}"
        return "any opening" if not self.any else " or ".join(self.any[:4]) + (" …" if len(self.any) > 4 else "")  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class Profile:
    """Who is worth having as a customer; `version` counts what was applied, 0 is a draft."""

    name: str
    criteria: Sequence[Criterion]
    version: int = 0


def parse_profile(text: str, source: str = "profile") -> Profile:
    """Return the profile written in TOML `text`; `source` names the file in errors.

    Raises BadInput naming the line, what is wrong and the nearest right word.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{source}: {error}: correct that line and try again") from None
    reading = _Reading(text.splitlines(), source)
    reading.known_keys(document, _PROFILE_KEYS, 0)
    listed = document.get("criterion", [])
    if not isinstance(listed, list) or not all(isinstance(one, Mapping) for one in listed):
        raise BadInput(f"{source}: write each criterion under its own [[criterion]] line")
    if not listed:
        raise BadInput(f"{source}: no criterion in it: add at least one [[criterion]] with name, kind, field")
    criteria = tuple(reading.criterion(one, number) for number, one in enumerate(listed))
    return Profile(name=clean(document.get("name", "Ideal customer")), criteria=criteria)


def render_profile(profile: Profile) -> str:
    """Return `profile` as TOML that `parse_profile` reads back to an equal profile."""
    lines = [f"name = {_quoted(profile.name)}"]
    for one in profile.criteria:
        lines += ["", "[[criterion]]", f"name = {_quoted(one.name)}", f"kind = {_quoted(one.kind)}"]
        lines += [f"weight = {one.weight}", f"field = {_quoted(one.field)}"]
        if one.any:
            lines.append(f"any = [{', '.join(_quoted(word) for word in one.any)}]")
        lines += [f"{key} = {value}" for key, value in (("min", one.min), ("max", one.max)) if value is not None]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class _Reading:
    """One document being read; knows where things stand in it."""

    lines: Sequence[str]
    source: str

    def criterion(self, one: Mapping[str, Any], number: int) -> Criterion:
        self.known_keys(one, _CRITERION_KEYS, number + 1)
        name = clean(one.get("name", ""))
        if not name:
            raise self.wrong("name", number, "a criterion needs a name")
        field = self._choice(one, "field", CRITERION_FIELDS, number, None)
        kind = self._choice(one, "kind", KINDS, number, SHOULD)
        weight = self._whole(one, "weight", number)
        if weight is not None and not 1 <= weight <= MAX_WEIGHT:
            raise self.wrong("weight", number, f"weight is 1 to {MAX_WEIGHT}, not {weight}")
        low, high = self._whole(one, "min", number), self._whole(one, "max", number)
        words = self._words(one, number)
        self._fits_field(field, number, words, low, high)
        return Criterion(name, kind, field, weight or 1, words, low, high)

    def known_keys(self, table: Mapping[str, Any], known: Sequence[str], number: int) -> None:
        for key in table:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1, cutoff=0.4)
                hint = f"did you mean “{near[0]}”?" if near else f"known here: {', '.join(known)}"
                raise self.wrong(key, number - 1, f"unknown key “{clean(key)}”: {hint}")

    def wrong(self, key: str, number: int, sentence: str) -> BadInput:
        return BadInput(f"{self.source}, line {self._line(key, number)}: {sentence}")

    def _fits_field(self, field: str, number: int, words: Sequence[str], low: int | None, high: int | None) -> None:
        if field in RANGE_FIELDS:
            if low is None and high is None:
                raise self.wrong("field", number, f"“{field}” needs min, max or both")
            if low is not None and high is not None and low > high:
                raise self.wrong("min", number, f"min {low} is above max {high}")
            if words:
                raise self.wrong("any", number, f"“{field}” is a number: use min and max, not any")
        elif low is not None or high is not None:
            raise self.wrong("min" if low is not None else "max", number, f"“{field}” takes words: use any = [...]")
        elif not words and field != "hiring":
            raise self.wrong("field", number, f"“{field}” needs any = [...] with at least one word")

    def _choice(self, one: Mapping[str, Any], key: str, known: Sequence[str], number: int, default: str | None) -> str:
        value = one.get(key, default)
        if value is None:
            raise self.wrong("name", number, f"this criterion has no {key}: one of {', '.join(known)}")
        if value not in known:
            near = difflib.get_close_matches(str(value), known, n=1, cutoff=0.4)
            hint = f"did you mean “{near[0]}”?" if near else f"one of {', '.join(known)}"
            raise self.wrong(key, number, f"unknown {key} “{clean(value)}”: {hint}")
        return str(value)

    def _whole(self, one: Mapping[str, Any], key: str, number: int) -> int | None:
        value = one.get(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(key, number, f"{key} is a whole number, not “{clean(value)}”")
        return value

    def _words(self, one: Mapping[str, Any], number: int) -> tuple[str, ...]:
        value = one.get("any", [])
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(word, str) and clean(word) for word in value):
            raise self.wrong("any", number, 'any is a list of words, as any = ["pumps", "valves"]')
        return tuple(clean(word) for word in value)

    def _line(self, key: str, number: int) -> int:
        """Return the line of `key` in the criterion with this index (-1: before the first one)."""
        section, pattern, start = -1, re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*="), 1
        for count, line in enumerate(self.lines, 1):
            if line.strip().startswith("[[") or re.match(r"\s*\[", line):
                section += 1
                start = count if section == number else start
            if section == number and pattern.match(line):
                return count
        return start


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
