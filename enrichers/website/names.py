"""What the company calls itself: candidates from markup and words, weighed against the domain."""

# ruff: noqa: RUF001 - dashes, quotes and letters of other alphabets are what pages use

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from enrichers.website.attribution import about_others
from enrichers.website.fitting import LEGAL, fit, lines_with_form, may_have_form
from enrichers.website.glance import holding
from enrichers.website.site import fold
from enrichers.website.snapshot import NOT_THE_COMPANY, Line, Snapshot, Zone
from enrichers.website.words import word_set

NAME_LIMIT = 90
_LONG = 4
_FITS = 0.6

_RUSSIAN = re.compile(r"^(?:ООО|ОАО|ЗАО|ПАО|АО|ИП)\s+[«\"„]?(?P<name>[^»\"“]{2,70})[»\"“]?")
_YEARS = r"(?:19|20)\d\d(?:\s*[-–—/,]\s*(?:(?:19|20)?\d\d|present|heute)?)?"
_COPYRIGHT = re.compile(r"©|(?<![\w)])\(c\)(?=\s)|\bcopyright\b", re.IGNORECASE)
_NOISE = re.compile(rf"©|\(c\)|\bcopyrights?\b|{_YEARS}|^\W*(?:by|at|von|par|di|de)\s+", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*(?:[|•·►»~]|\s[-–—]\s|\s/\s|all rights|alle rechte|tous droits|todos (?:los|os)|tutti i diritti|"
    "tüm hakları|todos os direitos|všechna práva|kaikki oikeudet|alla rättigheter|alle rettigheter|wszelkie|все права|"
    r"\bpowered\b|\bdesign(?:ed)?\b|\bdeveloped\b|\bwebsite by\b|\bsite by\b|\bcreated\b|\bcopyright\b|"
    r"\bprivacy\b|\bterms\b|\bimpressum\b|"
    r"p\.?\s?iva|vat\b|(?<!\bsp)(?<!\bsan)(?<!\btic)(?<!\bst)\.\s|,\s*(?=the\b|den\b|das\b)).*$",
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
    "mywordpresssite",
    "mywordpresswebsite",
    "sitename",
    "sitetitle",
    "newsite",
    "websitename",
    "yoursitename",
    "yourwebsite",
    "businessname",
    "mycompany",
    "mybusiness",
    "justanotherwordpresssite",
    "yourcompanyname",
    "companyname",
}
_PIECES = re.compile(r"\s*[|•·]\s*|\s[-–—]\s|:\s|(?<=\w\w\w)\.\s(?=[A-ZÄÖÜ©])")
_FORMS_JP = "株式会社|有限会社|合同会社|股份有限公司|有限责任公司|有限責任公司|有限公司"
_JAPANESE = re.compile(
    rf"(?:^|[\s:：｜|©])(?P<name>(?:{_FORMS_JP})[^\s｜|、。（()）:：]{{1,25}}|[^\s｜|、。（()）:：]{{1,25}}(?:{_FORMS_JP}))"
    r"(?=$|[\s｜|（(、])"
)
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
_NAME_LABEL = re.compile(
    r"(?:会社名|商号|社名|企業名|公司名称|公司名稱|企业名称|회사명|상호|"
    r"raz[óo]n social|denominaci[óo]n social|ragione sociale|denominazione(?: sociale)?|raison sociale|dénomination sociale|"
    r"firmenname|firmenwortlaut|company name|legal name|registered name|business name|trading name|handelsnaam|"
    r"statutaire naam|bedrijfsnaam|nazwa(?: firmy| spółki)?|pełna nazwa|název(?: firmy| společnosti)?|obchodní (?:firma|jméno)|"
    r"obchodné meno|cégnév|razão social|denominação social|toiminimi|yrityksen nimi|företagsnamn|bolagsnamn|virksomhedsnavn|"
    r"firmanavn|selskapsnavn|denumire(?:a)?(?: firmei| societății)?|επωνυμία|ünvan[ıi]?|ticaret unvanı|наименование|назва)"
    r"\b\s*[:：]?",
    re.IGNORECASE,
)
"""What stands before the name in a table of the company's data."""
_JOINING = word_set(
    """
    & + and und et en e y of de van v.d. von der den di da du la le the für for
    """
)
_MIXED = re.compile(r"[a-z][A-Z]|\d")
_ABBREVIATED = re.compile(r"(?:\b\w\.)+\w$|\b(?:Inc|Ltd|Corp|Co|Lda|Ltda)$", re.IGNORECASE)
_IMPRINT_NAMES = 2
_FIRM_PAGES = ("home", "contact", "imprint", "about")
_LEGAL_REACH = 300
_COPYRIGHT_REACH = 600
_COPYRIGHT_MARKS = ("©", "(c)", "copyright")
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Name:
    """One way the company is called, with its proof."""

    text: str
    method: str
    confidence: float
    passage: str
    url: str
    legal: bool = False


def tidy(raw: str) -> str:
    """Return a candidate without what pages wrap around names, empty when nothing like a name is left."""
    text = " ".join(raw.split()).strip(" .,;:-–—|*\"'“”„»«")
    text = (
        text + "."
        if raw.rstrip().endswith(".")
        and LEGAL.search(text + ".")
        and re.search(r"\b(?:\w\.)+\w$|\b(?:Inc|Ltd|Corp|Co|Lda|Ltda)$", text)
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
    for number in holding(snapshot.glance.lowered, _COPYRIGHT_MARKS):
        line = lines[number]
        sign = None if line.zone & NOT_THE_COMPANY else _copyright_sign(line.text[:_COPYRIGHT_REACH])
        if sign is None:
            continue
        before, _, after = line.text.partition(sign)
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


def _copyright_sign(text: str) -> str | None:
    found = _COPYRIGHT.search(text)
    return found.group() if found else None


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
    for number in lines_with_form(snapshot.glance):
        line = snapshot.lines[number]
        if line.zone & (NOT_THE_COMPANY | Zone.NAV) or not may_have_form(line.text[:_LEGAL_REACH]):
            continue
        for piece in _PIECES.split(line.text[:_LEGAL_REACH])[:6]:
            text = _legal_name(piece)
            if not text or about_others(snapshot, number, text):
                continue
            owner = _OWNER.search(piece[: piece.find(text[:10])]) or _labelled(snapshot, number, piece)
            titled = snapshot.kind in _FIRM_PAGES and len(text) > _LONG and text in snapshot.title
            if fit(text, domain) >= _FITS or owner or titled:
                yield text, line
            elif trusted and len(piece.split()) <= _MOST_WORDS:
                trusted -= 1
                yield text, line


def _labelled(snapshot: Snapshot, number: int, piece: str) -> bool:
    """Return whether the page itself calls it the company's name: by a label before it, in its line or in the one above."""
    if snapshot.kind not in ("contact", "imprint", "about"):
        return False
    line = snapshot.lines[number].text
    before = line[: line.find(piece[:20])].strip(" :：\t") if piece[:20] in line else ""
    above = snapshot.lines[number - 1].text.strip(" :：.") if number and not before else ""
    return bool(_NAME_LABEL.fullmatch(before or above) or _NAME_LABEL.match(piece))


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
