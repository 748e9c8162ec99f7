"""Erasing a person or a company for good: what stays is a salted hash and a date in the never-contact ledger.

What goes: their rows and all that refers to them; in the append-only logs and in the journal the text of what was about
them; mentions in other people's records; pages of the web cache, derived files, backups. It is one action, which nothing
undoes. A person is recognised by name and company, e-mail address and phone number; a text that means them by a nickname
or a surname alone can't be found, and is for a person to look after.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from prospector.errors import StoreUnusable
from prospector.identity.fold import fold
from prospector.model import upkeep
from prospector.model.makers import HUMAN, MACHINE
from prospector.outreach import traces
from prospector.outreach.erasable import Who, who
from prospector.outreach.suppression import enter
from prospector.settings import Settings
from prospector.store import rotation, unfinished
from prospector.store.scrub import Needle, Scrub
from prospector.store.sqlite import connect, errors, unusable
from prospector.store.store import Store
from prospector.text import clean, plural

if TYPE_CHECKING:
    from prospector.store.action import Action
    from prospector.store.erasing import Erasing, Going

ERASE = "erase"
"""Kind of the action; neither undo nor redo knows it."""
REASON = "erased"
_LATER = "everything is erased, but the file could not be rewritten; the next start tries again"
_WAYS = ("email", "phone", "fax", "social")


class _LookedAt(Exception):
    """Ends the action of a look, so that nothing of it is kept."""


class Erasures:
    """Erases in one workspace."""

    def __init__(self, store: Store, settings: Settings) -> None:
        """Work on `store`."""
        self.store = store
        self.settings = settings

    def look(self, what: str, *, kind: str = "", company: str = "") -> upkeep.Erasure:
        """Return what erasing would take; it is the act itself, taken back. Raises BadInput, NotFound."""
        path = self.store.path
        found = who(self.store.reader, what, kind, company)
        going, kept = self._going(found)
        erasing: Erasing | None = None
        with contextlib.suppress(_LookedAt), self.store.action("Look") as action:
            erasing = self._run(action, going)
            raise _LookedAt
        outside = traces.traces(path, self.settings, going.scrub, drop=False)
        return self._told(found, erasing, outside, kept)

    def erase(self, what: str, *, kind: str = "", company: str = "", reason: str = "") -> upkeep.Erasure:
        """Erase for good. Raises BadInput, NotFound, Refused while another program has the workspace open."""
        from prospector.store.action import Label
        from prospector.store.restoring import refuse_open

        path = self.store.path
        refuse_open(path, "erasing")
        found = who(self.store.reader, what, kind, company)
        going, kept = self._going(found)
        title = f"Erase {'an' if found.kind == 'email' else 'a'} {found.kind.replace('email', 'e-mail address')}"
        with self.store.action(title) as action:
            why = going.scrub.cleaned(clean(reason))
            action.label = Label(title=title, by=HUMAN, actor=action.label.actor, reason=why, kind=ERASE)
            unfinished.begin(path, action.id)
            erasing = self._run(action, going)
            entered = enter(action, found.pairs, REASON, self.store.actor, erased=True)
        outside = traces.traces(path, self.settings, going.scrub, drop=True)
        said = [*outside.said, *self.finish()]
        return replace(self._told(found, erasing, outside, kept), who=(), entered=entered, said=said)

    def finish(self) -> list[str]:
        """Rewrite the file, so that no page of it holds what was erased, and take a fresh backup; return what was done."""
        from prospector.store.erasing import settle

        path = self.store.path
        self.store.close()
        try:
            with contextlib.closing(connect(path)) as connection:
                settled = settle(connection)
        except StoreUnusable as error:
            return [f"{_LATER} ({error.sentence})"]
        except errors() as error:
            return [f"{_LATER} ({unusable(path, error).sentence})"]
        if not settled:
            return ["everything is erased, but another program was reading: the next start rewrites the file"]
        unfinished.end(path)
        try:
            fresh = rotation.take(path, "after erasing", self.store.clock.now(), rotation.keep_of(self.settings))
        except StoreUnusable as error:
            return [f"the file was rewritten; no fresh backup: {error.sentence}"]
        return [f"the file was rewritten, and a fresh backup lies in {fresh}"]

    def resume(self) -> list[str]:
        """Finish an erasure that was interrupted, whoever it was of; return what was done, in sentences."""
        action_id = unfinished.under_way(self.store.path)
        if not action_id:
            return []
        if not self.store.reader.value("SELECT 1 FROM action WHERE id = ?", (action_id,)):
            unfinished.end(self.store.path)
            return ["an erasure was interrupted before anything was erased: run it again"]
        outside = traces.traces(self.store.path, self.settings, None, drop=True)
        gone = plural(len(outside.backups), "backup")
        done = f"an erasure was interrupted and is finished now: {gone} and the web cache were removed with what they hold of it"
        return [done, *outside.said, *self.finish()]

    def again(self) -> int:
        """Erase whoever the ledger knows as erased and who is here all the same, as after a restore; return how many.

        Nothing outside the file is touched. The caller rewrites the file.
        """
        from prospector.outreach.erasable import returned
        from prospector.store.action import Label

        back = returned(self.store.reader)
        for found in back:
            with self.store.action("Erase again") as action:
                action.label = Label(title="Erase again", by=MACHINE, actor=action.label.actor, kind=ERASE)
                self._run(action, self._going(found)[0])
        return len(back)

    def _run(self, action: Action, going: Going) -> Erasing:
        from prospector.store.erasing import Erasing

        erasing = Erasing(action, going)
        erasing.run()
        return erasing

    def _going(self, found: Who) -> tuple[Going, list[str]]:
        """Return what the store is told, and sentences about those who are called alike and stay."""
        from prospector.store.erasing import Going

        salts = [str(salt) for (salt,) in self.store.reader.rows("SELECT DISTINCT salt FROM suppression")]
        digests = _digests(found, salts)
        concerned = found.accounts | {account for account, _ in found.called}

        def about(table: str, image: Mapping[str, Any]) -> bool:
            if table == "suppression":
                return image["account_id"] in found.accounts or image["digest"] in digests
            account = str(image.get("account_id"))
            if account not in concerned:
                return False
            return account in found.accounts or (account, fold(str(image.get("person") or ""))) in found.called

        rows = {("account", one) for one in found.accounts} | {("person", one) for one in found.people}
        rows |= {("draft", one) for (one,) in self._drafts(found.people)}
        sparing, kept = self._alike(found)
        scrub = Scrub(found.needles)
        rows |= set(self._claimed(scrub, sparing))
        return Going(found.kind, frozenset(rows), about, scrub, sparing), kept

    def _drafts(self, people: frozenset[str]) -> list[tuple[Any, ...]]:
        marks = ",".join("?" * len(people))
        return self.store.reader.rows(f"SELECT id FROM draft WHERE person_id IN ({marks})", sorted(people))  # noqa: S608

    def _claimed(self, scrub: Scrub, sparing: Mapping[str, Scrub]) -> Iterator[tuple[str, str]]:
        """Yield claims, and answers about them, that are an address or a name of who is erased and nothing else."""
        for table in ("claim", "claim_check"):
            marks = ",".join("?" * len(_WAYS))
            rows = self.store.reader.rows(f"SELECT id, account_id, value FROM {table} WHERE field IN ({marks})", _WAYS)  # noqa: S608
            yield from ((table, key) for key, account, value in rows if sparing.get(account, scrub).holds(value))

    def _alike(self, found: Who) -> tuple[dict[str, Scrub], list[str]]:
        """Return the accounts where others are called alike, with what is blanked there, and a sentence for each."""
        names = [(one, Scrub([one])) for one in found.needles if one.kind not in ("email", "phone")]
        all_names = Scrub([one for one, _ in names])
        staying: dict[str, set[Needle]] = {}
        kept: list[str] = []
        for account, told, kind, key in self.store.reader.rows(_CALLED):
            theirs = kind == "person" and (key in found.people or (account, fold(told)) in found.called)
            if account in found.accounts or theirs or not all_names.holds(told):
                continue
            staying.setdefault(account, set()).update(one for one, scrub in names if scrub.holds(told))
            where = self.store.reader.value("SELECT name FROM account WHERE id = ?", (account,))
            at = f" at {where}" if kind == "person" else ""
            kept.append(f"{told}{at} stays, which is another {kind} here: if it is the same, erase {key}, too")
        sparing = {
            account: Scrub([one for one in found.needles if one not in stay]) for account, stay in staying.items()
        }
        return sparing, list(dict.fromkeys(kept))

    def _told(self, found: Who, erasing: Erasing | None, outside: traces.Traces, kept: Sequence[str]) -> upkeep.Erasure:
        return upkeep.Erasure(
            kind=found.kind,
            who=tuple(found.names),
            removed=dict(erasing.removed) if erasing else {},
            blanked=dict(erasing.blanked) if erasing else {},
            mentions=tuple(erasing.mentions) if erasing else (),
            kept=tuple(kept),
            cached=outside.cached,
            backups=tuple(outside.backups),
            elsewhere=tuple(outside.elsewhere),
        )


_CALLED = (
    "SELECT id, name, 'company', id FROM account UNION ALL SELECT account_id, name, 'company', id FROM account_name "
    "UNION ALL SELECT id, domain, 'company', id FROM account WHERE domain IS NOT NULL "
    "UNION ALL SELECT account_id, domain, 'company', id FROM account_domain "
    "UNION ALL SELECT account_id, name, 'person', id FROM person"
)


def _digests(found: Who, salts: Sequence[str]) -> frozenset[str]:
    """Return under which hashes the ledger may know who is erased already."""
    from prospector.outreach.ledger_keys import digest, keys_of

    keys = [(kind, key) for kind, value in found.pairs for key in keys_of(kind, value)]
    return frozenset(digest(salt, kind, key) for salt in salts for kind, key in keys)
