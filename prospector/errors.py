"""The exceptions a user may meet; each already carries the sentence that is shown.

::

    ProspectorError            anything we can say in one sentence
    ├── BadInput               what was given can't be used; nothing changed             exit status 2
    ├── Refused                a rule of the product says no, and names itself           exit status 2
    ├── NotFound               no such account, action, file...                          exit status 2
    ├── PartlyDone             done, but some of it was handed back                      exit status 1
    └── StoreUnusable          the workspace can't be opened, read or written            exit status 3
        └── Damaged            ... as it is: only a backup leads on                       exit status 3
"""

from __future__ import annotations

from typing import ClassVar


class ProspectorError(Exception):
    """An error that is a sentence for the user: what, where, what to do."""

    exit_status: ClassVar[int] = 2

    def __init__(self, sentence: str) -> None:
        """Keep the sentence; it is shown as it stands, never as markup."""
        super().__init__(sentence)
        self.sentence = sentence


class BadInput(ProspectorError):
    """What was given can't be used; nothing was changed."""


class Refused(ProspectorError):
    """A rule of the product refuses this act and names itself."""


class NotFound(ProspectorError):
    """What was asked for does not exist."""


class PartlyDone(ProspectorError):
    """The act was done, except for what the sentence says was handed back."""

    exit_status = 1


class StoreUnusable(ProspectorError):
    """The workspace file can't be opened, read or written."""

    exit_status = 3


class Damaged(StoreUnusable):
    """The workspace file is there and ours, but no longer whole; a backup is the way on."""
