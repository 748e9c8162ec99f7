"""Jump to any company: type a few letters of its name or domain."""

from __future__ import annotations

from screens.base import Ask


class Jump(Ask[str]):
    """Answers with the account's id."""
