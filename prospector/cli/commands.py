"""All commands of `prospect`, put together with Typer; each lives in its own module."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import cache, wraps
from importlib import import_module
from inspect import Parameter, signature
from typing import Annotated, Any, get_type_hints

import typer
from typer.main import get_command

from prospector import __version__
from prospector.cli.output import speak_plainly
from prospector.cli.usage import usage
from prospector.cli.values import name_values
from prospector.errors import BadInput

MODULES = (
    "demo", "build", "name", "list", "show", "claims", "brief", "timeline", "edit", "drop", "lookup", "dedupe", "merge", "review",
    "enrich", "doubts", "suggest", "sources", "plan", "profile", "definition", "segment", "cadence", "playbook",
    "calendar", "source", "touch", "never", "qualify", "people", "handover", "next", "sitting", "draft", "due", "answers",
    "search", "views", "bulk", "triage", "complain", "audit", "import", "export", "history", "doctor", "team", "hand_in", "keys",
    "serve",
)  # fmt: skip

BESIDE = {
    "why": "show", "refute": "claims", "confirm": "claims", "pin": "claims", "bench": "drop", "swap": "drop",
    "relate": "merge", "unmerge": "merge", "pick": "doubts", "candidates": "doubts", "budget": "plan",
    "absence": "calendar", "holiday": "calendar", "whynow": "qualify", "stage": "qualify", "sheet": "qualify",
    "understand": "qualify", "horizon": "next", "snooze": "next", "promise": "sitting", "lessons": "search",
    "shortlist": "search", "undo": "history", "redo": "history", "restore": "doctor", "backup": "doctor",
}  # fmt: skip
"""Commands that stand in the module of another one."""

app = typer.Typer(
    name="prospect",
    help="Fewer and better leads. Without a command: the app on your workspace (prospect --db PATH --theme LOOK).",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

ClickException: type[Exception] = typer.BadParameter.__mro__[2]
"""Base of everything that a wrong call raises; Typer ships its own copy and does not export it."""


_PLAIN = "Text to be read aloud: one fact a line, no columns, no drawings, no signs."
Plain = Annotated[bool, typer.Option("--plain", envvar="PROSPECTOR_PLAIN", help=_PLAIN)]


@app.callback()
def _root(
    *,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        sys.stdout.write(f"prospect {__version__}\n")
        raise typer.Exit(0)


@cache
def _register(module: str) -> None:
    import_module(f"prospector.cli.{module}_command").register(app)
    _let_speak(app)
    parser.cache_clear()


def _let_speak(group: typer.Typer) -> None:
    """Let every command of `group` take ``--plain``; how plain text looks is told by the output alone."""
    for below in group.registered_groups:
        if below.typer_instance is not None:
            _let_speak(below.typer_instance)
    registered: list[Any] = [*group.registered_commands, group.registered_callback]
    for command in filter(None, registered):
        if command.callback is not None and not hasattr(command.callback, "speaks"):
            command.callback = _speaking(command.callback)


def _speaking(command: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(command)
    def run(*given: Any, plain: bool = False, **named: Any) -> Any:
        if plain:
            speak_plainly(on=True)
        return command(*given, **named)

    asked = signature(command, eval_str=True)
    switch = Parameter("plain", Parameter.KEYWORD_ONLY, default=False, annotation=Plain)
    run.__signature__ = asked.replace(parameters=[*asked.parameters.values(), switch])  # type: ignore[attr-defined]
    run.__annotations__ = {**get_type_hints(command, include_extras=True), "plain": Plain}
    run.speaks = True  # type: ignore[attr-defined]
    return run


@cache
def parser() -> Any:
    """Return what reads the command lines of the registered commands; its help calls values by words of the field."""
    found = get_command(app)
    name_values(found)
    return found


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit status. Raises BadInput for wrong usage."""
    # Importing every command takes longer than most commands; who asks for help or mistypes one gets them all.
    named = [BESIDE.get(one, one.replace("-", "_")) for one in arguments[:1]]
    for module in named if named and named[0] in MODULES else MODULES:
        _register(module)
    speak_plainly(on=False)
    try:
        status = parser()(list(arguments), standalone_mode=False)
    except ClickException as error:
        raise BadInput(usage(error)) from error
    except typer.Exit as leaving:
        return leaving.exit_code
    except typer.Abort:
        return 1
    return int(status or 0)
