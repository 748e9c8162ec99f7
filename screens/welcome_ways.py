"""The ways to begin at the first start, and what is kept of the answers at its end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from prospector.model.ids import new_id
from prospector.plan.criteria import SUGGESTED
from screens import welcome_steps
from screens.welcome_steps import LEAD, SUMMARY, Step

if TYPE_CHECKING:
    from prospector.workspace import Workspace

WAYS = (
    ("start", "s", "Start my list", "Four questions about what you sell, a first profile, then names."),
    ("demo", "d", "Try the demo firm", "A made-up firm with twenty made-up companies, researched before your eyes."),
    ("file", "b", "Bring a file", "Names you have already: CSV, Excel, one a line or pasted. You see each row's fate first."),
)  # fmt: skip
COMMANDS = {"demo": "prospect demo"}

CHOOSING = (("enter", "choose"), ("j k", "move"), ("esc", "look around first"), ("?", "help"))
_GUIDED = (("enter", "on, empty skips"), ("up", "back"), ("esc", "stop, resume later"), ("f1", "help"))
_SIGNED = (("enter", "on"), ("up", "back"), ("esc", "stop, resume later"), ("f1", "help"))
_CHOICES = {
    "kind": (("left right or m s n", "must, should, never"), ("enter", "on"), ("up", "back"), ("esc", "stop")),
    "role": (("left right", "sign as, or not yet"), ("enter", "on"), ("up", "back"), ("esc", "stop")),
}
"""Keys while one of the choices has the focus."""
_AT_THE_END = (("enter", "keep both and name companies"), ("up", "back"), ("esc", "stop, resume later"))


def greeting() -> Content:
    """Return what the first screen says."""
    return Content.assemble(
        "Twenty companies worth having, named by you, each with its reason and its proof.\n",
        ("No account, no key, nothing leaves this machine until you research.", "$text-muted"),
    )


def welcome() -> Content:
    """Return the headline of the first screen."""
    return Content.assemble(
        ("Welcome", "bold $text-accent"), ("   No plan yet: four questions begin it", "$text-muted")
    )


def explained(way: str) -> Content:
    """Return what a way means, with the command that it is in a shell."""
    said = next((explain for name, _, _, explain in WAYS if name == way), "")
    command = COMMANDS.get(way)
    if not command:
        return Content(said)
    return Content.assemble(said, "\n\nIn a shell:  ", (command, "bold"), ("   enter copies it", "$text-muted"))


def keep(workspace: Workspace, answers: Mapping[str, str]) -> None:
    """Write plan, profile and lead definition as one act."""
    batch, strategy = new_id(), workspace.strategy
    plan, profile = welcome_steps.plan(answers), welcome_steps.profile(answers)
    if plan is not None:
        strategy.save_plan(plan, batch)
    if profile is not None:
        workspace.plans.apply(profile, batch)
    text, role = welcome_steps.lead(answers)
    if text:
        strategy.definitions.write(text, "\n".join(SUGGESTED), batch)
    if role:
        strategy.definitions.sign(role, batch=batch)


def keys_of(step: Step, choice: str) -> tuple[tuple[str, str], ...]:
    """Return the keys of a question; `choice` is the one of its choices that has the focus, or nothing."""
    if step.kind == SUMMARY:
        return _AT_THE_END
    return _CHOICES.get(choice, _SIGNED if step.kind == LEAD else _GUIDED)
