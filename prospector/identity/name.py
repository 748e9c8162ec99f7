"""Names: what of a written company name says which company it is, and what says only what kind."""

# ruff: noqa: RUF001 - the letters of other scripts are the subject

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from prospector.identity import han, legal, vocabulary
from prospector.identity.fold import fold, plain
from prospector.identity.tokens import plain_tokens, tokens_of

_LONGEST = 400
_SHORT, _PAIR, _TELLING = 4, 2, 3
_BRACKETS = re.compile(r"[(\[{（【]([^()\[\]{}（）【】]*)(?:[)\]}）】]|$)")
_OPENING = re.compile(r"[(\[{（【]")
_FORMER = re.compile(
    r"[,;(\s-]+(?=[adefhnptv])(?:d[./]?\s?b[./]?\s?a\.?|doing business as|trading as|t/a|a[./]?k[./]?a\.?|also known as"
    r"|formerly(?: known as)?|f[./]?k[./]?a\.?|n[./]?k[./]?a\.?|now known as|previously(?: known as)?"
    r"|vormals|fruher|anciennement|ex|handelnd als)[\s:,]+",
)
_INNER = re.compile(
    r"^(?:formerly(?: known as)?|f/?k/?a|n/?k/?a|dba|aka|t/a|previously|vormals|now|ex|also|was)\b[\s:.]*"
)
_GERSHAYIM = re.compile(r"(?<=[\u05d0-\u05ea])[\"״](?=[\u05d0-\u05ea])")
"""What marks a Hebrew abbreviation: ``בע"מ``."""
_MESSRS = re.compile(r"^m/s\.?\s+")
_DIGITS = re.compile(r"\d+(?:[a-z](?![a-z\d]))?")
_DASH_ALIAS = re.compile(r"\s+[-–—|]\s+")
_CONNECTORS_TEXT = """and the of for de la le les des du und et y e og och i in der die das da do del di el los van den fur
von en ve at by a an to d l"""
_CONNECTORS = frozenset(_CONNECTORS_TEXT.split())
_SILENT = frozenset(("and", "the", "of"))
_AND_WORDS = frozenset(("et", "und", "y", "og", "och", "en", "ve"))
_LETTER_NUMERALS = {"i": "1", "v": "5", "x": "10"}
"""Roman numerals of one letter, read so only behind two words and more (``Capital Partners V``, not ``Malcolm X``)."""
_WEB = frozenset(("com", "net", "org", "io"))


_make = tuple.__new__
"""Makes a named tuple of as many fields as it has, twice as fast as its own way, which takes them one by one."""


class NameForm(NamedTuple):
    """One name, taken apart.

    `words` are the telling words in order, folded, abbreviations written out, legal forms and connectors gone;
    `compact` is all that in one string, `squeezed` the same as it was written, abbreviations and numbers untouched;
    `full` is every folded word but the legal forms; `numbers` the numbers among the words; `legal` pairs of
    (family, kin); `qualifiers` words in brackets that narrow the name; `initials` the first letters of the words as
    written, connectors left out.
    """

    shown: str
    words: tuple[str, ...]
    full: tuple[str, ...]
    compact: str
    squeezed: str
    numbers: tuple[str, ...]
    legal: tuple[tuple[str, str], ...]
    qualifiers: tuple[str, ...]
    initials: str


@lru_cache(maxsize=4_096)
def normalise(name: str) -> tuple[NameForm, ...]:
    """Return the names that `name` holds, the main one first.

    ``Blue Harbor LLC dba Harbor Coffee`` holds two, ``EY (Ernst and Young)`` too, ``Info Edge (India)`` one with a
    qualifier. The answer is empty only where there is no letter and no digit. Only the first 400 characters count.
    """
    text = name[:_LONGEST]
    if not text.isascii():
        text = _GERSHAYIM.sub("", text)
    text = " ".join(fold(text).split())
    tokens = plain_tokens(text)
    if tokens is not None:
        form = _form(text, tokens)
        return () if form is None else (form,)
    if text.startswith("m/s"):
        text = _MESSRS.sub("", text)
    forms: list[NameForm] = []
    for part in _FORMER.split(text):
        for name_or_alias in _split_at_dash(part):
            _read_part(name_or_alias, forms)
    if len(forms) == 1:
        return (forms[0],)
    unique: dict[tuple[tuple[str, ...], tuple[str, ...]], NameForm] = {}
    for form in forms:
        unique.setdefault((form.words, form.qualifiers), form)
    return tuple(unique.values())


def _split_at_dash(text: str) -> list[str]:
    """Return what stands before and behind a dash where both are names: ``Petróleo Brasileiro S.A. - Petrobras``."""
    parts = _DASH_ALIAS.split(text) if " " in text else []
    if len(parts) != _PAIR:
        return [text]
    first, second = map(tokens_of, parts)
    core = legal.strip(first)[0] if len(first) > 1 else first
    form = first[len(core) :]
    if not second or not form or first[: len(core)] != core:
        return [text]
    common = vocabulary.expected().keys() | vocabulary.places() | vocabulary.noise()
    if all(len(word) >= _SHORT and word not in common and not word.isdecimal() for word in second):
        return parts
    # A branch behind the legal form (``Nordhafen AG - Berlin``): the form goes to the end, where it is looked for.
    return [text] if vocabulary.noise().issuperset(second) else [" ".join((*core, *second, *form))]


def _read_part(text: str, forms: list[NameForm]) -> None:
    inner: list[str] = []
    if _OPENING.search(text):
        inner = [part for part in _BRACKETS.findall(text) if part.strip() and _legal_or_gap_text(part) == " "]
        if not inner:
            text = _BRACKETS.sub(r" \1 ", text)
    if not inner:
        form = _form(text, tokens_of(text))
        if form is not None:
            forms.append(form)
        return
    outer = _BRACKETS.sub(_legal_or_gap, text)
    stripped = [_INNER.sub("", part.strip()) for part in inner]
    aliases = [_form(part, tokens_of(part)) for part in stripped]
    qualifiers = tuple(word for alias in aliases if alias for word in alias.words)
    main = _form(outer, tokens_of(outer), qualifiers)
    forms.extend(form for form in (main,) if form is not None)
    for part, alias in zip(inner, aliases, strict=True):
        if alias is not None and (main is None or _is_name(part.strip(), alias, acronym=len(main.compact) <= _SHORT)):
            forms.append(alias)


def _legal_or_gap(found: re.Match[str]) -> str:
    return _legal_or_gap_text(found[1])


def _legal_or_gap_text(inside: str) -> str:
    words = tokens_of(inside)
    return f" {inside} " if words and not legal.strip(["x", *words])[0][1:] else " "


def _is_name(part: str, alias: NameForm, *, acronym: bool) -> bool:
    if _INNER.match(part) or alias.legal:
        return True
    if alias.numbers or len(alias.compact) < _SHORT or not (len(alias.words) > 1 or acronym):
        return False
    known, places = vocabulary.expected(), vocabulary.places()
    least = _TELLING if len(alias.words) > _PAIR else _SHORT
    telling = any(word not in known and len(word) >= least for word in alias.words)
    return telling and not any(word in places for word in alias.words)


def _form(text: str, tokens: list[str], qualifiers: tuple[str, ...] = ()) -> NameForm | None:
    """Return `text`, whose words are `tokens`, taken apart; None where there are none."""
    letters = "".join(tokens)
    if not _AND_WORDS.isdisjoint(tokens):
        tokens = ["and" if word in _AND_WORDS else plain(word) for word in tokens]
    elif "ue" in letters or "ae" in letters or "oe" in letters:
        tokens = list(map(plain, tokens))
    if not text.isascii():
        tokens = [part for word in tokens for part in han.parts(word)]
    if not tokens:
        return None
    if len(tokens) > 1 and tokens[0] == "the":
        tokens = tokens[1:]
    if len(tokens) > 1 and tokens[-1] == "the":
        tokens = tokens[:-1]
    core, forms = legal.strip(_one_country(_without_noise(text, tokens)))
    if len(core) > 1 and core[-1] in _WEB:
        core = core[:-1]
    abbreviations = vocabulary.abbreviations()
    full = _numbered(
        core if abbreviations.keys().isdisjoint(core) else [abbreviations.get(word, word) for word in core]
    )
    words, squeezed, initials = full, "".join(core), "".join([word[0] for word in core])
    if not _CONNECTORS.isdisjoint(core):
        squeezed = "".join([word for word in core if word not in _SILENT]) or squeezed
        initials = "".join([word[0] for word in core if word not in _CONNECTORS or word == "a"])
    if not _CONNECTORS.isdisjoint(full):
        words = [
            word for place, word in enumerate(full) if word not in _CONNECTORS or (not place and len(full) > 1)
        ] or full
    compact = "".join(words)
    numbers = () if compact.isalpha() else tuple(_DIGITS.findall(" ".join(words)))
    fields = text, tuple(words), tuple(full), compact, squeezed, numbers, tuple(forms), qualifiers, initials
    return _make(NameForm, fields)


def _one_country(tokens: list[str]) -> list[str]:
    """Write ``united states of america``, ``united states`` and ``usa`` as ``us``, ``united kingdom`` as ``uk``."""
    if "usa" in tokens:
        tokens = ["us" if word == "usa" else word for word in tokens]
    if "united" not in tokens:
        return tokens
    text = f" {' '.join(tokens)} "
    for long, short in (
        (" united states of america ", " us "),
        (" united states ", " us "),
        (" united kingdom ", " uk "),
    ):
        text = text.replace(long, short)
    return text.split()


def _without_noise(text: str, tokens: list[str]) -> list[str]:
    if not (" - " in text or "|" in text or " – " in text or "not call" in text):
        return tokens
    noise = vocabulary.noise()
    kept = list(tokens)
    while len(kept) > 1 and kept[-1] in noise:
        kept.pop()
    return kept


def _numbered(words: list[str]) -> list[str]:
    known = vocabulary.numbers()
    if known.keys().isdisjoint(words) and words[-1] not in _LETTER_NUMERALS:
        return words
    tens = vocabulary.tens()
    result: list[str] = []
    for place, word in enumerate(words):
        last = place == len(words) - 1
        value = (
            known.get(word)
            or (word if word.isdecimal() else None)
            or (_LETTER_NUMERALS.get(word) if last and place > 1 else None)
        )
        if value is None:
            result.append(word)
        elif place and words[place - 1] in tens and len(value) == 1:
            result[-1] = str(int(result[-1]) + int(value))
        else:
            result.append(value)
    return result
