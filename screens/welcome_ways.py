"""The ways to begin at the first start, and what is kept of the answers at its end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from prospector.model.ids import new_id
from prospector.plan.criteria import SUGGESTED
from screens import welcome_steps

if TYPE_CHECKING:
    from prospector.workspace import Workspace

WAYS = (
    ("start", "s", "Start my list", "Four questions about what you sell, a first profile, then names."),
    ("demo", "d", "Try the demo firm", "A made-up firm with twenty made-up companies, researched before your eyes."),
    ("file", "b", "Bring a file", "Names you have already: CSV, Excel, one a line or pasted. You see each row's fate first."),
)  # fmt: skip
COMMANDS = {"demo": "prospect demo"}


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
