"""Calendar files: read back by the rules of RFC 5545, not by our writer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from prospector.clock import FrozenClock
from prospector.exchange.calendar import Entry, calendar_text
from prospector.model.plan import PlanRecord
from prospector.workspace import Workspace


def events(text: str) -> list[dict[str, str]]:
    """Unfold and read the events of a file."""
    raw = text.encode()
    assert raw.endswith(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    lines = raw.replace(b"\r\n ", b"").decode().split("\r\n")
    assert (lines[0], lines[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    found: list[dict[str, str]] = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and ":" in line and not line.startswith("END:"):
            name, _, value = line.partition(":")
            found[-1][name] = value
    return found


@pytest.mark.parametrize(
    "title", ["a, b; c\\d", "x" * 300, "Größe " * 40, "日本語" * 40, "line\nbreak", "BEGIN:VEVENT"]
)
def test_any_title_survives_folding_and_escaping(title: str) -> None:
    entry = Entry("u", title, datetime(2026, 6, 3, 9, tzinfo=UTC), 30, title)
    (event,) = events(calendar_text([entry], datetime(2026, 6, 1, tzinfo=UTC)))
    plain = event["SUMMARY"].replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
    assert plain == title.strip()
    assert (event["DTSTART"], event["DTEND"]) == ("20260603T090000Z", "20260603T093000Z")


def test_a_new_file_updates_the_old_and_cancels_what_is_done(workspace: Workspace, clock: FrozenClock) -> None:
    workspace.strategy.save_plan(PlanRecord(offer="x", hours="Tue 09:00-10:30"))
    account = workspace.naming.name("Acme, Inc; GmbH").account_id
    first = {one["UID"]: one for one in events(workspace.calendar())}
    assert len(first) == 2
    due = next(uid for uid in first if uid.startswith("due-"))
    assert first[due]["STATUS"] == "CONFIRMED"
    sitting = next(one for uid, one in first.items() if uid.startswith("sitting-"))
    assert (sitting["DTSTART"], sitting["RRULE"]) == ("20260609T090000", "FREQ=WEEKLY")
    clock.move(days=1)
    workspace.touches.log(account, "phone", "no_answer")
    second = {one["UID"]: one for one in events(workspace.calendar())}
    assert set(second) == set(first)
    assert int(second[due]["SEQUENCE"]) > int(first[due]["SEQUENCE"])
    assert second[due]["DTSTART"] != first[due]["DTSTART"]
    workspace.naming.drop(account, "no need")
    third = {one["UID"]: one for one in events(workspace.calendar())}
    assert third[due]["STATUS"] == "CANCELLED"
