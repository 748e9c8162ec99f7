"""Claims as lines of a brief: said in words, shortened to a page, with source, page and age."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from prospector.clock import moment
from prospector.model.account import ClaimRecord
from prospector.model.brief import BriefLine
from prospector.research.claims import said
from prospector.text import clean

TEXT_LIMIT = 320
_STEPS = ((14, 1, "d"), (70, 7, "w"), (700, 30, "mo"))


class Facts:
    """The claims of one account by field, in the order in which they are shown."""

    def __init__(self, claims: Sequence[ClaimRecord], today: date) -> None:
        """Sort `claims` by field; ages are as of `today`."""
        self.today = today
        self._by_field: dict[str, list[ClaimRecord]] = {}
        self._by_id = {claim.id: claim for claim in claims}
        for claim in claims:
            self._by_field.setdefault(claim.field, []).append(claim)

    def by_id(self, claim_id: str | None) -> ClaimRecord | None:
        """Return the claim of an id."""
        return self._by_id.get(claim_id or "")

    def line(self, claim: ClaimRecord, text: str | None = None) -> BriefLine:
        """Return a claim as a line, as `text` when its value alone does not say it."""
        return BriefLine(
            text=shortened(text or in_words(claim)), source=_source(claim), url=claim.url, dated=claim.value_date,
            age=age_in_words(claim.confirmed_at or claim.read_at, self.today),
            confirmed=claim.confirmed_at is not None or claim.source == "human",
        )  # fmt: skip

    def first(self, field: str) -> Iterator[BriefLine]:
        """Yield the one value shown of `field`."""
        for claim in self._by_field.get(field, ())[:1]:
            yield self.line(claim)

    def each(self, field: str) -> Iterator[BriefLine]:
        """Yield every value of `field` once, by the claim shown first."""
        seen: set[str] = set()
        for claim in self._by_field.get(field, ()):
            text = in_words(claim)
            if text.casefold() not in seen:
                seen.add(text.casefold())
                yield self.line(claim)

    def single(self, field: str, wording: str) -> Iterator[BriefLine]:
        """Yield the value of a field of which there is one, and in the same line what other sources say instead."""
        claims = self._by_field.get(field, ())
        if not claims:
            return
        shown = in_words(claims[0])
        others = {in_words(one): _source(one) for one in reversed(claims[1:]) if in_words(one) != shown}
        also = ", ".join(f"{value} says {source}" for value, source in list(others.items())[:2])
        yield self.line(claims[0], wording.format(shown) + (f" (but {also})" if also else ""))

    def joined(self, field: str, most: int) -> Iterator[BriefLine]:
        """Yield the values of `field` in one line for each source, at most `most` of a source."""
        by_source: dict[str, list[ClaimRecord]] = {}
        seen: set[str] = set()
        for claim in self._by_field.get(field, ()):
            if in_words(claim).casefold() not in seen:
                seen.add(in_words(claim).casefold())
                by_source.setdefault(claim.source, []).append(claim)
        for claims in by_source.values():
            rest = f" and {len(claims) - most} more" if len(claims) > most else ""
            yield self.line(claims[0], ", ".join(clean(in_words(one), 60) for one in claims[:most]) + rest)


def in_words(claim: ClaimRecord) -> str:
    """Return the value of a claim as people read it: numbers grouped, money with its year."""
    value = claim.value
    if claim.field == "employees" and isinstance(value, int | float):
        return f"{value:,}"
    if claim.field == "revenue" and isinstance(value, dict):
        amount, year = value.get("value"), value.get("year")
        shown = f"{amount:,.0f}" if isinstance(amount, int | float) else str(amount)
        return f"{shown} {value.get('currency') or ''}".strip() + (f" in {year}" if year else "")
    return clean(said(value), 2_000)


def shortened(text: str, limit: int = TEXT_LIMIT) -> str:
    """Return `text` as one line of at most `limit` characters, cut after a whole word."""
    line = clean(text, 4_000)
    if len(line) <= limit:
        return line
    return f"{line[:limit].rsplit(' ', 1)[0].rstrip(' ,.;:')}…"


def age_in_words(stamped: str, today: date) -> str:
    """Return how long before `today` a stored moment was: ``today``, ``3 d``, ``5 w``, ``4 mo``, ``2 y``."""
    days = (today - moment(stamped).astimezone().date()).days
    if days <= 0:
        return "today"
    for limit, size, unit in _STEPS:
        if days < limit:
            return f"{days // size} {unit}"
    return f"{days // 365} y"


def day_of(dated: str | None) -> date | None:
    """Return an ISO date, of which month and day may be missing, as a day; None when there is none."""
    if not dated:
        return None
    parts = dated[:10].split("-")
    try:
        return date(*(int(part) for part in (*parts, "1", "1")[:3]))
    except ValueError:
        return None


def _source(claim: ClaimRecord) -> str:
    return claim.confirmed_by or "a person" if claim.source == "human" else claim.source
