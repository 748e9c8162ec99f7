"""Lead definition: what may be called a lead, its criteria, who signed it, and who falls out under a new one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from prospector.errors import BadInput
from prospector.model.lead import DefinitionRecord, LeadCounts, Meeting
from prospector.plan.criteria import FORMS, SUGGESTED, SUGGESTED_TEXT, parse_criteria
from prospector.text import clean, plural
from screens.jobs import begin
from screens.modals.form import Answers, FormField
from screens.plan_parts import BLANK, FLAT, Line, Part, counted, heading, joined
from screens.show import clip

if TYPE_CHECKING:
    from prospector.plan.definition import Drift
    from prospector.workspace import Workspace

_MOST = 12
_ROLES = {"farmer": "who develops leads", "closer": "who closes them", "manager": "who answers for both"}


class LeadPart(Part):
    """The lead definition."""

    KEY = "lead"
    LABEL = "Lead"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("enter", "edit or sign"), ("a", "add criterion"), ("x", "remove"))

    definition = DefinitionRecord(0, SUGGESTED_TEXT, SUGGESTED)
    versions: Sequence[DefinitionRecord] = ()
    counts = LeadCounts()
    short: Sequence[tuple[str, Meeting]] = ()
    """Claimed leads that do not meet the definition, with their names."""

    def read(self, workspace: Workspace) -> None:
        """Read the definition and who does not meet it."""
        strategy = workspace.strategy
        self.definition, self.versions = strategy.definition(), strategy.definitions.versions(6)
        self.counts = strategy.counts()
        meeting = set(self.counts.meeting)
        names = {key: str(known["name"][0]) for key, known in strategy.facts().items()}
        out = [key for key in self.counts.claimed if key not in meeting]
        self.short = [(names.get(key, key), strategy.meets(key)) for key in out[:_MOST]]

    @property
    def headline(self) -> Content:
        """Say which version it is and whether it is signed."""
        version = f"Lead definition v{self.definition.version}" if self.definition.version else "A suggested definition"
        unsigned = self.definition.unsigned
        state = f"   not signed by {', '.join(unsigned)}" if unsigned else "   signed by all"
        return Content.assemble(
            (version, "bold $text-accent"), (state, "$text-warning" if unsigned else "$text-success")
        )

    def lines(self, width: int) -> list[Line]:
        """Return text, criteria, signatures and older versions."""
        one = self.definition
        shown: list[Line] = [heading("A lead is …"), ("lead:text", Content(f" {clip(one.body, width - 3)}"))]
        shown += [BLANK, heading(plural(len(one.criteria), "criterion", "criteria"))]
        shown += [
            (f"lead:criterion:{at}", Content(f" · {clip(said, width - 5)}")) for at, said in enumerate(one.criteria)
        ]
        shown += [BLANK, heading("Signatures")]
        signed = {by.role: by for by in one.signatures}
        for role, means in _ROLES.items():
            by = signed.get(role)
            said = (
                Content.assemble(
                    (" ✓ ", "$text-success"), f"{role:<9}{by.signed_by}", (f"  {by.signed_at[:10]}", "$text-muted")
                )
                if by
                else Content.assemble((" ○ ", "$text-warning"), f"{role:<9}", (f"{means}: enter signs", "$text-muted"))
            )
            shown.append((f"lead:sign:{role}", said))
        older = [past for past in self.versions if past.version < one.version]
        if older:
            shown += [BLANK, heading("Before")]
            shown += [
                ("", Content.styled(f" v{past.version} of {past.made_at[:10]}: {clip('; '.join(past.criteria), width - 22)}",
                                    "$text-muted"))
                for past in older
            ]  # fmt: skip
        return shown

    def aside(self, key: str, width: int) -> Content:
        """Return the three counts, and who misses what; over the text, the whole of it."""
        counts = self.counts
        parts = [Content(self.definition.body), Content(" ")] if key == "lead:text" else []
        parts += counted(counts, width)
        if self.short:
            parts += [] if width >= FLAT else [Content(" "), Content.styled("Claimed, but", "bold $text-accent")]
            for name, meeting in self.short:
                parts.append(
                    Content.assemble(
                        clip(name, width // 2), (f"  {clip(meeting.missing[0], width // 2 - 2)}", "$text-muted")
                    )
                )
            rest = len(counts.claimed) - len(counts.meeting) - len(self.short)
            parts += [Content.styled(f"and {rest} more", "$text-muted")] if rest > 0 else []
        return joined(parts)

    def edit(self, key: str) -> None:
        """Sign the line of a role; else change text and criteria."""
        role = key.rpartition(":")[2]
        if key.startswith("lead:sign:"):
            self._sign(role)
        else:
            self._ask("\n".join(self.definition.criteria))

    def add(self) -> None:
        """Offer every criterion that is not asked for yet."""
        rest = [one for one in FORMS if one not in self.definition.criteria]
        self.form(
            "Add a criterion",
            [FormField("criterion", "Criterion", example="fit at least 50", check=_testable),
             FormField("offered", "Or one of", options=("none of these", *rest))],
            self._added,
        )  # fmt: skip

    def _added(self, answers: Answers) -> None:
        typed = clean(answers["criterion"])
        chosen = typed or (answers["offered"] if answers["offered"] in FORMS else "")
        if not chosen:
            raise BadInput("type a criterion, or choose one with left and right")
        self._next = "\n".join([*self.definition.criteria, *parse_criteria(chosen)])

    _next = ""

    def _done(self, done: str, answers: Answers | None) -> None:
        super()._done(done, answers)
        if answers is not None and self._next:
            criteria, self._next = self._next, ""
            self._propose(answers.get("text", self.definition.body), criteria)

    def remove(self, key: str) -> None:
        """Take a criterion out, after showing who comes in."""
        part, _, number = key.removeprefix("lead:").partition(":")
        criteria = list(self.definition.criteria)
        if part != "criterion":
            self.place.prospector.say("Only a criterion can be taken out; a signature is taken back with u.")
        elif len(criteria) == 1:
            self.place.prospector.say("A definition keeps at least one criterion: add the other one first (a).")
        else:
            del criteria[int(number)]
            self._propose(self.definition.body, "\n".join(criteria))

    def as_text(self) -> None:
        """Edit text and criteria."""
        self._ask("\n".join(self.definition.criteria))

    def _ask(self, criteria: str) -> None:
        self.form(
            "The lead definition",
            [FormField("text", "A lead is …", self.definition.body, lines=4, check=_said),
             FormField("criteria", "Criteria, one a line", criteria, lines=6, check=parse_criteria)],
            self._asked,
            about="A new version begins unsigned. Who falls out is shown before it counts.",
        )  # fmt: skip

    def _asked(self, answers: Answers) -> None:
        self._next = "\n".join(parse_criteria(answers["criteria"]))

    def _propose(self, text: str, criteria: str) -> None:
        begin(self.place, partial(self._proposed, text, criteria), group="act")

    async def _proposed(self, text: str, criteria: str) -> None:
        """Show who falls out and who comes in; write only when it is agreed to."""
        from screens.modals.confirm import ConfirmBox

        place = self.place
        if (text, tuple(criteria.split("\n"))) == (self.definition.body, tuple(self.definition.criteria)):
            place.prospector.say("Nothing changed: the version and its signatures stay.")
            return
        moves = await place.ask(place.workspace.strategy.definitions.preview, criteria)
        if moves is None:
            return
        version = self.definition.version + 1
        box = ConfirmBox(f"Lead definition v{version}", drift(moves), f"makes it version {version}, unsigned")

        def answered(agreed: bool | None) -> None:  # noqa: FBT001 - the answer of the box
            if agreed:
                self.act(place.workspace.strategy.definitions.write, text, criteria)

        place.app.push_screen(box, answered)

    def _sign(self, role: str) -> None:
        from screens.modals.line import LineBox

        if role not in self.definition.unsigned:
            self.place.prospector.say(f"The {role} has signed this version. A new version begins unsigned.")
            return
        box = LineBox(f"Sign as {role}", "Your name", self.place.workspace.actor, check=_name)

        def signed(name: str | None) -> None:
            if name is not None:
                self.act(self.place.workspace.strategy.definitions.sign, role, name)

        self.place.app.push_screen(box, signed)


def drift(moves: Sequence[Drift]) -> Content:
    """Return who falls out and who comes in under a new definition."""
    out = [one for one in moves if one.falls_out]
    into = [one for one in moves if not one.falls_out]
    parts = [Content.styled(f"{plural(len(out), 'lead')} would fall out, {len(into)} would come in.", "bold")]
    for one in out[:_MOST]:
        met = f" (met v{one.met_version})" if one.met_version else ""
        parts.append(
            Content.assemble((" ▼ ", "$text-error"), f"{one.name}{met}", (f"  {'; '.join(one.why)}", "$text-muted"))
        )
    parts += [Content.assemble((" ▲ ", "$text-success"), one.name) for one in into[:_MOST]]
    rest = len(moves) - min(len(out), _MOST) - min(len(into), _MOST)
    return joined([*parts, Content.styled(f"   and {rest} more", "$text-muted") if rest else Content("")])


def _testable(text: str) -> None:
    if clean(text):
        parse_criteria(text)


def _said(text: str) -> None:
    if not clean(text):
        raise BadInput("say in a sentence what a lead is: that is what people sign")


def _name(text: str) -> None:
    if not clean(text):
        raise BadInput("a signature needs a name")
