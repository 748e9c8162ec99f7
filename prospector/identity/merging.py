"""Merging accounts: a link from one to the other plus chosen values, so that it can be taken back exactly, any time.

No row moves. Touches, claims and names stay where they were logged and are read through the root of the links.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from prospector.errors import NotFound, Refused
from prospector.identity.survivorship import (
    ACCOUNT_FIELDS,
    LEFT,
    RIGHT,
    SIDES,
    STAGE,
    TARGET_FIELDS,
    FieldChoice,
    Side,
    choose,
    kept_text,
    with_choices,
)
from prospector.model.action import UndoResult
from prospector.store.reads import beginning
from prospector.store.store import Store
from prospector.text import clean, plural

if TYPE_CHECKING:
    from prospector.model.tables import Account, Target
    from prospector.store.action import Action

__all__ = ["LEFT", "MERGED", "RIGHT", "SIDES", "FieldChoice", "MergePreview", "Merged", "Merging"]

MERGED = "merged"
"""Place of the target whose account was merged away."""
_PLACE_RANK = {"active": 3, "bench": 2, "dropped": 1}


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What merging `right` into `left` would do."""

    left: str
    right: str
    left_name: str
    right_name: str
    fields: Sequence[FieldChoice]
    moves: Sequence[str]
    """What goes along, in words."""


@dataclass(frozen=True, slots=True)
class Merged:
    """An account that was merged away, and the one it is read through."""

    member: str
    member_name: str
    root: str
    root_name: str


class Merging:
    """Merges and unmerges accounts of one workspace."""

    def __init__(
        self,
        store: Store,
        after: Callable[[Action, str], None] = lambda _action, _account: None,
        mend: Callable[[Action, Sequence[str]], list[str]] = lambda _action, _accounts: [],
        carry: Callable[[str, str], Callable[[Action], None]] = lambda _root, _member: lambda _action: None,
        welcome: Callable[[str], None] = lambda _account: None,
    ) -> None:
        """Work on `store`.

        Inside merging run what `carry` returned before for root and member (the answers about pairs) and `after` for the
        root (the fit), inside unmerging `mend` (slots and fits). `welcome` raises Refused for an account that was erased.
        """
        self.store = store
        self._carry = carry
        self._mend = mend
        self._after = after
        self._welcome = welcome

    def preview(self, left_id: str, right_id: str) -> MergePreview:
        """Return field by field what merging `right_id` into `left_id` keeps. Raises NotFound, Refused."""
        return _preview(*self._sides(left_id, right_id))

    def merge(
        self,
        left_id: str,
        right_id: str,
        *,
        choices: Mapping[str, str] | None = None,
        reason: str = "",
        also: Callable[[Action], None] = lambda _action: None,
    ) -> MergePreview:
        """Merge `right_id` into `left_id`; what goes against the rules of survivorship stands in `choices`.

        `choices` gives `left` or `right` for a field, `also` writes more inside the same act. The other
        name and domain stay as further names and domains. Raises NotFound, Refused, BadInput.
        """
        left, right = self._sides(left_id, right_id)
        for side in (left, right):
            self._welcome(side.id)
        preview = _preview(left, right)
        chosen = with_choices(preview.fields, choices or {})
        carry = self._carry(left.id, right.id)
        from prospector.model.tables import Account, Merge

        title = f"Merge {preview.right_name} into {preview.left_name}"
        with self.store.action(title, reason=clean(reason)) as action:
            root, member = action.get(Account, preview.left), action.get(Account, preview.right)
            if root is None or member is None or root.merged_into or member.merged_into:
                raise Refused("one of the two was merged or removed meanwhile: look again")
            _keep_own(action, root, chosen)
            _keep_target(action, root, member, chosen)
            _confirm(action, {name: (left, right)[side == RIGHT] for name, side in (choices or {}).items()})
            member.merged_into = root.id
            action.add(
                Merge(root_id=root.id, member_id=member.id, batch=action.batch, reason=clean(reason),
                      merged_by=action.label.actor, merged_at=action.now())
            )  # fmt: skip
            also(action)
            action.session.flush()
            carry(action)
            self._after(action, root.id)
        return replace(preview, fields=chosen)

    def unmerge(self, member_id: str) -> UndoResult:
        """Take a merge back exactly; what was changed or done since stays and is listed. Raises NotFound."""
        row = self.store.reader.one("SELECT batch FROM merge WHERE member_id = ?", (member_id,))
        if row is None:
            raise NotFound("this account was not merged into another one")
        name = self.store.reader.value("SELECT name FROM account WHERE id = ?", (member_id,))
        from prospector.identity.since import done_since, told_already
        from prospector.store.undo import take_back

        since = done_since(self.store.reader, row[0], member_id)
        result = take_back(self.store, row[0], f"Unmerge {name}", self._mend)
        return replace(result, since=tuple(one for one in since if not told_already(one, result.kept)))

    def merges(self) -> list[Merged]:
        """Return every account that was merged away, with the one it is read through."""
        rows = self.store.reader.rows(
            "SELECT a.id, a.name, b.id, b.name FROM account_root r JOIN account a ON a.id = r.id "
            "JOIN account b ON b.id = r.root WHERE r.id <> r.root ORDER BY b.name, a.name"
        )
        return [Merged(*row) for row in rows]

    def member(self, given: str) -> str:
        """Return the id of the merged-away account that a name or an id means. Raises NotFound."""
        wanted = clean(given)
        rows = self.store.reader.rows(
            "SELECT id FROM account WHERE merged_into IS NOT NULL AND (lower(name) = lower(?) OR id LIKE ?)",
            (wanted, beginning(wanted)),
        )
        if len(rows) != 1:
            raise NotFound(
                f"{len(rows)} merged accounts fit “{wanted}”: give the id" if rows else f"no merged account “{wanted}”"
            )
        return str(rows[0][0])

    def _sides(self, left_id: str, right_id: str) -> tuple[Side, Side]:
        from prospector.identity.merge_sides import side

        left, right = side(self.store.reader, left_id), side(self.store.reader, right_id)
        if left.id == right.id:
            raise Refused("these two are one account already")
        return left, right


def _preview(left: Side, right: Side) -> MergePreview:
    return MergePreview(left.id, right.id, left.name, right.name, choose(left, right), _moves(left, right))


def _moves(left: Side, right: Side) -> list[str]:
    claims = sum(map(len, right.claims.values()))
    counted = ((claims, "claim", "claims"), (right.touches, "touch", "touches"))
    found = [plural(count, one, many) for count, one, many in counted if count]
    if right.place and _PLACE_RANK.get(right.place, 0) > _PLACE_RANK.get(left.place, 0):
        found.append(f"its place ({right.place})")
    elif right.place == "active":
        found.append(f"the slot of {right.rep or 'its rep'} becomes free")
    return found


def _keep_own(action: Action, root: Account, chosen: Sequence[FieldChoice]) -> None:
    from prospector.model.tables import AccountDomain, AccountName

    for one in chosen:
        if one.field not in (*ACCOUNT_FIELDS, STAGE) or one.chosen != RIGHT:
            continue
        setattr(root, one.field, one.right or None)
        # The member keeps its own row, so only the root's former value needs a place of its own.
        if one.field == "name" and one.left:
            action.add(AccountName(account_id=root.id, name=one.left, kind="alias"))
        if one.field == "domain" and one.left:
            action.add(AccountDomain(account_id=root.id, domain=one.left))


def _keep_target(action: Action, root: Account, member: Account, chosen: Sequence[FieldChoice]) -> None:
    staying, going = _target(action, root.id), _target(action, member.id)
    if going is None:
        return
    rep, place, slot, reason, since = going.rep, going.place, going.slot, going.reason, going.since
    going.place, going.slot = MERGED, None
    if staying is None:
        return
    if _PLACE_RANK.get(place, 0) > _PLACE_RANK.get(staying.place, 0):
        # A slot is one of its rep's own, so the rep comes along with it.
        staying.rep, staying.place, staying.slot = rep, place, slot
        staying.reason, staying.since = reason, since
    for one in chosen:
        if one.field in TARGET_FIELDS:
            setattr(staying, one.field, kept_text(one))


def _confirm(action: Action, wanted: Mapping[str, Side]) -> None:
    """Confirm the claims whose values were chosen against the rule: that is what shows them first."""
    from prospector.model.tables import Claim

    for name, side in wanted.items():
        if name in ACCOUNT_FIELDS or name in TARGET_FIELDS or name not in side.claims:
            continue
        claim = action.get(Claim, side.claims[name][0].id)
        if claim is not None and claim.confirmed_at is None:
            claim.confirmed_at, claim.confirmed_by = action.now(), action.label.actor


def _target(action: Action, account_id: str) -> Target | None:
    from prospector.model.tables import Target

    found = action.find(Target, Target.account_id == account_id)
    return found[0] if found else None
