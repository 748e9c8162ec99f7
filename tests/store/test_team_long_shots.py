"""Long shots in a team's database: a manager decides, the rep whose list it is takes it off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from prospector.errors import Refused


def test_a_manager_keeps_a_long_shot_and_is_told_who_drops_it(team: Any) -> None:
    with team.opened("robin") as robin:
        account = robin.naming.name("Cedar Oy").account_id
    with team.opened("alex") as alex:
        alex.audit.keep(
            account, (alex.store.clock.today() + timedelta(days=30)).isoformat(), "they build a second plant"
        )
        with pytest.raises(Refused, match="Cedar Oy is on robin's list, and in a team's database robin alone drops it"):
            alex.audit.drop(account, "too small")
    with team.opened("robin") as robin:
        robin.audit.drop(account, "too small")
        assert [row.place for row in robin.list_rows(places=("active", "dropped")) if row.id == account] == ["dropped"]
