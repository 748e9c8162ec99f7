"""Places: countries by any usual name, postal addresses and telephone numbers as they are compared."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from prospector.identity import carried
from prospector.identity.fold import fold

_COUNTRIES = """
AD andorra;AE united arab emirates,uae,emirates,dubai,are;AF afghanistan,afg;AL albania,alb;AM armenia,arm
AO angola,ago;AR argentina,arg;AT austria,osterreich,aut,ostrig,osterrike;AU australia,aus;AZ azerbaijan,aze
BA bosnia and herzegovina,bosnia,bih;BB barbados;BD bangladesh,bgd;BE belgium,belgie,belgique,bel;BG bulgaria,bgr
BH bahrain,bhr;BM bermuda,bmu;BN brunei;BO bolivia,bol;BR brazil,brasil,bra;BS bahamas,bhs;BW botswana,bwa
BY belarus,blr;BZ belize,blz;CA canada,can;CH switzerland,schweiz,suisse,svizzera,che,sveits
CI ivory coast,cote divoire;CL chile,chl;CM cameroon;CN china,peoples republic of china,prc,mainland china,chn
CO colombia,col;CR costa rica,cri;CU cuba;CW curacao;CY cyprus,cyp
CZ czech republic,czechia,cze,ceska republika,cesko,tjekkiet,tschechien,tchequie,chequia,cechia,tsjechie,tjeckien
DE germany,deutschland,ger,deu,allemagne,nemecko,nemetorszag,tyskland;DK denmark,danmark,dnk;DO dominican republic,dom
DZ algeria,dza;EC ecuador,ecu;EE estonia,eesti,est;EG egypt,egy;ES spain,espana,esp;ET ethiopia;FI finland,suomi,fin
FJ fiji;FO faroe islands;FR france,fra,frankrig;GA gabon
GB united kingdom,uk,great britain,england,scotland,wales,northern ireland,gbr,britain,storbritannia,grossbritannien
GB grande bretagne,royaume uni,reino unido,regno unito,gran bretagna,verenigd koninkrijk,vereinigtes konigreich
GE georgia,geo;GG guernsey,ggy;GH ghana,gha;GI gibraltar,gib;GL greenland;GR greece,hellas,grc,graekenland
GT guatemala;HK hong kong,hongkong,hkg;HN honduras;HR croatia,hrvatska,hrv;HU hungary,magyarorszag,hun,ungarn
ID indonesia,idn;IE ireland,irl;IL israel,isr;IM isle of man,imn;IN india,ind;IQ iraq;IR iran;IS iceland,isl
IT italy,italia,ita;JE jersey,jey;JM jamaica,jam;JO jordan,jor;JP japan,nippon,jpn;KE kenya,ken;KG kyrgyzstan,kgz
KH cambodia,khm;KR south korea,korea,republic of korea,kor;KW kuwait,kwt;KY cayman islands,cym;KZ kazakhstan,kaz
LA laos;LB lebanon,lbn;LI liechtenstein,lie;LK sri lanka,lka;LR liberia;LT lithuania,ltu;LU luxembourg,lux
LV latvia,lva;LY libya;MA morocco,mar;MC monaco,mco;MD moldova;ME montenegro;MG madagascar;MH marshall islands
MK north macedonia,macedonia,mkd;ML mali;MM myanmar,burma;MN mongolia,mng;MO macau,macao,mac;MT malta,mlt
MU mauritius,mus;MV maldives;MW malawi;MX mexico,mex;MY malaysia,mys;MZ mozambique;NA namibia,nam;NG nigeria,nga
NI nicaragua;NL netherlands,the netherlands,nederland,holland,nld,nederlandene,pays bas,paises bajos,paesi bassi
NO norway,norge,nor;NP nepal;NZ new zealand,nzl;OM oman,omn;PA panama,pan;PE peru,per;PG papua new guinea,png
PH philippines,phl;PK pakistan,pak;PL poland,polska,pol,lengyelorszag;PR puerto rico,pri;PS palestine;PT portugal,prt
PY paraguay;QA qatar,qat;RO romania,rou;RS serbia,srb;RU russia,russian federation,rossiya,rossiia,rus;RW rwanda
SA saudi arabia,ksa,sau;SC seychelles;SD sudan;SE sweden,sverige,swe;SG singapore,sgp;SI slovenia,svn
SK slovakia,svk,slovensko;SN senegal;SV el salvador;SY syria;TG togo;TH thailand,tha;TN tunisia,tun
TR turkey,turkiye,tur,tyrkiet;TT trinidad and tobago;TW taiwan,twn;TZ tanzania,tza;UA ukraine,ukr;UG uganda,uga
UY uruguay,ury
US united states,united states of america,usa,america,u s a,u s,vereinigte staaten
US etats unis,estados unidos,stati uniti,verenigde staten
UZ uzbekistan,uzb;VE venezuela,ven;VG british virgin islands,bvi,vgb;VN vietnam,viet nam,vnm;YE yemen
ZA south africa,zaf;ZM zambia,zmb;ZW zimbabwe,zwe
"""
_STREET = {
    "street": "st", "strasse": "str", "avenue": "ave", "av": "ave", "boulevard": "blvd", "road": "rd",
    "drive": "dr", "lane": "ln", "place": "pl", "court": "ct", "square": "sq", "terrace": "ter", "tr": "ter",
    "terr": "ter", "parkway": "pkwy", "highway": "hwy", "north": "n", "south": "s", "east": "e", "west": "w",
    "suite": "ste", "floor": "fl", "apartment": "apt", "saint": "st", "first": "1st", "second": "2nd",
    "third": "3rd",
}  # fmt: skip
_KINDS_TEXT = "st str ave blvd rd dr ln pl ct sq ter pkwy hwy ste fl apt n s e w way the of no po box"
_KINDS = frozenset(_KINDS_TEXT.split())
_SPLIT = re.compile(r"[\W_]+")
_STRASSE = re.compile(r"(?<=\w{3})(?:strasse|str)$")
_EXTENSION = re.compile(r"(?i)(?:ext|x|durchwahl|app)\.?\s*\d{1,5}\s*$")
_DIGITS = re.compile(r"\D+")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)$")
_PHONE_SIGNS = str.maketrans(dict.fromkeys(" +-().", ""))
_LANGUAGES = ("de", "fr", "es", "it", "nl", "pl", "pt", "sv", "fi", "ca", "el", "ru", "sr", "ja", "ko", "zh", "vi")
"""Languages of the legal forms that the table of `phonenumbers` names countries in."""
_ABBREVIATED = 3
"""Letters of an abbreviation: no name to look up, and names are that short in no language with letters."""
_PHONE_TAIL = 8
_PHONE_LEAST = 6


@cache
def _countries() -> dict[str, str]:
    known: dict[str, str] = {}
    for entry in _COUNTRIES.strip().replace("\n", ";").split(";"):
        code, _, names = entry.partition(" ")
        known[code.lower()] = code
        for name in names.split(","):
            known[name] = code
    return known


@cache
def _abroad() -> dict[str, str]:
    """Return the names of countries in other languages, read only for a name that is not known else."""
    known: dict[str, str] = {}
    for code, names in carried.country_names().items():
        for language in _LANGUAGES:
            name = names.get(language, "")
            if name and not name.startswith("*"):
                known.setdefault(_bare(name), code)
    return known


def _bare(text: str) -> str:
    return " ".join(word for word in _SPLIT.split(fold(text[:100])) if word)


@lru_cache(maxsize=4_096)
def country_code(text: str | None) -> str:
    """Return the ISO 3166 alpha-2 code of a country given by name or code; what is unknown stays as it is, folded."""
    if not text:
        return ""
    words = _bare(text)
    found = _countries().get(words)
    if found is None and (len(words) > _ABBREVIATED or not words.isascii()):
        found = _abroad().get(words)
    return words if found is None else found


@lru_cache(maxsize=65_536)
def city_key(text: str | None) -> str:
    """Return a town for comparison: folded, without what stands in brackets or behind a comma."""
    if not text:
        return ""
    bare = re.split(r"[,(/]", fold(text[:100]), maxsplit=1)[0]
    words = [word for word in _SPLIT.split(bare) if word and word not in {"city", "the", "am", "main", "cedex"}]
    return "".join(words)


def postcode_key(text: str | None) -> str:
    """Return a postal code for comparison: letters and digits, no leading zeros, US codes without the plus four."""
    if not text:
        return ""
    bare = fold(text[:20]).strip()
    if re.fullmatch(r"\d{5}-\d{4}", bare):
        bare = bare[:5]
    return _SPLIT.sub("", bare).lstrip("0")


def address_words(text: str | None) -> tuple[str, ...]:
    """Return the words of a street address with the usual abbreviations made one, at most twelve."""
    if not text:
        return ()
    words = [word for word in _SPLIT.split(fold(text[:200])) if word][:12]
    return tuple(map(_street_word, words))


@lru_cache(maxsize=65_536)
def _street_word(word: str) -> str:
    return _ORDINAL.sub(r"\1", _STREET.get(word, _STRASSE.sub("", word)))


def house_number(words: tuple[str, ...]) -> str:
    """Return the first word of an address that begins with a digit, or nothing."""
    return next((word for word in words if word[0].isdigit()), "")


def street_words(words: tuple[str, ...]) -> frozenset[str]:
    """Return the words of an address that name the street: no kinds of street, no compass, no house number."""
    number = house_number(words)
    return frozenset(word for word in words if word not in _KINDS and word != number)


def phone_key(text: str) -> str:
    """Return the last eight digits of a telephone number, which country and trunk prefixes don't change, or nothing.

    Numbers of six and seven digits stay whole; fewer digits say nothing.
    """
    digits = text[:60].translate(_PHONE_SIGNS)
    if not digits.isdigit():
        digits = _DIGITS.sub("", _EXTENSION.sub("", text[:60]))
    return digits[-_PHONE_TAIL:] if len(digits) >= _PHONE_LEAST else ""


def country_names() -> dict[str, str]:
    """Return every name and code under which a country is known, folded, with its ISO 3166 alpha-2 code."""
    return dict(_countries())
