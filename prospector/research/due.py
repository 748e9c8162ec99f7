"""Which sources are asked about an account now, and what the others said: read before a run, so that nothing is read twice."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from prospector.clock import moment, stamp
from prospector.model.account import CLAIM_COLUMNS, ClaimRecord, OutcomeRecord, claim_record
from prospector.research.ageing import due_sources
from prospector.research.ask import SourceOutcome
from prospector.research.candidates import company
from prospector.research.protocol import Claim, Company, Enricher
from prospector.store.reads import Reader

PASSING = frozenset({"unreachable", "failed", "rate_limited"})
"""Outcomes that may be others the next time."""
_FIRST_WAIT = timedelta(minutes=15)
_LONGEST_WAIT = timedelta(days=1)
_GROWTH = 4
_SKIPPED_WAIT = timedelta(days=7)
_dice = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class Asked:
    """One account of a run: who it is, which sources are asked, what the rest said before."""

    account_id: str
    company: Company
    due: Sequence[Enricher]
    kept: Sequence[SourceOutcome]
    barred: str = ""
    """Why nothing may be asked about it at all."""


def retry_at(outcome: SourceOutcome, tries: int, now: datetime) -> str | None:
    """Return the moment before which a source is not asked again after `tries` failures in a row, None when that is open.

    The wait grows fourfold from a quarter of an hour to a day, a fifth more or less at random, and is never shorter than what
    the source itself wished.
    """
    if outcome.state == "skipped":
        return None if outcome.by_rule else stamp(now + _SKIPPED_WAIT)
    if outcome.state not in PASSING:
        return None
    wait = min(_FIRST_WAIT * _GROWTH ** min(tries - 1, 5), _LONGEST_WAIT) * _dice.uniform(0.8, 1.2)
    return stamp(now + max(wait, timedelta(seconds=outcome.after or 0)))


def companies(
    reader: Reader, account_ids: Sequence[str], sources: Sequence[Enricher], now: datetime, *, again: bool
) -> list[Asked]:
    """Return the accounts as the run asks about them, each once; those that are gone are left out."""
    known = ((account_id, company(reader, account_id)) for account_id in dict.fromkeys(account_ids))
    return [_asked(reader, key, one, sources, now, again=again) for key, one in known if one is not None]


def _asked(
    reader: Reader, account_id: str, known: Company, sources: Sequence[Enricher], now: datetime, *, again: bool
) -> Asked:
    if again:
        return Asked(account_id, known, sources, ())
    outcomes, waits = _outcomes(reader, account_id)
    if not outcomes:
        return Asked(account_id, known, sources, ())
    claims = _claims(reader, account_id)
    names = [source.name for source in sources]
    due = {one.source for one in due_sources(claims, outcomes, now, names)}
    waiting = {name for name, until in waits.items() if until > now}
    over = {name for name, until in waits.items() if until <= now}
    chosen = [source for source in sources if source.name in (due | over) - waiting]
    rest = set(names) - {source.name for source in chosen}
    return Asked(account_id, known, chosen, [_kept(one, claims) for one in outcomes if one.source in rest])


def _outcomes(reader: Reader, account_id: str) -> tuple[list[OutcomeRecord], dict[str, datetime]]:
    """Return the outcomes of an account, and until when sources are left alone."""
    rows = reader.rows(
        "SELECT source, state, detail, requests, at, retry_at FROM outcome WHERE account_id = ? ORDER BY source",
        (account_id,),
    )
    return [OutcomeRecord(*row[:5]) for row in rows], {row[0]: moment(row[5]) for row in rows if row[5]}


def _claims(reader: Reader, account_id: str) -> list[ClaimRecord]:
    sql = f"SELECT {CLAIM_COLUMNS} FROM claim WHERE account_id = ? ORDER BY field, id"  # noqa: S608 - a constant
    return [claim_record(row) for row in reader.rows(sql, (account_id,))]


def _kept(outcome: OutcomeRecord, claims: Collection[ClaimRecord]) -> SourceOutcome:
    """Return what a source said when it was asked last, as if it had just been asked."""
    said = [one for one in claims if one.source == outcome.source]
    return SourceOutcome(
        outcome.source,
        outcome.state,
        outcome.detail,
        0,
        tuple(
            Claim(one.field, one.value, one.url, one.passage, one.method, one.confidence, one.value_date)
            for one in said
        ),
        {one.url: one.read_at for one in said},
        asked_at=outcome.at,
    )
