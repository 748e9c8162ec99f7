"""France: what the official gazette BODACC announced of a company, by the data portal of the DILA.

https://bodacc-datadila.opendatasoft.com/api/ (https://www.bodacc.fr); no key, Licence Ouverte 2.0. Notices of natural persons
and the yearly filing of accounts are left out: the first are none of a company, the second is no news.
"""

from __future__ import annotations

import re
from typing import Any

from enrichers.shared.common import dig, list_at, load_json, text_at
from enrichers.shared.piece import piece
from prospector.research.protocol import Claim

HOST = "bodacc-datadila.opendatasoft.com"
MOST = 5
_KINDS = {
    "collective": "Insolvency proceedings",
    "conciliation": "Conciliation with creditors",
    "retablissement_professionnel": "Cancellation of debts",
    "vente": "Sale or transfer of the business",
    "creation": "Entered in the register",
    "immatriculation": "Entered in the register",
    "modification": "Change in the register",
    "radiation": "Struck off the register",
    "divers": "Notice",
}
"""Families of notices (``familleavis``), in English; ``dpc``, the filing of accounts, is not among them."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")


def notices_url(siren: str) -> str:
    """Return where the notices of the company with this number are asked for, the newest first."""
    return f"https://{HOST}/api/records/1.0/search/?dataset=annonces-commerciales&q=registre:{siren}"


def read_notices(text: str, url: str, siren: str) -> list[Claim]:
    """Return the newest notices of the company with this number as events, each with its date and its own page."""
    found = []
    for number, record in enumerate(list_at(load_json(text, url), "records")):
        notice = dig(record, "fields")
        kind, day = _KINDS.get(text_at(notice, "familleavis")), text_at(notice, "dateparution")
        if kind is None or not _DAY.match(day) or siren not in text_at(notice, "registre").replace(" ", ""):
            continue
        if _person(notice):
            continue
        words = piece(text, "records", number, "fields", "familleavis_lib")
        if words:
            found.append(Claim("event", f"{kind}, says the gazette BODACC of {day}", url, words, "api", 0.9, day))
    return sorted(found, key=lambda claim: claim.value_date or "", reverse=True)[:MOST]


def _person(notice: Any) -> bool:
    """Return whether the notice is about a natural person (``typePersonne`` ``pp``)."""
    return re.search(r'"typePersonne"\s*:\s*"pp"', text_at(notice, "listepersonnes")) is not None
