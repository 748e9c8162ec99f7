"""Which request headers a source may choose, and what becomes of the user's key in them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from prospector.research.fetch.errand import Errand
from prospector.research.fetch.trouble import blocked
from prospector.research.fetch.urls import Target

_ALLOWED = {"accept": "Accept", "authorization": "Authorization"}
_PLAIN = re.compile(r"[\x20-\x7e]{1,1000}")


def chosen_headers(headers: Mapping[str, str] | None) -> dict[str, str]:
    """Return what a source asks for under the usual spelling; raises Trouble (`blocked`) for any other header.

    What a header holds is never part of the sentence: it may be a key.
    """
    chosen = {}
    for name, value in (headers or {}).items():
        if name.lower() not in _ALLOWED:
            raise blocked("a source may set the headers Accept and Authorization alone")
        if not _PLAIN.fullmatch(value):
            raise blocked(f"the header {_ALLOWED[name.lower()]} holds what no header can hold")
        chosen[_ALLOWED[name.lower()]] = value.strip()
    return chosen


def check_key(target: Target, headers: Mapping[str, str], errand: Errand) -> None:
    """Raise Trouble (`blocked`) when a key would go in clear, or to a host that is not the source's own."""
    if "Authorization" in headers and (target.scheme != "https" or target.host not in errand.interfaces):
        raise blocked(f"the key of this source is not sent to {target.site}")


def carried(headers: Mapping[str, str], source: Target, to: Target) -> dict[str, str]:
    """Return what of `headers` goes along with a redirect: a key stays with the site that it was meant for."""
    return {name: value for name, value in headers.items() if name != "Authorization" or source.site == to.site}


def cache_key(target: Target, headers: Mapping[str, str]) -> str:
    """Return under which name an answer is kept: by URL and by what was asked for, never with the key itself."""
    asked = [headers["Accept"]] if "Accept" in headers else []
    asked += ["with a key"] if "Authorization" in headers else []
    return " ".join((target.url, *asked))
