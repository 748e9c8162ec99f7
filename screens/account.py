"""Account."""

from __future__ import annotations

from screens import places
from screens.base import Place


class AccountScreen(Place):
    """Account."""

    MODE = places.ACCOUNT
