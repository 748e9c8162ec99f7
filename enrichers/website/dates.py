"""Days as pages write them, in the languages of the pages."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero gennaio januari januar stycznia ledna tammikuuta janeiro",
            "feb february februar février febrero febbraio februari lutego února helmikuuta fevereiro",
            "mar march märz mars marzo maart marts marca března maaliskuuta março",
            "apr april avril abril aprile kwietnia dubna huhtikuuta abril",
            "may mai mayo maggio mei maj maja května toukokuuta maio",
            "jun june juni juin junio giugno czerwca června kesäkuuta junho",
            "jul july juli juillet julio luglio lipca července heinäkuuta julho",
            "aug august août agosto augustus augusti sierpnia srpna elokuuta",
            "sep sept september septembre septiembre settembre września září syyskuuta setembro",
            "oct okt october oktober octobre octubre ottobre października října lokakuuta outubro",
            "nov november novembre noviembre listopada listopadu marraskuuta novembro",
            "dec dez dic déc december dezember décembre diciembre dicembre desember grudnia prosince joulukuuta dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_SHAPES = (
    re.compile(r"(?<!\d)(?P<y>20\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>20\d\d)年\s?(?P<m>\d{1,2})月\s?(?P<d>\d{1,2})日"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[./-]\s?(?P<m>\d{1,2})[./-]\s?(?P<y>20\d\d)(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th|er)?\s+(?:de |d')?(?P<m>{_NAMES})\.?,?\s+(?:de )?(?P<y>20\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<m>{_NAMES})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>20\d\d)\b", re.IGNORECASE),
)
_TWELVE = 12


def first_day(text: str, *, american: bool = False) -> date | None:
    """Return the first day written in `text`; with `american` the month of ``3/14/2026`` stands first."""
    found = [(match.start(), match) for shape in _SHAPES if (match := shape.search(text))]
    for _, match in sorted(found, key=lambda pair: pair[0]):
        month, day = match["m"].casefold(), int(match["d"])
        number = _MONTHS.get(month) or int(month)
        slashed = match.group().count("/") > 1 and not match.group().startswith("20")
        if (american and slashed and day <= _TWELVE) or number > _TWELVE:
            number, day = day, number
        try:
            return date(int(match["y"]), number, day)
        except ValueError:
            continue
    return None
