"""Merging accounts: a link from one to the other plus chosen values, so that it can be taken back exactly, any time.

No row moves. Touches, claims and names stay where they were logged and are read through the root of the links.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospector.errors import BadInput, NotFound, Refused
from prospector.model.action import UndoResult
from prospector.store.store import Store
from prospector.text import clean

if TYPE_CHECKING:
    from prospector.model.tables import Account, Target
    from prospector.store.action import Action

LEFT, RIGHT = SIDES = ("left", "right")
ACCOUNT_FIELDS = ("name", "domain", "country", "city")
TARGET_FIELDS = ("pain", "why")
MERGED = "merged"
"""Place of the target whose account was merged away."""
_PLACE_RANK = {"active": 3, "bench": 2, "dropped": 1}


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """One field of a merge: both values, which is kept and by which rule."""

    field: str
    left: str
    right: str
    chosen: str
    """`left`, `right` or `both`."""
    rule: str

    @property
    def differs(self) -> bool:
        """Say whether both sides have a value and they are not equal."""
        return bool(self.left and self.right) and self.left.casefold() != self.right.casefold()


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
        mend: Callable[[Action], list[str]] = lambda _action: [],
    ) -> None:
        """Work on `store`; `after` runs inside merging for the root (the fit), `mend` inside unmerging (the slots)."""
        self.store = store
        self._mend = mend
        self._after = after

    def preview(self, left_id: str, right_id: str) -> MergePreview:
        """Return field by field what merging `right_id` into `left_id` keeps. Raises NotFound, Refused."""
        left, right = self._side(left_id), self._side(right_id)
        if left.id == right.id:
            raise Refused("these two are one account already")
        fields = [_choose(name, left, right) for name in (*ACCOUNT_FIELDS, *TARGET_FIELDS)]
        return MergePreview(left.id, right.id, left.values["name"], right.values["name"], fields, right.moves)

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
        preview = self.preview(left_id, right_id)
        chosen = _with_choices(preview.fields, choices or {})
        from prospector.model.tables import Account, Merge

        title = f"Merge {preview.right_name} into {preview.left_name}"
        with self.store.action(title, reason=clean(reason)) as action:
            root, member = action.get(Account, preview.left), action.get(Account, preview.right)
            if root is None or member is None or root.merged_into or member.merged_into:
                raise Refused("one of the two was merged or removed meanwhile: look again")
            self._keep_chosen(action, root, chosen)
            self._keep_target(action, root, member, chosen)
            member.merged_into = root.id
            action.add(
                Merge(root_id=root.id, member_id=member.id, batch=action.batch, reason=clean(reason),
                      merged_by=action.label.actor, merged_at=action.now())
            )  # fmt: skip
            also(action)
            action.session.flush()
            self._after(action, root.id)
        return preview

    def unmerge(self, member_id: str) -> UndoResult:
        """Take a merge back exactly; what was changed since stays and is listed. Raises NotFound."""
        row = self.store.reader.one("SELECT batch FROM merge WHERE member_id = ?", (member_id,))
        if row is None:
            raise NotFound("this account was not merged into another one")
        name = self.store.reader.value("SELECT name FROM account WHERE id = ?", (member_id,))
        from prospector.store.undo import take_back

        return take_back(self.store, row[0], f"Unmerge {name}", self._mend)

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
            "SELECT id FROM account WHERE merged_into IS NOT NULL AND (lower(name) = lower(?) OR id LIKE ? || '%')",
            (wanted, wanted.lower().replace("%", "")),
        )
        if len(rows) != 1:
            raise NotFound(
                f"{len(rows)} merged accounts fit “{wanted}”: give the id" if rows else f"no merged account “{wanted}”"
            )
        return str(rows[0][0])

    def _side(self, account_id: str) -> _Side:
        reader = self.store.reader
        root = reader.value("SELECT root FROM account_root WHERE id = ?", (account_id,))
        if root is None:
            raise NotFound("this account is not in the workspace any more: go back to the list")
        row = (
            reader.one(
                "SELECT a.name, a.domain, a.country, a.city, t.pain, t.why, a.named_at, t.place, "
                "(SELECT COUNT(*) FROM claim c JOIN account_root r ON r.id = c.account_id WHERE r.root = a.id), "
                "(SELECT COUNT(*) FROM touch x JOIN account_root r ON r.id = x.account_id WHERE r.root = a.id) "
                "FROM account a LEFT JOIN target t ON t.account_id = a.id WHERE a.id = ?",
                (root,),
            )
            or ("",) * 10
        )
        values = dict(zip((*ACCOUNT_FIELDS, *TARGET_FIELDS), (value or "" for value in row[:6]), strict=True))
        return _Side(str(root), values, str(row[6]), row[7] or "", int(row[8] or 0), int(row[9] or 0))

    @staticmethod
    def _keep_chosen(action: Action, root: Account, chosen: Sequence[FieldChoice]) -> None:
        from prospector.model.tables import AccountDomain, AccountName

        for one in chosen:
            if one.field not in ACCOUNT_FIELDS:
                continue
            if one.chosen == RIGHT:
                setattr(root, one.field, one.right or None)
                # The member keeps its own row, so only the root's former value needs a place of its own.
                if one.field == "name" and one.left:
                    action.add(AccountName(account_id=root.id, name=one.left, kind="alias"))
                if one.field == "domain" and one.left:
                    action.add(AccountDomain(account_id=root.id, domain=one.left))

    @staticmethod
    def _keep_target(action: Action, root: Account, member: Account, chosen: Sequence[FieldChoice]) -> None:
        staying, going = _target(action, root.id), _target(action, member.id)
        if going is None:
            return
        place, slot = going.place, going.slot
        going.place, going.slot = MERGED, None
        if staying is None:
            return
        if _PLACE_RANK.get(place, 0) > _PLACE_RANK.get(staying.place, 0):
            staying.place, staying.slot = place, slot
        for one in chosen:
            if one.field in TARGET_FIELDS:
                setattr(staying, one.field, _kept_text(one))


@dataclass(frozen=True, slots=True)
class _Side:
    id: str
    values: dict[str, str]
    named_at: str
    place: str
    claims: int
    touches: int

    @property
    def moves(self) -> list[str]:
        counted = ((self.claims, "claim"), (self.touches, "touch"))
        found = [
            f"{count} {word}{'' if count == 1 else 'es' if word == 'touch' else 's'}"
            for count, word in counted
            if count
        ]
        return [*found, f"its place ({self.place})"] if self.place else found


def _choose(name: str, left: _Side, right: _Side) -> FieldChoice:
    one, other = left.values[name], right.values[name]
    if not other or one.casefold() == other.casefold():
        return FieldChoice(name, one, other, LEFT, "both say so" if other else "only one says so")
    if not one:
        return FieldChoice(name, one, other, RIGHT, "only one says so")
    if name in TARGET_FIELDS:
        return FieldChoice(name, one, other, "both", "both can be true")
    if name in ("name", "domain"):
        return FieldChoice(name, one, other, LEFT, "shown; the other stays beside it")
    newer = RIGHT if right.named_at > left.named_at else LEFT
    return FieldChoice(name, one, other, newer, "the newer entry")


def _with_choices(fields: Sequence[FieldChoice], choices: Mapping[str, str]) -> list[FieldChoice]:
    known = {one.field for one in fields}
    for field, side in choices.items():
        if field not in known or side not in SIDES:
            raise BadInput(
                f"“{clean(field)}={clean(side)}” is no choice: one of {', '.join(sorted(known))} = left or right"
            )
    return [FieldChoice(one.field, one.left, one.right, choices.get(one.field, one.chosen), one.rule) for one in fields]


def _kept_text(one: FieldChoice) -> str:
    if one.chosen == "both":
        return f"{one.left}; {one.right}"
    return one.left if one.chosen == LEFT else one.right


def _target(action: Action, account_id: str) -> Target | None:
    from prospector.model.tables import Target

    found = action.find(Target, Target.account_id == account_id)
    return found[0] if found else None
