"""A made-up workspace of a size of one's choice, for measuring: accounts, touches, claims, people.

    python benchmarks/made_workspace.py WORKSPACE.db [ACCOUNTS] [TOUCHES]

Twenty accounts stand on the list of the rep `bench`; of the others most wait on the bench, every tenth was dropped.
Touches come four minutes apart (or `minutes`) up to ten hours ago; every hundredth entry corrects the one before it.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from runpy import run_path
from typing import Any

from prospector.clock import Clock, stamp
from prospector.model.ids import new_id
from prospector.model.tables import Account, Claim, Outcome, Person, Target, Touch
from prospector.model.touch import CHANNELS, OUTCOMES
from prospector.settings import Settings
from prospector.store.chain import entry_hash
from prospector.workspace import Workspace, open_workspace

leads = run_path(str(Path(__file__).with_name("made_leads.py")))["leads"]
REP = "bench"
CORRECTED = 100
"""Every so many touches the one before is corrected."""
NOTES = """rang twice and nobody answered|asked for the vendor list|the budget is approved in the autumn|wants a quote by mail
reception says Thursdays|new plant opens in June|their service fleet is ageing|call after the trade fair|sent the leaflet|left a
message with the workshop|not before the audit|met at the stand, wants a demo|spare parts come late|asked for references"""
SECTORS = ("pumps", "lifts", "cooling", "doors", "")


def make(path: Path, accounts: int = 10_000, touches: int = 100_000, minutes: int = 4) -> None:
    """Write the workspace to `path`, which must not be there yet."""
    workspace = open_workspace(path, Settings(rep=REP, cache="none"), create=True)
    chance, now = random.Random(11), Clock().now()
    ids = [new_id() for _ in range(accounts)]
    made = [{**one, "name": one["name"].strip() or f"Nameless {number}"} for number, one in enumerate(leads(accounts))]
    with workspace.store.action("Made up") as action:
        action.add_many(Account, [_account(key, one, number, chance, now) for number, (key, one) in
                                  enumerate(zip(ids, made, strict=True))])  # fmt: skip
        action.add_many(
            Target, [_target(key, number, stamp(now - timedelta(days=60))) for number, key in enumerate(ids)]
        )
        action.add_many(Claim, list(_claims(ids, made, stamp(now - timedelta(days=5)))))
        action.add_many(
            Outcome, [{"account_id": key, "source": "website", "state": "found", "at": stamp(now)} for key in ids]
        )
        action.add_many(Person, [{"account_id": key, "name": f"{one['name'].split()[0]} Berg", "role": "buyer"}
                                 for key, one in zip(ids[::5], made[::5], strict=True)])  # fmt: skip
        action.add_many(Touch, list(_touches(ids, touches, minutes, chance, workspace)))
    workspace.close()


def _account(key: str, one: dict[str, str], number: int, chance: random.Random, now: Any) -> dict[str, Any]:
    return {
        "id": key, "name": one["name"], "domain": one["domain"] or None, "country": one["country"] or None,
        "city": one["city"] or None, "stage": "researched", "source": ("own naming", "trade fair", "referral")[number % 3],
        "origin": "inbound" if number % 4 == 0 else "chosen", "named_by": REP, "sector": chance.choice(SECTORS),
        "named_at": stamp(now - timedelta(days=chance.randrange(60, 400))),
    }  # fmt: skip


def _target(key: str, number: int, since: str) -> dict[str, Any]:
    place = "active" if number < 20 else "dropped" if number % 10 == 0 else "bench"
    return {
        "account_id": key, "rep": REP, "place": place, "slot": number + 1 if place == "active" else None,
        "pain": "spare parts come late", "why": "near the port", "since": since,
        "horizon": "long" if number % 3 == 0 else "short", "reason_code": "no_money" if place == "dropped" else "",
    }  # fmt: skip


def _claims(ids: list[str], made: list[dict[str, str]], read_at: str) -> Iterator[dict[str, Any]]:
    for number, (key, one) in enumerate(zip(ids, made, strict=True)):
        for field, value in (
            ("employees", 20 + number % 900),
            ("industry", one["name"].split()[-1]),
            ("phone", one["phone"] or f"+4940{number:07}"),
        ):
            yield {
                "account_id": key, "field": field, "value": json.dumps(value), "source": "website", "method": "text",
                "url": f"https://{one['domain'] or 'nobody.example'}/about", "passage": str(value), "read_at": read_at,
            }  # fmt: skip


def _touches(
    ids: list[str], count: int, minutes: int, chance: random.Random, workspace: Workspace
) -> Iterator[dict[str, Any]]:
    notes, now, before = " ".join(NOTES.split("\n")).split("|"), workspace.store.clock.now(), ""
    last: dict[str, Any] = {}
    for seq in range(1, count + 1):
        at = stamp(now - timedelta(minutes=minutes * (count - seq) + 600))
        entry: dict[str, Any] = {
            "id": new_id(), "state": "stands", "chain": REP, "seq": seq, "prev": before, "rep": REP,
            "account_id": chance.choice(ids), "channel": chance.choice(CHANNELS), "outcome": chance.choice(OUTCOMES),
            "reaction": "unknown", "person": "", "note": f"{chance.choice(notes)} {seq}", "private": False,
            "at": at, "recorded_at": at, "nonce": None,
        }  # fmt: skip
        entry["root"] = entry["id"]
        if seq % CORRECTED == 0:
            entry |= {name: last[name] for name in ("root", "account_id", "channel", "at")}
        before = entry["hash"] = entry_hash("touch", entry)
        last = entry
        yield entry


if __name__ == "__main__":
    make(Path(sys.argv[1]), *(int(one) for one in sys.argv[2:4]))
