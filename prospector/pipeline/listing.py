"""Reading accounts as plain records; `listed` reads lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prospector.errors import NotFound
from prospector.model.account import (
    AccountRecord,
    FitRange,
    OutcomeRecord,
)
from prospector.store.reads import PARTS_OF_ONE, Reader, beginning
from prospector.text import clean

_FIT = (
    "LEFT JOIN fit_score f ON f.account_id = a.id AND f.version = "
    "(SELECT MAX(version) FROM fit_score g WHERE g.account_id = a.id)"
)


def account(reader: Reader, account_id: str) -> AccountRecord:
    """Return one account. Raises NotFound."""
    row = reader.one(
        f"""SELECT a.id, a.name, a.domain, a.country, a.city, a.stage, a.origin, a.source, a.named_by, a.named_at,
                   COALESCE(t.rep, ''), COALESCE(t.place, ''), t.slot, COALESCE(t.pain, ''), COALESCE(t.why, ''),
                   COALESCE(t.reason, ''), COALESCE(t.lesson, ''), f.low, f.high, f.coverage, f.disqualified, f.version
            FROM account a LEFT JOIN target t ON t.account_id = a.id {_FIT} WHERE a.id = ?""",  # noqa: S608 - constants
        (account_id,),
    )
    if row is None:
        raise NotFound("this account is not in the workspace any more: go back to the list")
    names, domains = _others(reader, row[0], row[1], row[2])
    return AccountRecord(
        id=row[0], name=row[1], domain=row[2], other_names=names, other_domains=domains, country=row[3], city=row[4],
        stage=row[5], origin=row[6], source=row[7], named_by=row[8], named_at=row[9], rep=row[10], place=row[11],
        slot=row[12], pain=row[13], why=row[14], reason=row[15], lesson=row[16], fit=_fit(row[17:22]),
    )  # fmt: skip


def _others(reader: Reader, root: str, name: str, domain: str | None) -> tuple[list[str], list[str]]:
    """Return the further names and domains of an account, those of its merged parts included."""
    part = f"IN {PARTS_OF_ONE}"
    names = reader.rows(
        f"SELECT name FROM account WHERE id {part} UNION SELECT name FROM account_name WHERE account_id {part}",  # noqa: S608 - constants
        (root, root),
    )
    domains = reader.rows(
        f"SELECT domain FROM account WHERE id {part} UNION SELECT domain FROM account_domain WHERE account_id {part}",  # noqa: S608 - constants
        (root, root),
    )
    return [one for (one,) in names if one != name], [one for (one,) in domains if one and one != domain]


def resolve(reader: Reader, given: str) -> str:
    """Return the id of the one account that `given` means: an id, a name, a domain, or the beginning of one of them.

    Raises NotFound when nothing or more than one fits, naming the candidates.
    """
    wanted = clean(given)
    exact = reader.rows(
        "SELECT DISTINCT r.root FROM account a JOIN account_root r ON r.id = a.id "
        "WHERE a.id = ? OR lower(a.name) = lower(?) OR a.domain = lower(?)",
        (wanted.lower(), wanted, wanted),
    )
    if len(exact) == 1:
        return str(exact[0][0])
    found = exact or reader.rows("SELECT id FROM account WHERE merged_into IS NULL AND id LIKE ?", (beginning(wanted),))
    folded = wanted.casefold()
    names = reader.rows("SELECT id, name, domain FROM account WHERE merged_into IS NULL")
    if not found and wanted:
        found = [(key,) for key, name, domain in names
                 if name.casefold().startswith(folded) or (domain or "").startswith(folded)]  # fmt: skip
    if len(found) == 1:
        return str(found[0][0])
    shown = {key: name for key, name, _ in names}
    if found:
        raise NotFound(
            f"“{wanted}” fits {', '.join(shown[key] for (key,) in found[:5])}: give more of the name or the id"
        )
    raise NotFound(f"no account “{wanted}” in this workspace: see `prospect list --all`")


def outcomes_of(reader: Reader, account_id: str) -> list[OutcomeRecord]:
    """Return what became of asking each source about an account the last time."""
    rows = reader.rows(
        "SELECT source, state, detail, requests, at FROM outcome "  # noqa: S608 - constants
        f"WHERE account_id IN {PARTS_OF_ONE} ORDER BY source, at DESC",
        (account_id,),
    )
    return [OutcomeRecord(*row) for row in rows]


def _fit(values: Sequence[Any]) -> FitRange | None:
    low, high, coverage, disqualified, version = values
    return None if low is None else FitRange(low, high, coverage, bool(disqualified), version)
