"""The calendar: what is due for this rep, what is over as cancelled, the protected hours, and a file that can't be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from prospector.clock import FrozenClock
from prospector.errors import BadInput
from prospector.model.plan import PlanRecord
from prospector.outreach.agenda import write_calendar
from prospector.workspace import Workspace


def entries(text: str) -> list[dict[str, str]]:
    parts = text.replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]
    return [dict(line.split(":", 1) for line in part.split("END:VEVENT")[0].splitlines()) for part in parts]


def test_the_calendar_of_a_rep_holds_what_comes_and_cancels_what_is_over(
    workspace: Workspace, clock: FrozenClock
) -> None:
    workspace.strategy.save_plan(PlanRecord(offer="x", hours="Tue 09:00-10:30"))
    days = {"Acme": "2026-06-03", "Bolt": "2026-06-10", "Cog": "2026-07-10"}
    ids = {name: workspace.naming.name(name).account_id for name in (*days, "Dyne", "Elm")}
    for name, day in days.items():
        workspace.steps.schedule(ids[name], day, at="11:00", note="the offer", reason="they asked")
    workspace.touches.log(ids["Dyne"], "phone", "spoke")
    workspace.touches.log(ids["Dyne"], "mail", "sent", override="at once")
    workspace.touches.log(ids["Acme"], "phone", "no_answer")
    workspace.steps.schedule(ids["Acme"], "2026-06-04", at="11:00", note="the offer")
    workspace.naming.drop(ids["Dyne"], "no money")
    clock.move(days=2)
    workspace.store.actor = "kim"
    workspace.touches.log(ids["Elm"], "phone", "spoke")
    workspace.store.actor = "robin"
    workspace.naming.drop(ids["Elm"], "no money")
    newest = workspace.store.reader.value("SELECT MAX(number) FROM action")
    told = [
        (one["SUMMARY"], one["DTSTART"], one["STATUS"], one.get("SEQUENCE")) for one in entries(workspace.calendar())
    ]
    assert told == [
        ("Prospecting sitting", "20260609T090000", "CONFIRMED", "0"),
        ("Acme: phone: the offer", "20260605T110000Z", "CONFIRMED", str(newest)),
        ("Bolt: phone: the offer", "20260610T110000Z", "CONFIRMED", str(newest)),
        ("Cog: phone: the offer", "20260710T110000Z", "CONFIRMED", str(newest)),
        ("Dyne: done", "20260603T093000Z", "CANCELLED", str(newest)),
    ]


def test_a_calendar_is_written_or_said_not_to_be(tmp_path: Path) -> None:
    text = "BEGIN:VEVENT\r\nSUMMARY:Größe\r\nEND:VEVENT\r\n" * 2
    assert write_calendar(text, tmp_path / "week.ics") == 2
    assert (tmp_path / "week.ics").read_bytes() == text.encode()
    with pytest.raises(BadInput, match=r"week.ics can't be written .No such file or directory.: give another file"):
        write_calendar(text, tmp_path / "none" / "week.ics")
