"""The command `prospect`. Only what starts the app or prints the version is imported here."""

from __future__ import annotations

import sys

from prospector import __version__


def main() -> None:
    """Run `prospect`; the process ends with the exit status of DESIGN section 8."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        sys.stdout.write(f"prospect {__version__}\n")
        return
    from prospector.cli.guard import guarded

    if not arguments or arguments[0] in ("--db", "--theme"):
        from prospector.cli.start import start_app

        sys.exit(guarded(lambda: start_app(arguments)))
    from prospector.cli.commands import run

    sys.exit(guarded(lambda: run(arguments), json="--json" in arguments))
