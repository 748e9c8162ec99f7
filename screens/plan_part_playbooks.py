"""Playbooks: how to speak to each sector, and which targets have none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from prospector.errors import BadInput
from prospector.model.plan import PlaybookRecord
from prospector.model.touch import CHANNELS, words
from prospector.text import clean, plural
from screens.modals.form import Answers, FormField
from screens.plan_parts import BLANK, Line, Part, empty, heading, joined, paragraph
from screens.show import clip, fill

if TYPE_CHECKING:
    from prospector.workspace import Workspace

_NO_CHANNEL = "any"
_PARTS = (("pains", "Its pains", "late visits, penalties"), ("words", "Its words", "call-out, first-time fix"),
          ("proof", "The proof", "Nordhafen cut return visits by a third"), ("hours", "Best hours", "before eight"),
          ("opener", "Opener", "I called because your depot in Malmö is hiring"),
          ("subject", "Mail subject", "Return visits in Malmö"))  # fmt: skip


class PlaybooksPart(Part):
    """The playbooks."""

    KEY = "playbooks"
    LABEL = "Playbooks"

    rows: Sequence[PlaybookRecord] = ()
    without: Sequence[tuple[str, str, str]] = ()
    """Id, name and industry of targets that have no playbook."""

    def read(self, workspace: Workspace) -> None:
        """Read the playbooks, and the targets without one."""
        strategy = workspace.strategy
        self.rows, known = strategy.playbooks.all(), strategy.facts()
        self.without = [
            (
                key,
                str(known[key]["name"][0]),
                ", ".join(map(str, known[key].get("sector") or known[key].get("industry", ()))),
            )
            for key in strategy.without_playbook()
        ]

    @property
    def headline(self) -> Content:
        """Say how many targets have none."""
        rest = f"   {plural(len(self.without), 'target')} without one" if self.without else "   every target has one"
        return Content.assemble((plural(len(self.rows), "playbook"), "bold $text-accent"), (rest, "$text-muted"))

    def lines(self, width: int) -> list[Line]:
        """Return the playbooks, then the targets that have none."""
        room = max(10, width - 34)
        shown: list[Line] = [heading("Sectors")]
        shown += [
            (f"book:{one.id}", Content.assemble(f"   {fill(one.sector, 22)} ", (fill(one.channel or "any", 10), "$text-muted"),
                                                clip(one.opener or one.pains, room - 4)))
            for one in self.rows
        ]  # fmt: skip
        if not self.rows:
            shown.append(
                empty("No playbook yet. a writes how to speak to one sector: pains, words, proof, opener.", width)
            )
        if self.without:
            shown += [BLANK, heading("Targets without one: enter gives a sector")]
            shown += [
                (
                    f"target:{key}",
                    Content.assemble((" ○ ", "$text-warning"), fill(name, 26), (f" {clip(said, room)}", "$text-muted")),
                )
                for key, name, said in self.without
            ]
        return shown

    def aside(self, key: str, _width: int) -> Content:
        """Return the playbook under the cursor."""
        one = self._row(key)
        if one is None:
            return Content("")
        parts = [Content.styled(one.sector, "bold $text-accent"), paragraph("channel", one.channel)]
        parts += [paragraph(label.casefold(), getattr(one, name)) for name, label, _ in _PARTS]
        return joined([*parts, Content(" ") if one.body else Content(""), Content(one.body)])

    def edit(self, key: str) -> None:
        """Change the playbook, or give the target a sector."""
        one = self._row(key)
        if one is not None:
            self._ask(one)
            return
        target = next((row for row in self.without if f"target:{row[0]}" == key), None)
        if target is not None:
            self._give_sector(*target)

    def add(self) -> None:
        """Ask for a new playbook."""
        self._ask(None)

    def remove(self, key: str) -> None:
        """Take the playbook away."""
        one = self._row(key)
        if one is None:
            self.place.prospector.say("Only a playbook can be taken away here.")
            return
        self.act(self.place.workspace.strategy.playbooks.remove, one.sector)

    def _give_sector(self, account_id: str, name: str, said: str) -> None:
        known = ", ".join(one.sector for one in self.rows)
        field = FormField("sector", "Sector", said if len(said) < 40 else "", known or "pumps")  # noqa: PLR2004 - a line

        def save(answers: Answers) -> None:
            self.place.workspace.naming.edit(account_id, sector=answers["sector"])

        self.form(
            f"Sector of {name}", [field], save, about=f"Playbooks: {known}" if known else "", done="The sector is kept"
        )

    def _ask(self, one: PlaybookRecord | None) -> None:
        before = one or PlaybookRecord("", "")
        fields = [
            FormField("sector", "Sector", before.sector, "pump makers", check=_named),
            *(FormField(key, label, getattr(before, key), example) for key, label, example in _PARTS),
            FormField(
                "channel", "Channel", words(before.channel) or _NO_CHANNEL, options=(_NO_CHANNEL, *map(words, CHANNELS))
            ),
            FormField("body", "Mail text", before.body, lines=5),
        ]

        def save(answers: Answers) -> None:
            given = {key: value for key, value in answers.items() if key != "sector"}
            given["channel"] = "" if given["channel"] == _NO_CHANNEL else given["channel"]
            self.place.workspace.strategy.playbooks.save(
                one.sector if one else answers["sector"], new_sector=answers["sector"], **given
            )

        self.form("Change the playbook" if one else "A new playbook", fields, save, done="The playbook is kept")

    def _row(self, key: str) -> PlaybookRecord | None:
        return next((one for one in self.rows if f"book:{one.id}" == key), None)


def _named(text: str) -> None:
    if not clean(text):
        raise BadInput("a playbook needs the sector that it is for")
