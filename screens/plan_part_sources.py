"""Sources: where names come from, of which kind, what became of them, and which ones are tired."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from prospector.model.plan import QUARANTINED, SOURCE_KINDS, SourceRecord
from prospector.text import clean, plural
from screens.modals.form import Answers, FormField
from screens.plan_parts import Line, Part, empty, joined, paragraph
from screens.show import fill

if TYPE_CHECKING:
    from prospector.workspace import Workspace

_NOTHING = (
    "No source yet: a adds one, and each name remembers the one it came by. Here stands what became of its names."
)


class SourcesPart(Part):
    """The sources of names."""

    KEY = "sources"
    LABEL = "Sources"

    rows: Sequence[SourceRecord] = ()
    most = 12

    def read(self, workspace: Workspace) -> None:
        """Read the sources."""
        self.rows, self.most = workspace.strategy.sources.all(), workspace.strategy.rules().fatigue_tries

    @property
    def headline(self) -> Content:
        """Say which are tired."""
        tired = [one.name for one in self.rows if self._tired(one)]
        rest = (f"   tired: {', '.join(tired)}", "$text-warning") if tired else ("   none is tired", "$text-muted")
        return Content.assemble((plural(len(self.rows), "source"), "bold $text-accent"), rest)

    def lines(self, width: int) -> list[Line]:
        """Return the sources with what became of their names."""
        if not self.rows:
            return [empty(_NOTHING, width)]
        name = max(16, width - 50)
        titles = f"   {fill('source', name)} {fill('kind', 12)} {'given':>6} {'tried':>6} {'advanced':>9}"
        shown: list[Line] = [("", Content.styled(titles, "$text-muted"))]
        for one in self.rows:
            mark = ("△", "$text-warning") if self._tired(one) else (" ", "")
            kind = fill(one.kind.replace("_", " "), 12)
            shown.append(
                (f"source:{one.name}",
                 Content.assemble((f" {mark[0]} ", mark[1]), fill(one.name, name), " ", (kind, "$text-muted"),
                                  f" {one.given:>6} {one.tried:>6} {one.advanced:>9}"))
            )  # fmt: skip
        return shown

    def aside(self, key: str, _width: int) -> Content:
        """Return what is known of the source under the cursor."""
        one = self._row(key)
        if one is None:
            return Content("")
        parts = [Content.styled(one.name, "bold $text-accent"), Content(one.note)]
        if one.kind in QUARANTINED:
            parts.append(
                Content.styled("Its names wait on the bench until each has a why of its own.", "$text-warning")
            )
        if self._tired(one):
            parts.append(
                Content.styled(
                    f"△ {one.tried} tried, none advanced: the next name needs a why (enter).", "$text-warning"
                )
            )
        parts.append(paragraph("goes on because", one.justified))
        return joined([*parts, Content.styled("advanced: a meeting, qualified or further", "$text-muted")])

    def edit(self, key: str) -> None:
        """Change kind and note, and say why a tired one goes on."""
        one = self._row(key)
        if one is not None:
            self._ask(one)

    def add(self) -> None:
        """Ask for a new source."""
        self._ask(None)

    def remove(self, key: str) -> None:
        """Forget what was set up."""
        one = self._row(key)
        if one is not None:
            self.act(self.place.workspace.strategy.sources.remove, one.name)

    def _ask(self, one: SourceRecord | None) -> None:
        before = one or SourceRecord("", "other")
        fields = [
            FormField("name", "Name", before.name, "trade fair Lyon"),
            FormField("kind", "Kind", before.kind, options=SOURCE_KINDS),
            FormField("note", "What it is", before.note, "list of exhibitors, bought in March"),
        ]
        if one is not None and self._tired(one):
            fields.append(FormField("why", "Why it goes on", example="new machines since spring"))

        def save(answers: Answers) -> None:
            sources = self.place.workspace.strategy.sources
            sources.save(one.name if one else answers["name"], answers["kind"], answers["note"])
            if clean(answers.get("why", "")):
                sources.justify(one.name if one else answers["name"], answers["why"])

        self.form("Change the source" if one else "A new source", fields, save, done="The source is kept")

    def _tired(self, one: SourceRecord) -> bool:
        return one.tried >= self.most and not one.advanced

    def _row(self, key: str) -> SourceRecord | None:
        return next((one for one in self.rows if f"source:{one.name}" == key), None)
