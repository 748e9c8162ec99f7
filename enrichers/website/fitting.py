"""Legal forms at the end of names, and how well a name explains a domain."""

# ruff: noqa: RUF001 - letters of other alphabets are what pages use

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from enrichers.website.glance import Glance, holding
from enrichers.website.site import fold, folds, label, suffix
from enrichers.website.words import word_set

_LONG = 4
_CLOSE = 0.8
_FORMS = (
    r"gmbh\s*&\s*co\.?\s*(?:kg|ohg)a?a?|ug\s*\(haftungsbeschr[äa]nkt\)|g?gmbh|mbh|ag|kg|ohg|kgaa|ug|"
    r"e\.?\s?k\.?|e\.\s?k(?:fm|fr)\.|gbr|e\.\s?v\.|e\.?\s?g\.|se|"
    r"ltd\.?|limited|llc|l\.l\.c\.|inc\.?|incorporated|corp\.?|corporation|plc|p\.l\.c\.|llp|l\.?p\.|pllc|"
    r"pty\.?\s+ltd\.?|pvt\.?\s+ltd\.?|private limited|co\.?,?\s*ltd\.?|"
    r"s\.?a\.?r\.?l\.?|sasu?|eurl|s\.?\s?a\.?s\.?|s\.a\.|sa|s\.?r\.?l\.?s?|s\.?p\.?a\.?|s\.?n\.?c\.?|"
    r"s\.?a\.?s\.|s\.?l\.?[ulp]?\.?|s\.a\.[ul]\.?|sau|s\.\s?coop\.?|soc\.\s?coop\.?|s\.a\.p\.a\.|eireli|"
    r"gesellschaft m\.?\s?b\.?\s?h\.?|ges\.?m\.?b\.?h\.?|e\.\s?u\.|s\.\s?r\.\s?o\.|a\.\s?s\.|d\.d\.|kkt\.?|sia|i/s|k/s|"
    r"[αa]\.?\s?[εe]\.|ε\.?π\.?ε\.?|ι\.?κ\.?ε\.?|b\.?v\.?(?:b\.?a\.?)?|n\.?v\.?|v\.?o\.?f\.?|c\.?v\.?|"
    r"ab|a/s|aps|as|asa|oy|oyj|sp\.?\s*z\s*o\.?\s?o\.?|sp\.\s?[jk]\.|s\.?r\.?o\.?|a\.s\.|d\.?o\.?o\.?|"
    r"s\.?\s?à\.?\s?r\.?\s?l\.?(?:\s+et\s+cie)?|s\.c\.a\.?|s\.c\.s\.?|a\.?\s?ş\.?|ltd\.?\s*şti\.?|oü|uab|"
    r"kft\.?|zrt\.?|nyrt\.?|bt\.|lda\.?|ltda\.?|ooo|оо?о|оао|зао|пао|ао|k\.?k\.?|株式会社|(?:股份)?有限(?:責任|责任)?公司"
)
LEGAL = re.compile(rf"(?:^|[\s,])(?P<form>(?:{_FORMS}))$", re.IGNORECASE)
_FORM_WORDS = word_set(
    """
    gmbh ggmbh mbh kg ohg kga kgaa kgaaa ohgaa ag ug haftungsbeschränkt haftungsbeschrankt ek gbr ev eg se k v g
    ltd limited llc inc incorporated corp corporation plc llp lp pllc pty pvt private co sarl sas sasu eurl sa srl srls spa
    snc sl slu bv bvba nv vof cv ab a/s aps as asa oy oyj sp sro doo à sàrl scs sca aş ş şti oü uab kft zrt nyrt bt lda
    sau slp sll eireli gesmbh kkt sia i/s k/s επε ικε coop
    ltda ooo ооо oоo оoо оoo oao оао зао пао ао ип kk
    """
)
"""The words of `_FORMS`, each enough to look closely."""
_CHINESE = re.compile(r"[株有合公]")
_PARTING = ",;:()[]*\"'“”„»«|·•-–—\ue000\ue001\ue0020123456789"
_APART = str.maketrans(dict.fromkeys(_PARTING, " "))
_APARTS = re.compile(f"[{re.escape(_PARTING)}]+")
_DOTTED = 9


def may_have_form(text: str) -> bool:
    """Return whether a legal form may stand in `text`: a quick look at its words, before the careful one."""
    words = _parted(text.casefold()).split()
    if not _FORM_WORDS.isdisjoint(words) or (not text.isascii() and _CHINESE.search(text)):
        return True
    if "." in text:
        for word in words:
            if "." in word and _abbreviated(word):
                return True
    return False


def lines_with_form(glance: Glance) -> list[int]:
    """Return the numbers of the lines worth the quick look of `may_have_form`: all others have no form."""
    parted = _parted(glance.lowered)
    present = _FORM_WORDS.intersection(parted.split())
    spaced = f" {parted} ".replace("\n", " \n ") if present else ""
    found = {*holding(spaced, [f" {word} " for word in present]), *glance.holding(".")}
    if not glance.whole.isascii():
        found.update(glance.matched(_CHINESE))
    return sorted(found)


def _parted(lowered: str) -> str:
    """Return a text with blanks for what parts words; `translate` is fast for nothing but ASCII."""
    return lowered.translate(_APART) if lowered.isascii() else _APARTS.sub(" ", lowered)


def _abbreviated(word: str) -> bool:
    bare = word.strip("./")
    return len(bare) == 1 or bare in _FORM_WORDS or ("." in bare and len(bare) <= _DOTTED)


_GROUP = re.compile(r"\b(?:holding|gruppe|group|groupe|gruppo|grupo|groep|koncernen?|grupa)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*", re.UNICODE)
_STOP = word_set(
    """
    of the and for in de la le der die das und et di e y van von
    """
)


def without_form(name: str) -> str:
    """Return `name` without a legal form at its end."""
    return LEGAL.sub("", name).rstrip(" ,.&-") or name


@lru_cache(maxsize=4096)
def fit(name: str, domain: str) -> float:
    """Return how well `name` explains the label of `domain`, 0 (not at all) to 1 (spelt the same)."""
    wanted = fold(label(domain))
    full = wanted + fold(suffix(domain))
    shapes = folds(without_form(name)) | folds(name)
    if not wanted or not shapes:
        return 0.0
    if wanted in shapes or full in shapes:
        return 1.0
    best = 0.0
    for shape in shapes:
        short, long = sorted((shape, wanted), key=len)
        if len(short) >= _LONG and short in long:
            share = len(short) / len(long)
            best = max(best, 0.65 + 0.3 * share if long == shape else 0.95 * share)
        ratio = SequenceMatcher(None, shape[:80], wanted, autojunk=False).ratio()
        best = max(best, 0.95 * ratio if ratio >= _CLOSE else 0.0)
    return max(best, _initials(name, wanted), _same_words(name, domain))


def _same_words(name: str, domain: str) -> float:
    """Return the fit of a name whose words are the label's in another order, or with another word for a group of firms."""
    words = sorted(fold(word) for word in _GROUP.sub(" ", without_form(name)).split() if fold(word))
    parts = sorted(fold(part) for part in _GROUP.sub(" ", label(domain)).replace("-", " ").split())
    if not words or not parts:
        return 0.0
    if words == parts and sum(map(len, parts)) >= _LONG + 1:
        return 0.9
    wanted = fold(label(domain))
    told = [word for word in words if len(word) >= _LONG - 1]
    whole = sum(map(len, told)) == len(wanted) and all(word in wanted for word in told)
    return 0.85 if whole and len(told) > 1 else 0.0


def _initials(name: str, wanted: str) -> float:
    """Return the fit of a label made of beginnings of the name's words in their order (``allenai``, ``ah``)."""
    words = [fold(word) for word in _WORD.findall(without_form(name))]
    words = [word for word in words if word][:8]
    if not words or len(words) == 1:
        return 0.0
    strict = [word for word in words if word not in _STOP]
    for chosen in (words, strict):
        if len(chosen) > 1 and "".join(word[0] for word in chosen) == wanted:
            return 0.85
    return 0.8 if len(wanted) >= _LONG and _prefixes(strict or words, wanted) else 0.0


def _prefixes(words: list[str], wanted: str) -> bool:
    """Return whether `wanted` is a row of word beginnings, the first word giving at least three letters, none but one skipped."""
    states = {(0, 0)}
    for number, word in enumerate(words):
        following = set()
        for position, skipped in states:
            if number and skipped < 1 + len(words) // 3:
                following.add((position, skipped + 1))
            for length in range(3 if not number else 1, len(word) + 1):
                if wanted.startswith(word[:length], position):
                    following.add((position + length, skipped))
        states = following
    return any(position == len(wanted) for position, _ in states)
