"""Plan: the plan, the profile, the lead definition, segments, cadences, playbooks, days off and sources, part by part."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from screens import places
from screens.parted import PartedPlace
from screens.plan_parts import Part


class PlanScreen(PartedPlace):
    """The plan and everything that belongs to it."""

    MODE = places.PLAN
    MEMORY = "plan_part"
    PARTS = ("plan_part_plan:PlanPart", "plan_part_profile:ProfilePart", "plan_part_lead:LeadPart",
             "plan_part_segments:SegmentsPart", "plan_part_cadences:CadencesPart", "plan_part_playbooks:PlaybooksPart",
             "plan_part_days:DaysPart", "plan_part_sources:SourcesPart")  # fmt: skip
    HELP = """\
The plan says what you sell, who answers for it, and between which numbers you
work. The profile says who is worth having, the lead definition what may be
called a lead, segments whom you speak to alike, cadences how often, playbooks in
which words. A new profile or definition shows whom it moves before it counts.

  left right  from part to part (tab and shift+tab too)
  enter, e    edit the line under the cursor; sign on the line of a role
  a           add: criterion, segment, cadence, playbook, days off, source
  x           take away what is under the cursor
  E           the profile as TOML text; text and criteria of the lead definition
  ctrl+s      apply the draft of the profile     d   discard it
  u           undo: first the steps of the draft, then what was done"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", "Edit the line", show=False, id="plan.edit"),
        Binding("E", "as_text", "Edit as text", show=False, id="plan.text"),
        Binding("ctrl+s", "apply", "Apply the draft", show=False, id="plan.apply"),
        Binding("d", "discard", "Discard the draft", show=False, id="plan.discard"),
    ]

    def warning(self, part: Part) -> str:
        """Return what is wrong with the plan: what the headline or the top line says already is not said twice."""
        strategy = self.workspace.strategy
        plan = strategy.overdue()
        if strategy.plan() is None and part.KEY != "plan":
            plan = strategy.banner()
        lead = strategy.definition().banner if part.KEY == "plan" else ""
        return " · ".join(said for said in (plan, lead) if said)

    def action_as_text(self) -> None:
        """Edit the part as text, where it has one."""
        self.part.as_text()

    def action_apply(self) -> None:
        """Make the draft count."""
        self.part.apply()

    def action_discard(self) -> None:
        """Forget the draft."""
        self.part.discard()
