"""Postal-code grammar by country: how code, place and region stand in an address line.

Shapes follow the Universal Postal Union's addressing sheets. `postal first` countries write ``82205 Gilching``, the others
``Portland, OR 97201``; a few codes give their country away by themselves (``UNMISTAKABLE``).
"""

# ruff: noqa: RUF001 - dashes, quotes and letters of other alphabets are what pages use

from __future__ import annotations

import re

from enrichers.website.words import code_table

_STATES = code_table(
    """
    AL Alabama; AK Alaska; AZ Arizona; AR Arkansas; CA California; CO Colorado; CT Connecticut; DE Delaware; DC
    District of Columbia; FL Florida; GA Georgia; HI Hawaii; ID Idaho; IL Illinois; IN Indiana; IA Iowa; KS
    Kansas; KY Kentucky; LA Louisiana; ME Maine; MD Maryland; MA Massachusetts; MI Michigan; MN Minnesota; MS
    Mississippi; MO Missouri; MT Montana; NE Nebraska; NV Nevada; NH New Hampshire; NJ New Jersey; NM New Mexico;
    NY New York; NC North Carolina; ND North Dakota; OH Ohio; OK Oklahoma; OR Oregon; PA Pennsylvania; PR Puerto
    Rico; RI Rhode Island; SC South Carolina; SD South Dakota; TN Tennessee; TX Texas; UT Utah; VT Vermont; VA
    Virginia; WA Washington; WV West Virginia; WI Wisconsin; WY Wyoming
    """
)
_PROVINCES = code_table(
    """
    AB Alberta; BC British Columbia; MB Manitoba; NB New Brunswick; NL Newfoundland and Labrador; NS Nova Scotia;
    NT Northwest Territories; NU Nunavut; ON Ontario; PE Prince Edward Island; QC Québec; SK Saskatchewan; YT
    Yukon
    """
)
_WORDLIKE = frozenset({"AL", "CO", "DE", "HI", "ID", "IN", "LA", "ME", "OH", "OK", "OR"})
"""Codes that are words when they are written small."""
_US_REGION = "|".join(
    [
        r"\b(?:" + "|".join(code.capitalize() for code in _STATES if code not in _WORDLIKE) + r")\b\.?",
        r"\b(?:" + "|".join(_STATES) + r")\b",
        *sorted(_STATES.values(), key=len, reverse=True),
        r"D\.C\.",
        r"Calif\.?",
        r"[A-Z]\.\s?[A-Z]\.",
    ]
)
_CA_REGION = "|".join(
    [r"\b(?:" + "|".join(_PROVINCES) + r")\b\.?", *_PROVINCES.values(), "Quebec", r"B\.C\.", r"Ont\.?"]
)
CA_NOT_CITY = re.compile(rf"(?:{_CA_REGION}|Canada)\.?$")
"""Province and country, where the code stands on a line of its own below them."""
_HEAD = r"(?P<head>[^\d\W_](?:[^,;|•·\n]|,(?=\s?(?:D\.?C|N\.?W))){0,60}?|.{0,90}[,\s])"

SUFFIXED = {
    "US": re.compile(
        "(?P<head>[^;|"
        rf"•·\n]{{2,120}}?)[\s,]+(?P<region>{_US_REGION})[\s,.-]+(?P<postal>\d{{5}}(?:\s?[-–]\s?\d{{4}})?)(?!\d)"
    ),
    "CA": re.compile(
        "(?P<head>[^;|"
        rf"•·\n]{{2,120}}?)[\s,(]+(?P<region>{_CA_REGION})[)\s,.]+(?:Canada[\s,]+)?(?P<postal>[ABCEGHJ-NPRSTVXY]\d[A-Z][\s-]?\d[A-Z]\d)\b"
    ),
    "CA ": re.compile(
        rf"^(?P<head>)(?P<postal>[ABCEGHJ-NPRSTVXY]\d[A-Z][\s-]?\d[A-Z]\d)\b(?:[\s,]+(?P<region>{_CA_REGION}))?"
    ),
    "GB": re.compile(
        r"(?P<head>[^;|•·\n]{0,160}?)[\s,.]*(?<![A-Z\d])(?P<postal>(?:GIR 0AA|"
        r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}))(?![A-Z\d])(?P<region>)"
    ),
    "AU": re.compile(
        r"(?P<head>[^;|•·\n]{2,120}?)[\s,]+(?P<region>NSW|VIC|QLD|WA|SA|TAS|ACT|NT|Vic|Qld|Tas|"
        "New South Wales|Victoria|Queensland|Western Australia|South Australia|"
        r"Tasmania)[\s,.]+(?P<postal>\d{4})(?!\d)"
    ),
    "IN": re.compile(
        "(?P<head>[^;|"
        r"•·\n]{2,160}?)[\s,.]*[-–:]?\s*(?:pin\s*(?:code)?\s*[-:]?\s*)?(?<!\d)(?P<postal>[1-9]\d{2}\s?\d{3})(?![\d])(?P<region>)",
        re.IGNORECASE,
    ),
    "IE": re.compile(
        r"(?P<head>[^;|•·\n]{2,120}?)[\s,]+(?P<region>(?:Co\.?|County)\s+[A-Z][a-z]+|"
        r"Dublin\s\d{1,2}W?)(?:[\s,.]+(?:Ireland[\s,]+)?(?P<postal>[AC-FHKNPRTV-Y]\d[\dW]\s?[\dAC-FHKNPRTV-Y]{4}))?"
    ),
}
"""Countries where the place comes before the code; `head` holds street and place."""

HINTS = {
    "US": re.compile(r"[\w.][\s,.-]+\d{5}"),
    "CA": re.compile(r"[ABCEGHJ-NPRSTVXY]\d[A-Z][\s-]?\d[A-Z]\d"),
    "CA ": re.compile(r"^[ABCEGHJ-NPRSTVXY]\d[A-Z]"),
    "GB": re.compile(r"\d[ABD-HJLNP-UW-Z]{2}|GIR 0AA"),
    "AU": re.compile(r"\w[\s,.]+\d{4}(?!\d)"),
    "IN": re.compile(r"(?<!\d)[1-9]\d{2}\s?\d{3}(?!\d)"),
    "IE": re.compile(r"Dublin\s\d|\b(?:Co\b|County)"),
}
"""What must stand in a line before the careful look for an address of a country whose code comes last."""

_CITY = r"(?P<city>(?:St\.\s?|['’]s-)?[^\W\d_][^\d,;|()•·:!?\n@]{1,40}?(?:\s(?:[vabiou]|ob)\.\s?(?:d\.\s?)?[^\W\d_][\w-]{2,25})?)"
_END = (
    r"(?=\s*(?:$|[,;|()•·:.!?\d@\ue000\ue001]|\s[-–—/]\s|[-–—]\s*(?:tel|fax)|\b(?:tel|telefon|telefoon|"
    r"phone|fax|mail|e-?mail|t|f|e|m|p|mob|tlf|puh|cedex|bp)\b\s?[.:+(\d]?))"
)


def _postal_first(code: str, prefix: str = "") -> re.Pattern[str]:
    """Return the pattern of ``[prefix-]code City``; the code must not be part of a longer number, price or name."""
    start = rf"(?<![\w.,+/€$£-])(?:{prefix}[-\s]{{1,3}})?" if prefix else r"(?<![\w.,+/€$£-])"
    return re.compile(
        rf"{start}(?P<postal>{code})\s*[-–,]?\s{{0,3}}{_CITY}(?P<cedex>\s+cedex(?:\s\d+)?)?{_END}", re.IGNORECASE
    )


PREFIXED = {
    "DE": _postal_first(r"\d{5}", "(?:DE?)"),
    "FR": _postal_first(r"\d{5}", "(?:FR?)"),
    "IT": _postal_first(r"\d{5}", "(?:IT?|cap)"),
    "ES": _postal_first(r"\d{5}", "(?:ES?|cp)"),
    "FI": _postal_first(r"\d{5}", "(?:FIN?)"),
    "EE": _postal_first(r"\d{5}", "(?:EE)"),
    "HR": _postal_first(r"\d{5}", "(?:HR)"),
    "UA": _postal_first(r"\d{5}"),
    "TR": _postal_first(r"\d{5}"),
    "SE": _postal_first(r"\d{3}\s?\d{2}", "(?:SE?)"),
    "CZ": _postal_first(r"\d{3}\s?\d{2}", "(?:CZ)"),
    "SK": _postal_first(r"\d{3}\s?\d{2}", "(?:SK)"),
    "GR": _postal_first(r"\d{3}\s?\d{2}", "(?:GR)"),
    "AT": _postal_first(r"\d{4}", "(?:AT?)"),
    "CH": _postal_first(r"\d{4}", "(?:CH)"),
    "BE": _postal_first(r"\d{4}", "(?:BE?)"),
    "DK": _postal_first(r"\d{4}", "(?:DK)"),
    "NO": _postal_first(r"\d{4}", "(?:NO?)"),
    "HU": _postal_first(r"\d{4}", "(?:HU?)"),
    "LU": _postal_first(r"\d{4}", "(?:LU?)"),
    "SI": _postal_first(r"\d{4}", "(?:SI)"),
    "BG": _postal_first(r"\d{4}", "(?:BG)"),
    "NL": _postal_first(r"[1-9]\d{3}\s?[A-Z]{2}\b", "(?:NL)"),
    "PL": _postal_first(r"\d{2}-\d{3}", "(?:PL)"),
    "PT": _postal_first(r"\d{4}-\d{3}", "(?:PT?)"),
    "BR": _postal_first(r"\d{5}-\d{3}", "(?:cep)"),
    "RU": _postal_first(r"\d{6},?(?:\s*россия,?)?\s*(?:г\.)?"),
    "RO": _postal_first(r"\d{6}"),
}
"""Countries where the code stands before the place."""

LETTERS = {
    "D": "DE",
    "DE": "DE",
    "F": "FR",
    "FR": "FR",
    "A": "AT",
    "AT": "AT",
    "CH": "CH",
    "B": "BE",
    "BE": "BE",
    "L": "LU",
    "I": "IT",
    "IT": "IT",
    "E": "ES",
    "ES": "ES",
    "S": "SE",
    "SE": "SE",
    "DK": "DK",
    "N": "NO",
    "NO": "NO",
    "FI": "FI",
    "FIN": "FI",
    "PL": "PL",
    "CZ": "CZ",
    "SK": "SK",
    "HU": "HU",
    "H": "HU",
    "NL": "NL",
    "P": "PT",
    "PT": "PT",
    "HR": "HR",
    "SI": "SI",
    "RO": "RO",
}
"""Country letters as people set them before a code (``D-82205``)."""
LETTER_PREFIX = re.compile(
    rf"(?<![\w-])(?P<letters>{'|'.join(sorted(LETTERS, key=len, reverse=True))})-\s?(?P<postal>\d{{4,6}}|"
    rf"\d{{3}}\s\d{{2}}|\d{{2}}-\d{{3}}|\d{{4}}\s?[A-Z]{{2}}\b)\s+{_CITY}(?:\s+cedex(?:\s\d+)?)?{_END}"
)

UNMISTAKABLE = ("US", "CA", "CA ")
"""Read everywhere, whatever the likely country: code and region together can't be mistaken."""

LETTERED = ("GB",)
"""Read on pages of English-speaking countries: the code has a shape of its own."""

STREET_WORD = re.compile(
    r"str(?:\.|aße|asse|aat)?\b|straße|straat|weg\b|allee|gasse|platz\b|plein\b|laan\b|gracht|kade\b|"
    r"dijk\b|ring\b|damm\b|ufer\b|chaussee|"
    r"\b(?:street|st|road|rd|avenue|ave|av|boulevard|blvd|drive|dr|lane|ln|way|court|ct|place|pl|square|"
    "sq|highway|hwy|parkway|pkwy|suite|ste|floor|building|house|park|terrace|close|crescent|row|pike|"
    "trail|circle|loop|plaza|"
    "rue|allée|chemin|impasse|quai|route|place|cours|via|viale|piazza|corso|largo|strada|vicolo|calle|c/|"
    "avenida|avda|paseo|plaza|carrer|camino|"
    "rua|avenida|travessa|praça|ul|ulica|aleja|al|os|pl|nám|náměstí|třída|ulice|utca|út|útja|tér|körút|"
    r"ул|улица|проспект|пр-т|пр|шоссе|переулок|пер|наб|площадь|бульвар|д)\b\.?|"
    r"(?:vägen|gatan|gata|väg|vei|veien|gate|gaten|vej|gade|allé|katu|tie|kuja|torg|plads|stien)\b",
    re.IGNORECASE,
)
"""What makes a line look like a street in the languages of these countries."""
US_STREET_END = re.compile(
    r"^(?P<street>.*?\d.*\b(?:street|st|road|rd|avenue|ave|boulevard|blvd|drive|dr|lane|ln|way|court|ct|"
    "place|pl|square|sq|highway|hwy|parkway|pkwy|pike|trail|circle|cir|loop|plaza|terrace|broadway|"
    "common|"
    r"(?:suite|ste|unit|floor|room|apt|building|bldg|#)\.?\s?#?[\w-]+|\d+(?:st|nd|rd|th)?\s?fl(?:oor)?\.?|"
    r"[nsew]\.?[nsew]?\.?)\b\.?)[\s,]+(?P<city>[^\W\d_][^\d,]{1,40})$",
    re.IGNORECASE,
)
"""``325 Cherry Street Bridgeport``: where no comma parts street and place."""
GB_NOT_CITY = re.compile(
    r"^(?:england|scotland|wales|northern ireland|united kingdom|uk|great britain|greater \w+|"
    r"west midlands|merseyside|tyne (?:&|and) wear|(?:[nsew]\w+ )?yorkshire|"
    "kent|surrey|essex|sussex|(?:east|west) sussex|norfolk|suffolk|devon|cornwall|dorset|somerset|"
    r"cumbria|durham|co\.? durham|avon|middlesex|middx|berks|bucks|herts|hants|lancs|lincs|notts|"
    "northants|oxon|"
    r"wilts|worcs|beds|cambs|cheshire|(?:co\.?|county) \w+|\w+shire|isle of \w+|fife|gwent|dyfed|clwyd|"
    r"powys|gwynedd|antrim|armagh|down|tyrone|london borough.*)\.?$",
    re.IGNORECASE,
)
"""Counties and countries that stand between the post town and the code."""
RU_CITY = re.compile(
    r"(?:\bг(?:ор)?\.\s?|\bгород\s)(?P<city>[А-ЯЁ][а-яё]+(?:[- ][А-ЯЁа-яё][а-яё-]+){0,2}?)(?=[,;\s(]|$)|"
    r"(?P<known>\b(?:Москва|Санкт-Петербург|Новосибирск|Екатеринбург|Казань|Нижний Новгород|Челябинск|"
    "Самара|"
    r"Омск|Ростов-на-Дону|Уфа|Красноярск|Воронеж|Пермь|Волгоград|Краснодар|Минск|Киев|Севастополь|Симферополь))\s*[,:]"
)
RU_STREET = re.compile(
    r"(?:ул\.|улица|проспект|пр-т|пр\.|шоссе|ш\.|переулок|пер\.|наб\.|набережная|площадь|пл\.|бульвар|"
    r"б-р)\s*[^;|•]{2,70}|[А-ЯЁ][\w-]+\s(?:ул\.|улица|проспект|пр-т|шоссе|пер\.|наб\.)[^;|•]{0,50}"
)
JAPANESE = re.compile(
    r"〒?\s*(?P<postal>\d{3}-\d{4})\s*(?P<region>東京都|北海道|京都府|大阪府|[一-龥]{2,3}県)"
    r"(?P<city>[^\d０-９\s]{1,7}?(?:市(?!場)|区|郡[^\d\s]{1,6}?[町村]|[町村]))(?P<street>[^\s|｜、]{0,60})"
)
"""Code, prefecture, city or ward, and the rest, in the order of the whole country."""
