"""The upper half of the page: the headline, what was found, the way from names to opportunities, the reps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prospector.audit.findings import KINDS
from prospector.audit.page.charts import Bar, curve_chart, funnel_chart, gauge, share_bars, weeks_chart
from prospector.audit.page.html import Html, tag
from prospector.audit.page.parts import INTERVAL, Content, as_table, card, facts, figure, rows_behind, section, table
from prospector.model.audit import LINE, RepCard, Week
from prospector.model.figure import Curve, Number
from prospector.text import plural

_MOST_FINDINGS = 12
_HEAVY = 4
_MOST_CURVES = 16


def headline(content: Content) -> Html:
    """Show the 70 % line: the share never touched, and how long it takes until somebody does."""
    figures = content.figures
    never, percent = figures.never, figures.never.percent
    over = percent is not None and percent >= LINE
    if percent is None:
        big, said = "—", "Nobody has a target on a list yet."
    else:
        big = str(percent)
        said = f"{never.part:,} of {plural(never.whole or 0, 'target')} on the lists were never touched, by anybody."
    first = card(
        tag("p", big, tag("small", " %") if percent is not None else None, class_="big bad" if over else "big"),
        tag("p", said, class_="says"),
        gauge(never, "Never touched, against the 70 % line", f"{never.text} never touched; the line is at {LINE} %."),
        tag("p", f"{LINE} % is what sales people leave untouched, by the study this product answers. "
                 f"{'This team stands over it.' if over else 'Lower is better.'}", class_="lead"),
        rows_behind(content, never, "Who was never touched"),
    )  # fmt: skip
    second = card(
        figure("How long a name waits for its first touch", _curve(figures.curve), _curve_table(figures.curve)),
        tag("p", _curve_says(figures.curve), class_="lead"),
    )
    bars = [Bar(f"named {one.label} ago", one) for one in figures.ages if one.whole]
    by_age = card(
        figure(
            "Never touched, by age of the name",
            share_bars(bars, "Never touched by age", "; ".join(f"{one.label}: {one.number.text}" for one in bars), mark=LINE),
            as_table(("age", "never touched"), [(one.label, one.number.text) for one in bars], "Never touched by age"),
        )
    ) if bars else None  # fmt: skip
    facts_card = card(tag("h3", "Where the work comes from"), facts(content, _origins(content)))
    return section(
        "headline", "The 70 % line", "",
        tag("div", first, second, class_="hero"), tag("div", by_age, facts_card, class_="grid below"),
    )  # fmt: skip


def _origins(content: Content) -> Iterator[tuple[str, Number]]:
    figures = content.figures
    yield "New names that we chose ourselves", figures.waiting
    yield "Leads and further, chosen ourselves", figures.pipeline
    for one in figures.horizons:
        yield f"Never touched, {one.label}", one
    for one in figures.per_target:
        yield f"Targets with {one.label}", one


def _curve(curve: Curve) -> Html:
    return curve_chart(curve, "Share never touched by age of the name", _curve_says(curve))


def _curve_says(curve: Curve) -> str:
    median = curve.median
    half = "Half were never touched so far" if median is None else f"Half are touched within {plural(median, 'day')}"
    return (
        f"{half}; {curve.touched:,} of {plural(curve.names, 'name')} were touched. Open ones count only up to the age they "
        "have today (Kaplan and Meier)."
    )


def _curve_table(curve: Curve) -> Html:
    days = sorted({0, 1, 2, 7, 14, 30, 60, 90, curve.longest})
    rows = [(str(day), f"{100 * curve.at(day):.0f} %") for day in days if day <= curve.longest]
    return as_table(("days since named", "never touched"), rows, "Share never touched by age of the name")


def found(content: Content) -> Html:
    """Show what a manager should look at."""
    every = content.figures.findings
    if not every:
        body = tag(
            "p",
            "Nothing stands out in this period: no drop, no burst, no copied note, no source that misleads.",
            class_="good",
        )
        return section("found", "What stands out", "", body)  # fmt: skip
    items = [
        tag(
            "li",
            tag("b", (KINDS.get(one.kind, one.kind)).capitalize(), f" · {one.who}" if one.who else None),
            tag("span", one.sentence),
            rows_behind(content, one.number, "What is behind it"),
            class_="heavy" if one.weight >= _HEAVY else None,
        )
        for one in every[:_MOST_FINDINGS]
    ]
    more = len(every) - _MOST_FINDINGS
    rest = tag("p", f"and {more} lighter ones, all in the agenda below", class_="lead") if more > 0 else None
    return section(
        "found",
        "What stands out",
        "The heaviest first; each opens what it rests on.",
        tag("ol", items, class_="findings"),
        rest,
    )


def funnel(content: Content) -> Html:
    """Show the way from names to opportunities."""
    numbers = content.figures.funnel
    says = "; ".join(f"{one.label}: {one.text}" for one in numbers)
    chart = figure(
        "Of all names, how many came so far",
        funnel_chart(numbers, "From names to opportunities", says),
        as_table(("stage", "of all names"), [(one.label, one.text) for one in numbers], "From names to opportunities"),
    )
    clocks = [one for one in content.figures.hand_overs if one.part or one.key in ("hand_overs", "hand_overs.late")]
    over = [card(tag("h3", "Hand-overs and their clock"), facts(content, [(one.label, one) for one in clocks]))]  # fmt: skip
    return section(
        "funnel", "From names to opportunities", "Explorations are judged apart and left out.",
        tag("div", card(chart), tag("div", over, _waits(content), class_="stack"), class_="grid"),
    )  # fmt: skip


def _waits(content: Content) -> Html | None:
    """Show how long names wait by rep, source and segment; nothing while there is only one of each."""
    rows = [
        (f"{one.key.split('.')[1]} {one.label}", "not yet" if one.median is None else plural(one.median, "day"),
         f"{100 * one.at(30):.0f} %")
        for one in content.figures.curves[:_MOST_CURVES]
    ]  # fmt: skip
    heads = ("names of", "half within", "left at 30 days")
    return (
        card(table(heads, rows, "Half of the names are touched within; untouched when 30 days old", look="cards-table"))
        if len(rows) > 1
        else None
    )


def reps(content: Content) -> Html:
    """Show rep cards in order of the alphabet: a count never stands without what came of it."""
    cards = content.figures.cards
    bars = [Bar(one.rep, one.never, f"{one.attempts.part} attempts, {one.reached.part} reached") for one in cards]
    says = "; ".join(f"{one.label}: {one.number.text} never touched" for one in bars)
    chart = card(
        figure(
            "Never touched, by rep",
            share_bars(bars, "Never touched by rep", says, mark=LINE),
            as_table(
                ("rep", "never touched", "attempts", "reached", "advanced"),
                [(one.rep, one.never.text, one.attempts.text, one.reached.text, one.advanced.text) for one in cards],
                "Every rep's period",
            ),
            legend=INTERVAL,
        )
    )
    return section(
        "reps", "The reps", "In order of the alphabet: this is no ranking, and the intervals say how little small numbers tell.",
        chart if cards else tag("p", "Nobody has a list yet.", class_="good"),
        tag("div", [_rep(content, one) for one in cards], class_="grid below"),
    )  # fmt: skip


def _rep(content: Content, one: RepCard) -> Html:
    weeks = figure(
        "Attempts a week",
        weeks_chart(one.weeks, f"The weeks of {one.rep}", _weeks_say(one)),
        as_table(
            ("week", "attempts", "reached", "advanced", "minutes", "deals"),
            [_week(week) for week in one.weeks],
            f"The weeks of {one.rep}",
        ),
        legend="in strong colour: somebody was reached; ▲: a deal came along",
    )  # fmt: skip
    return card(tag("h3", one.rep), weeks, facts(content, _card_facts(one)))


def _week(one: Week) -> Sequence[str]:
    return one.week, *map(str, (one.attempts, one.reached, one.advanced, one.minutes)), ", ".join(one.opportunities)


def _weeks_say(one: RepCard) -> str:
    return "; ".join(f"{week.week}: {plural(week.attempts, 'attempt')}, {week.reached} reached" for week in one.weeks)


def _card_facts(one: RepCard) -> Iterator[tuple[str, Number | str]]:
    yield "Never touched", one.never
    yield "Attempts", one.attempts
    yield "Reached somebody", one.reached
    yield "Companies that advanced", one.advanced
    reactions = ", ".join(
        f"{name.replace('_', ' ')} {number.part}" for name, number in one.reactions.items() if number.part
    )
    yield "Reactions", reactions or "none noted"
    yield "Days to first touch", "half never" if one.days_to_first is None else f"{one.days_to_first} (median)"
    yield "Chose the names ourselves", one.named
    yield "Dropped for soft reasons", one.dropped
    yield "Put off for soft reasons", one.put_off
    yield "Commitments kept", one.kept
    yield "Silent for too long", one.quiet
    held = f"{one.sittings.part} of {one.planned}" if one.planned else str(one.sittings.part)
    yield "Sittings held", f"{held}, {one.minutes} minutes"
