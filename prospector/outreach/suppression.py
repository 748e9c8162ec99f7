"""The never-contact ledger: companies, people, domains, e-mail addresses and phones that nobody here may contact.

Entries are salted hashes in an append-only, hash-chained log, so that a list of whom not to contact is not itself a list
of contacts. A hash finds what is written the same way after normalising (case, legal form, spacing, `www.`, spelling of
a number); it can't find a misspelt name, which is why a suppressed account's domains and phones are entered with it.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from prospector.errors import BadInput, NotFound, Refused
from prospector.model.outreach import SUPPRESSED, SuppressionRecord
from prospector.outreach.ledger_keys import Pair, digest, keys_of, looked_for
from prospector.store.store import Store
from prospector.text import clean

if TYPE_CHECKING:
    from prospector.store.action import Action
    from prospector.store.reads import Reader

STANDING = (
    "SELECT s.* FROM suppression s WHERE s.state = 'stands' "
    "AND s.seq = (SELECT MAX(u.seq) FROM suppression u WHERE u.root = s.root AND u.chain || '' = s.chain)"
)
"""The entries that hold."""
_SALTS = (
    "WITH RECURSIVE one (salt) AS (SELECT MIN(salt) FROM suppression UNION ALL "
    "SELECT (SELECT MIN(salt) FROM suppression s WHERE s.salt > one.salt) FROM one WHERE one.salt IS NOT NULL) "
    "SELECT salt FROM one WHERE salt IS NOT NULL"
)
"""Each salt once, by the index: there is one, and another for each ledger that a restored backup was given."""


class Suppressions:
    """The never-contact ledger of one workspace; everything that reaches out asks it first."""

    def __init__(self, store: Store) -> None:
        """Work on `store`."""
        self.store = store

    def listed(self) -> list[SuppressionRecord]:
        """Return the standing entries, newest first."""
        rows = self.store.reader.rows(
            f"SELECT s.root, s.kind, s.account_id, COALESCE(a.name, ''), s.reason, s.erased, s.added_by, s.added_at "  # noqa: S608
            f"FROM ({STANDING}) s LEFT JOIN account a ON a.id = s.account_id ORDER BY s.added_at DESC, s.seq DESC"
        )
        return [_record(row) for row in rows]

    def check(self, *pairs: Pair) -> SuppressionRecord | None:
        """Return the entry that forbids contact with any of (kind, value), None when nothing does.

        An e-mail address is forbidden by its domain too. Values that are none forbid nothing.
        """
        return find(self.store.reader, pairs)

    def of_account(self, account_id: str) -> SuppressionRecord | None:
        """Return the entry that forbids contact with an account: its own, a merged part's, or one of their domains."""
        return of_account(self.store.reader, account_id)

    def suppress_account(self, account_id: str, reason: str) -> int:
        """Enter a company: its names, its own domains, its known phones and addresses. Return the number of entries.

        Raises Refused without a reason, NotFound for an account that is gone.
        """
        from prospector.model.tables import Account

        why = _reason(reason)
        with self.store.action("Never contact", reason=why) as action:
            account = action.get(Account, account_id)
            if account is None:
                raise NotFound("this account is not in the workspace any more: go back to the list")
            action.retitle(f"Never contact {account.name}")
            return enter(action, _values_of(action, account_id), why, self.store.actor, account_id=account_id)

    def suppress(self, kind: str, value: str, reason: str, *, company: str = "") -> int:
        """Enter one value of `kind`; a person is a name at a `company`. Return the number of entries.

        Raises BadInput for a kind or a value that is none, Refused without a reason.
        """
        why, given = _reason(reason), clean(value)
        pair = (kind, f"{given}@{company}" if kind == "person" else given)
        if kind not in SUPPRESSED:
            raise BadInput(f"“{clean(kind)}” can't be suppressed: one of {', '.join(SUPPRESSED)}")
        if not keys_of(*pair):
            raise BadInput(_NOT_ONE[kind].format(given))
        with self.store.action(f"Never contact {'an' if kind == 'email' else 'a'} {kind}", reason=why) as action:
            return enter(action, [pair], why, self.store.actor)

    def lift(self, entry_id: str, reason: str) -> None:
        """Take an entry back, with a reason. Raises NotFound for one that does not stand, Refused for an erasure."""
        from prospector.model.tables import Suppression

        why = _reason(reason, "lifting it")
        with self.store.action("Allow contact again", reason=why) as action:
            standing = next((one for one in self.listed() if one.id == entry_id), None)
            if standing is None:
                raise NotFound("this entry of the never-contact ledger does not stand: see `prospect never list`")
            if standing.erased:
                raise Refused("what was erased stays erased: nobody is left whom it could be allowed for")
            for one in self.listed():
                if one.id != entry_id and not _entered_with(standing, one):
                    continue
                row = max(action.find(Suppression, Suppression.root == one.id), key=lambda row: row.seq)
                action.append(
                    Suppression(root=row.root, state="withdrawn", kind=row.kind, salt=row.salt, digest=row.digest,
                                account_id=row.account_id, reason=why, added_by=self.store.actor, added_at=action.now()),
                    chain=row.chain,
                )  # fmt: skip


def find(reader: Reader, pairs: Iterable[Pair]) -> SuppressionRecord | None:
    """Return the standing entry that any of the (kind, value) pairs meets (see `Suppressions.check`)."""
    salts = reader.rows(_SALTS)
    if not salts:
        return None
    keys = [pair for kind, value in pairs for pair in looked_for(kind, value)]
    digests = {digest(salt, kind, key) for (salt,) in salts for kind, key in keys}
    if not digests:
        return None
    marks = ",".join("?" * len(digests))
    row = reader.one(
        f"SELECT s.root, s.kind, s.account_id, COALESCE(a.name, ''), s.reason, s.erased, s.added_by, s.added_at "  # noqa: S608
        f"FROM ({STANDING}) s LEFT JOIN account a ON a.id = s.account_id WHERE s.digest IN ({marks}) "
        "ORDER BY s.erased DESC LIMIT 1",
        tuple(sorted(digests)),
    )
    return _record(row) if row else None


def of_account(reader: Reader, account_id: str) -> SuppressionRecord | None:
    """Return the entry that forbids contact with an account, through its merged parts (see `Suppressions.of_account`)."""
    parts = "(SELECT id FROM account_root WHERE root = (SELECT root FROM account_root WHERE id = ?))"
    row = reader.one(
        f"SELECT s.root, s.kind, s.account_id, COALESCE(a.name, ''), s.reason, s.erased, s.added_by, s.added_at "  # noqa: S608
        f"FROM ({STANDING}) s LEFT JOIN account a ON a.id = s.account_id "
        f"WHERE s.account_id IN {parts} AND s.kind IN ('company', 'domain') LIMIT 1",
        (account_id,),
    )
    if row:
        return _record(row)
    if reader.value("SELECT 1 FROM suppression LIMIT 1") is None:
        return None
    names = reader.rows(
        f"SELECT name FROM account WHERE id IN {parts} UNION SELECT name FROM account_name WHERE account_id IN {parts}",  # noqa: S608
        (account_id, account_id),
    )
    return find(reader, [*(("company", one) for (one,) in names), *_domains(reader, account_id)])


def refuse(entry: SuppressionRecord | None, what: str) -> None:
    """Raise Refused when there is an entry."""
    if entry is not None:
        why = f" ({entry.reason})" if entry.reason else ""
        if entry.erased:
            raise Refused(f"{what} is refused: this {entry.kind} was erased on {entry.added_at[:10]} and stays so")
        raise Refused(
            f"{what} is refused: the never-contact ledger has this {entry.kind}{why}, see `prospect never list`"
        )


def refuse_erased(reader: Reader, pairs: Iterable[Pair], what: str) -> None:
    """Raise Refused when any of the (kind, value) pairs is of somebody who was erased; who is only suppressed may be here."""
    entry = find(reader, pairs)
    refuse(entry if entry is not None and entry.erased else None, what)


def enter(
    action: Action,
    pairs: Iterable[Pair],
    reason: str,
    actor: str,
    *,
    account_id: str | None = None,
    erased: bool = False,
) -> int:
    """Append entries for (kind, value) pairs inside an action; what stands already is not entered twice."""
    from prospector.model.tables import Suppression

    # What was entered before can be lifted; what is erased can't, so it is entered again.
    alike = "WHERE s.erased" if erased else ""
    standing = {row[0] for row in action.rows(f"SELECT s.digest FROM ({STANDING}) s {alike}")}  # noqa: S608
    salts = action.rows("SELECT salt FROM suppression LIMIT 1")
    salt = salts[0][0] if salts else secrets.token_hex(16)
    count, now = 0, action.now()  # one moment for all: by it they are known as entered together
    for kind, value in pairs:
        for key in keys_of(kind, value):
            hashed = digest(salt, kind, key)
            if hashed in standing:
                continue
            standing.add(hashed)
            action.append(
                Suppression(kind=kind, salt=salt, digest=hashed, account_id=account_id, reason=reason, erased=erased,
                            added_by=actor, added_at=now),
                chain=actor,
            )  # fmt: skip
            count += 1
    return count


def _values_of(action: Action, account_id: str) -> list[Pair]:
    """Return what is known of an account, to be entered with it."""
    parts = "(SELECT id FROM account_root WHERE root = (SELECT root FROM account_root WHERE id = :id))"
    names = action.rows(
        f"SELECT name FROM account WHERE id IN {parts} UNION SELECT name FROM account_name WHERE account_id IN {parts}",  # noqa: S608
        id=account_id,
    )
    domains = action.rows(
        f"SELECT domain FROM account WHERE id IN {parts} AND domain IS NOT NULL "  # noqa: S608
        f"UNION SELECT domain FROM account_domain WHERE account_id IN {parts}",
        id=account_id,
    )
    people = action.rows(f"SELECT email, phone FROM person WHERE account_id IN {parts}", id=account_id)  # noqa: S608
    found = [("company", one) for (one,) in names] + [("domain", one) for (one,) in domains]
    found += [pair for email, phone in people for pair in (("email", email), ("phone", phone)) if pair[1]]
    return found


def _domains(reader: Reader, account_id: str) -> list[Pair]:
    parts = "(SELECT id FROM account_root WHERE root = (SELECT root FROM account_root WHERE id = ?))"
    rows = reader.rows(
        f"SELECT domain FROM account WHERE id IN {parts} UNION SELECT domain FROM account_domain WHERE account_id IN {parts}",  # noqa: S608
        (account_id, account_id),
    )
    return [("domain", one) for (one,) in rows if one]


_NOT_ONE = {
    "company": "“{0}” is not a company's name: give at least one letter or digit",
    "person": "a person is a name at a company: give “{0}” and the company's name",
    "domain": "“{0}” is not a company's domain: type it like acme.com (mailbox providers can't be suppressed)",
    "email": "“{0}” is not an e-mail address: type it like info@acme.com",
    "phone": "“{0}” is not a phone number: give at least six digits",
}


def _entered_with(one: SuppressionRecord, other: SuppressionRecord) -> bool:
    """Say whether two entries of an account were made in one act: a person there stays forbidden when the company isn't."""
    made = (one.account_id, one.added_by, one.added_at, one.reason)
    return (
        bool(one.account_id)
        and not other.erased
        and made == (other.account_id, other.added_by, other.added_at, other.reason)
    )


def _record(row: tuple[Any, ...]) -> SuppressionRecord:
    root, kind, account_id, name, reason, erased, added_by, added_at = row
    return SuppressionRecord(root, kind, account_id, name, reason, bool(erased), added_by, added_at)


def _reason(typed: str, what: str = "never contacting somebody") -> str:
    reason = clean(typed)
    if not reason:
        raise Refused(f"{what} needs a reason: say it in a few words")
    return reason
