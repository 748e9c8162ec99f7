"""One criterion of the profile, asked step by step, with what is wrong said under the field it is about."""

from __future__ import annotations

import re

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from prospector.errors import BadInput
from prospector.plan.profile import (
    CRITERION_FIELDS,
    KINDS,
    MAX_WEIGHT,
    NEVER,
    RANGE_FIELDS,
    SHOULD,
    Criterion,
    Profile,
    parse_profile,
    render_profile,
)
from prospector.text import clean
from screens.modals.fields import FieldsBox
from screens.welcome_steps import words
from screens.widgets.choice import Choice
from screens.widgets.field import Field
from screens.widgets.hint import Hint

_ABOUT = {
    "employees": "How many people work there. Unknown widens the fit, it is not bad.",
    "founded": "The year it was founded.",
    "industry": "Words in its industry or description; one is enough.",
    "country": "Where its address is, as two letters: DE, SE, FR.",
    "city": "The town of its address.",
    "technology": "What its site is made with, or names.",
    "words": "Words in what its site says; one is enough. Several languages help.",
    "hiring": "Words in its open positions; none means any opening.",
}
_EXAMPLES = {
    "industry": "pump, compressor, Kältetechnik", "country": "DE, SE, FR", "city": "Malmö, Hamburg",
    "technology": "Shopify, SAP", "words": "field service, service vans", "hiring": "dispatcher, planner",
}  # fmt: skip
_WHOLE_LIMIT = 9
"""Digits of a number; more are a slip."""


class CriterionBox(FieldsBox[Criterion | None]):
    """Asks for a criterion; None when it was left."""

    def __init__(self, before: Criterion | None = None) -> None:
        """Change `before`, or ask for a new one."""
        super().__init__()
        self._before = before

    def compose(self) -> ComposeResult:
        """Yield the fields; only those that the chosen field of the account needs are shown."""
        one = self._before or Criterion("", SHOULD, "words", 3)
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = "Change the criterion" if self._before else "A new criterion"
            yield Field("Name", id="name", value=one.name, example="runs service vans of its own", limit=200)
            yield Choice("It is a", KINDS, id="kind", value=one.kind)
            yield Choice("It looks at", CRITERION_FIELDS, id="field", value=one.field)
            yield Static(id="about", classes="about")
            yield Field("Any of", id="any", value=", ".join(one.any), limit=4000)
            yield Field("At least", id="min", value=_shown(one.min), example="50", limit=_WHOLE_LIMIT)
            yield Field("At most", id="max", value=_shown(one.max), example="900", limit=_WHOLE_LIMIT)
            yield Choice(
                "Weight", [str(number) for number in range(1, MAX_WEIGHT + 1)], id="weight", value=str(one.weight)
            )
            yield Hint("enter goes on · left right chooses · ctrl+s done · esc leaves it")

    def on_mount(self) -> None:
        """Show what the chosen field needs."""
        self._show_needed()

    @on(Choice.Changed)
    def _show_needed(self) -> None:
        """Show the lines that make sense for what was chosen."""
        field = self._choice("field").value
        ranged = field in RANGE_FIELDS
        self.query_one("#about", Static).update(Content(_ABOUT[field]))
        self._field("any").display = not ranged
        self._field("min").display = self._field("max").display = ranged
        self._field("any").line.placeholder = _EXAMPLES.get(field, "")
        self._choice("weight").display = self._choice("kind").value != NEVER

    def action_finish(self) -> None:
        """Answer when every line is right; else the first wrong one gets the cursor."""
        for one in self.query(Field):
            one.say("")
        try:
            self.dismiss(self._made())
        except _Wrong as wrong:
            field = self._field(wrong.where)
            field.say(wrong.sentence, wrong=True)
            field.take_focus()

    def _made(self) -> Criterion:
        field, kind = self._choice("field").value, self._choice("kind").value
        name = clean(self._field("name").value)
        if not name:
            raise _Wrong("name", "give it a name in words: it is what the fit will say")
        low, high = (self._whole(key) if field in RANGE_FIELDS else None for key in ("min", "max"))
        wanted = () if field in RANGE_FIELDS else words(self._field("any").value)
        weight = 1 if kind == NEVER else int(self._choice("weight").value)
        made = Criterion(name, kind, field, weight, wanted, low, high)
        try:
            parse_profile(render_profile(Profile("draft", (made,))))
        except BadInput as error:
            where = "min" if field in RANGE_FIELDS else "any"
            raise _Wrong(where, _plain(error.sentence)) from None
        return made

    def _whole(self, key: str) -> int | None:
        typed = clean(self._field(key).value).replace(" ", "").replace(",", "").replace(".", "")
        if typed and not typed.isdecimal():
            raise _Wrong(key, "type a whole number, or nothing")
        return int(typed) if typed else None

    def _field(self, key: str) -> Field:
        return self.query_one(f"#{key}", Field)

    def _choice(self, key: str) -> Choice:
        return self.query_one(f"#{key}", Choice)


class _Wrong(Exception):
    """A line that can't be used."""

    def __init__(self, where: str, sentence: str) -> None:
        super().__init__(sentence)
        self.where = where
        self.sentence = sentence


def _plain(sentence: str) -> str:
    """Return a sentence about TOML as one about this form."""
    said = re.sub(r"^.*?line \d+: ", "", sentence)
    return said.replace("any = [...] with at least one word", "at least one word").replace("any = [...]", "words")


def _shown(number: int | None) -> str:
    return "" if number is None else str(number)
