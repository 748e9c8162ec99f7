"""The registry of places: number key, mode, label, and where its screen is. Screens are imported when first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screens.base import Place

TODAY, LIST, ACCOUNT, NAME, TWINS, PLAN, AUDIT, SOURCES, DATA, WELCOME = (
    "today",
    "list",
    "account",
    "name",
    "twins",
    "plan",
    "audit",
    "sources",
    "data",
    "welcome",
)


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """One place of the app."""

    key: str
    """The number that leads there."""
    mode: str
    label: str
    screen: str
    """Module and class, ``screens.today:TodayScreen``."""


PLACES = (
    PlaceEntry("1", TODAY, "Today", "screens.today:TodayScreen"),
    PlaceEntry("2", LIST, "List", "screens.list:ListScreen"),
    PlaceEntry("3", ACCOUNT, "Account", "screens.account:AccountScreen"),
    PlaceEntry("4", NAME, "Name", "screens.name:NameScreen"),
    PlaceEntry("5", TWINS, "Twins", "screens.twins:TwinsScreen"),
    PlaceEntry("6", PLAN, "Plan", "screens.plan:PlanScreen"),
    PlaceEntry("7", AUDIT, "Audit", "screens.audit:AuditScreen"),
    PlaceEntry("8", SOURCES, "Sources", "screens.sources:SourcesScreen"),
    PlaceEntry("9", DATA, "Data", "screens.data:DataScreen"),
)
"""Numbers follow the grammar of keys that is meant to stay."""
WELCOME_SCREEN = "screens.welcome:WelcomeScreen"


def modes() -> dict[str, Callable[[], Place]]:
    """Return a maker of the screen for every mode."""
    named = {place.mode: place.screen for place in PLACES} | {WELCOME: WELCOME_SCREEN}
    return {mode: _maker(where) for mode, where in named.items()}


def _maker(where: str) -> Callable[[], Place]:
    def make() -> Place:
        module, _, name = where.partition(":")
        screen: Place = getattr(import_module(module), name)()
        return screen

    return make
