"""A draft on its way out: the address that opens a mail program, the message file, the plain text."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from prospector.errors import BadInput
from prospector.identity.fold import fold

if TYPE_CHECKING:
    from prospector.outreach.drafts import DraftRecord

MAILTO_LIMIT = 1_800
"""Characters of a `mailto:` address beyond which mail programs cut the text; a file is offered instead."""
_OTHER = re.compile(r"[^a-z0-9]+")


def mailto(draft: DraftRecord) -> str | None:
    """Return the `mailto:` address (RFC 6068) of a draft, None when it is too long for mail programs: take the file."""
    body = draft.body.replace("\n", "\r\n")
    address = f"mailto:{quote(draft.to, safe='@')}?subject={quote(draft.subject)}&body={quote(body)}"
    return address if len(address) <= MAILTO_LIMIT else None


def eml(draft: DraftRecord) -> bytes:
    """Return a draft as a message file (RFC 5322) that mail programs open for sending."""
    return unsent(draft.subject, draft.body, draft.to)


def unsent(subject: str, body: str, to: str = "") -> bytes:
    """Return a message file (RFC 5322) that mail programs open for sending."""
    message = EmailMessage(policy=SMTP)
    if to:
        message["To"] = to
    message["Subject"] = subject
    message["X-Unsent"] = "1"
    message.set_content(body)
    return message.as_bytes()


def plain(draft: DraftRecord) -> str:
    """Return a draft as text for the clipboard: the subject in its own line, then the message."""
    return f"{draft.subject}\n\n{draft.body}" if draft.subject else draft.body


def file_name(draft: DraftRecord) -> str:
    """Return a name for the message file: the company and the day."""
    slug = _OTHER.sub("-", fold(draft.name).casefold()).strip("-")[:60] or "message"
    return f"{slug}-{draft.drafted_at[:10]}.eml"


def refuse_taken(path: Path) -> None:
    """Raise BadInput for a file that could not be written because it, or not even its folder, is there."""
    if path.expanduser().exists():
        raise BadInput(f"{path} is there already: give another file")
    if not path.expanduser().parent.is_dir():
        raise BadInput(f"{path} can't be written (no such folder): give another file")


def write_eml(path: Path, draft: DraftRecord) -> Path:
    """Write the message file; a file that is there already is never replaced. Raises BadInput when it can't be written."""
    try:
        with path.expanduser().open("xb") as file:
            file.write(eml(draft))
    except FileExistsError:
        raise BadInput(f"{path} is there already: give another file") from None
    except OSError as error:
        raise BadInput(f"{path} can't be written ({error.strerror}): give another file") from None
    return path.expanduser()
