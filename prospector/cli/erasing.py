"""`prospect never erase`: shows everything that goes, asks, and erases for good."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from prospector.cli.options import Db, Json, Reason, workspace
from prospector.cli.output import emit, line, note
from prospector.model.outreach import SUPPRESSED
from prospector.model.upkeep import Erasure
from prospector.text import plural

Kind = Annotated[str, typer.Option("--kind", help=f"What it is, where that is not plain: {', '.join(SUPPRESSED)}.")]
Yes = Annotated[bool, typer.Option("--yes", help="Erase without asking.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Only show what would go.")]
_WHAT = "A person, a company, an e-mail address, a phone number or a domain."
_SHOWN = 12
_UNDONE = ("yourself", "the next start", "no fresh backup")
"""Words of sentences about what is still to be done."""


def erase(
    what: Annotated[str, typer.Argument(help=_WHAT)],
    *,
    kind: Kind = "",
    company: Annotated[str, typer.Option("--company", help="The company a person belongs to.")] = "",
    reason: Reason = "",
    yes: Yes = False,
    dry_run: Dry = False,
    db: Db = None,
    json: Json = False,
) -> int:
    """Erase somebody; without --yes it asks, and where nobody can be asked it only shows what would go."""
    with workspace(db) as opened:
        if yes and not dry_run:
            return _done(opened.upkeep.erase(what, kind=kind, company=company, reason=reason), json=json)
        looked = opened.upkeep.erasable(what, kind=kind, company=company)
        if json:
            emit({"erased": False, **_document(looked)})
            return 0
        _show(looked)
        if dry_run or not (sys.stdin.isatty() and sys.stderr.isatty()):
            line("nothing is erased yet: the same with --yes does it, for good")
            return 0
        sys.stderr.write("erase all of it for good? nothing brings it back. Type yes: ")
        sys.stderr.flush()
        if sys.stdin.readline().strip().casefold() != "yes":
            line("nothing was erased")
            return 0
        return _done(opened.upkeep.erase(what, kind=kind, company=company, reason=reason), json=False)


def _show(one: Erasure) -> None:
    line(f"{one.kind}: {', '.join(one.who) or 'nobody with a row here'}")
    for table, count in sorted(one.removed.items()):
        line(f"  goes: {plural(count, table.replace('_', ' '))}")
    for table, count in sorted(one.blanked.items()):
        line(f"  blanked in the log: {plural(count, table.replace('_', ' '))}")
    for mention in one.mentions[:_SHOWN]:
        line(
            f"  blanked: {mention.table.replace('_', ' ')}{f' of {mention.account}' if mention.account else ''}: {mention.text}"
        )
    if len(one.mentions) > _SHOWN:
        line(f"  blanked: {len(one.mentions) - _SHOWN} more (all with --json)")
    if one.cached:
        line(f"  goes: {plural(one.cached, 'page')} of the web cache")
    for path in one.backups:
        line(f"  goes: backup {path}")
    for sentence in one.kept:
        line(f"  stays: {sentence}")
    _elsewhere(one)


def _elsewhere(one: Erasure) -> None:
    for path in one.elsewhere:
        line(f"  not ours to change: {path} holds it, remove it yourself")


def _done(one: Erasure, *, json: bool) -> int:
    if json:
        emit({"erased": True, **_document(one)})
    else:
        rows, entries = sum(one.removed.values()), sum(one.blanked.values())
        line(
            f"erased: {plural(rows, 'row')}, {plural(entries, 'entry', 'entries')} of the logs, "
            f"{plural(len(one.mentions), 'mention')}, {plural(one.cached, 'cached page')}, {plural(len(one.backups), 'backup')}; "
            f"{plural(one.entered, 'hash', 'hashes')} in the never-contact ledger keep it out"
        )
        _elsewhere(one)
    for sentence in one.said:
        note(sentence)
    return 1 if one.elsewhere or any(word in sentence for sentence in one.said for word in _UNDONE) else 0


def _document(one: Erasure) -> dict[str, object]:
    told = {name: value for name, value in asdict(one).items() if name not in ("backups", "elsewhere")}
    return {**told, "backups": [str(path) for path in one.backups], "elsewhere": [str(path) for path in one.elsewhere]}
