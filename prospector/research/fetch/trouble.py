"""The one exception inside the fetcher. At the door it becomes `protocol.FetchFailed`."""

from __future__ import annotations


class Trouble(Exception):
    """A request that gives no page: the outcome (one of `protocol.STATES`) and one sentence for people."""

    def __init__(self, state: str, sentence: str) -> None:
        """Keep both."""
        super().__init__(sentence)
        self.state = state
        self.sentence = sentence


class NotSent(Trouble):
    """Trouble before anything was sent: the name, the guard, the connection or the TLS handshake."""


def blocked(sentence: str) -> NotSent:
    """Return the trouble of a request that the guard refuses."""
    return NotSent("blocked", sentence)


def unreachable(sentence: str) -> NotSent:
    """Return the trouble of a site that can't be reached."""
    return NotSent("unreachable", sentence)
