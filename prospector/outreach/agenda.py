"""What goes into the calendar: protected hours, the next step of each target, and steps that were done, as cancelled."""

from __future__ import annotations

from pathlib import Path

from prospector.clock import moment
from prospector.errors import BadInput
from prospector.exchange.calendar import Entry, calendar_text, due_entry, sitting_entry
from prospector.outreach.standing import touches_of
from prospector.outreach.today import Today
from prospector.plan.strategy import Strategy
from prospector.store.store import Store


def calendar_of(store: Store, today: Today, strategy: Strategy) -> str:
    """Return the calendar file of the acting rep.

    The sequence of an entry is the number of touches of its target, so that a newer file always wins; a target without a
    next step that was touched has its entry cancelled.
    """
    view, day = today.view(), store.clock.today()
    entries: list[Entry] = [sitting_entry(block, day) for block in strategy.protected_hours(store.actor)]
    number = int(store.reader.value("SELECT COALESCE(MAX(number), 0) FROM action") or 0)
    shown = set()
    steps = [*view.due, *view.coming, *view.after]
    for one in steps:
        shown.add(one.account_id)
        when = max(one.step.due, day)
        entries.append(
            due_entry(one.account_id, one.name, one.step.act, when, one.step.at, one.step.reason, sequence=number)
        )
    mine = [one for one in touches_of(store.reader) if one.rep == store.actor]
    names = dict(store.reader.rows("SELECT id, name FROM account"))
    roots = dict(store.reader.rows("SELECT id, root FROM account_root"))
    for touch in mine:
        root = roots.get(touch.account_id, touch.account_id)
        if root not in shown and root in names:
            shown.add(root)
            at = moment(touch.at).astimezone()
            entries.append(
                due_entry(root, names[root], "done", at.date(), at.time(), "", sequence=number, cancelled=True)
            )
    return calendar_text(entries, store.clock.now())


def write_calendar(text: str, path: Path) -> int:
    """Write a calendar file; return how many entries it has. Raises BadInput when it can't be written."""
    try:
        path.write_bytes(text.encode())
    except OSError as error:
        raise BadInput(f"{path} can't be written ({error.strerror}): give another file") from None
    return text.count("BEGIN:VEVENT")
