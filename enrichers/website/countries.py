"""What countries are called, in their own language, English and those of their neighbours."""

from __future__ import annotations

import re
from functools import lru_cache

from enrichers.website.words import table

_BY_NAME = dict(
    table(
        """
    AE: united arab emirates | uae | u.a.e. | dubai | abu dhabi | الإمارات العربية المتحدة | الإمارات
    AR: argentina | argentinien
    AT: austria | österreich | autriche | oostenrijk | rakousko | østrig | österrike
    AU: australia | australien | australie
    BE: belgium | belgien | belgië | belgique | belgio | bélgica | belgia
    BG: bulgaria | bulgarien | българия
    BH: bahrain
    BR: brazil | brasil | brasilien | brésil
    CA: canada | kanada | canadá
    CH: switzerland | schweiz | suisse | svizzera | zwitserland | suiza | szwajcaria | švýcarsko
    CL: chile
    CN: china | p.r. china | pr china | people's republic of china | 中国
    CO: colombia | kolumbien
    CY: cyprus | zypern
    CZ: czechia | czech republic | česká republika | česko | tschechien | czechy | tsjechië
    DE: germany | deutschland | allemagne | germania | alemania | duitsland | tyskland | niemcy | německo | saksa | alemanha
    DK: denmark | danmark | dänemark | danemark | denemarken | dania
    EE: estonia | eesti | estland
    EG: egypt | ägypten | مصر
    ES: spain | españa | spanien | espagne | spagna | spanje | hiszpania | espanha
    FI: finland | suomi | finnland | finlande
    FR: france | frankreich | francia | frankrijk | frankrike | francja | frança
    GB: united kingdom | uk | u.k. | great britain | england | scotland | wales | northern ireland
    GB: großbritannien | royaume-uni | regno unito | reino unido | vereinigtes königreich | verenigd koninkrijk
    GR: greece | griechenland | ελλάδα | hellas
    HK: hong kong | hongkong | hong kong sar
    HR: croatia | hrvatska | kroatien
    HU: hungary | magyarország | ungarn
    ID: indonesia | indonesien
    IE: ireland | éire | irland | republic of ireland | irlande | ierland
    IL: israel
    IN: india | indien
    IS: iceland | ísland
    IT: italy | italia | italien | italie | italië | włochy
    JP: japan | 日本
    KE: kenya
    KR: south korea | korea | republic of korea | 대한민국
    KW: kuwait
    LT: lithuania | lietuva | litauen
    LU: luxembourg | luxemburg
    LV: latvia | latvija | lettland
    MA: morocco | maroc | marokko | المغرب
    MX: mexico | méxico | mexiko
    MY: malaysia
    NG: nigeria
    NL: the netherlands | netherlands | nederland | holland | niederlande | pays-bas | paesi bassi | países bajos | holandia
    NO: norway | norge | norwegen | norvège
    NZ: new zealand | neuseeland | aotearoa
    OM: oman
    PH: philippines | philippinen
    PK: pakistan
    PL: poland | polska | polen | pologne | polsko
    PT: portugal
    QA: qatar | قطر
    RO: romania | românia | rumänien
    RS: serbia | srbija | serbien
    RU: russia | россия | russland | российская | russian federation
    SA: saudi arabia | ksa | k.s.a. | kingdom of saudi arabia | saudi-arabien | السعودية | المملكة العربية السعودية
    SE: sweden | sverige | schweden | zweden | suède | szwecja
    SG: singapore | singapur
    SI: slovenia | slovenija | slowenien
    SK: slovakia | slovensko | slowakei
    TH: thailand
    TR: turkey | türkiye | türkei | turquie
    TW: taiwan | 台灣
    UA: ukraine | україна
    US: united states | usa | u.s.a. | u.s. | united states of america | vereinigte staaten | états-unis | estados unidos
    VN: vietnam
    ZA: south africa | südafrika | rsa
        """
    )
)
_ALPHA_3 = dict(
    table(
        """
    AT: aut
    AU: aus
    BE: bel
    CA: can
    CH: che
    CZ: cze
    DE: deu
    DK: dnk
    ES: esp
    FI: fin
    FR: fra
    GB: gbr
    IT: ita
    JP: jpn
    NL: nld
    NO: nor
    PL: pol
    PT: prt
    SE: swe
    US: usa
        """
    )
)
_ALPHA_2 = 2
_MOST_WORDS = 4
_SHORT = 80
_CODE = re.compile(r"\s*[-–—]?\s*\d{3,6}$")
_PARTS = re.compile(r"[\s,|•·()/]+")
_POINTS = ".:-–"
_BEHIND = " ,|•·()/—0123456789" + _POINTS
"""What may follow a name at the end of a line."""
_ENDS = frozenset(name.rstrip(_POINTS)[-2:] for name in _BY_NAME)


def country_code(text: str) -> str:
    """Return the ISO 3166 alpha-2 code that `text` (a code or a country's name in some language) stands for, or nothing."""
    bare = text.strip(" ,()").casefold()
    found = _BY_NAME.get(bare) or _BY_NAME.get(bare.strip("."))
    if found:
        return found
    bare = bare.strip(".")
    if len(bare) == _ALPHA_2 and bare.isascii() and bare.isalpha():
        return {"UK": "GB", "EN": "GB"}.get(bare.upper(), bare.upper())
    return _ALPHA_3.get(bare, "")


def may_end(line: str) -> bool:
    """Return whether a country's name may end the line: a quick look at its last two letters, before the one of `ending`."""
    if len(line) >= _SHORT:
        return False
    bare = line.rstrip(_BEHIND)
    return bare[-2:].casefold()[-2:] in _ENDS or not bare[-1:].isalpha()


@lru_cache(maxsize=8192)
def ending(line: str) -> str:
    """Return the country whose name ends a short line of an address (``Gujarat, INDIA.``), or nothing."""
    if len(line) >= _SHORT:
        return ""
    words = [word for word in _PARTS.split(_CODE.sub("", line.strip().casefold())) if word]
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        name = " ".join(words[-count:])
        if found := _BY_NAME.get(name) or _BY_NAME.get(name.strip(_POINTS)):
            return found
    return ""
