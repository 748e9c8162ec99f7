"""How the acts of outreach are called in the history, with the reason that was given for them."""

from __future__ import annotations

from prospector.clock import FrozenClock
from prospector.workspace import Workspace


def told(workspace: Workspace, many: int) -> list[str]:
    """Return the newest acts, oldest first: title, and reason where there is one."""
    acts = reversed(workspace.history(many))
    return [f"{one.title}{f' ({one.reason})' if one.reason else ''}" for one in acts]


def test_touches_steps_and_drafts_are_told_by_company_and_what_was_done(
    workspace: Workspace, clock: FrozenClock
) -> None:
    acme = workspace.naming.name("Acme GmbH").account_id
    touch = workspace.touches.log(acme, "in person", "no answer", override=" twice a  day ")
    workspace.touches.correct(touch.id, note="they were at lunch", outcome="spoke")
    workspace.steps.schedule(acme, "2026-06-17", "e-mail", note="the offer", reason="they asked")
    workspace.steps.snooze(acme, "2026-06-24", "waiting")
    workspace.steps.snooze(acme, "2026-06-25", "waiting", "their fair")
    first, second = (workspace.drafts.write(acme, one, "Hello") for one in ("Trucks", "Pumps"))
    workspace.drafts.discard(first.id)
    clock.move(days=20)
    workspace.drafts.sent(second.id, override="as agreed")
    assert told(workspace, 9) == [
        "Touch Acme GmbH: in person, no answer (twice a day)", "Correct a touch: note, outcome",
        "Acme GmbH: mail on 2026-06-17 (they asked)", "Acme GmbH: put off until 2026-06-24 (waiting on them)",
        "Acme GmbH: put off until 2026-06-25 (their fair)", "Draft to Acme GmbH", "Draft to Acme GmbH", "Draft thrown away",
        "Touch Acme GmbH: mail, sent (as agreed)",
    ]  # fmt: skip


def test_sittings_and_the_ledger_are_told_by_length_and_kind(workspace: Workspace, clock: FrozenClock) -> None:
    acme = workspace.naming.name("Acme GmbH", domain="acme.example").account_id
    workspace.sittings.start()
    clock.move(minutes=40)
    workspace.sittings.stop("good one")
    workspace.never.suppress("email", "bo@bolt.example", "by letter")
    workspace.never.suppress_account(acme, "they asked")
    entry = next(one for one in workspace.never.listed() if one.kind == "domain")
    workspace.never.lift(entry.id, "they called")
    assert told(workspace, 5) == [
        "Sitting of 45 minutes begun", "Sitting ended after 40 minutes", "Never contact an email (by letter)",
        "Never contact Acme GmbH (they asked)", "Allow contact again (they called)",
    ]  # fmt: skip
    states = workspace.store.reader.rows("SELECT kind, state, reason FROM suppression ORDER BY seq, kind")
    assert sorted(states) == [
        ("company", "stands", "they asked"), ("company", "withdrawn", "they called"), ("domain", "stands", "they asked"),
        ("domain", "withdrawn", "they called"), ("email", "stands", "by letter"),
    ]  # fmt: skip
    assert [one.kind for one in workspace.never.listed()] == ["email"]
