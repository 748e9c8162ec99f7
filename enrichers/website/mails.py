"""Mailboxes of the company: role addresses only, never a person's, a visitor's or the agency's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from enrichers.website.attribution import about_others
from enrichers.website.fitting import fit
from enrichers.website.mail_words import DESKS, FREE, GIVEN_NAMES, MADE_UP, ROLES
from enrichers.website.site import fold, label, registrable
from enrichers.website.snapshot import FILLER, NOT_THE_COMPANY, PASSAGE_LIMIT, Snapshot, Zone, passage

_MAIL = re.compile(
    r"(?<![\w.+%@-])[A-Za-z0-9][A-Za-z0-9._+%-]{0,63}@(?:[A-Za-z0-9\u00a1-\uffff](?:[A-Za-z0-9\u00a1-\uffff-]{0,61}"
    r"[A-Za-z0-9\u00a1-\uffff])?\.){1,5}[A-Za-z\u00a1-\uffff]{2,24}(?![\w@-])"
)
"""Without a flag for capitals: with it, every process that reads pages would take 40 ms to work out those of 65,000 letters."""
_AT_WORDS = (
    r"at|ät|ät-zeichen|@|arroba|arobase|chez|kukac|apenstaartje|małpa|malpa|zavináč|zavinac|snabel-?a|krøllalfa|chiocciola|"
    r"собака|ett|miukumauku"
)
_DOT_WORDS = r"dot|punkt|point|punto|punt|ponto|kropka|tečka|tecka|piste|prikk|точка|nokta"
_DOTTED = rf"(?:\.|[\[({{<]\s?(?:{_DOT_WORDS}|\.)\s?[\])}}>])"
_HIDDEN_AT = re.compile(
    rf"(?<![\w.+-])([a-z0-9][a-z0-9._+-]{{0,63}})\s{{0,2}}(?:[\[({{<*_]{{1,2}}\s?(?:{_AT_WORDS})\s?[\])}}>*_]{{1,2}})\s{{0,2}}"
    rf"([a-z0-9-]{{1,63}}(?:\s{{0,2}}{_DOTTED}\s{{0,2}}[a-z0-9-]{{1,63}}){{1,4}})(?![\w@])",
    re.IGNORECASE,
)
_DOT = re.compile(rf"\s*{_DOTTED}\s*", re.IGNORECASE)
_SPELT_OUT = re.compile(
    r"(?<![\w.+-])([a-z0-9][a-z0-9._+-]{1,63})\s(?:at|AT|@)\s([a-z0-9-]{2,63}(?:\s(?:dot|DOT|punkt|PUNKT|\.)\s[a-z]{2,12}){1,3})"
    r"(?![\w@])"
)
"""``info AT acme DOT com``: both words, so that a sentence with ``at`` in it is none; only on the site's own domain."""
_SPELT_DOT = re.compile(r"\s(?:dot|punkt|\.)\s", re.IGNORECASE)
_LOCAL_LIMIT = 64
_AT_ALONE = (" at ", " AT ", " @ ")
_BRACKET = re.compile(r"[\[({<*_]")
_BRACKETED_AT = re.compile(rf"[\[({{<*_][^\S\n]?(?:{_AT_WORDS})[^\S\n]?[\])}}>*_]", re.IGNORECASE)
"""What must stand in a line before the careful look for a mailbox with the sign in brackets."""
_HEX = re.compile(r"^[0-9a-f]{16,}$")
_TELLING = 4
"""Letters from which on a part of a word says something."""
_NAME_WORDS = 2
_ALIKE = 0.8
_LONG_ROLES = tuple(sorted((role for role in ROLES if len(role) >= _TELLING), key=len, reverse=True))
_DEPARTMENT = 24
_LINES = 2_000
_LINE = 600
_LOWER = re.compile(r"[a-z]{4,20}")


@dataclass(frozen=True, slots=True)
class Mail:
    """One mailbox with its proof."""

    address: str
    method: str
    confidence: float
    passage: str
    url: str
    desk: bool = False
    """The company's own data call it a desk (schema.org `contactType`)."""


def normal(raw: str) -> str:
    """Return a mailbox lower-cased and trimmed, empty when it is none that mail could reach."""
    text = raw.strip(" \t\r\n.,;:<>()[]'\"\u200b").casefold()
    if not _MAIL.fullmatch(text):
        return ""
    local, _, domain = text.partition("@")
    site = registrable(domain)
    if len(local) > _LOCAL_LIMIT or ".." in local or local.endswith(".") or not site or "%" in local:
        return ""
    if site in MADE_UP or _HEX.match(local) or not _one_script(domain):
        return ""
    return "" if site.rsplit(".", 1)[-1] in ("png", "jpg", "jpeg", "gif", "webp", "svg", "css", "js") else text


def _one_script(domain: str) -> bool:
    for part in domain.split("."):
        if not part.isascii() and re.search(r"[a-z]", part) and re.search(r"[\u0370-\u1fff]", part):
            return False
    return True


def is_role(local: str, names: tuple[str, ...]) -> bool:
    """Return whether the part before the @ is a desk of the company and not a person's.

    A desk is a word of the role list, alone, with digits, as one of several words, or run together with another word
    (``mediainquiries``), or the company's own name. Everything else may be a person and is left alone.
    """
    bare = local.split("+", maxsplit=1)[0].strip("._-")
    plain = re.sub(r"\d+$", "", fold(bare))
    if plain in ROLES or plain in DESKS or (plain and any(_is_name(plain, name) for name in names)):
        return True
    words = [word for word in re.split(r"[._\d-]+", bare) if word]
    if any(word in ROLES or word in DESKS for word in words):
        return not (len(words) == _NAME_WORDS and _person_like(words))
    return (
        len(words) == 1
        and len(plain) <= _DEPARTMENT
        and any(plain.startswith(role) or plain.endswith(role) for role in _LONG_ROLES)
    )


def _person_like(words: list[str]) -> bool:
    """Return whether two words look like a name in which a surname happens to be a trade (``john.sales`` stays a desk)."""
    return any(len(word) == 1 for word in words)


def _is_name(plain: str, name: str) -> bool:
    folded = fold(name)
    if len(folded) < _TELLING - 1:
        return plain == folded
    return plain == folded or (len(plain) >= _TELLING and (folded.startswith(plain) or plain.startswith(folded)))


def _from_links(snapshot: Snapshot) -> Iterator[tuple[Mail, int, int]]:
    for link in snapshot.links:
        if link.url[:7].casefold() != "mailto:" or link.zone & NOT_THE_COMPANY:
            continue
        for part in re.split(r"[,;]", unquote(link.url[7:400]).partition("?")[0]):
            address = normal(part.rsplit("<", 1)[-1].strip().lstrip("/"))
            if address:
                yield Mail(address, "link", 0.9, link.raw[:PASSAGE_LIMIT], snapshot.url), link.line, link.zone


def _from_text(snapshot: Snapshot) -> Iterator[tuple[Mail, int, int]]:
    glance = snapshot.glance
    plain, spelt = set(glance.holding("@")), set(glance.holding(*_AT_ALONE))
    bracketed = set(glance.matched(_BRACKETED_AT))
    for number in sorted(plain | spelt | bracketed):
        line = snapshot.lines[number]
        if line.zone & NOT_THE_COMPANY:
            continue
        if number in plain:
            yield from ((mail, number, line.zone) for mail in _plainly(line.text, snapshot.url))
        for match in _SPELT_OUT.finditer(line.text) if number in spelt else ():
            address = normal(f"{match.group(1)}@{_SPELT_DOT.sub('.', match.group(2))}")
            if address and _own(address, registrable(snapshot.url) or ""):
                yield Mail(address, "text", 0.6, passage(line.text, *match.span()), snapshot.url), number, line.zone
        bracket = _BRACKET.search(line.text) if number in bracketed else None
        for match in _HIDDEN_AT.finditer(line.text, max(0, bracket.start() - _LOCAL_LIMIT - 4)) if bracket else ():
            if address := normal(f"{match.group(1)}@{_DOT.sub('.', match.group(2))}"):
                yield Mail(address, "text", 0.7, passage(line.text, *match.span()), snapshot.url), number, line.zone


def _plainly(text: str, url: str) -> Iterator[Mail]:
    """Yield the mailboxes of a line that are written out."""
    plain = text.replace(FILLER, "")
    for match in _MAIL.finditer(plain):
        if address := normal(match.group()):
            words = passage(plain, *match.span())
            if FILLER in text:
                words = passage(max(text.split(FILLER), key=len))
            yield Mail(address, "text", 0.85, words, url)


def mails(
    snapshots: list[Snapshot],
    domain: str,
    names: tuple[str, ...],
    trusted: list[Mail],
    places: frozenset[str] = frozenset(),
) -> list[Mail]:
    """Return the company's mailboxes of all pages, `trusted` being those of its own structured data.

    A mailbox on the site's own domain (or one spelt like it) is the company's. One on a foreign domain counts only when the
    company's own data or its contact lines give it, nothing around it speaks of somebody else, and no own one is there.
    `places` (folded) are the towns of its addresses, which name the desks of its branches.
    """
    desks = (label(domain), *names)
    words = _PlainWords(snapshots, places)
    own: list[Mail] = [
        mail
        for mail in trusted
        if _wanted(mail.address, domain, desks, words) or (mail.desk and _one_word(mail.address, domain))
    ]
    foreign: list[Mail] = []
    for snapshot in snapshots:
        for mail, number, zone in (*_from_links(snapshot), *_from_text(snapshot)):
            if not _own(mail.address, domain) and about_others(snapshot, number, mail.address):
                continue
            if _kin(mail.address, domain):
                if _wanted(mail.address, domain, desks, words):
                    own.append(mail)
            elif _contact_place(snapshot, zone) and _wanted(mail.address, domain, desks, words):
                foreign.append(mail)
    if not own:
        own = [Mail(mail.address, mail.method, 0.55, mail.passage, mail.url) for mail in foreign[:6]]
    return own


def _wanted(address: str, domain: str, desks: tuple[str, ...], words: _PlainWords) -> bool:
    local, _, host = address.partition("@")
    site = registrable(host) or ""
    if site in FREE:
        plain = fold(local)
        return any(
            (len(fold(desk)) >= _TELLING and _is_name(re.sub(r"\d+$", "", plain), desk))
            or (len(fold(desk)) > _TELLING and fold(desk) in plain)
            for desk in desks
        )
    if local in words and site == domain:
        return True
    return is_role(local, desks) or (site == domain and fold(local) == fold(label(site)))


class _PlainWords:
    """The common words of the pages and the towns of the company: a desk may be called by one, a person has a capital."""

    def __init__(self, snapshots: list[Snapshot], places: frozenset[str]) -> None:
        self._snapshots = snapshots
        self._places = places
        self._known: dict[str, bool] = {}

    def __contains__(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = word in self._places or (
                bool(_LOWER.fullmatch(word)) and word not in GIVEN_NAMES and self._stands(word)
            )
        return self._known[word]

    def _stands(self, word: str) -> bool:
        alone = re.compile(rf"(?<![\w@.-]){word}(?![\w@-]|\.\w)")
        return any(
            alone.search(snapshot.lines[number].text[:_LINE])
            for snapshot in self._snapshots
            for number in snapshot.glance.holding(word)
            if number < _LINES
        )


def _one_word(address: str, domain: str) -> bool:
    """Return whether the mailbox is one word on the site's own domain, and none that people are called by."""
    local = address.partition("@")[0]
    return _own(address, domain) and local.isalpha() and len(local) >= _TELLING and local not in GIVEN_NAMES


def _own(address: str, domain: str) -> bool:
    return registrable(address.partition("@")[2]) == domain


def _kin(address: str, domain: str) -> bool:
    """Return whether the mailbox stands on the site's domain or one spelt nearly like it (another ending, a slip)."""
    site = registrable(address.partition("@")[2]) or ""
    return site == domain or (site not in FREE and fit(label(site), domain) >= _ALIKE) or _same_family(site, domain)


def _same_family(site: str, domain: str) -> bool:
    mine, other = fold(label(domain)), fold(label(site))
    return min(len(mine), len(other)) >= _TELLING and (mine.startswith(other) or other.startswith(mine))


def _contact_place(snapshot: Snapshot, zone: int) -> bool:
    return snapshot.kind in ("contact", "imprint", "home") or bool(zone & (Zone.FOOTER | Zone.HEADER))
