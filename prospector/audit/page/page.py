"""The whole page."""

from __future__ import annotations

from prospector.audit.page import sections, sections_more
from prospector.audit.page.html import Html, joined, tag
from prospector.audit.page.parts import Content
from prospector.audit.page.style import style
from prospector.model.weeks import week_of

_PARTS = (
    ("headline", "70 % line", sections.headline), ("found", "What stands out", sections.found),
    ("funnel", "Funnel", sections.funnel), ("reps", "Reps", sections.reps), ("sources", "Sources", sections_more.sources),
    ("conflicts", "Two lists", sections_more.conflicts), ("sample", "Sample", sections_more.sample),
    ("shots", "Long shots", sections_more.long_shots), ("agenda", "Agenda", sections_more.agenda),
    ("terms", "Words", sections_more.terms),
)  # fmt: skip


def page(content: Content) -> str:
    """Return the page as one document: readable without script, on paper, in the dark, offline.

    A policy in it forbids every request, so that not even a mistake could ask for something.
    """
    figures = content.figures
    title = f"Audit {week_of(figures.until)}"
    made = [(name, label, made) for name, label, make in _PARTS if (made := make(content)) is not None]
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content="default-src 'none'; style-src 'unsafe-inline'"),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{title}: {figures.since} to {figures.until}"),
        tag("style", Html(style())),
    )
    links = [tag("li", tag("a", label, href=f"#{name}")) for name, label, _ in made]
    top = tag(
        "header",
        tag("p", f"{figures.since} to {figures.until}", class_="over"),
        tag("h1", title),
        tag("p", "Reps: ", ", ".join(figures.reps) or "none", class_="lead"),
        tag("nav", tag("ul", links), class_="toc", aria_label="Sections"),
        class_="top wrap",
    )
    body = tag(
        "body",
        tag("a", "Skip to the figures", href="#headline", class_="skip"),
        top,
        tag("main", [one for _, _, one in made], class_="wrap"),
        sections_more.footer(content),
    )
    return "<!doctype html>\n" + joined(tag("html", head, body, lang="en")) + "\n"
