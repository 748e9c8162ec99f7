"""A dated reason to speak to a company now, new or changed."""

from __future__ import annotations

from functools import partial

from prospector.model.account import AccountRecord
from prospector.model.days import parse_day
from prospector.model.qualification import WhyNowRecord
from prospector.workspace import Workspace
from screens.modals.form import Answers, FormBox, FormField


def why_now_form(workspace: Workspace, record: AccountRecord, before: WhyNowRecord | None = None) -> FormBox:
    """Return the form of a reason for `record`; with `before` that one is changed."""

    def save(answers: Answers) -> None:
        days = {"url": answers["url"], "happens_on": answers["happens_on"], "expires_on": answers["expires_on"]}
        if before is None:
            workspace.qualifying.add_why_now(record.id, answers["said"], **days)
        else:
            workspace.qualifying.edit_why_now(before.id, answers["said"], **days)

    today = workspace.store.clock.today()

    def day(typed: str, *, past: bool = False) -> None:
        if typed.strip():
            parse_day(typed, today, past=past)

    one = before
    return FormBox(
        f"Why now: {record.name}",
        [
            FormField("said", "What changes", one.said if one else "", "new plant opens in June"),
            FormField("happens_on", "Happens on", (one.happens_on or "") if one else "", "30 June",
                      check=partial(day, past=True)),
            FormField("expires_on", "Expires on", (one.expires_on or "") if one else "", "2026-07-31", check=day),
            FormField("url", "Source link", one.url if one else "", "https://acme.com/news"),
        ],
        save=save, about="One of the two days is enough. After the last one it counts no more.",
        kept=f"why_now.{one.id if one else record.id}",
    )  # fmt: skip
