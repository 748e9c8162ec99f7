"""The whole proof of a field in words and as a document: for the screen, the command and whoever reads JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prospector.clock import moment
from prospector.model.account import ClaimRecord
from prospector.model.proof import HUMAN, CheckRecord, ErrorRate, Gone, Reconciled, Stated
from prospector.research.claims import said
from prospector.research.trust import family
from prospector.text import plural

Rates = Mapping[tuple[str, str], ErrorRate]


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a proof: a label with its text; without a label the text is a heading."""

    label: str
    text: str


def told(known: Reconciled, rates: Rates, focus: str = "") -> list[Told]:
    """Return everything about a field: what is shown and why, then every value with every claim, then what was refuted.

    `focus` names the claim whose value comes first.
    """
    values = [*known.shown, *known.beside]
    first = known.stated(focus)
    ordered = [one for one in values if one is first] + [one for one in values if one is not first]
    lines = [*_summary(known)]
    for one in ordered:
        lines += _value(known, one, rates)
    for gone in known.refuted:
        lines += _gone(gone)
    return lines


def age_told(one: Stated) -> str:
    """Return the age of a value in words: the band, how long ago what, and when it gets stale."""
    age = one.age
    ago = "today" if not age.days else f"{plural(age.days, 'day')} ago"
    done = "typed" if one.standing == "typed" and one.claim.source == HUMAN else age.basis
    when = "its date is" if done == "dated" else done
    return f"{age.band}: {when} {ago}, stale after {plural(age.limit, 'day')}"


def rate_told(source: str, field: str, rates: Rates) -> str:
    """Return what is known of a source's errors: in this field when something was checked, and over all its fields."""
    of_field, whole = rates.get((source, field)), rates.get((source, ""))
    if whole is None:
        return "nobody checked a value of this source yet"
    if of_field is None or (of_field.confirmed, of_field.refuted) == (whole.confirmed, whole.refuted):
        return f"{whole.sentence}{'' if of_field else ', none of this field'}"
    return f"in this field {of_field.sentence}; in all {whole.sentence}"


def document(known: Reconciled, rates: Rates) -> dict[str, Any]:
    """Return a field with everything behind it as JSON can hold it."""
    return {
        "field": known.field,
        "shown": [_stated_document(one, rates) for one in known.shown],
        "beside": [_stated_document(one, rates) for one in known.beside],
        "refuted": [
            {"value": one.value, "answers": [_check_document(check) for check in one.checks],
             "claims": [claim_document(claim) for claim in one.claims]}
            for one in known.refuted
        ],
        "rule": known.rule,
        "contradicted": known.contradicted,
        "suggested": known.suggested,
    }  # fmt: skip


def claim_document(one: ClaimRecord) -> dict[str, Any]:
    """Return a claim as JSON can hold it."""
    return {
        "field": one.field, "value": one.value, "source": one.source, "url": one.url, "passage": one.passage,
        "method": one.method, "read_at": one.read_at, "value_date": one.value_date, "confidence": one.confidence,
        "confirmed_at": one.confirmed_at, "confirmed_by": one.confirmed_by,
    }  # fmt: skip


def rate_document(rate: ErrorRate | None) -> dict[str, Any] | None:
    """Return an error rate as JSON can hold it; the share is null while too few were checked."""
    if rate is None:
        return None
    low, high = rate.interval
    return {
        "checked": rate.checked, "refuted": rate.refuted, "share": round(rate.share, 4) if rate.enough else None,
        "low": round(low, 4), "high": round(high, 4), "told": rate.sentence,
    }  # fmt: skip


def _summary(known: Reconciled) -> Iterator[Told]:
    if known.shown:
        more = f" and {len(known.shown) - 1} more" if len(known.shown) > 1 else ""
        yield Told("Shown", f"{said(known.shown[0].value)}{more}")
    else:
        yield Told("Shown", "nothing")
    yield Told("Because", known.rule)
    if known.shown:
        yield Told("Age", age_told(known.shown[0]))
    claims, hands = known.claims, {family(one.source) for one in known.claims if one.source != HUMAN}
    counted = f"{plural(len(claims), 'claim')} from {plural(len(hands), 'independent source')}"
    values = len(known.shown) + len(known.beside)
    yield Told("Agreement", f"{counted}, {plural(values, 'value')}{_disagreement(known)}")


def _disagreement(known: Reconciled) -> str:
    if known.suggested:
        return "; the other is a suggestion beside what a person wrote" if len(known.beside) == 1 else (
            "; the others are suggestions beside what a person wrote"
        )  # fmt: skip
    return ": only one can be true" if known.contradicted else ""


def _value(known: Reconciled, one: Stated, rates: Rates) -> Iterator[Told]:
    if one in known.shown:
        standing = "shown"
    else:
        standing = "suggested" if known.suggested else "says otherwise" if known.contradicted else "said too"
    hands = f" · {plural(len(one.families), 'independent source')}" if one.families else ""
    yield Told("", f"{said(one.value)} · {standing}{hands}")
    if one.standing and one.checks:
        yield Told("Answer", "; ".join(_answer(check) for check in one.checks))
    elif one.standing == "confirmed":
        yield Told("Answer", f"confirmed by {one.claim.confirmed_by or 'a person'}, {_day(one.claim.confirmed_at)}")
    for claim in one.claims:
        yield from _claim(claim, one, rates)


def _claim(claim: ClaimRecord, one: Stated, rates: Rates) -> Iterator[Told]:
    spelled = "" if claim.value == one.value else f", as {said(claim.value)}"
    if claim.source == HUMAN:
        yield Told("Source", f"typed by {claim.confirmed_by or 'a person'}, {_day(claim.read_at)}{spelled}")
        return
    yield Told("Source", f"{claim.source}{spelled}")
    yield Told("Page", claim.url or "none")
    yield Told("Passage", f"“{claim.passage}”" if claim.passage else "none was kept")
    yield Told("Read", f"{_day(claim.read_at)} by {claim.method or 'unknown means'}, {claim.confidence:.0%} sure")
    if claim.value_date:
        yield Told("Dated", claim.value_date)
    confirmed = (
        f"{_day(claim.confirmed_at)} by {claim.confirmed_by or 'a person'}" if claim.confirmed_at else "by nobody"
    )
    yield Told("Confirmed", confirmed)
    yield Told("Errors", rate_told(claim.source, claim.field, rates))


def _gone(gone: Gone) -> Iterator[Told]:
    yield Told("", f"{said(gone.value)} · refuted")
    for check in gone.checks:
        yield Told("Answer", f"{_answer(check)}, about {check.source}")
    for claim in gone.claims:
        yield Told("Source", f"{claim.source} still says it, read {_day(claim.read_at)}")
        yield Told("Passage", f"“{claim.passage}”" if claim.passage else "none was kept")


def _answer(check: CheckRecord) -> str:
    reason = f" ({check.reason})" if check.reason else ""
    return f"{check.answer} by {check.checked_by}, {_day(check.checked_at)}{reason}"


def _day(stamped: str | None) -> str:
    return f"{moment(stamped).astimezone():%Y-%m-%d %H:%M}" if stamped else "never"


def _stated_document(one: Stated, rates: Rates) -> dict[str, Any]:
    return {
        "value": one.value,
        "standing": one.standing or None,
        "age": {"band": one.age.band, "days": one.age.days, "stale_after": one.age.limit, "since": one.age.basis},
        "independent_sources": list(one.families),
        "trust": one.trust,
        "answers": [_check_document(check) for check in one.checks],
        "claims": [
            claim_document(claim) | {"error_rate": rate_document(rates.get((claim.source, claim.field)))}
            for claim in one.claims
        ],
    }  # fmt: skip


def _check_document(check: CheckRecord) -> dict[str, Any]:
    return {"answer": check.answer, "source": check.source, "by": check.checked_by, "at": check.checked_at,
            "reason": check.reason}  # fmt: skip


def texts(lines: Sequence[Told]) -> str:
    """Return a proof as plain text, for the clipboard."""
    return "\n".join(f"  {one.label:<10} {one.text}" if one.label else f"\n{one.text}" for one in lines).strip("\n")
