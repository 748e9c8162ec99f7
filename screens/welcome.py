"""Welcome: the first run. Three ways to begin, then a guide of a few skippable questions that stops and resumes."""

from __future__ import annotations

import contextlib
import json
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from prospector.model.lead import ROLES
from prospector.plan.profile import KINDS, SHOULD
from screens import places, welcome_steps
from screens.base import Place
from screens.jobs import begin
from screens.welcome_steps import LEAD, NOT_YET, SIZE, STEPS, SUMMARY, Problem, Step
from screens.welcome_ways import CHOOSING, COMMANDS, WAYS, explained, greeting, keep, keys_of, welcome
from screens.widgets.choice import Choice
from screens.widgets.field import Field
from screens.widgets.picks import Picks

_MEMORY = "welcome"


class WelcomeScreen(Place):
    """The first run."""

    MODE = places.WELCOME
    CSS_PATH = "welcome.tcss"
    KEYS = CHOOSING
    HELP = """\
A list begins with what you sell and whom it helps. The guide asks for that in
nine short steps. Every one may be skipped, and the answers stay when you go
back or stop; the next start of the app stands where you stopped.

  enter       take the answer; an empty one skips the question
  up          the question before
  left right  must, should or never
  esc         stop for now"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "choose('start')", "Start my list", show=False, id="welcome.start"),
        Binding("d", "choose('demo')", "Try the demo firm", show=False, id="welcome.demo"),
        Binding("b", "choose('file')", "Bring a file", show=False, id="welcome.file"),
        Binding("up,pageup", "before", "The question before", show=False, id="welcome.before"),
        Binding("enter,down,pagedown", "on", "The next question", show=False, id="welcome.on"),
        Binding("escape", "leave", "Stop for now", show=False, id="welcome.leave"),
        Binding("f1", "help", "Help", show=False, id="welcome.help"),
    ]

    answer = getters.query_one("#answer", Field)
    least = getters.query_one("#least", Field)
    most = getters.query_one("#most", Field)
    kind = getters.query_one("#kind", Choice)
    role = getters.query_one("#role", Choice)

    def __init__(self) -> None:
        """Begin with the ways, or where the guide was left."""
        super().__init__()
        self.at = -1
        """Number of the step; -1: the ways."""
        self.answers: dict[str, str] = {}

    def body(self) -> ComposeResult:
        """Yield the ways and the guide; one of them is shown."""
        with Vertical(id="ways-in"):
            yield Static(greeting(), id="greeting")
            yield Picks(id="ways")
            yield Static(id="command")
        with VerticalScroll(id="guide", can_focus=False):
            yield Static(id="progress")
            yield Static(id="question")
            yield Static(id="explain")
            yield Field("Answer", id="answer", limit=1000)
            yield Field("At least", id="least", example="50", limit=12)
            yield Field("At most", id="most", example="900", limit=12)
            yield Choice("This is a", KINDS, id="kind", value=SHOULD)
            yield Choice("Sign as", (NOT_YET, *ROLES), id="role", value=NOT_YET)
            yield Static(id="summary")

    def on_mount(self) -> None:
        """Come back to the step where the guide was left."""
        self._load(self.prospector.memory.get(_MEMORY))
        lines = [
            (key, Content.assemble((f" {letter}  ", "bold $text-accent"), label)) for key, letter, label, _ in WAYS
        ]
        self.query_one("#ways", Picks).show(lines)
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Keep the letters of an answer away from the keys of the app: a question is no place to leave by typing."""
        if self.at < 0 or not event.is_printable or event.key in {"h", "l", "space", "question_mark"}:
            return
        event.stop()
        if isinstance(self.focused, Choice) and event.character:
            self.focused.choose(event.character)

    def on_descendant_focus(self) -> None:
        """Name the keys of the choice that has the focus."""
        if self.at >= 0:
            self._show_keys(STEPS[self.at])

    async def refresh_data(self) -> None:
        """Keep the headline."""
        self.headline(welcome() if self.at < 0 else self._heading())

    # The ways

    @on(OptionList.OptionHighlighted, "#ways")
    def explain_way(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the way under the cursor means."""
        self.query_one("#command", Static).update(explained(event.option.id or ""))

    @on(OptionList.OptionSelected, "#ways")
    def take_way(self, event: OptionList.OptionSelected) -> None:
        """Go that way."""
        event.stop()
        self.action_choose(event.option.id or "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the letters choose only while the ways are shown."""
        if action == "choose":
            return self.at < 0
        return super().check_action(action, parameters)

    def action_choose(self, way: str) -> None:
        """Begin the guide, or the way that another command is."""
        if way == "start":
            self._go(0)
        elif way == "file":
            self.prospector.remember("data_part", "import")
            self.prospector.go(places.DATA)
        else:
            self.app.copy_to_clipboard(COMMANDS[way])
            self.prospector.say(f"Copied: {COMMANDS[way]}\nctrl+q leaves the app; type it in a shell.", seconds=8)

    # The guide

    def _go(self, at: int) -> None:
        self.at = at
        self._remember()
        self._show()

    def _show(self) -> None:
        guided = self.at >= 0
        self.set_class(guided, "-guided")
        if not guided:
            self.show_keys(CHOOSING)
            self.headline(welcome())
            self.query_one("#ways", Picks).focus()
            return
        self.headline(self._heading())
        self._show_step(STEPS[self.at])

    def _heading(self) -> Content:
        about = "   your profile" if STEPS[self.at].is_criterion else "   your plan"
        return Content.assemble((f"Step {self.at + 1} of {len(STEPS)}", "bold $text-accent"), (about, "$text-muted"))

    def _show_step(self, step: Step) -> None:
        done = [("●", "$text-success")] * self.at + [("◎", "bold $text-accent")]
        done += [("○", "$text-muted")] * (len(STEPS) - self.at - 1)
        self.query_one("#progress", Static).update(Content(" ").join(Content.styled(*one) for one in done))
        self.query_one("#question", Static).update(Content(step.question))
        self.query_one("#explain", Static).update(Content(step.explain))
        lines = welcome_steps.summary(self.answers) if step.kind == SUMMARY else []
        shown = [Content.assemble((f"{label:<14}", "$text-muted"), " ", text) for label, text in lines]
        empty = Content("Nothing was answered: that is fine. Names come first, the rest can follow (6).")
        self.query_one("#summary", Static).update(Content("\n").join(shown) if shown else empty)
        self.query_one("#summary").display = step.kind == SUMMARY
        self.answer.display = step.kind not in (SIZE, SUMMARY)
        self.least.display = self.most.display = step.kind == SIZE
        self.kind.display, self.role.display = step.is_criterion, step.kind == LEAD
        self._show_keys(step)
        self._fill(step)

    def _show_keys(self, step: Step) -> None:
        self.show_keys(keys_of(step, (self.focused.id or "") if isinstance(self.focused, Choice) else ""))

    def _fill(self, step: Step) -> None:
        self.answer.relabel(step.label)
        self.answer.line.placeholder = step.example
        self.kind.value = self.answers.get(f"{step.key}.kind", SHOULD)
        self.role.value = self.answers.get("lead.role", NOT_YET)
        for field, key in ((self.answer, step.key), (self.least, "least"), (self.most, "most")):
            field.value = self.answers.get(key, "")
            field.say("")
        if step.kind == SUMMARY:
            self.set_focus(None)
        else:
            (self.least if step.kind == SIZE else self.answer).take_focus()

    def _collect(self) -> None:
        """Take over what stands in the fields."""
        step = STEPS[self.at]
        if step.kind == SIZE:
            self.answers |= {"least": self.least.value, "most": self.most.value}
        elif step.kind != SUMMARY:
            self.answers[step.key] = self.answer.value
        if step.is_criterion:
            self.answers[f"{step.key}.kind"] = self.kind.value
        if step.kind == LEAD:
            self.answers["lead.role"] = self.role.value
        self._remember()

    @on(Input.Changed)
    @on(Choice.Changed)
    def keep_answer(self) -> None:
        """Remember every key; what was wrong with an answer is said until it is changed."""
        if self.at >= 0:
            self._collect()
            for field in (self.answer, self.least, self.most):
                field.say("")

    @on(Input.Submitted)
    def go_on(self, event: Input.Submitted) -> None:
        """Go to the next field of the step that matters, else to the next step."""
        event.stop()
        self._collect()
        step, here = STEPS[self.at], event.input.id
        if here == "least-input":
            self.most.take_focus()
        elif self._is_right(step):
            if step.is_criterion and (self.answer.value.strip() or self.least.value.strip() or self.most.value.strip()):
                self.kind.focus()
            elif step.kind == LEAD:
                self.role.focus()
            else:
                self._go(self.at + 1)

    def _is_right(self, step: Step) -> bool:
        try:
            welcome_steps.check(step, self.answers)
        except Problem as problem:
            field = self.query_one(f"#{problem.field}", Field)
            field.say(problem.sentence, wrong=True)
            field.take_focus()
            return False
        return True

    def action_on(self) -> None:
        """Go to the next step; from the last one, keep everything."""
        if self.at < 0:
            return
        self._collect()
        if STEPS[self.at].kind == SUMMARY:
            begin(self, self._keep, group="keep", exclusive=True)
        elif self._is_right(STEPS[self.at]):
            self._go(self.at + 1)

    def action_before(self) -> None:
        """Go to the step before; answers stay."""
        if self.most.line.has_focus:
            self.least.take_focus()
        elif self.at >= 0:
            self._collect()
            self._go(self.at - 1)

    def action_leave(self) -> None:
        """Stop for now; the next start stands here again."""
        if self.at >= 0:
            self._collect()
        self.prospector.go(places.TODAY)

    # Keeping

    async def _keep(self) -> None:
        """Write plan and profile as one act, then go to the names."""
        if not await self.act(self._write):
            return
        for key, value in (("welcomed", "yes"), ("guide", "naming"), (_MEMORY, "")):
            self.prospector.remember(key, value)
        self.at, self.answers = -1, {}
        self.prospector.go(places.NAME)

    def _write(self) -> None:
        keep(self.workspace, self.answers)

    def _remember(self) -> None:
        answers = {key: text for key, text in self.answers.items() if text}
        kept = json.dumps({"at": self.at, "answers": answers}, ensure_ascii=False)
        self.prospector.remember(_MEMORY, kept if answers or self.at >= 0 else "")

    def _load(self, text: str) -> None:
        with contextlib.suppress(ValueError, TypeError, AttributeError, LookupError, RecursionError):
            kept = json.loads(text)
            at, answers = kept["at"], kept["answers"]
            if isinstance(at, int) and -1 <= at < len(STEPS):
                self.answers = {
                    key: one for key, one in answers.items() if isinstance(key, str) and isinstance(one, str)
                }
                self.at = at
