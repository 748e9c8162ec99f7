"""The one question of the first run: whom a source may write to."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from prospector.cli.output import note
from prospector.errors import BadInput
from prospector.research.sources import asked_sources, missing_contact
from prospector.settings import NO_CONTACT_GIVEN, load_settings, read_contact, save_setting


def ask_contact(only: Sequence[str] | None) -> None:
    """Ask once whom sources may write to, when one that will be asked wants to know and nobody was asked before.

    Without a terminal one sentence says what is left out and how to change that.
    """
    settings = load_settings()
    wanting = missing_contact(settings, asked_sources(settings, only))
    if not wanting:
        return
    labels = ", ".join(one.label for one in wanting)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        note(f"{labels}: skipped, they want a contact in each request: `prospect sources contact you@company.example`")
        return
    note(f"{labels} want to know whom to write to when a request troubles them.")
    note(
        "Your e-mail or web address goes along with requests; Enter leaves these sources out. You are asked only once."
    )
    while True:
        sys.stderr.write("Contact: ")
        sys.stderr.flush()
        typed = sys.stdin.readline().strip()
        try:
            contact = read_contact(typed or NO_CONTACT_GIVEN)
        except BadInput as said:
            note(said.sentence)
            continue
        path = save_setting("contact", contact)
        note(f"kept in {path}; `prospect sources contact` changes it")
        return
