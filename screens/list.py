"""List."""

from __future__ import annotations

from screens import places
from screens.base import Place


class ListScreen(Place):
    """List."""

    MODE = places.LIST
