"""Rules that were overridden: kept beside the touch or the closing, for the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospector.model.outreach import OverrideRecord
from prospector.store.reads import PARTS_OF_ONE, Reader

if TYPE_CHECKING:
    from prospector.store.action import Action


def record_override(
    action: Action, account_id: str, rule: str, said: str, reason: str, rep: str, touch_root: str = ""
) -> None:
    """Keep, inside an action, that `rep` went past a rule: what it `said` and the `reason` given."""
    from prospector.model.tables import Override

    action.add(
        Override(account_id=account_id, rule=rule, said=said, reason=reason, touch_root=touch_root, overridden_by=rep,
                 overridden_at=action.now())
    )  # fmt: skip


def overrides_of(reader: Reader, account_id: str | None = None) -> list[OverrideRecord]:
    """Return the overrides of an account (of all when None), newest first, through its merged parts."""
    where, parameters = "", ()  # type: tuple[str, tuple[str, ...]]
    if account_id is not None:
        where, parameters = f"WHERE account_id IN {PARTS_OF_ONE}", (account_id,)
    rows = reader.rows(
        f"SELECT account_id, rule, said, reason, overridden_by, overridden_at FROM rule_override {where} "  # noqa: S608
        "ORDER BY overridden_at DESC, id DESC",
        parameters,
    )
    return [OverrideRecord(*row) for row in rows]
