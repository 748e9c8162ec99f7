"""Doubts: who an account may be, by a source that did not dare to say so. A person takes or refuses, nothing before."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from prospector.errors import BadInput, NotFound, Refused
from prospector.identity.domain import registrable
from prospector.research.finding import DOMAIN, KINDS, RECORD, Candidate
from prospector.research.picking import HUMAN, Known, refuse_conflict, write
from prospector.research.protocol import Company
from prospector.research.weighing import weigh
from prospector.store.reads import PARTS_OF_ONE, Reader
from prospector.store.store import Store
from prospector.text import clean, clean_name

if TYPE_CHECKING:
    from prospector.model.tables import Doubt
    from prospector.store.action import Action

OPEN, TAKEN, REFUSED = STATES = ("open", "taken", "refused")
_MOST = 12
"""Candidates kept of one answer."""
_COLUMNS = (
    "d.id, d.account_id, a.name, d.source, d.kind, d.key_text, d.name, d.body, d.compared, d.score, d.url, d.state, d.found_at, "
    "d.answered_by, d.answered_at"
)


@dataclass(frozen=True, slots=True)
class DoubtRecord:
    """One question about an account: is it this one."""

    id: str
    account_id: str
    account: str
    """Name of the account."""
    source: str
    kind: str
    """`domain`, `registry` or `record`."""
    key: str
    name: str
    candidate: Candidate | None
    """None: the source only said that it is somebody else."""
    why: Sequence[str]
    compared: str
    score: float
    url: str
    state: str
    found_at: str
    answered_by: str
    answered_at: str | None

    @property
    def takeable(self) -> bool:
        """Say whether there is anybody to be taken."""
        return self.candidate is not None


class Doubts:
    """Asks about candidates, remembers the answers."""

    def __init__(self, store: Store, after: Callable[[Action, str], None] = lambda _action, _account: None) -> None:
        """Work on `store`; `after` runs inside the action that takes a candidate (the fit)."""
        self.store = store
        self._after = after

    def of(self, account_id: str, *, every: bool = False) -> list[DoubtRecord]:
        """Return the open doubts about an account, the likeliest first; with `every` the answered ones behind them."""
        return _read(
            self.store.reader,
            f"d.account_id IN {PARTS_OF_ONE}",
            (account_id,),
            every=every,
        )

    def all(self) -> list[DoubtRecord]:
        """Return the open doubts about all accounts, by account, the likeliest first."""
        return _read(self.store.reader, "a.merged_into IS NULL", ())

    def take(self, doubt_id: str) -> str:
        """Say that a candidate is the account: its domain, number and LEI become known of it, as one act.

        Returns what was written, in words. Raises NotFound, Refused when something known contradicts it.
        """
        from prospector.model.tables import Account
        from prospector.model.tables import Doubt as Row

        with self.store.action("Pick") as action:
            doubt = action.get(Row, doubt_id)
            account = action.get(Account, doubt.account_id) if doubt else None
            if doubt is None or account is None:
                raise NotFound("this candidate is not there any more: look again")
            candidate = _candidate(doubt.body)
            if candidate is None:
                raise Refused(f"{doubt.source} names nobody who could be picked: it can only be refused")
            refuse_conflict(action, account, candidate, known(self.store.reader, account.id))
            written = write(action, account, doubt, candidate)
            _answer(action, doubt, TAKEN)
            for other in action.find(Row, Row.account_id == account.id, Row.state == OPEN):
                if other.id != doubt.id and (state := _follows(other, doubt, candidate)):
                    _answer(action, other, state)
            action.session.flush()
            self._after(action, account.id)
            said = f"{account.name} is {candidate.name or candidate.key} ({doubt.source}): {', '.join(written)}"
            action.retitle(said)
        return said

    def refuse(self, doubt_id: str) -> str:
        """Say that a candidate is somebody else; it is asked about again only when what is known of it changes."""
        from prospector.model.tables import Account
        from prospector.model.tables import Doubt as Row

        with self.store.action("Refuse a candidate") as action:
            doubt = action.get(Row, doubt_id)
            account = action.get(Account, doubt.account_id) if doubt else None
            if doubt is None or account is None:
                raise NotFound("this candidate is not there any more: look again")
            _answer(action, doubt, REFUSED)
            said = f"{account.name} is not {doubt.name or doubt.key_text or 'what it found'} ({doubt.source})"
            action.retitle(said)
        return said

    def numbered(self, account_id: str, number: int) -> DoubtRecord:
        """Return the open doubt with this number, counted from 1 as they are listed. Raises BadInput."""
        listed = self.of(account_id)
        if not listed:
            raise NotFound("no candidate is open for this account: `prospect candidates ACCOUNT` looks for some")
        if not 1 <= number <= len(listed):
            raise BadInput(f"there is no candidate {number}: give 1 to {len(listed)}, as `prospect doubts` lists them")
        return listed[number - 1]


def keep(
    action: Action, account_id: str, company: Company, source: str, compared: str, candidates: Sequence[Candidate]
) -> int:
    """Keep what a source answered instead of the company; return how many questions are open now.

    A candidate that was answered stays answered while what is known of it is the same. Open ones that the source does not
    name any more go.
    """
    from prospector.model.tables import Doubt as Row

    said = clean(compared)
    found = [one for raw in candidates[: _MOST * 4] if (one := cleaned(raw)) is not None]
    present = {
        (row.kind, row.key_text): row for row in action.find(Row, Row.account_id == account_id, Row.source == source)
    }
    wanted: dict[tuple[str, str], Candidate | None] = {(one.kind, one.key): one for one in found[:_MOST]}
    if not wanted and said:
        wanted[RECORD, ""] = None
    for key, candidate in wanted.items():
        row = present.get(key)
        if row is None:
            row = action.add(
                Row(account_id=account_id, source=source, kind=key[0], key_text=key[1], found_at=action.now())
            )
            present[key] = row
        _fill(row, company, candidate, said, action.now())
    for key, row in present.items():
        if key not in wanted and row.state == OPEN:
            action.remove(row)
    return sum(row.state == OPEN for key, row in present.items() if key in wanted)


def confirm(action: Action, account_id: str, source: str, candidate: Candidate) -> None:
    """Make a candidate's identity the account's at once: a person chose it among others before the account was there."""
    from prospector.model.tables import Account
    from prospector.model.tables import Doubt as Row

    account = action.get(Account, account_id)
    if account is None:
        raise NotFound("this account is not in the workspace any more")
    doubt = action.add(Row(account_id=account_id, source=source, kind=candidate.kind, key_text=candidate.key))
    doubt.found_at, doubt.compared, doubt.url = action.now(), "chosen among suggestions", candidate.url
    doubt.body, doubt.name, doubt.score = _dumped(candidate), candidate.name, 1.0
    _answer(action, doubt, TAKEN)
    write(action, account, doubt, candidate)


def settle(action: Action, account_id: str, source: str) -> None:
    """Take the open questions of a source away, because it has found the account by itself."""
    from prospector.model.tables import Doubt as Row

    for row in action.find(Row, Row.account_id == account_id, Row.source == source, Row.state == OPEN):
        action.remove(row)


def known(reader: Reader, account_id: str) -> Known:
    """Return what a person confirmed: numbers in registers, LEI, and what each source knows the account by."""
    part = f"IN {PARTS_OF_ONE}"
    claims = reader.rows(
        f"SELECT field, value FROM claim WHERE field IN ('registry_id', 'lei') AND "  # noqa: S608 - a constant
        f"(source = '{HUMAN}' OR confirmed_at IS NOT NULL) AND account_id {part}",
        (account_id,),
    )
    picked = reader.rows(
        f"SELECT source, key_text FROM doubt WHERE state = '{TAKEN}' AND account_id {part}",  # noqa: S608 - constants
        (account_id,),
    )
    values = [(field, json.loads(value)) for field, value in claims]
    numbers = tuple(dict.fromkeys(str(value) for field, value in values if field == "registry_id"))
    lei = next((str(value) for field, value in values if field == "lei"), None)
    return Known(numbers, lei, dict(picked))


def cleaned(raw: Candidate) -> Candidate | None:
    """Return a candidate with all its texts cleaned; None for one that names nothing to know it by."""
    texts = {
        one.name: clean(getattr(raw, one.name), 300)
        for one in fields(Candidate)
        if isinstance(getattr(raw, one.name), str)
    }
    texts["name"], texts["domain"] = clean_name(raw.name), registrable(texts["domain"]) or "" if texts["domain"] else ""
    texts["country"] = texts["country"].upper()[:2]
    if texts["kind"] not in KINDS or not texts["key"]:
        return None
    people = raw.employees if isinstance(raw.employees, int) and raw.employees > 0 else None
    return Candidate(**texts, employees=people)


def _fill(row: Doubt, company: Company, candidate: Candidate | None, compared: str, now: str) -> None:
    """Write what is known of a candidate; a changed one is a new question."""
    body = "{}" if candidate is None else _dumped(candidate)
    changed = _identity(row.body) != _identity(body) or (candidate is None and row.compared != compared)
    if changed and (candidate is None or row.body != "{}"):
        row.state, row.answered_by, row.answered_at, row.found_at = OPEN, "", None, now
    row.body, row.compared = body, compared
    if candidate is not None:
        weight = weigh(company, candidate)
        row.name, row.url, row.score = candidate.name, candidate.url, weight.score
        row.compared = "; ".join(weight.why)


def _dumped(candidate: Candidate) -> str:
    return json.dumps(asdict(candidate), ensure_ascii=False, sort_keys=True)


_ASKED_ABOUT = ("name", "domain", "country", "city", "postal", "registry_id", "lei")


def _identity(body: str) -> tuple[Any, ...]:
    """Return what a person looked at when answering; the rest may change without a new question."""
    found = json.loads(body or "{}")
    return tuple(found.get(name) for name in _ASKED_ABOUT)


def _answer(action: Action, doubt: Doubt, state: str) -> None:
    doubt.state, doubt.answered_by, doubt.answered_at = state, action.label.actor, action.now()


def _follows(other: Doubt, taken: Doubt, candidate: Candidate) -> str:
    """Return what becomes of another open question when `candidate` was taken: its own answer, or empty to stay open."""
    its = _candidate(other.body)
    if its is not None and ((its.domain and its.domain == candidate.domain) or (its.lei and its.lei == candidate.lei)):
        return TAKEN if other.source != taken.source else REFUSED
    rival = other.source == taken.source or (other.kind == DOMAIN and bool(candidate.domain))
    return REFUSED if rival and its is not None else ""


def _candidate(body: str) -> Candidate | None:
    found: Mapping[str, Any] = json.loads(body or "{}")
    names = {one.name for one in fields(Candidate)}
    return Candidate(**{key: value for key, value in found.items() if key in names}) if found else None


def _read(reader: Reader, where: str, parameters: Sequence[Any], *, every: bool = False) -> list[DoubtRecord]:
    state = "" if every else f"AND d.state = '{OPEN}'"
    rows = reader.rows(
        f"SELECT {_COLUMNS} FROM doubt d JOIN account a ON a.id = d.account_id WHERE {where} {state} "  # noqa: S608 - constants
        "ORDER BY a.name, a.id, d.state = 'open' DESC, d.body = '{}', d.score DESC, d.source, d.key_text",
        parameters,
    )
    return _backed([_record(row) for row in rows])


def _backed(found: Sequence[DoubtRecord]) -> list[DoubtRecord]:
    """Return the doubts, saying of each which other sources propose the same domain."""
    by_site: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in found:
        if one.candidate and one.candidate.domain:
            by_site[one.account_id, one.candidate.domain].append(one.source)
    shown = []
    for one in found:
        others = by_site.get((one.account_id, one.candidate.domain), ()) if one.candidate else ()
        more = sorted({source for source in others if source != one.source})
        why = (*one.why, f"{', '.join(more)} has the same domain") if more else one.why
        shown.append(replace(one, why=why))
    return shown


def _record(row: Sequence[Any]) -> DoubtRecord:
    candidate = _candidate(row[7])
    why = tuple(row[8].split("; ")) if candidate is not None else ()
    record: Callable[..., DoubtRecord] = DoubtRecord
    return record(*row[:7], candidate, why, *row[8:])
