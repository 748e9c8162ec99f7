"""What belongs to one run of one source about one account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Errand:
    """On whose behalf requests are sent."""

    gap: float
    """Least seconds between two requests to one host."""
    log: Callable[[str], None]
    interfaces: frozenset[str] = frozenset()
    """Hosts of a documented programming interface that the source names as its own. Their terms and rates, which the
    source states and keeps, rule there; robots.txt is for who wanders through pages (RFC 9309, section 1)."""
    key: str = field(default="", repr=False)
    """The user's own key for the source; it stands in no line, sentence or URL."""
    requests: int = 0
    """Requests really sent, those for robots.txt included, answers from the cache not."""

    def sent(self) -> None:
        """Count one request."""
        self.requests += 1

    def hidden(self, text: str) -> str:
        """Return `text` without the key."""
        return text.replace(self.key, "•••") if self.key else text
