"""Whom to ask: the rep with the best history whose recent attempts are answered less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prospector.audit.facts import Facts
from prospector.model.share import share_interval
from prospector.model.touch import by_channel, words
from prospector.outreach.answers import ENOUGH
from prospector.pipeline.listed import UNCORRECTED

LEAST_RECENT, LAST = 10, 10
_NEWEST = (
    "SELECT t.root, t.at, t.channel, t.outcome, t.reaction, a.name FROM touch t JOIN account a ON a.id = t.account_id "  # noqa: S608
    f"WHERE t.rep = ? AND t.at < ? AND {UNCORRECTED} ORDER BY t.at DESC, t.root LIMIT {LAST}"
)


@dataclass(frozen=True, slots=True)
class FallingStar:
    """A rep who was welcome more often before."""

    rep: str
    before: tuple[int, int]
    """Welcome, and attempts, up to four weeks ago."""
    recent: tuple[int, int]
    touches: Sequence[str]
    lines: Sequence[str]
    """The ten last reactions, newest first."""

    @property
    def sentence(self) -> str:
        """Return it in a sentence."""
        (good, tried), (now, tried_now) = self.before, self.recent
        return (
            f"ask {self.rep} how prospects react: {round(100 * good / tried)} % of {tried} attempts were welcome, "
            f"of the last {tried_now} only {round(100 * now / tried_now)} %"
        )


def falling_star(facts: Facts) -> FallingStar | None:
    """Find whom to ask: of the reps whose recent attempts are surely less welcome than before, the one with the best history.

    Welcome means that somebody was reached and did not turn us away. Recent are four weeks; the history before needs
    30 attempts, the recent ones 10, and the 95 % interval of the recent share lies under the share of the history.
    """
    last = min(facts.until, facts.today)
    found: list[tuple[float, str, tuple[int, int], tuple[int, int]]] = []
    for rep, (attempts, welcome) in facts.before.items():
        recent = facts.span(rep, facts.recent, last)
        if attempts < ENOUGH or recent.attempts < LEAST_RECENT:
            continue
        share = min(1.0, welcome / attempts)
        if share_interval(min(recent.welcome, recent.attempts), recent.attempts)[1] < share:
            found.append((share, rep, (welcome, attempts), (recent.welcome, recent.attempts)))
    if not found:
        return None
    _share, rep, before_counts, recent_counts = max(found)
    rows = facts.reader.rows(_NEWEST, (rep, facts.end))
    lines = tuple(
        f"{at[:10]} {name}: {words(outcome)} {by_channel(channel)}"
        + ("" if reaction == "unknown" else f", {words(reaction)}")
        for _root, at, channel, outcome, reaction, name in rows
    )
    return FallingStar(rep, before_counts, recent_counts, tuple(row[0] for row in rows), lines)
