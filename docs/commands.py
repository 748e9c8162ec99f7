"""Write docs/commands.md from the help of every command: `python docs/commands.py`; a test holds the two together."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from prospector.cli import commands

PAGE = Path(__file__).with_name("commands.md")
BEGINNING = """\
# Commands

Written by `python docs/commands.py` from what `prospect COMMAND --help` says; change the help of a command, not this page.

`prospect` alone opens the app on your workspace, `prospect --db PATH` on another one. What a command works on is named by
`--db PATH` or a team's URL, else by `PROSPECTOR_DB`, else it is the workspace in the platform's data folder. With `--json` a
command prints one JSON document on standard output and nothing else there, for wrong usage and other errors `{"error": ...}`;
progress goes to standard error. `--help` or `-h` after any command says what stands here.

| exit status | means |
|---|---|
| 0 | done |
| 1 | done in part: the message says what was handed back, and where |
| 2 | wrong usage or bad input: nothing was changed |
| 3 | the workspace can't be used |

"""
SHARED = {"--db", "--json", "--plain"}
"""Options told once at the top; a command that takes them in another way still shows them."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command as the parser knows it."""

    name: str
    """All words, as ``team init``."""
    parser: Any
    runs: bool
    """Whether it does something without one of its subcommands."""

    @property
    def anchor(self) -> str:
        """The name of its heading in a link."""
        return f"prospect-{self.name.replace(' ', '-')}"


def root() -> Any:
    """Return the parser of `prospect` with every command."""
    for module in commands.MODULES:
        commands._register(module)  # noqa: SLF001 - a document of that very module
    return commands.parser()


def every(group: Any, before: str = "") -> Iterator[Command]:
    """Yield the commands of a group, each followed by its own subcommands."""
    for name, parser in group.commands.items():
        words = f"{before} {name}".strip()
        inner = getattr(parser, "commands", None)
        yield Command(words, parser, runs=not inner or bool(parser.invoke_without_command))
        if inner:
            yield from every(parser, words)


def page() -> str:
    """Return the whole page."""
    out = io.StringIO()
    out.write(BEGINNING)
    found = sorted(every(root()), key=lambda one: one.name.split())
    out.write("| command | does |\n|---|---|\n")
    for one in found:
        if " " not in one.name:
            out.write(f"| [`{one.name}`](#{one.anchor}) | {_cell(_said(one.parser.help))} |\n")
    for one in found:
        out.write(_section(one))
    return out.getvalue()


def _section(command: Command) -> str:
    context = typer.Context(command.parser, info_name=f"prospect {command.name}")
    lines = [
        "",
        f"{'##' if ' ' not in command.name else '###'} prospect {command.name}",
        "",
        _said(command.parser.help),
    ]
    if command.runs:
        usage = [piece for piece in command.parser.collect_usage_pieces(context) if piece != "[OPTIONS]"]
        lines += ["", f"`{' '.join([f'prospect {command.name}', '[options]', *usage])}`"]
        rows = [
            f"| `{_cell(record[0])}` | {_cell(record[1])} |"
            for parameter in command.parser.params
            if (record := parameter.get_help_record(context)) and not _told_at_the_top(parameter)
        ]
        if rows:
            lines += ["", "| | |", "|---|---|", *rows]
    return "\n".join(lines) + "\n"


def _told_at_the_top(parameter: Any) -> bool:
    return bool(SHARED & set(parameter.opts)) and not parameter.multiple


def _said(text: str | None) -> str:
    return " ".join((text or "").split())


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> int:
    """Write the page, or with ``--check`` say whether it is up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether the page is up to date")
    wanted = page()
    if parser.parse_args().check:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == wanted
        sys.stdout.write(
            "up to date\n" if current else "docs/commands.md is older than the commands: python docs/commands.py\n"
        )
        return 0 if current else 1
    PAGE.write_text(wanted, encoding="utf-8")
    sys.stdout.write(f"{PAGE.name}: {wanted.count(chr(10) + '#')} commands\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
