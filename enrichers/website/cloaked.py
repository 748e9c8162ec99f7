"""Mailboxes that a page hides from programs and shows to every visitor: undone only where nothing has to be guessed.

Cloudflare's e-mail protection is an exclusive or with the first byte (its script does the same in the open); addresses in
data attributes, in constants that one expression joins, and letters turned around by a style are read as a browser shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from enrichers.website.opened import attribute
from enrichers.website.tree import Tag

_PROTECTED = "/cdn-cgi/l/email-protection#"
_HEX = re.compile(r"(?:[0-9a-f]{2}){6,120}\Z", re.IGNORECASE)
_WHOLE = ("data-email", "data-mail", "data-e-mail", "data-mailto")
_LOCAL = ("data-user", "data-name", "data-local", "data-u", "data-mailbox", "data-email-user")
_HOST = ("data-domain", "data-host", "data-d", "data-website", "data-email-domain")
_ENDING = ("data-tld", "data-ext")
_TELLING = frozenset({"href", "style", "data-cfemail", *_WHOLE, *_LOCAL})
"""An element without any of these hides no mailbox."""
_LOCAL_SHAPE = re.compile(r"[\w.+-]{1,64}\Z")
_HOST_SHAPE = re.compile(r"[\w-]+(?:\.[\w-]+)*\Z")
_BACKWARDS = re.compile(r"unicode-bidi\s*:\s*bidi-override", re.IGNORECASE)
_RIGHT_TO_LEFT = re.compile(r"direction\s*:\s*rtl", re.IGNORECASE)
_SCRIPT_LIMIT = 20_000
_JOIN = re.compile(r"(['\"])\s*\+\s*(['\"])")
_CONSTANTS = re.compile(r"['\"][^'\"\n]{0,120}['\"](?:\s*\+\s*['\"][^'\"\n]{0,120}['\"]){1,12}")
_MAIL = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[a-z]{2,24}", re.IGNORECASE)


def mail_of(tag: Tag) -> tuple[str, str] | None:
    """Return the mailbox that an element hides and what of the page gives it, None when it hides none."""
    attrs = tag.attrs
    if _TELLING.isdisjoint(attrs):
        return None
    hexed = attribute(tag, "data-cfemail")
    href = attribute(tag, "href") if "href" in attrs else ""
    if not hexed and _PROTECTED in href[:200]:
        hexed = href.rpartition("#")[2]
    if hexed:
        address = _decoded(hexed)
        return (address, hexed) if address else None
    if "style" in attrs and _turned(attribute(tag, "style")[:500]):
        written = tag.text()[:200].strip()
        return (written[::-1], written) if _MAIL.fullmatch(written[::-1]) else None
    return _in_attributes(tag)


def _decoded(hexed: str) -> str:
    if not _HEX.match(hexed):
        return ""
    values = bytes.fromhex(hexed)
    try:
        return bytes(value ^ values[0] for value in values[1:]).decode("utf-8").partition("?")[0]
    except UnicodeDecodeError:
        return ""


def _turned(style: str) -> bool:
    return bool(_BACKWARDS.search(style) and _RIGHT_TO_LEFT.search(style))


def _in_attributes(tag: Tag) -> tuple[str, str] | None:
    attrs = tag.attrs
    for name in _WHOLE:
        if name in attrs and _MAIL.fullmatch(attribute(tag, name).strip()[:250]):
            return attribute(tag, name).strip(), attribute(tag, name).strip()
    local = next((attribute(tag, name) for name in _LOCAL if name in attrs), "").strip()
    host = next((attribute(tag, name) for name in _HOST if name in attrs), "").strip()
    if not (_LOCAL_SHAPE.match(local) and _HOST_SHAPE.match(host)):
        return None
    ending = next((attribute(tag, name) for name in _ENDING if name in attrs), "").strip(" .")
    address = f"{local}@{host}.{ending}" if ending else f"{local}@{host}"
    return (address, host) if _MAIL.fullmatch(address) else None


def mails_of_script(script: str) -> Iterator[tuple[str, str]]:
    """Yield the mailboxes that one expression of a script joins from constants, with that expression.

    What is put together over several statements is left alone: which variable wins would be a guess.
    """
    text = script[:_SCRIPT_LIMIT]
    if "@" not in text:
        return
    for found in _CONSTANTS.finditer(text):
        joined = _JOIN.sub("", found.group())
        if match := _MAIL.search(joined):
            yield match.group(), found.group()
