"""The rows of a file read under a mapping: what each says of a company, every value in the shape that is kept, or why not."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

from prospector.errors import BadInput
from prospector.identity.domain import registrable
from prospector.model.account import ORIGINS, PLACES, STAGES
from prospector.model.plan import HORIZONS
from prospector.pipeline.checked import checked_country, checked_name
from prospector.pipeline.import_hints import suggestion_for
from prospector.pipeline.people import checked as checked_person
from prospector.research.entry import parse
from prospector.tabular import RefusedRow
from prospector.tabular.unsaid import is_unsaid
from prospector.text import LINE_LIMIT, NAME_LIMIT, clean, clean_name, clean_text

CLAIMED = (
    "legal_name", "phone", "email", "industry", "employees", "founded", "revenue", "registry_id", "lei", "description",
)  # fmt: skip
"""Fields that become claims as they are; `linkedin` becomes one of `social`, a `note` one of `description`."""
ADDRESS = ("street", "city", "region", "postal", "country")
OURS = ("stage", "place", "horizon", "explore", "named_by", "named_on")
"""What is taken only of a row that carries our own id: in a list of somebody else the words mean something else."""
PERSON = ("name", "first", "last", "role", "email", "phone", "profile")
"""Behind ``person_``: what is said of a contact."""
_YES = frozenset(
    ("yes", "y", "1", "true", "x", "ja", "j", "oui", "si", "sí", "s", "wahr", "vrai", "opted out", "opt out")
)
_NO = frozenset(("", "no", "n", "0", "false", "nein", "non", "falsch", "faux", "-", "not opted out"))
_NEEDED = frozenset(("id", "name", "legal_name", "opt_out", *OURS))
"""Fields whose cells are never left out: a row that can't be read there means something else, or nothing."""
_ID = re.compile(r"[0-9a-hjkmnp-tv-z]{26}\Z")
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_E164 = re.compile(r"\+[1-9]\d{6,14}\Z")
_BLANKS = re.compile(r"[ ()/.-]+")
_MANY = re.compile(r"\s*;\s*")


@dataclass(slots=True)
class Incoming:
    """What one row says."""

    row: int
    name: str = ""
    id: str = ""
    domain: str = ""
    city: str = ""
    country: str = ""
    names: list[str] = field(default_factory=list)
    """Further names."""
    domains: list[str] = field(default_factory=list)
    claims: list[tuple[str, Any]] = field(default_factory=list)
    """Field and value."""
    person: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """Sector, source, origin, pain, why, and what `OURS` names."""
    opt_out: bool = False
    without: list[str] = field(default_factory=list)
    """Cells that were left out because nobody can read them: heading and value."""

    @property
    def company(self) -> tuple[str, str, str, str]:
        """Return by what two rows are of one company, not only alike."""
        return self.name.casefold(), self.domain, self.country, self.city.casefold()

    def value(self, field_name: str) -> Any:
        """Return the first value of a claimed field, None for none."""
        return next((value for name, value in self.claims if name == field_name), None)


_FIELDS = tuple(one.name for one in fields(Incoming))
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def packed(one: Incoming) -> str:
    """Return what a row says as JSON."""
    return _encoded([getattr(one, name) for name in _FIELDS])


def unpacked(raw: str) -> Incoming:
    """Return what `packed` packed."""
    return Incoming(*json.loads(raw))


class _Wrong(Exception):
    """A cell that can't be taken."""

    def __init__(self, field_name: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field_name
        self.reason = reason


class RowReader:
    """Reads rows whose columns mean `fields`, in order (empty: nothing); `headings` name the columns in refusals."""

    def __init__(self, headings: Sequence[str], fields: Sequence[str], *, lenient: bool = False, key: str = "") -> None:
        """Note which columns mean anything; of two columns of one field the first that is filled counts.

        When `lenient`, a cell that can't be read is left out instead of costing its row, but for the `key` of updates.
        """
        self._lenient = lenient
        self._needed = _NEEDED | {key}
        self.left_out: Counter[str] = Counter()
        """Cells left out, by heading."""
        self._columns = [(at, name) for at, name in enumerate(fields) if name]
        self._heading_of: dict[str, str] = {}
        for at, name in self._columns:
            self._heading_of.setdefault(name, headings[at] if at < len(headings) else name)

    def read(self, number: int, cells: Sequence[str]) -> Incoming | RefusedRow:
        """Return what a row says, or the cell that can't be taken, with why."""
        found: dict[str, str] = {}
        size = len(cells)
        for at, name in self._columns:
            if at < size and name not in found and (cell := cells[at].strip()) and not is_unsaid(name, cell):
                found[name] = cell
        without: list[str] = []
        while True:
            try:
                one = _incoming(number, found)
            except _Wrong as wrong:
                value, heading = clean(found.get(wrong.field, ""), 80), self._heading_of.get(wrong.field, wrong.field)
                if not self._may_go(wrong.field, found):
                    return RefusedRow(number, heading, value, wrong.reason)
                del found[wrong.field]
                without.append(f"{heading} “{value}”")
                self.left_out[heading] += 1
            else:
                one.without = without
                return one

    def _may_go(self, name: str, found: Mapping[str, str]) -> bool:
        """Say whether a cell may be left out; never of an opt-out, which has to say whom it is about."""
        opt_out = found.get("opt_out", "").casefold() not in _NO
        return self._lenient and name in found and name not in self._needed and not opt_out

    def suggestion(self, refused: RefusedRow) -> str:
        """Return what to write instead, as far as that can be told."""
        called = next((name for name, heading in self._heading_of.items() if heading == refused.column), "")
        return suggestion_for(called, refused.value)


def _incoming(number: int, cells: Mapping[str, str]) -> Incoming:
    one = Incoming(number)
    one.id = _id(cells.get("id", ""))
    one.domain = _domain(cells.get("domain", ""))
    one.name = _name(cells.get("name", ""), cells.get("legal_name", ""), one.domain)
    one.country = _try("country", lambda: checked_country(cells.get("country", "")) or "")
    one.city = clean(cells.get("city", ""))
    one.opt_out = _opted_out(cells.get("opt_out", ""))
    one.names = [clean_name(part) for part in _parts(cells, "other_names") if clean_name(part)]
    one.domains = [_domain(part, "other_domains") for part in _parts(cells, "other_domains")]
    _read_texts(one, cells)
    _read_claims(one, cells)
    _read_person(one, cells)
    return one


def _id(given: str) -> str:
    return given if _ID.match(given) else ""


def _name(given: str, legal: str, domain: str) -> str:
    name = given or legal
    if len(name) > LINE_LIMIT or len(clean(name)) > NAME_LIMIT:
        raise _Wrong("name", f"longer than {NAME_LIMIT} characters: no company is called that")
    if not name and domain:
        return domain
    return str(_try("name", lambda: checked_name(name)))


def _domain(given: str, called: str = "domain") -> str:
    if not given:
        return ""
    found = registrable(clean(given))
    if found is None:
        raise _Wrong(called, f"“{clean(given, 80)}” is not a company's domain: type it like acme.com")
    return found


def _opted_out(given: str) -> bool:
    word = clean(given).casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise _Wrong("opt_out", f"“{clean(given, 80)}” does not say whether they opted out: write yes or no")


def _parts(cells: Mapping[str, str], name: str) -> list[str]:
    return [part for part in _MANY.split(cells[name]) if part] if name in cells else []


def _read_texts(one: Incoming, cells: Mapping[str, str]) -> None:
    for name in ("sector", "source"):
        if name in cells:
            one.texts[name] = clean_name(cells[name])
    for name in ("pain", "why"):
        if name in cells:
            one.texts[name] = clean_text(cells[name])
    if "origin" in cells:
        one.texts["origin"] = _word("origin", cells["origin"], ORIGINS)
    if one.id:
        _read_ours(one, cells)


def _read_ours(one: Incoming, cells: Mapping[str, str]) -> None:
    for name, allowed in (("stage", STAGES), ("place", PLACES), ("horizon", HORIZONS)):
        if name in cells:
            one.texts[name] = _word(name, cells[name], allowed)
    if cells.get("explore", "").casefold() in _YES:
        one.texts["explore"] = "yes"
    if "named_by" in cells:
        one.texts["named_by"] = clean_name(cells["named_by"])
    if "named_on" in cells:
        if not _DAY.match(cells["named_on"]):
            raise _Wrong("named_on", f"“{clean(cells['named_on'], 80)}” is not a day: write it like 2026-03-04")
        one.texts["named_on"] = cells["named_on"]


def _word(name: str, given: str, allowed: Sequence[str]) -> str:
    word = clean(given).casefold().replace(" ", "_")
    if word not in allowed:
        raise _Wrong(name, f"“{clean(given, 80)}” is no {name}: one of {', '.join(allowed)}")
    return word


def _read_claims(one: Incoming, cells: Mapping[str, str]) -> None:
    street = cells.get("street", "")
    alone = "," in street and not {"city", "postal", "region"}.intersection(cells)
    whole = _value("street", street, one.country, "address") if alone else {}
    parts = {part: clean(cells[part], 200) for part in ("street", "region", "postal") if part in cells and not alone}
    one.city = one.city or str(whole.get("city", ""))
    one.country = one.country or str(whole.get("country", ""))
    if whole or parts:
        place = {"city": one.city, "country": one.country}
        one.claims.append(("address", whole | {part: value for part, value in place.items() if value} | parts))
    for name in CLAIMED:
        if name in cells and not (name == "legal_name" and cells[name] == cells.get("name", cells[name])):
            one.claims.append((name, _value(name, cells[name], one.country)))
    if "note" in cells:
        one.claims.append(("description", _value("note", cells["note"], "", "description")))
    if "linkedin" in cells:
        given = cells["linkedin"]
        one.claims.append(("social", _value("linkedin", given if "://" in given else f"https://{given}", "", "social")))


def _read_person(one: Incoming, cells: Mapping[str, str]) -> None:
    given = {part: cells[f"person_{part}"] for part in PERSON if f"person_{part}" in cells}
    if not given:
        return
    if "name" not in given:
        given["name"] = " ".join(given[part] for part in ("first", "last") if part in given)
    for part in ("name", "role", "email", "phone", "profile"):
        if given.get(part):
            called = f"person_{part}" if f"person_{part}" in cells else "person_last"
            one.person[part] = _try(called, lambda part=part: checked_person(part, given[part]))  # type: ignore[misc]
    if one.person and not one.person.get("name") and not one.person.get("role"):
        one.person["role"] = "contact"


def _value(name: str, given: str, country: str, claimed: str = "") -> Any:
    if name == "phone":
        bare = _BLANKS.sub("", given)
        bare = f"+{bare[2:]}" if bare.startswith("00") else bare
        if _E164.match(bare):
            return bare
        country = country or "ZZ"
    kept: Callable[[str, str, str], Any] = _long if name in ("description", "note") else _short
    return _try(name, lambda: kept(claimed or name, given, country))


def _long(name: str, given: str, country: str) -> Any:
    return parse(name, given, country or None)


_short = lru_cache(16_384)(_long)


def _try(name: str, read: Callable[[], Any]) -> Any:
    try:
        return read()
    except BadInput as error:
        raise _Wrong(name, error.sentence) from None
