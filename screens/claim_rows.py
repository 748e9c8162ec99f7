"""How the claims of an account look: the state of each source, then every value under its field, those beside it marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from prospector.model.account import OutcomeRecord
from prospector.model.proof import HUMAN, Reconciled, Stated
from prospector.text import plural
from screens.account_view import REFUTED_ROW, AccountView, doubted
from screens.show import age, ago, said
from screens.signs import AGE, UNDER_WAY, research_sign
from screens.widgets.rows import BLANK, Column, Row, heading, note

CLAIM_COLUMNS = (
    Column("field", 12),
    Column("value", 24, grow=1),
    Column("source", 12),
    Column("sure", 5, right=True, drop=1),
    Column("age", 8, right=True),
)


def claim_rows(view: AccountView, live: tuple[str, str] | None) -> list[Row]:
    """Return the rows of the claims: what runs and waits, the values by field, then what became of asking each source."""
    rows: list[Row] = []
    if live and live[0] in UNDER_WAY:  # once it is done, the rows of the sources tell it
        sign = research_sign(live[0])
        rows.append(Row("", ((f"{sign.glyph} {live[1]}", sign.style),)))
    if view.doubts:
        rows.append(Row("", ((doubted(view), "warn"),)))
    if not view.said:
        return [*rows, *_source_rows(view), *_no_claims(view)]
    if view.outcomes:
        rows += [note(_summary(view.outcomes)), BLANK]
    for known in view.known:
        rows += _field_rows(known)
    return [*rows, BLANK, heading("Sources"), *_source_rows(view)] if view.outcomes else rows


def _summary(outcomes: Sequence[OutcomeRecord]) -> str:
    """Return what became of asking, counted: the lines of the sources stand below the values."""
    counted = Counter(one.state for one in outcomes)
    order = sorted(counted.items(), key=lambda one: (one[0] != "found", -one[1], one[0]))
    told = ", ".join(f"{sign.glyph} {count} {sign.word}" for state, count in order for sign in [research_sign(state)])
    return f"{plural(len(outcomes), 'source')} asked: {told}"


def _source_rows(view: AccountView) -> list[Row]:
    """Return a row for each source, those that found something first; the skipped ones share one."""
    asked = [one for one in view.outcomes if one.state != "skipped"]
    skipped = [one.source for one in view.outcomes if one.state == "skipped"]
    rows = [_source_row(one, view) for one in sorted(asked, key=lambda one: (one.state != "found", one.source))]
    if len(skipped) > 1:
        sign = research_sign("skipped")
        rows.append(Row("", ((f"{sign.glyph} {sign.word}: {', '.join(skipped)}", sign.style),)))
    else:
        rows += [_source_row(one, view) for one in view.outcomes if one.state == "skipped"]
    return rows


def _field_rows(known: Reconciled) -> list[Row]:
    called = known.field.replace("_", " ")
    rows: list[Row] = []
    for at, one in enumerate((*known.shown, *known.beside)):
        value, style = _value(known, one, beside=at >= len(known.shown))
        label = "" if rows else called
        rows.append(
            Row(
                one.claim.id,
                ((label, "title"), (value, style), (_source(one), "dim"), (_sure(one), "dim"), _age(one)),
            )
        )  # fmt: skip
    if known.refuted:
        label = "" if rows else called
        rows.append(Row(f"{REFUTED_ROW}{known.field}", ((label, "title"), (f"✗ {len(known.refuted)} refuted", "dim"))))
    return rows


def _value(known: Reconciled, one: Stated, *, beside: bool) -> tuple[str, str]:
    text = said(one.value)
    if not beside:
        return (f"✓ {text}", "good") if one.standing else (text, "")
    if known.suggested:
        return f"→ {text}", "accent"
    return (f"≠ {text}", "warn") if known.contradicted else (f"· {text}", "dim")


def _source(one: Stated) -> str:
    more = f" +{len(one.families) - 1}" if len(one.families) > 1 else ""
    return f"{(one.claim.confirmed_by or 'typed') if one.claim.source == HUMAN else one.claim.source}{more}"


def _sure(one: Stated) -> str:
    return "" if one.claim.source == HUMAN else f"{round(one.claim.confidence * 100)} %"


def _age(one: Stated) -> tuple[str, str]:
    sign = AGE[one.age.band]
    return f"{ago(one.age.days)} {sign.glyph}".rstrip(), sign.style


def _source_row(outcome: OutcomeRecord, view: AccountView) -> Row:
    sign = research_sign(outcome.state)
    when = age(outcome.at, view.now)
    told = outcome.detail if outcome.state == "found" else f"{sign.word}: {outcome.detail}"
    asked = f" · {outcome.requests} requests" if outcome.requests else ""
    rate = view.rates.get((outcome.source, ""))
    wrong = f" · {rate.refuted} of {rate.checked} wrong" if rate is not None and rate.refuted else ""
    when = when if when == "today" else f"{when} ago"
    return Row("", ((f"{sign.glyph} {outcome.source}: {told}{asked}{wrong} · {when}", sign.style),))


def _no_claims(view: AccountView) -> list[Row]:
    if view.outcomes:
        return [BLANK, note("No value was found. r asks again; i types what you know yourself.")]
    if not view.record.domain:
        return [
            heading("Nothing is known yet"),
            note("Here stand values with their proof: page, passage, day."),
            note("d   ask registers and others who it is, and pick"),
            note("e   add the domain, so that its website can be read"),
        ]
    return [
        heading("Not researched yet"),
        note("Here stand values with their proof: page, passage, day."),
        note(f"r   read {view.record.domain}"),
    ]
