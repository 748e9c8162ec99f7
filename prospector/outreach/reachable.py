"""Whether anybody may reach out to an account, or to a person there: asked before every touch, draft and planned step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospector.errors import NotFound, Refused
from prospector.outreach.suppression import find, of_account, refuse

if TYPE_CHECKING:
    from prospector.store.reads import Reader


def refuse_unreachable(reader: Reader, account_id: str, doing: str, *, there: str, person: str = "") -> str:
    """Return the account's name when it may be contacted.

    `doing` names the act (``touching``), `there` what to do with the account that this one was merged into. Raises
    NotFound for an account that is gone, Refused for one merged away, dropped or on the never-contact ledger, and for a
    person who is.
    """
    row = reader.one(
        "SELECT a.name, a.merged_into, b.name, t.place FROM account a LEFT JOIN account b ON b.id = a.merged_into "
        "LEFT JOIN target t ON t.account_id = a.id WHERE a.id = ?",
        (account_id,),
    )
    if row is None:
        raise NotFound("this account is not in the workspace any more: go back to the list")
    name, merged_into, kept_as, place = row
    if merged_into is not None:
        raise Refused(f"{name} was merged into {kept_as or 'another one'}: {there} there")
    if place == "dropped":
        raise Refused(f"{name} was dropped: put it on the list or the bench first (`prospect bench --back`)")
    refuse(of_account(reader, account_id), f"{doing} {name}")
    if person:
        refuse(find(reader, [("person", f"{person}@{name}")]), f"{doing} {person}")
    return str(name)
