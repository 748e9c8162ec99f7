"""Pages that answer 200 and are not the site: bot walls, parked domains, suspended accounts.

Facts read from them would be facts about somebody else, so they end as `blocked`. Only short pages are judged, and only
by words that the real page of a company does not consist of: a wrong verdict would hide a real company.
"""

from __future__ import annotations

import re

_LONGEST_PAGE = 120_000
_LONGEST_WALL = 3_000
_SHORT = 1_200
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style|svg|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,2000}>")

_WALL_TITLES = re.compile(
    r"""\s*(?:just\ a\ moment\b|attention\ required!\ \|\ cloudflare|ddos-guard|checking\ your\ browser
    |pardon\ our\ interruption|access\ to\ this\ page\ has\ been\ denied|are\ you\ (?:a\ robot|human)\b
    |verify(?:ing)?\ (?:that\ )?you\ are\ (?:a\ )?human|security\ check(?:point)?\s*$|robot\ challenge\ screen
    |bot\ verification|human\ verification|one\ moment,\ please|captcha\b|client\ challenge|radware\ (?:captcha|bot)
    |you\ have\ been\ blocked|incapsula|vercel\ security\ checkpoint)""",
    re.IGNORECASE | re.VERBOSE,
)
_WALL_MARKS = re.compile(
    r"""_cf_chl_opt|cf-browser-verification|/cdn-cgi/challenge-platform/h/|_incapsula_resource|px-captcha
    |captcha-delivery\.com|awswafintegration|sucuri_cloudproxy_js|/\.well-known/sgcaptcha|ddos-guard/js-challenge
    |sec-if-cpt-container""",
    re.IGNORECASE | re.VERBOSE,
)
_PARKED_TITLES = re.compile(
    r"""domain\ (?:name\ )?(?:is\ |may\ be\ )?for\ sale
    |domain\ (?:name\ )?(?:is|has\ been)\ (?:parked|expired|registered\ at)
    |\bis\ for\ sale\s*(?:[|!-]|$)|hugedomains\.com|parked\ (?:domain|page)|^\s*domain\ parking
    |domain\ default\ page""",
    re.IGNORECASE | re.VERBOSE,
)
_PARKED_MARKS = re.compile(
    r"""sedoparking\.com|parkingcrew\.net|\bbodis\.com|d38psrni17bvxu\.cloudfront\.net|window\.lander_system
    |parklogic\.com|(?:this|the)\ domain\ (?:name\ )?(?:\S{1,80}\ )?(?:is|may\ be)\ (?:parked|for\ sale)
    |buy\ this\ domain|domain\ is\ parked\ free""",
    re.IGNORECASE | re.VERBOSE,
)
_SUSPENDED = re.compile(
    r"\s*(?:account suspended|this account has been suspended|(?:web)?site suspended|suspended (?:domain|page))",
    re.IGNORECASE,
)
_EMPTY_SERVER = re.compile(
    r"""\s*(?:welcome\ to\ nginx!?|apache2?\ (?:\w+\ )?default\ page
    |test\ page\ for\ the\ (?:apache|nginx)\ http\ server
    |iis\ windows\ server|default\ web\ site\ page|future\ home\ of\ something\ quite\ cool|plesk)""",
    re.IGNORECASE | re.VERBOSE,
)


def wall(text: str) -> str | None:
    """Return why the page `text` is not the site's own, None when it is."""
    if len(text) > _LONGEST_PAGE or "<" not in text[:2000]:
        return None
    found = _TITLE.search(text[:20_000])
    title = found[1].strip() if found else ""
    visible = " ".join(_TAG.sub(" ", _UNSEEN.sub(" ", text)).split())
    if len(visible) > _LONGEST_WALL:
        return None
    short = len(visible) <= _SHORT
    judged = (
        (_WALL_TITLES.match(title) or (short and _WALL_MARKS.search(text)), "a bot wall stands before the site"),
        (
            short and (_PARKED_TITLES.search(title) or _PARKED_MARKS.search(text)),
            "a parked domain: the page offers the name, not a company",
        ),
        (
            _SUSPENDED.match(title) or (short and _SUSPENDED.match(visible)),
            "the site's hosting account is suspended",
        ),
        (_EMPTY_SERVER.match(title), "an empty server: only its default page stands there"),
    )
    return next((reason for true, reason in judged if true), None)
