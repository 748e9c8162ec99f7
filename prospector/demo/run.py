"""The demo: the made-up firm's weeks put through the same services that a user's keys reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from prospector.clock import Clock, FrozenClock
from prospector.demo.firm import DemoTarget, profile_toml, target
from prospector.demo.history import DROP, NAMED_AT, PAST, SWAP, TARGETS, TYPED_TWICE, PastTouch, moment_of
from prospector.demo.strategy import set_up
from prospector.demo.team import live_beside
from prospector.demo.web import DemoWeb
from prospector.errors import Refused
from prospector.plan.profile import parse_profile
from prospector.settings import Settings
from prospector.workspace import Workspace, open_workspace

REP = "you"
DEMO_PACE = 0.05
"""Seconds between two requests to one made-up site: nobody's server is spared by waiting."""


@contextmanager
def demo_workspace(settings: Settings, clock: Clock | None = None) -> Iterator[Workspace]:
    """Open a throw-away workspace of the demo firm; its sites are served on loopback until it is closed.

    With a `clock` of one's own the firm's past ends at that moment.
    """
    with DemoWeb() as web, TemporaryDirectory(prefix="prospector-demo-") as folder:
        own = replace(settings, rep=REP, gateway=web.gateway, cache="none", pace_seconds=DEMO_PACE, sources="website")
        opened = open_workspace(Path(folder) / "demo.db", own, create=True, clock=clock)
        try:
            live_through(opened)
            yield opened
        finally:
            opened.close()


def live_through(opened: Workspace) -> list[str]:
    """Do what the demo's rep did, at the moments it was done; return what the matching refused, in words."""
    clock, caught = opened.store.clock, list[str]()
    ids: dict[str, str] = {}
    for moment, act in sorted(_events(opened, clock.today(), ids), key=lambda event: event[0]):
        opened.store.clock = FrozenClock(moment)
        act()
    opened.store.clock = clock
    live_beside(opened, clock.today())
    for twin in TYPED_TWICE:
        try:
            opened.naming.name(twin.typed, domain=twin.typed_domain or "")
        except Refused as refused:
            caught.append(refused.sentence)
    return caught


def _events(opened: Workspace, today: date, ids: dict[str, str]) -> Iterator[tuple[datetime, Callable[[], object]]]:
    first = max(one.named_days_ago for one in TARGETS) + 1
    yield moment_of(first, NAMED_AT, today), lambda: _plan(opened, today)
    for one in TARGETS:
        if one.domain != SWAP.into:
            yield moment_of(one.named_days_ago, NAMED_AT, today), partial(_name, opened, one, ids)
    yield moment_of(SWAP.days_ago, SWAP.at, today), lambda: _swap(opened, ids)
    for touch in PAST:
        yield moment_of(touch.days_ago, touch.at, today), partial(_touch, opened, touch, ids)
    yield (
        moment_of(DROP.days_ago, DROP.at, today),
        lambda: opened.naming.drop(ids[DROP.domain], DROP.reason, DROP.lesson),
    )


def _plan(opened: Workspace, today: date) -> None:
    set_up(opened, today)
    opened.plans.apply(parse_profile(profile_toml(), "the demo's profile"))


def _name(opened: Workspace, one: DemoTarget, ids: dict[str, str], *, bench: bool = False) -> None:
    waits = bench or (one.place == "bench" and one.domain != SWAP.out)
    named = opened.naming.name(
        one.name, domain=one.domain, pain=one.pain, why=one.why, source=one.source, bench=waits, different=True
    )
    ids[one.domain] = named.account_id
    opened.naming.edit(named.account_id, sector=one.sector)


def _touch(opened: Workspace, touch: PastTouch, ids: dict[str, str]) -> None:
    opened.touches.log(
        ids[touch.domain],
        touch.channel,
        touch.outcome,
        reaction=touch.reaction,
        person=touch.person,
        note=touch.note,
    )


def _swap(opened: Workspace, ids: dict[str, str]) -> None:
    _name(opened, target(SWAP.into), ids, bench=True)
    opened.naming.swap(ids[SWAP.out], ids[SWAP.into], SWAP.reason)
