"""The lower half of the page: sources, companies on two lists, the sample, long shots, the agenda, what the words mean."""

from __future__ import annotations

from collections.abc import Iterator

from prospector.audit.page.charts import Bar, share_bars
from prospector.audit.page.html import Child, Html, joined, tag
from prospector.audit.page.parts import INTERVAL, Content, as_table, card, figure, markdown, section, table
from prospector.audit.risky import KINDS
from prospector.model.audit import GroupRow
from prospector.model.audit_kept import VERDICTS, SampleItem
from prospector.text import plural

_MOST = 15
_OTHERS = (("segment", "segment"), ("origin", "origin"), ("namer", "who named them"), ("sector", "sector"))


def sources(content: Content) -> Html:
    """Show what became of the names of each source; a count never stands without its accepted share."""
    rows = list(content.figures.groups.get("source", ()))
    bars = [Bar(one.value, one.leads, f"{one.advanced.part} advanced") for one in rows[:_MOST]]
    says = "; ".join(f"{one.label}: {one.number.text} are leads or further" for one in bars)
    chart = figure(
        "Names that became leads or further, by source",
        share_bars(bars, "Leads by source", says),
        as_table(
            ("source", "given", "leads or further", "advanced", "hours per accepted"),
            [(one.value, one.given.text, one.leads.text, one.advanced.text, _hours(one)) for one in rows],
            "What became of the names of each source",
        ),
        legend=INTERVAL,
    )
    others = [card(_groups(content, by, title)) for by, title in _OTHERS if len(content.figures.groups.get(by, ())) > 1]
    return section(
        "sources", "Where names come from, and what became of them", "",
        card(chart) if rows else tag("p", "No name was written down yet.", class_="good"),
        tag("div", _errors(content), _complaints(content), others, class_="grid below"),
    )  # fmt: skip


def _hours(one: GroupRow) -> str:
    return "–" if one.hours_per_accepted is None else f"{one.hours_per_accepted:.1f}"


def _groups(content: Content, by: str, title: str) -> Html:
    rows = list(content.figures.groups[by][:_MOST])
    if by == "namer":  # people stand in order of the alphabet, never of their counts
        rows.sort(key=lambda one: one.value.casefold())
    return table(
        (title, "given", "leads or further", "advanced"),
        [(one.value or "none", one.given.text, one.leads.text, one.advanced.text) for one in rows],
        f"By {title}",
        look="cards-table",
    )


def _errors(content: Content) -> Html | None:
    rows = [one for one in content.figures.errors if not one.rate.field]
    if not rows:
        return None
    cells = [(one.rate.source, one.rate.sentence) for one in rows]
    return card(
        tag("h3", "How often a source was wrong"), [tag("p", tag("b", name), f": {said}") for name, said in cells]
    )


def _complaints(content: Content) -> Html | None:
    open_ones = content.figures.complaints
    return (
        card(tag("h3", "Complaints that stand open"), tag("ul", [tag("li", one) for one in open_ones]))
        if open_ones
        else None
    )


def conflicts(content: Content) -> Html | None:
    """Show companies on the lists of two reps, side by side; nothing when there are none."""
    if not content.conflicts:
        return None
    heads = ("one list", "the other", "why it is the same")
    return section(
        "conflicts", "One company, two reps", "Recognised by name, domain, place and telephone; agree on who goes on.",
        card(table(heads, content.conflicts, "Companies on two lists", look="cards-table", words=True)),
    )  # fmt: skip


def sample(content: Content) -> Html:
    """Show what was drawn to be looked at, with the verdicts so far."""
    drawn = content.sample
    if drawn is None or not (drawn.items or drawn.carried):
        body: list[Html] = [tag("p", "No sample was drawn for this period.", class_="good")]
    else:
        items = [*drawn.items, *drawn.carried]
        seed = tag("span", f"seed {drawn.seed}", class_="pill")
        cells = [_item(one) for one in items]
        body = [
            tag("p", drawn.coverage, " ", seed, class_="lead"),
            card(
                table(
                    ("what", "rep", "what stands there", "verdict"), cells, "The sample", look="cards-table", words=True
                )
            ),
        ]
    return section("sample", "The sample", "", *body)


def _item(one: SampleItem) -> tuple[Child, ...]:
    kind = KINDS[one.kind][1] if one.kind in KINDS else one.kind
    verdict = f"{one.verdict} ({VERDICTS[one.verdict]})" if one.verdict in VERDICTS else "waits"
    return (
        one.name or kind,
        one.rep,
        f"{kind}: {one.said}" if one.name else one.said,
        f"{verdict}: {one.reason}" if one.reason else verdict,
    )


def long_shots(content: Content) -> Html | None:
    """Show targets under the fit floor: to be kept until a day, or dropped."""
    rows = [
        (one.name, one.rep, one.fit, "to be decided" if one.due else f"kept until {one.keep_until}: {one.reason}")
        for one in content.figures.long_shots
    ]
    if not rows:
        return None
    lead = "A long shot is kept until a day, or dropped; it does not stay by itself."
    return section(
        "shots",
        "Long shots",
        lead,
        card(table(("company", "rep", "fit", "decided"), rows, "Long shots", look="cards-table", words=True)),
    )


def agenda(content: Content) -> Html | None:
    """Show what to talk about."""
    return section("agenda", "Agenda", "", card(markdown(content.agenda))) if content.agenda else None


def terms(content: Content) -> Html:
    """Say what each measure means."""
    pairs = [
        joined(tag("dt", name.capitalize()), tag("dd", said)) for name, said in content.figures.definitions.items()
    ]
    return section("terms", "What the words mean", "", card(tag("dl", pairs, class_="terms")))


def footer(content: Content) -> Html:
    """Say how the page was made, and show the heads of the logs it was made of."""
    heads = [tag("li", f"{chain}: {plural(seq, 'act')}, ", tag("code", digest)) for chain, seq, digest in content.heads]
    return tag("footer", tag("div", _made(content), tag("p", "Heads of the action logs read:") if heads else None,
                             tag("ul", heads) if heads else None, class_="wrap"))  # fmt: skip


def _made(content: Content) -> Iterator[Html]:
    yield tag(
        "p", f"Made by Prospector on {content.made_at[:16].replace('T', ' ')} UTC. Private notes of reps are not in it."
    )
    for one in content.notes:
        yield tag("p", one)
    yield tag(
        "p",
        "The heads below show a later change of anything read here. They can't show that an attempt happened, that all were "
        "logged, or what was rewritten before anybody else had seen it.",
    )
