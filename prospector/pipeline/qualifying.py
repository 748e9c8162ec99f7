"""What is found out about an account: obstacles with evidence, need and plan in words, and why now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from prospector.errors import BadInput, NotFound, Refused
from prospector.model.days import parse_day
from prospector.model.qualification import (
    AWARENESS,
    OBSTACLES,
    STATES,
    TEXTS,
    EvidenceRecord,
    Obstacle,
    Understanding,
    WhyNowRecord,
    obstacle_card,
)
from prospector.store.reads import PARTS_OF_ONE
from prospector.store.store import Store
from prospector.text import clean, clean_text

if TYPE_CHECKING:
    from prospector.model.tables import Account, Qualification
    from prospector.store.action import Action

_PART = f"IN {PARTS_OF_ONE}"
_CLAIMED_STAGES = ("lead", "qualified", "handed_over", "opportunity")


class Qualifying:
    """Evidence and understanding of the accounts of one workspace."""

    def __init__(
        self,
        store: Store,
        evidence_days: Callable[[], int] = lambda: 90,
        refile: Callable[[Action], object] = lambda _action: None,
    ) -> None:
        """Work on `store`; `evidence_days` is the plan's age of evidence, `refile` keeps the horizons in step."""
        self.store = store
        self._evidence_days = evidence_days
        self._refile = refile

    def evidence(self, account_id: str) -> list[EvidenceRecord]:
        """Return all evidence of an account, newest first, through its merged parts."""
        rows = self.store.reader.rows(
            f"SELECT id, account_id, obstacle, state, said, given_by, given_at FROM evidence WHERE account_id {_PART} "  # noqa: S608
            "ORDER BY given_at DESC, id DESC",
            (account_id,),
        )
        return [EvidenceRecord(*row) for row in rows]

    def card(self, account_id: str) -> list[Obstacle]:
        """Return the five obstacles of an account as of today."""
        return obstacle_card(self.evidence(account_id), self.store.clock.today(), self._evidence_days())

    def understanding(self, account_id: str) -> Understanding:
        """Return what is understood of an account; of merged parts what the root itself leaves empty."""
        rows = self.store.reader.rows(
            "SELECT need, motivations, buying_plan, timeline, awareness, expected_weeks, definition_version "  # noqa: S608
            f"FROM qualification WHERE account_id {_PART} ORDER BY account_id <> ?",
            (account_id, account_id),
        )
        known: dict[str, Any] = {}
        names = (*TEXTS, "awareness", "expected_weeks", "definition_version")
        for row in rows:
            for name, value in zip(names, row, strict=True):
                if value not in (None, "", "unknown") and name not in known:
                    known[name] = value
        return Understanding(**known)

    def found(self, account_id: str, obstacle: str, state: str, said: str) -> None:
        """Keep evidence about an obstacle. Raises BadInput for unknown words, Refused without what was said."""
        from prospector.model.tables import Evidence

        name, how, words = clean(obstacle).casefold(), clean(state).casefold(), clean_text(said)
        if name not in OBSTACLES:
            raise BadInput(f"unknown obstacle “{clean(obstacle)}”: one of {', '.join(OBSTACLES)}")
        if how not in STATES[1:]:
            raise BadInput(f"“{clean(state)}” is no state of an obstacle: one of {', '.join(STATES[1:])}")
        if not words:
            raise Refused(f"{name} needs evidence: what did who say? One line is enough")
        with self.store.action("Evidence") as action:
            account = _account(action, account_id)
            action.add(
                Evidence(account_id=account_id, obstacle=name, state=how, said=words, given_by=self.store.actor,
                         given_at=action.now())
            )  # fmt: skip
            action.retitle(f"{account.name}: {name} {how}")

    def understand(self, account_id: str, **fields: str) -> None:
        """Write what is understood: need, motivations, buying_plan, timeline, awareness or expected_weeks.

        Raises BadInput for anything else and for a number of weeks that is none, Refused for a lead without its need.
        """
        changes = {name: checked(name, value) for name, value in fields.items()}
        with self.store.action("Understanding") as action:
            account = _account(action, account_id)
            if "need" in changes and not changes["need"] and account.stage in _CLAIMED_STAGES:
                raise Refused(
                    f"{account.name} is a {account.stage.replace('_', ' ')}: a lead has a need, send it back first"
                )
            row = _row(action, account_id)
            for name, value in changes.items():
                setattr(row, name, value)
            if changes.get("expected_weeks") is not None:
                action.session.flush()
                self._refile(action)
            action.retitle(f"{account.name}: {', '.join(name.replace('_', ' ') for name in changes)}")

    def keep_version(self, action: Action, account_id: str, version: int) -> None:
        """Keep, inside an action, which version of the lead definition an account met."""
        _row(action, account_id).definition_version = version

    def why_now(self, account_id: str) -> list[WhyNowRecord]:
        """Return the reasons to speak to an account now, those that still hold first, the nearest day first."""
        today = self.store.clock.today().isoformat()
        rows = self.store.reader.rows(
            "SELECT id, said, url, happens_on, expires_on, given_by, given_at FROM why_now "  # noqa: S608
            f"WHERE account_id {_PART}",
            (account_id,),
        )
        record: Callable[..., WhyNowRecord] = WhyNowRecord
        found = [record(*row, (row[4] or row[3] or "9999") < today) for row in rows]
        return sorted(found, key=lambda one: (one.stale, one.happens_on or one.expires_on or "9999", one.id))

    def add_why_now(
        self, account_id: str, said: str, *, url: str = "", happens_on: str = "", expires_on: str = ""
    ) -> None:
        """Keep a dated reason to speak to an account. Raises BadInput for a day that is none, is over or far off."""
        from prospector.model.tables import WhyNow

        fields = self._reason(said, url, happens_on, expires_on)
        with self.store.action("Why now") as action:
            account = _account(action, account_id)
            action.add(WhyNow(account_id=account_id, **fields, given_by=self.store.actor, given_at=action.now()))
            action.retitle(f"{account.name}: why now")

    def edit_why_now(
        self, why_id: str, said: str, *, url: str = "", happens_on: str = "", expires_on: str = ""
    ) -> None:
        """Write a reason anew, under who says so now. Raises NotFound, and BadInput as `add_why_now` does."""
        from prospector.model.tables import WhyNow

        fields = self._reason(said, url, happens_on, expires_on)
        with self.store.action("Why now") as action:
            row = action.get(WhyNow, why_id)
            if row is None:
                raise NotFound("this reason is not there any more: look at the account again")
            for name, value in {**fields, "given_by": self.store.actor, "given_at": action.now()}.items():
                setattr(row, name, value)
            action.retitle(f"{_account(action, row.account_id).name}: why now changed")

    def _reason(self, said: str, url: str, happens_on: str, expires_on: str) -> dict[str, Any]:
        """Return the fields of a reason as they are kept."""
        words, today = clean_text(said), self.store.clock.today()
        if not words:
            raise BadInput("say why now: “new plant opens in June”")
        # What has begun already may still be a reason until it expires.
        happens = parse_day(happens_on, today, past=bool(clean(expires_on))) if clean(happens_on) else None
        expires = parse_day(expires_on, today) if clean(expires_on) else None
        if happens is None and expires is None:
            raise BadInput("a reason why now needs a day: when it happens or when it expires, like 2026-06-30")
        if happens and expires and happens > expires:
            raise BadInput(f"it would expire on {expires}, before it happens on {happens}: look at the two days again")
        return {
            "said": words, "url": _page(url), "happens_on": happens.isoformat() if happens else None,
            "expires_on": expires.isoformat() if expires else None,
        }  # fmt: skip

    def remove_why_now(self, why_id: str) -> None:
        """Take a reason away. Raises NotFound."""
        from prospector.model.tables import WhyNow

        with self.store.action("Why now taken away") as action:
            row = action.get(WhyNow, why_id)
            if row is None:
                raise NotFound("this reason is not there any more: look at the account again")
            action.remove(row)


def _account(action: Action, account_id: str) -> Account:
    from prospector.model.tables import Account

    account = action.get(Account, account_id)
    if account is None or account.merged_into is not None:
        raise NotFound("this account is not in the workspace any more: go back to the list")
    return account


def _row(action: Action, account_id: str) -> Qualification:
    from prospector.model.tables import Qualification

    rows = action.find(Qualification, Qualification.account_id == account_id)
    return rows[0] if rows else action.add(Qualification(account_id=account_id))


def checked(name: str, value: str) -> Any:
    """Return what is kept of `value` as the part `name` of what is understood. Raises BadInput."""
    if name in TEXTS:
        return clean_text(value)
    if name == "awareness":
        word = clean(value).casefold().replace(" ", "_").replace("-", "_")
        if word not in AWARENESS:
            raise BadInput(f"unknown awareness “{clean(value)}”: one of {', '.join(AWARENESS)}")
        return word
    if name == "expected_weeks":
        given = clean(value)
        if not given:
            return None
        if not given.isascii() or not given.isdigit() or not 0 < int(given) <= 520:  # noqa: PLR2004 - ten years
            raise BadInput(f"“{given}” is not a number of weeks: give one from 1 to 520")
        return int(given)
    raise BadInput(f"“{clean(name)}” can't be written here: {', '.join((*TEXTS, 'awareness', 'expected_weeks'))} can")


def _page(typed: str) -> str:
    given = clean(typed, 2_000)
    if given and not given.lower().startswith(("http://", "https://")):
        raise BadInput(f"“{given}” is not a web address: type it like https://...")
    return given
