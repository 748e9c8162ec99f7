"""How much one company may cost all its sources together: requests, bytes and seconds of waiting for answers."""

from __future__ import annotations

from dataclasses import dataclass

from prospector.research.fetch.trouble import NotSent

_MEGABYTE = 1_000_000


@dataclass
class Budget:
    """What is left for one company. Answers from the cache cost nothing."""

    requests: int = 80
    """Most requests, those for robots.txt and tries again included."""
    megabytes: int = 40
    """Most bytes of bodies, unpacked."""
    seconds: int = 180
    """Most time spent waiting for answers; waiting for one's turn, out of politeness, is not counted."""
    sent: int = 0
    received: int = 0
    waited: float = 0.0

    def spend(self) -> None:
        """Count one request that is about to leave. Raises Trouble (`skipped`) when nothing is left for it."""
        spent = None
        if self.sent >= self.requests:
            spent = f"{self.requests} requests"
        elif self.received >= self.megabytes * _MEGABYTE:
            spent = f"{self.megabytes} MB"
        elif self.waited >= self.seconds:
            spent = f"{self.seconds} s of waiting"
        if spent is not None:
            raise NotSent("skipped", f"budget used up: {spent} for one company (see the settings budget_…)")
        self.sent += 1

    def got(self, size: int, seconds: float) -> None:
        """Count what an answer cost, or a try without one."""
        self.received += size
        self.waited += seconds
