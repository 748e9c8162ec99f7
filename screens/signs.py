"""Signs of states: each is a glyph one cell wide with a word and a colour, so that no state is told by colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from prospector.text import plural

HOLLOW, FULL = "○", "●"
"""Never touched, and touched."""


@dataclass(frozen=True, slots=True)
class Sign:
    """How a state looks."""

    glyph: str
    word: str
    style: str = ""
    """Style of a table cell: dim, good, warn, bad, accent."""

    @property
    def text(self) -> str:
        """Return glyph and word."""
        return f"{self.glyph} {self.word}"


RESEARCH = {
    "found": Sign("✓", "found", "good"),
    "nothing": Sign("∅", "nothing", "dim"),
    "rate_limited": Sign("⧗", "limited", "warn"),
    "refused_by_robots": Sign("⊘", "robots", "warn"),
    "blocked": Sign("⊗", "blocked", "warn"),
    "unreachable": Sign("✗", "no answer", "bad"),
    "failed": Sign("✗", "failed", "bad"),
    "wrong_company": Sign("≠", "other firm", "warn"),
    "skipped": Sign("-", "skipped", "dim"),
    "no_domain": Sign("-", "no domain", "warn"),
    "never": Sign("·", "not yet", "dim"),
    "queued": Sign("…", "queued", "dim"),
    "running": Sign("»", "reading", "accent"),
}
"""Research states of a company or of one source."""
UNDER_WAY = ("queued", "running")
"""Those of a company that is being researched now."""
CRITERION = {
    "met": Sign("✓", "met", "good"),
    "missed": Sign("✗", "missed", "bad"),
    "unknown": Sign("?", "unknown", "warn"),
}
"""What became of a criterion of the profile."""

OBSTACLE = {
    "unknown": Sign("?", "unknown", "warn"),
    "open": Sign("○", "open"),
    "cleared": Sign("✓", "cleared", "good"),
    "blocking": Sign("✗", "blocking", "bad"),
    "faded": Sign("◔", "faded", "warn"),
}
"""States of an obstacle; evidence that has faded leaves it open again."""

AGE = {
    "fresh": Sign("", "fresh", "dim"),
    "ageing": Sign("◔", "ageing", "dim"),
    "stale": Sign("◕", "stale", "warn"),
}
"""How old a value is, by what its field can bear."""


def research_sign(state: str) -> Sign:
    """Return the sign of a research state; a state of a newer version is shown by its word."""
    return RESEARCH.get(state) or Sign("·", state.replace("_", " "), "dim")


def research_cell(state: str, claims: int) -> tuple[str, str]:
    """Return the table cell of a company's research."""
    sign = research_sign(state)
    if state == "found":
        return f"{sign.glyph} {plural(claims, 'claim')}", sign.style
    return sign.text, sign.style
