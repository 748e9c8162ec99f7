"""Domains: the registrable part of whatever was typed, and whether it says anything about who owns it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from prospector.identity.carried import suffix_rules

_LONGEST = 2_000
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*:[/\\]+|[/\\]{2}|mailto:)", re.IGNORECASE)
_HOST_END = re.compile(r"[/\\?#\s]")
_PORT = re.compile(r":\d*$")
_LABELS = re.compile(r"(?=.{4,253}$)(?:(?!-)[a-z0-9-]{1,63}(?<!-)\.)+(?!-)[a-z0-9-]{2,63}(?<!-)")
_ADDRESS = re.compile(r"[0-9.]+|(?:0x[0-9a-f]+\.?)+")
_RESERVED = ("example", "test", "invalid")
"""Top-level names that RFC 2606 keeps for documentation and tests; they count as suffixes."""

_FREE_MAIL_TEXT = """gmail.com googlemail.com outlook.com hotmail.com live.com msn.com passport.com yahoo.com
ymail.com rocketmail.com aol.com aim.com icloud.com me.com mac.com gmx.com gmx.de gmx.net gmx.at gmx.ch web.de
t-online.de freenet.de arcor.de posteo.de mailbox.org proton.me protonmail.com pm.me tutanota.com tuta.com
mail.com email.com usa.com hushmail.com fastmail.com fastmail.fm zoho.com zohomail.com yandex.com yandex.ru
ya.ru mail.ru bk.ru list.ru inbox.ru rambler.ru ukr.net i.ua meta.ua seznam.cz email.cz centrum.cz atlas.cz
volny.cz wp.pl o2.pl onet.pl interia.pl op.pl azet.sk freemail.hu citromail.hu abv.bg libero.it virgilio.it
tiscali.it alice.it tin.it orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr skynet.be telenet.be
ziggo.nl planet.nl home.nl xs4all.nl kpnmail.nl hetnet.nl bluewin.ch sunrise.ch aon.at chello.at telia.com
bredband.net spray.se online.no start.no mail.dk jubii.dk kolumbus.fi luukku.com telefonica.net terra.es
terra.com.br uol.com.br bol.com.br ig.com.br globo.com sapo.pt btinternet.com btopenworld.com talktalk.net
sky.com virginmedia.com ntlworld.com blueyonder.co.uk tiscali.co.uk comcast.net verizon.net att.net
sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com netzero.net optonline.net roadrunner.com
rr.com windstream.net frontier.com centurylink.net embarqmail.com shaw.ca rogers.com sympatico.ca bell.net
telus.net bigpond.com bigpond.net.au optusnet.com.au iinet.net.au xtra.co.nz qq.com 163.com 126.com yeah.net
sina.com sina.cn sohu.com foxmail.com aliyun.com 139.com 189.cn naver.com daum.net hanmail.net nate.com
rediffmail.com sify.com indiatimes.com walla.com walla.co.il 012.net.il netvision.net.il mailinator.com duck.com
hey.com inbox.com lycos.com excite.com"""
_FREE_MAIL = frozenset(_FREE_MAIL_TEXT.split())
_FREE_MAIL_LABELS = frozenset({"yahoo", "hotmail", "outlook", "live", "gmail", "ymail"})
"""Free mail under national suffixes (yahoo.co.uk, hotmail.fr)."""

_SHARED_HOSTS_TEXT = """facebook.com fb.com fb.me instagram.com twitter.com x.com linkedin.com lnkd.in
youtube.com youtu.be tiktok.com pinterest.com threads.net t.me telegram.me wa.me whatsapp.com vk.com ok.ru
weibo.com wechat.com xing.com snapchat.com reddit.com tumblr.com medium.com substack.com blogger.com
blogspot.com wordpress.com wordpress.org wix.com wixsite.com squarespace.com weebly.com jimdo.com jimdosite.com
webnode.com strikingly.com site123.me godaddysites.com webflow.io carrd.co linktr.ee bio.link about.me
notion.site shopify.com myshopify.com etsy.com ebay.com ebay.de ebay.co.uk amazonaws.com azurewebsites.net
cloudfront.net herokuapp.com netlify.app vercel.app pages.dev github.io gitlab.io github.com gitlab.com
bitbucket.io google.site business.site goo.gl g.page page.link maps.app.goo.gl bit.ly tinyurl.com ow.ly
crunchbase.com glassdoor.com indeed.com yelp.com tripadvisor.com yellowpages.com trustpilot.com wikipedia.org
wikidata.org eventbrite.com meetup.com calendly.com typeform.com hubspot.com mailchimp.com angel.co
wellfound.com producthunt.com npmjs.com pypi.org over-blog.com canalblog.com e-monsite.com livejournal.com
ucoz.ru narod.ru tilda.ws bigcartel.com storenvy.com tripod.com angelfire.com geocities.com homestead.com
sites.google.com docs.google.com alibaba.com made-in-china.com indiamart.com tradeindia.com exportersindia.com
stockx.com morningstar.com bloomberg.com reuters.com marketscreener.com"""
_SHARED_HOSTS = frozenset(_SHARED_HOSTS_TEXT.split())
_CYRILLIC_TWINS = frozenset("асеорхуіјѕһԁӏԛԝв")
_TOGETHER = ({"CJK", "HIRAGANA", "KATAKANA"}, {"CJK", "HANGUL"}, {"CJK", "BOPOMOFO"})


def registrable(text: str) -> str | None:
    """Return the registrable domain in `text`, lower case and as a-labels, or None where there is none.

    `text` may be an address of a page, a host, an e-mail address; path, port, user part and sub-domains go. Suffixes
    are those of the public suffix list as bundled with tldextract, names rented out below a shared host included
    (``shop.myshopify.com`` is registrable); IP addresses, single labels and garbage give None.
    """
    if not text or len(text) > _LONGEST:
        return None
    host = host_of(text)
    return _registrable(host) if host else None


def host_of(text: str) -> str | None:
    """Return the host in `text` as lower-case a-labels, or None."""
    host = text
    if not _LABELS.fullmatch(host):
        host = _HOST_END.split(_SCHEME.sub("", text.strip()), maxsplit=1)[0].rpartition("@")[2]
        host = _PORT.sub("", host).rstrip(".").lower()
        if not host.isascii():
            host = _ascii(host)
        if not _LABELS.fullmatch(host):
            return None
    if _ADDRESS.fullmatch(host):
        return None
    return host if "xn--" not in host or _unicode(host) is not None else None


class _Suffixes(NamedTuple):
    """Rules of the public suffix list: whole names, those whose every name below is a suffix, and those that are none."""

    names: frozenset[str]
    above: frozenset[str]
    none: frozenset[str]


@cache
def _suffixes(private: bool) -> _Suffixes:  # noqa: FBT001
    """Return the rules of the public suffix list; those for names rented out below a shared host where `private`."""
    rules = (*suffix_rules(private=private), *_RESERVED)
    return _Suffixes(
        frozenset(rules),
        frozenset(rule[2:] for rule in rules if rule.startswith("*.")),
        frozenset(rule[1:] for rule in rules if rule.startswith("!")),
    )


@lru_cache(maxsize=65_536)
def _registrable(host: str) -> str | None:
    for private in (True, False):
        suffix = _suffix(host, private=private)
        if 0 < len(suffix) < len(host):
            return f"{host[: -len(suffix) - 1].rpartition('.')[2]}.{suffix}"
    return None


def _suffix(host: str, *, private: bool) -> str:
    """Return the public suffix that `host` ends with, empty where there is none; rules as publicsuffix.org gives them."""
    rules = _suffixes(private)
    name = host
    while name:
        above = name.partition(".")[2]
        if name in rules.none:
            return above
        if name in rules.names or above in rules.above:
            return name
        name = above
    return ""


def _ascii(host: str) -> str:
    import idna

    host = unicodedata.normalize("NFKC", host).replace("。", ".")
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return ""


def _unicode(host: str) -> str | None:
    import idna

    try:
        return idna.decode(host)
    except (idna.IDNAError, UnicodeError):
        return None


def shown(domain: str) -> str:
    """Return `domain` for the eye: in its own script, but as punycode where a label could pass for another.

    A label passes for another when it mixes scripts, or when all its letters are Cyrillic twins of Latin ones
    (Unicode TR39, mixed-script and whole-script confusables).
    """
    if "xn--" not in domain:
        return domain
    native = _unicode(domain)
    if native is None or any(_deceives(label) for label in native.split(".")):
        return domain
    return native


def _deceives(label: str) -> bool:
    letters = [character for character in label if character.isalpha()]
    scripts = {unicodedata.name(character, "UNKNOWN").split(" ")[0].split("-")[0] for character in letters}
    if len(scripts) > 1 and not any(scripts <= group for group in _TOGETHER):
        return True
    return scripts == {"CYRILLIC"} and all(character in _CYRILLIC_TWINS for character in letters)


def is_shared(domain: str) -> bool:
    """Say whether many unrelated companies use this domain: free mail, social sites, builders and shops for rent."""
    if domain in _FREE_MAIL or domain in _SHARED_HOSTS:
        return True
    label = domain.partition(".")[0]
    return label in _FREE_MAIL_LABELS or _is_rented_out(domain)


def _is_rented_out(domain: str) -> bool:
    """Say whether a domain is a public suffix itself."""
    rules = _suffixes(True)
    if domain in rules.none:
        return False
    return not domain or domain in rules.names or domain.partition(".")[2] in rules.above
