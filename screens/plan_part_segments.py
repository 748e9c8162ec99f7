"""Segments: saved rules with their strategy cards, and who is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.content import Content

from prospector.errors import BadInput
from prospector.model.plan import CadenceRecord, SegmentRecord
from prospector.model.touch import CHANNELS, words
from prospector.plan.rules import parse_rule
from prospector.plan.segments import CORRIDOR_FIELDS, Members
from prospector.text import clean, plural
from screens.modals.form import Answers, FormField
from screens.plan_parts import Line, Part, empty, joined, paragraph
from screens.show import clip, fill

if TYPE_CHECKING:
    from prospector.workspace import Workspace

_MOST = 14
_NO_CHANNEL = "any"
_NUMBER_LABELS = {"floor_attempts": "Floor attempts", "ceiling_attempts": "Ceiling", "gap_days": "Gap in days"}


class SegmentsPart(Part):
    """The segments."""

    KEY = "segments"
    LABEL = "Segments"

    rows: Sequence[tuple[SegmentRecord, Members, CadenceRecord]] = ()
    names: Mapping[str, str] = {}
    total = held = 0

    def read(self, workspace: Workspace) -> None:
        """Read the segments with their members."""
        strategy = workspace.strategy
        self.rows = [
            (one, strategy.segments.members(one.rule), strategy.cadence_for(one)) for one in strategy.segments.all()
        ]
        self.names = {key: str(known["name"][0]) for key, known in strategy.facts().items()}
        self.total, self.held = len(self.names), len(strategy.segments_of())

    @property
    def headline(self) -> Content:
        """Say how many accounts are in a segment."""
        said = plural(len(self.rows), "segment")
        more = f"   {self.held} of {plural(self.total, 'account')} are in one; the first rule that holds counts"
        return Content.assemble((said, "bold $text-accent"), (more, "$text-muted"))

    def lines(self, width: int) -> list[Line]:
        """Return name, rule and numbers of each segment."""
        if not self.rows:
            return [
                empty("No segment yet. a adds one: a rule such as", width),
                empty('  country in DE,AT and employees 50..250 and industry ~ "pump"', width),
                empty("with its pain, offer, proof and channel.", width),
            ]
        name = max(12, min(24, width // 4))
        rule = max(10, width - name - 17)
        titles = Content.styled(f"   {fill('segment', name)} {fill('rule', rule)} {'in':>4} {'?':>4}", "$text-muted")
        shown: list[Line] = [("", titles)]
        for one, members, _ in self.rows:
            mark = ("○", "$text-warning") if one.missing else ("●", "$text-success")
            shown.append(
                (f"segment:{one.id}",
                 Content.assemble((f" {mark[0]} ", mark[1]), fill(one.name, name), " ", (fill(one.rule, rule), "$text-muted"),
                                  f" {len(members.sure):>4} {len(members.perhaps):>4}"))
            )  # fmt: skip
        return shown

    def aside(self, key: str, width: int) -> Content:
        """Return the strategy card and the members of the segment under the cursor."""
        found = self._row(key)
        if found is None:
            return Content("")
        one, members, cadence = found
        parts = [Content.styled(one.name, "bold $text-accent"), Content.styled(one.rule, "$text-muted")]
        if one.missing:
            parts.append(Content.styled(f"○ incomplete without {', '.join(one.missing)}", "$text-warning"))
        parts += [paragraph(label, getattr(one, label)) for label in ("pain", "offer", "proof", "channel")]
        parts.append(paragraph("cadence", f"{cadence.name}: {cadence.text}"))
        parts += [Content(" "), *_members("surely in", "●", members.sure, self.names, width)]
        parts += _members("perhaps, something is not known", "?", members.perhaps, self.names, width)
        return joined(parts)

    def edit(self, key: str) -> None:
        """Change the segment."""
        found = self._row(key)
        if found is not None:
            self._ask(found[0])

    def add(self) -> None:
        """Ask for a new segment."""
        self._ask(None)

    def remove(self, key: str) -> None:
        """Take the segment away."""
        found = self._row(key)
        if found is None:
            self.place.prospector.say("There is no segment to take away.")
            return
        self.act(self.place.workspace.strategy.segments.remove, found[0].name)
        self.place.prospector.say(f"{found[0].name} is gone · u brings it back")

    def _ask(self, one: SegmentRecord | None) -> None:
        before = one or SegmentRecord("", "", "")
        fields = [
            FormField("name", "Name", before.name, "pumps in the north", check=_named),
            FormField("rule", "Rule", before.rule, 'country in DE,AT and industry ~ "pump"', check=parse_rule),
            FormField("pain", "Its pain", before.pain, "late visits cost penalties"),
            FormField("offer", "Our offer", before.offer, "a month on two vans"),
            FormField("proof", "The proof", before.proof, "Nordhafen: 40 vans, six weeks"),
            FormField(
                "channel", "Channel", words(before.channel) or _NO_CHANNEL, options=(_NO_CHANNEL, *map(words, CHANNELS))
            ),
            FormField("cadence", "Cadence", before.cadence, "standard"),
        ] + [
            FormField(
                key,
                label,
                "" if getattr(before, key) is None else str(getattr(before, key)),
                "as the plan",
                check=_number,
            )
            for key, label in _NUMBER_LABELS.items()
        ]

        def save(answers: Answers) -> None:
            given: dict[str, Any] = {key: answers[key] for key in ("pain", "offer", "proof", "cadence")}
            given["channel"] = "" if answers["channel"] == _NO_CHANNEL else answers["channel"]
            given |= {key: _number(answers[key]) for key in CORRIDOR_FIELDS if key in answers}
            segments = self.place.workspace.strategy.segments
            if one is None:
                segments.save(answers["name"], answers["rule"], **given)
            else:
                segments.save(one.name, answers["rule"], new_name=answers["name"], **given)

        self.form("Change the segment" if one else "A new segment", fields, save, done="The segment is kept")

    def _row(self, key: str) -> tuple[SegmentRecord, Members, CadenceRecord] | None:
        return next((row for row in self.rows if f"segment:{row[0].id}" == key), None)


def _members(title: str, mark: str, ids: Sequence[str], names: Mapping[str, str], width: int) -> list[Content]:
    if not ids:
        return []
    shown = [Content.styled(f"{len(ids)} {title}", "bold")]
    shown += [Content(f" {mark} {clip(names.get(key, key), width - 4)}") for key in ids[:_MOST]]
    return shown + ([Content.styled(f"   and {len(ids) - _MOST} more", "$text-muted")] if len(ids) > _MOST else [])


def _named(text: str) -> None:
    if not clean(text):
        raise BadInput("a segment needs a name")


def _number(text: str) -> int | None:
    """Return a number of the corridor, None for the plan's."""
    typed = clean(text)
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal()) or len(typed) > 4:  # noqa: PLR2004 - no corridor is that wide
        raise BadInput("a whole number, or nothing for the plan's")
    return int(typed)
