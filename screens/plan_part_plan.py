"""Plan: what we sell, who answers for it, time, corridor, and what all that asks of the coming days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.content import Content

from prospector.errors import BadInput
from prospector.model.days import parse_day
from prospector.model.lead import LeadCounts
from prospector.model.plan import PlanRecord
from prospector.plan.hours import parse_hours
from prospector.plan.planning import NUMBERS, moved_text
from prospector.text import clean, plural
from screens.jobs import begin
from screens.plan_parts import BLANK, FLAT, Line, Part, counted, heading, joined, labelled
from screens.welcome_steps import weeks

if TYPE_CHECKING:
    from prospector.outreach.load import Budget
    from prospector.workspace import Workspace

GROUPS: Sequence[tuple[str, Sequence[tuple[str, str, str]]]] = (
    ("What we sell", (
        ("offer", "We sell", "Route planning that keeps service vans on the road"),
        ("pain", "The pain", "technicians drive two hours for one repair"),
        ("best_customer", "Best customer", "Nordhafen: 40 vans, one planner, yes in six weeks"),
        ("goal", "Goal", "four opportunities a quarter from names of our own"),
        ("firm", "We are", "Lotsen GmbH"),
    )),
    ("Who answers for it", (
        ("planned_by", "Planning", "Ana"), ("managed_by", "Managing", "Ben"), ("measured_by", "Measuring", "Aisha"),
    )),
    ("Time", (
        ("cycle_weeks", "Sales cycle", "12 weeks"),
        ("review_on", "Review on", "30 September"),
        ("hours", "Protected hours", "Tue 09:00-10:30; Thu 14:00-15:00"),
    )),
    ("Numbers", (
        ("floor_attempts", "Floor", "attempts before no response can be said"),
        ("floor_channels", "  channels", "different ones among them"),
        ("floor_days", "  days", "working days between the first and giving up"),
        ("ceiling_attempts", "Ceiling", "attempts by the whole team"),
        ("ceiling_days", "  within days", "calendar days"),
        ("gap_days", "Gap", "working days between two attempts"),
        ("evidence_days", "Evidence fades", "days until cleared turns open"),
        ("triage_days", "Triage", "working days for a raw lead"),
        ("quiet_days", "Silence", "working days until it is told"),
        ("nurture_months", "Long-term every", "months: 1 is monthly, 3 quarterly"),
        ("explore_slots", "Exploration", "slots judged apart"),
        ("fatigue_tries", "Tired after", "tries without an advance"),
        ("day_load", "A day holds", "touches that one rep can do well"),
    )),
)  # fmt: skip
_TEXTS = {key: (label, example) for _, rows in GROUPS for key, label, example in rows}
_BAR_MOST = 12


class PlanPart(Part):
    """The plan itself."""

    KEY = "plan"
    LABEL = "Plan"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("enter", "edit"),)

    plan: PlanRecord | None = None
    rules = PlanRecord()
    counts = LeadCounts()
    honesty = ""
    load: Budget | None = None

    def read(self, workspace: Workspace) -> None:
        """Read plan, counts and load."""
        strategy = workspace.strategy
        self.plan, self.rules = strategy.plan(), strategy.rules()
        self.counts, self.honesty, self.load = strategy.counts(), strategy.honesty(), workspace.today.load()

    @property
    def headline(self) -> Content:
        """Say whether there is a plan, and what it lacks."""
        if self.plan is None:
            return Content.assemble(("No plan yet", "bold $text-warning"), ("   enter writes the line", "$text-muted"))
        missing = [_TEXTS[name][0].casefold() for name in self.plan.missing]
        if not missing:
            return Content.assemble(("The plan is complete", "bold $text-accent"))
        lacks = ", ".join(missing)
        return Content.assemble(
            ("The plan is incomplete", "bold $text-warning"), (f"   missing {lacks}", "$text-muted")
        )

    def lines(self, width: int) -> list[Line]:
        """Return the groups of lines; what is missing is marked."""
        missing = self.plan.missing if self.plan else ()
        shown: list[Line] = []
        for title, rows in GROUPS:
            shown += [BLANK, heading(title)] if shown else [heading(title)]
            for key, label, example in rows:
                value = shown_value(self.rules, key) if self.plan or key in NUMBERS else ""
                if key in NUMBERS and key != "cycle_weeks":
                    value = f"{value:>4}  {example}"
                mark = "○" if key in missing else " "
                shown.append((f"plan:{key}", labelled(label, value, width, example=example, mark=mark)))
        return shown

    def aside(self, _key: str, width: int) -> Content:
        """Return the three counts, the load of the coming days, and the question about short-term targets."""
        load = self.load
        parts = counted(self.counts, width)
        if self.honesty:
            parts += [Content.styled(f"△ {self.honesty}", "$text-warning")]
        if load is not None and width >= FLAT:
            said = Content.styled(load.text, "$text-muted" if load.fits else "$text-warning")
            parts += [Content.assemble(("Four weeks  ", "$text-muted"), said)]
        elif load is not None:
            parts += [
                Content(" "),
                Content.styled("Touches of the coming days", "bold $text-accent"),
                *_bars(load, width),
            ]
        return joined(parts)

    def edit(self, key: str) -> None:
        """Ask for the line."""
        from screens.modals.line import LineBox

        name = key.partition(":")[2]
        label, example = _TEXTS[name]
        value = shown_value(self.rules, name) if self.plan or name in NUMBERS else ""
        box = LineBox("Plan", label.strip(), value, example=example, check=partial(self._read_typed, name))
        self.place.app.push_screen(box, partial(self._keep, name))

    def _read_typed(self, name: str, typed: str) -> Any:
        """Return what was typed as the plan keeps it. Raises BadInput."""
        today = self.place.workspace.store.clock.today()
        readers: dict[str, Callable[[str], Any]] = {
            "cycle_weeks": weeks,
            "review_on": lambda text: parse_day(text, today).isoformat() if clean(text) else None,
            "hours": lambda text: "\n".join(one.text for one in parse_hours(text)),
        }
        if name in readers:
            return readers[name](typed)
        if name not in NUMBERS:
            return typed
        sentence, low, high = NUMBERS[name]
        text = clean(typed)
        if not (text.isascii() and text.isdecimal() and low <= int(text[:9]) <= high):
            raise BadInput(f"{sentence.format(low=low, high=high)}, not “{text}”")
        return int(text)

    def _keep(self, name: str, typed: str | None) -> None:
        if typed is None:
            return
        after = replace(self.rules, **{name: self._read_typed(name, typed)})
        if after != self.plan:
            begin(self.place, partial(self._write, after), group="act")

    async def _write(self, after: PlanRecord) -> None:
        place = self.place
        moves = await place.ask(place.workspace.strategy.save_plan, after)
        if moves:
            place.prospector.say(f"Filed anew: {moved_text(moves)} · u takes it back")
        place.reload()


def shown_value(plan: PlanRecord, key: str) -> str:
    """Return a line of the plan in words; empty while it was not written."""
    value = getattr(plan, key)
    if key == "cycle_weeks":
        return plural(value, "week")
    if key == "hours":
        return str(value).replace("\n", "; ")
    return "" if value is None else str(value)


def _bars(load: Budget, width: int) -> list[Content]:
    """Return a bar for each of the coming ten working days, those that are too much marked."""
    room = max(4, min(_BAR_MOST, width - 26))
    shown = []
    for one in load.days[:10]:
        bar = "■" * min(one.touches, room)
        over = f" ✗ over {one.most}" if one.over else ""
        shown.append(
            Content.assemble((f"{one.day:%a %d %b} ", "$text-muted"), f"{one.touches:>3} ",
                             (bar, "$text-error" if one.over else "$text-primary"), (over, "$text-error"))
        )  # fmt: skip
    return [*shown, Content.styled(load.text, "$text-muted" if load.fits else "$text-warning")]
