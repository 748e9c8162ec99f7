"""The one exception inside the fetcher. At the door it becomes `protocol.FetchFailed`."""

from __future__ import annotations


class Trouble(Exception):
    """A request that gives no page: the outcome (one of `protocol.STATES`) and one sentence for people."""

    def __init__(self, state: str, sentence: str, *, passing: bool = False, after: float | None = None) -> None:
        """Keep both; `passing` trouble may be over in a moment, `after` are the seconds a site wants to be left alone for."""
        super().__init__(sentence)
        self.state = state
        self.sentence = sentence
        self.passing = passing
        self.after = after


class NotSent(Trouble):
    """Trouble before anything was sent: the name, the guard, the connection or the TLS handshake."""


class BadCertificate(NotSent):
    """The site could not show who it is."""


def blocked(sentence: str) -> NotSent:
    """Return the trouble of a request that the guard refuses."""
    return NotSent("blocked", sentence)


def unreachable(sentence: str, *, passing: bool = False) -> NotSent:
    """Return the trouble of a site that can't be reached."""
    return NotSent("unreachable", sentence, passing=passing)
