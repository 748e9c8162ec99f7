"""How founding years and head counts are said in the languages of Europe and in Japanese."""

# ruff: noqa: RUF001 - punctuation and letters of other alphabets are what pages use

from __future__ import annotations

import re

_YEAR = r"(?P<year>1[6-9]\d\d|20[0-3]\d)(?!\d)"
_DAY = r"(?:\d{1,2}[./-]\d{1,2}[./-]|(?:\d{1,2}\.?|1er)?\s*[^\W\d_]{3,10}\.?,?\s+|\d{1,2}\s)?"
_FOUNDED_WORDS = (
    r"gegründet(?: im jahre?)?|gründung(?:sjahr|sdatum)?|jahr der gründung|founded(?: in)?|year founded|foundation|"
    r"established(?: in)?|year of foundation|inception|création|date de création|année de création|fondation|fondée?(?: en)?|"
    r"fundación|año de fundación|fundada en|anno di fondazione|fondazione|fondata nel|opgericht(?: in)?|oprichting(?:sjaar)?|"
    r"grundat|grundades|grundad|grundår|stiftet|etableret|etablert|perustettu|perustamisvuosi|rok założenia|"
    r"założenie firmy|data założenia|založeno|rok založení|alapítás(?: éve)?|ano de fundação|fundação|"
    r"год основания|設立|創業|創立"
)
_STAFF_WORDS = (
    r"mitarbeiter(?:zahl|anzahl|innen)?|anzahl (?:der )?mitarbeiter(?:innen)?|mitarbeitende|beschäftigte|belegschaft|"
    r"employees|number of employees|no\. of employees|staff|headcount|head count|team size|"
    r"effectifs?|nombre de salariés|salariés|collaborateurs|empleados|número de empleados|plantilla|trabajadores|"
    r"dipendenti|numero (?:di )?dipendenti|collaboratori|medewerkers|aantal medewerkers|"
    r"anställda|antal anställda|medarbetare|antal medarbetare|ansatte|antall ansatte|antal ansatte|henkilöstö|henkilöstömäärä|"
    r"pracownicy|liczba pracowników|zatrudnienie|počet zaměstnanců|zaměstnanci|"
    r"alkalmazottak(?: száma)?|funcionários|colaboradores|"
    r"сотрудников|従業員数?|社員数"
)
LABELS = re.compile(rf"(?:{_FOUNDED_WORDS}|{_STAFF_WORDS})\s*[:：]?", re.IGNORECASE)
"""A line that is nothing but one of the labels."""
FOUNDED_LABEL = re.compile(rf"(?:^|[.;|·]\s*)(?:{_FOUNDED_WORDS})\s*[:：]?\s*{_DAY}{_YEAR}", re.IGNORECASE)
"""``Founded: 1971``, ``Création 01/04/1958``."""
BORN = re.compile(
    r"\b(?:(?:was |were |is )?(?:founded|established|incorporated|started|begun)\s+(?:back )?in(?: the year)?|"
    r"began (?:\w+ ){0,2}in|opened (?:\w+ ){0,3}in|in business since|(?:family[- ]owned|operating|serving [^.]{0,30}|"
    r"open|trading) since|"
    r"gegründet(?: im jahre?)?|"
    r"gründung(?:sjahr)?:?|fondée?(?: en)?|créée?(?: en)?|née? en|existe depuis|"
    r"fondata nel|nata nel|fundada en|fundó en|nació en|opgericht in|bestaat sinds|grundades(?: år)?|grundat|startade(?:s)?|"
    r"började|etableret|stiftet|perustettu|założona w|założona została w|powstała w|základána|založena|основана в|"
    rf"fundada em)\s+{_YEAR}",
    re.IGNORECASE,
)
YEAR_FIRST = re.compile(
    rf"(?<![\d.-]){_YEAR}(?:\s[^.;:!?\d]{{0,60}})?\s(?:gegründet|entstanden|ins leben gerufen|grundades|grundat)\b",
    re.IGNORECASE,
)
"""``1984 als Werkstatt entstanden``."""
WEAK = re.compile(
    rf"(?:^|(?<=[.!?]\s)|(?<=\|\s)|(?<=[–-]\s)|(?<=,\s))(?:seit|depuis|dal|desde|sinds|sedan|siden|od|с|est\.?|since|"
    rf"tradition seit|familienbetrieb seit|meisterbetrieb seit)\s+{_YEAR}"
    r"(?P<we>\s[^\W\d_]+\s(?:wir|nous|vi|noi|wij|we)\b|,? nous\b)?",
    re.IGNORECASE,
)
"""Words that speak of a beginning, though not always of the company's."""
FIRM_WORDS = re.compile(
    r"\b(?:we|our|company|firm|business|wir|unser\w*|unternehmen|firma|betrieb|nous|notre|société|entreprise|maison|azienda|"
    r"siamo|empresa|somos|ons|wij|bedrijf|vi|vår|yritys|компания|мы|spółka|família)\b|founded|gegründet|established|"
    r"fondée|fondata|opgericht|grundades",
    re.IGNORECASE,
)
_COUNT = r"(?P<count>\d{1,3}(?:[.,'\u00a0\u202f ]\d{3})+(?!\d)|\d{2,6})(?!\d)\+?"
_ANY_COUNT = r"(?P<count>\d{1,3}(?:[.,'\u00a0\u202f ]\d{3})+(?!\d)|\d{1,6})(?!\d)"
_NOUN = (
    r"(?:employees|staff(?: members)?|mitarbeiter\w*|mitarbeitende\w*|beschäftigten?|collaborateurs|salarié(?:e?s|\(e\)s)|"
    r"dipendenti|collaboratori|empleados|trabajadores|medewerkers|anställda|medarbetare|ansatte|työntekijää|pracowników|osób|"
    r"zaměstnanců|сотрудников|funcionários|colaboradores)\b"
)
_PERSONS = r"(?:people|menschen|personen|personer|personnes|personas|persone|mensen|leute|henkilöä)"
STAFF_LABEL = re.compile(
    rf"(?:^|[.;|·]\s*)(?:{_STAFF_WORDS})\s*[:：]?\s*(?:ca\.?|circa|rund|etwa|env(?:iron|\.)?|about|approx\.?|około|約|över|über)?\s*"
    rf"{_ANY_COUNT}\s*(?:{_PERSONS}|名|人|osób|{_NOUN})?(?=\s*(?:[.,;|·(（]|$|\())",
    re.IGNORECASE,
)
"""``Mitarbeiter: 64``."""
_ROUGHLY = (
    r"(?:(?:rund|über|mehr als|circa|etwa|ca\.|plus de|près de|environ|oltre|más de|meer dan|over|more than|about|some|"
    r"around|nearly|ungefär|mer än|ponad|około)\s+)?"
)
STAFF = (
    re.compile(
        r"\b(?:we (?:are|have|employ)|team of|employs|employing|with|over|more than|rund|über|mehr als|wir sind|sind wir|"
        r"wir beschäftigen|arbeiten|werken|arbetar|arbejder|ruim|"
        r"zählt|heute|inzwischen|circa|etwa|ca\.|beschäftig\w+|plus de|"
        r"près de|environ|compte(?:nt)?|emploie|"
        r"nous sommes|aujourd'hui|actuellement|désormais|équipe de|coopérative de|entreprise de|société de|team (?:von|mit)|"
        r"oltre|siamo|conta|più di|más de|somos|contamos con|meer dan|telt|vi är|är vi|sysselsätter|i dag|har|zatrudnia(?:my)?|"
        rf"ponad|staff of)\s+(?:a team of\s+|von\s+|mit\s+)?{_ROUGHLY}{_COUNT}\s+(?:[^\W\d_]+\s)?{_NOUN}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_COUNT}\s+{_PERSONS}\s+(?:work|arbeiten|sind bei|arbetar|jobbar|travaillent|trabajan|lavorano|werken|today\b|"
        r"erwirtschaft\w+|strong\b|i dag\b|heute\b)",
        re.IGNORECASE,
    ),
    re.compile(rf"\bteam of (?:now |some |about |over )?{_COUNT}(?=\s*(?:[.,;!]|$|{_PERSONS}))", re.IGNORECASE),
    re.compile(rf"^{_COUNT}\s+(?:{_NOUN}|{_PERSONS})(?=\s*(?:[.,;]|$))", re.IGNORECASE),
    re.compile(rf"\b(?:wir sind|we are|vi är|nous sommes|siamo|somos)\s+{_ANY_COUNT}\s+{_PERSONS}\b", re.IGNORECASE),
)
GUESTS = re.compile(
    r"\b(?:customers|clients|kunden|guests|gäste|ab|bis zu|jusqu'à|up to|for|für|pour|from|mindestens|at least|companies with|"
    r"betriebe? mit|unternehmen mit|entreprises de)\b",
    re.IGNORECASE,
)
"""Words beside a figure that make it one of somebody else's people."""
