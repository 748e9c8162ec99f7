"""What the company calls itself: candidates from markup and words, weighed against the domain."""

# ruff: noqa: RUF001 - dashes, quotes and letters of other alphabets are what pages use

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from enrichers.website.attribution import about_others
from enrichers.website.site import fold, folds, label, suffix
from enrichers.website.snapshot import NOT_THE_COMPANY, Line, Snapshot, Zone
from enrichers.website.words import word_set

NAME_LIMIT = 90
_LONG = 4
_CLOSE = 0.8
_FITS = 0.6

_FORMS = (
    r"gmbh\s*&\s*co\.?\s*(?:kg|ohg)a?a?|ug\s*\(haftungsbeschr[äa]nkt\)|g?gmbh|mbh|ag|kg|ohg|kgaa|ug|"
    r"e\.?\s?k\.?|e\.\s?k(?:fm|fr)\.|gbr|e\.\s?v\.|e\.?\s?g\.|se|"
    r"ltd\.?|limited|llc|l\.l\.c\.|inc\.?|incorporated|corp\.?|corporation|plc|p\.l\.c\.|llp|l\.?p\.|pllc|"
    r"pty\.?\s+ltd\.?|pvt\.?\s+ltd\.?|private limited|co\.?,?\s*ltd\.?|"
    r"s\.?a\.?r\.?l\.?|sasu?|eurl|s\.?\s?a\.?s\.?|s\.a\.|sa|s\.?r\.?l\.?s?|s\.?p\.?a\.?|s\.?n\.?c\.?|"
    r"s\.?a\.?s\.|s\.?l\.?u?\.?|b\.?v\.?(?:b\.?a\.?)?|n\.?v\.?|v\.?o\.?f\.?|c\.?v\.?|"
    r"ab|a/s|aps|as|asa|oy|oyj|sp\.?\s*z\s*o\.?\s?o\.?|sp\.\s?[jk]\.|s\.?r\.?o\.?|a\.s\.|d\.?o\.?o\.?|"
    r"kft\.?|zrt\.?|nyrt\.?|bt\.|lda\.?|ltda\.?|ooo|оо?о|оао|зао|пао|ао|k\.?k\.?|株式会社"
)
LEGAL = re.compile(rf"(?:^|[\s,])(?P<form>(?:{_FORMS}))$", re.IGNORECASE)
_RUSSIAN = re.compile(r"^(?:ООО|ОАО|ЗАО|ПАО|АО|ИП)\s+[«\"„]?(?P<name>[^»\"“]{2,70})[»\"“]?")
_YEARS = r"(?:19|20)\d\d(?:\s*[-–—/,]\s*(?:(?:19|20)?\d\d|present|heute)?)?"
_COPYRIGHT = re.compile(r"©|(?<![\w)])\(c\)(?=\s)|\bcopyright\b", re.IGNORECASE)
_NOISE = re.compile(rf"©|\(c\)|\bcopyrights?\b|{_YEARS}|^\W*(?:by|at|von|par|di|de)\s+", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*(?:[|•·►»~]|\s[-–—]\s|\s/\s|all rights|alle rechte|tous droits|todos (?:los|os)|tutti i diritti|"
    "alla rättigheter|alle rettigheter|wszelkie|все права|"
    r"\bpowered\b|\bdesign(?:ed)?\b|\bdeveloped\b|\bwebsite by\b|\bsite by\b|\bcreated\b|\bcopyright\b|"
    r"\bprivacy\b|\bterms\b|\bimpressum\b|"
    r"p\.?\s?iva|vat\b|\.\s|,\s*(?=the\b|den\b|das\b)).*$",
    re.IGNORECASE | re.DOTALL,
)
_PARTS = re.compile(r"\s*(?:[|•·►»«:~]|::|\s[-–—/]\s?|\s?[-–—/]\s)\s*")
_PAGE_WORDS = re.compile(
    "^(?:welcome to|about|contact|home|homepage|willkommen bei|bienvenue chez|benvenuti|über|kontakt|"
    r"imprint|impressum|the official site of)\b[:\s]*|"
    r"\s*\b(?:home ?page|official (?:web)?site|website|contact(?: us)?|about us|impressum|kontakt)$",
    re.IGNORECASE,
)
_LOGO = re.compile(r"\s*\b(?:logo(?:typ|type)?|home)\b\s*", re.IGNORECASE)
_GENERIC = word_set(
    """
    home homepage start startseite startside accueil inicio index welcome contact kontakt contacto about imprint
    impressum untitled my site blog news shop website web wordpress page main default test the company logo
    """
) | {
    "contactus",
    "aboutus",
    "mysite",
    "homepage",
    "mywebsite",
    "mywordpressblog",
    "justanotherwordpresssite",
    "yourcompanyname",
    "companyname",
}
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*", re.UNICODE)
_PIECES = re.compile(r"\s*[|•·]\s*|\s[-–—]\s|:\s|(?<=\w\w\w)\.\s(?=[A-ZÄÖÜ©])")
_FORMS_JP = "株式会社|有限会社|合同会社"
_JAPANESE = re.compile(
    rf"(?:^|[\s:：｜|©])(?P<name>(?:{_FORMS_JP})[^\s｜|、。（()）:：]{{1,25}}|[^\s｜|、。（()）:：]{{1,25}}(?:{_FORMS_JP}))"
    r"(?=$|[\s｜|（(、])"
)
_GROUP = re.compile(r"\b(?:holding|gruppe|group|groupe|gruppo|grupo|groep|koncernen?|grupa)\b", re.IGNORECASE)
_LEGAL_END = re.compile(
    r"\s*\((?!\s*(?:haftung|on-?line|(?-i:[A-Z]))).*|\s*\(\s*(?:vormals|ehemals|früher|formerly|previously|anciennement|ex\b|antes|già|voorheen|tidigare|f\.?k\.?a|company|reg|"
    r"n[°o.]|siren|hrb|hra|org).*|"
    r"[\s,]+(?:au capital|mit sitz in|mit dem sitz|vertreten durch|is (?:a|an|the|registered|incorporated)|"
    r"are (?:a|the)|ist (?:ein|der|die)|"
    r"est (?:une?|la|le)|es una?|è una?|är (?:ett|en)|is een|registered (?:in|at|office)|incorporated in|"
    r"company (?:number|no\b|reg)|"
    r"con (?:domicilio|sede|c\.?i\.?f)|gevestigd te|met zetel|immatriculée|dont le siège|sise?\b|org\.?\s?n).*",
    re.IGNORECASE | re.DOTALL,
)
"""What follows a legal name in running words."""
_OWNER = re.compile(
    r"\b(?:owned|operated|run|published|provided) by|\ba (?:brand|service|product|trademark|division) of|"
    r"\btrading (?:name|style) of|"
    r"betrieben von|ein (?:angebot|service|unternehmen) der|exploité par|édité par|\bmarchio di|handelsnaam van|ägs av",
    re.IGNORECASE,
)
_JOINING = word_set(
    """
    & + and und et en e y of de van v.d. von der den di da du la le the für for
    """
)
_MIXED = re.compile(r"[a-z][A-Z]|\d")
_ABBREVIATED = re.compile(r"(?:\b\w\.)+\w$|\b(?:Inc|Ltd|Corp|Co)$", re.IGNORECASE)
_IMPRINT_NAMES = 2
_FIRM_PAGES = ("home", "contact", "imprint", "about")
_LEGAL_REACH = 300
_MOST_WORDS = 8
_STOP = word_set(
    """
    of the and for in de la le der die das und et di e y van von
    """
)


@dataclass(frozen=True, slots=True)
class Name:
    """One way the company is called, with its proof."""

    text: str
    method: str
    confidence: float
    passage: str
    url: str
    legal: bool = False


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


def tidy(raw: str) -> str:
    """Return a candidate without what pages wrap around names, empty when nothing like a name is left."""
    text = " ".join(raw.split()).strip(" .,;:-–—|*\"'“”„»«")
    text = (
        text + "."
        if raw.rstrip().endswith(".")
        and LEGAL.search(text + ".")
        and re.search(r"\b(?:\w\.)+\w$|\b(?:Inc|Ltd|Corp|Co)$", text)
        else text
    )
    if not 1 < len(text) <= NAME_LIMIT or fold(text) in _GENERIC or not re.search(r"[^\W\d_]{2}", text):
        return ""
    return "" if re.search(r"[{}<>$%\[\]@]|https?:|\d{5,}", text) else text


def separated(text: str) -> list[str]:
    """Return the pieces of a title or logo text between its separators."""
    return [part for part in _PARTS.split(text) if part]


def title_parts(snapshot: Snapshot) -> Iterator[tuple[str, bool]]:
    """Yield the parts of the page's titles that could be names, page words cut off, and last a title as a whole (True)."""
    titles = [
        snapshot.title,
        snapshot.meta("og:title"),
        snapshot.meta("twitter:title"),
        snapshot.meta("apple-mobile-web-app-title"),
    ]
    for title in dict.fromkeys(filter(None, titles)):
        parts = separated(title)
        for part in (*parts, *([title] if len(parts) > 1 else [])):
            whole = part is title
            for shape in (part,) if whole else dict.fromkeys((_PAGE_WORDS.sub("", part), part.split(",")[0], part)):
                if text := tidy(shape):
                    yield text, whole


def copyright_names(snapshot: Snapshot) -> Iterator[tuple[str, Line]]:
    """Yield the names that stand beside a copyright sign, with the line."""
    lines = snapshot.lines
    for number, line in enumerate(lines):
        if line.zone & NOT_THE_COMPANY or not _COPYRIGHT.search(line.text[:600]):
            continue
        before, _, after = line.text.partition(_COPYRIGHT.search(line.text).group())  # type: ignore[union-attr]
        for side in (_TAIL.sub("", _strip_years(after)), _last(before)):
            text = tidy(re.sub(r"^\W+", "", side))
            if text:
                yield text, line
                break
        else:
            following = lines[number + 1].text if number + 1 < len(lines) else ""
            text = tidy(_TAIL.sub("", following)) if len(following) < NAME_LIMIT else ""
            if text and LEGAL.search(text):
                yield text, lines[number + 1]


def _strip_years(text: str) -> str:
    previous = ""
    while text != previous:
        previous, text = (
            text,
            _NOISE.sub("", text.strip(" ,.:;-–—|\ue000\ue001"), count=1)
            if _NOISE.match(text.strip(" ,.:;-–—|"))
            else text.strip(" ,.:;-–—|"),
        )
    return re.sub(rf"[\s,]*{_YEARS}\s*$", "", text)


def _last(text: str) -> str:
    pieces = [piece for piece in re.split(r"[|•·.!?]\s|\s[-–—]\s", text) if piece.strip()]
    return pieces[-1] if pieces and len(pieces[-1]) < NAME_LIMIT else ""


def legal_lines(snapshot: Snapshot, domain: str) -> Iterator[tuple[str, Line]]:
    """Yield the names in legal form that the lines give.

    On an imprint the first ones count, elsewhere those that fit the domain, stand in the title or are called the owner.
    """
    trusted = _IMPRINT_NAMES if snapshot.kind == "imprint" else 0
    for number, line in enumerate(snapshot.lines):
        if line.zone & (NOT_THE_COMPANY | Zone.NAV):
            continue
        for piece in _PIECES.split(line.text[:_LEGAL_REACH])[:6]:
            text = _legal_name(piece)
            if not text or about_others(snapshot, number, text):
                continue
            owner = _OWNER.search(piece[: piece.find(text[:10])])
            titled = snapshot.kind in _FIRM_PAGES and len(text) > _LONG and text in snapshot.title
            if fit(text, domain) >= _FITS or owner or titled:
                yield text, line
            elif trusted and len(piece.split()) <= _MOST_WORDS:
                trusted -= 1
                yield text, line


def _legal_name(piece: str) -> str:
    """Return the name that ends in a legal form at the end of `piece`: its last words that are written like a name."""
    russian = _RUSSIAN.search(piece)
    if russian:
        return tidy(russian.group(0))
    if japanese := _JAPANESE.search(piece):
        return tidy(japanese["name"])
    text = tidy(_strip_years(_LEGAL_END.sub("", piece)))
    if not LEGAL.search(text):
        text = tidy(_strip_years(piece.split(",", maxsplit=1)[0]))
    form = LEGAL.search(text)
    if form is None:
        return ""
    words = text[: form.start("form")].split()
    chosen: list[str] = []
    for word in reversed(words):
        if (
            word[0].islower()
            and not {word.casefold(), word.casefold().strip(".,")} & _JOINING
            and not _MIXED.search(word)
        ):
            break
        chosen.insert(0, word)
    while (
        chosen
        and chosen[0].casefold() in _JOINING
        and not chosen[0][0].isupper()
        and chosen[0].casefold() not in ("v.d.", "van", "de")
    ):
        chosen.pop(0)
    name = _PAGE_WORDS.sub("", " ".join([*chosen, form["form"]])).strip(" ,")
    name += "." if f"{name}." in piece and _ABBREVIATED.search(name) else ""
    return name if chosen and len(chosen) <= _MOST_WORDS and not _COPYRIGHT.search(name) else ""
