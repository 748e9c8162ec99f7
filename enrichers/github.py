"""GitHub organisations (https://docs.github.com/en/rest/orgs/orgs#get-an-organization): what a company says of itself there.

No key. Terms: https://docs.github.com/en/site-policy/github-terms/github-terms-of-service; the facts are the organisation's own.
Without a log-in GitHub allows 60 requests an hour and address, tells by `x-ratelimit-remaining` how many are left, and
answers 403 or 429 when none is; a user agent is required. Unchanged answers (304) come from the cache.

Which organisation is the company's is told by a link on the company's own home page, or by the site that the organisation
names (its `blog`); never by its name. Accounts of persons are not read, members neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from enrichers.shared.common import load_json, quote, registrable, same_domain, same_name, text_at
from prospector.research.protocol import Claim, Company, Context, FetchFailed, Nothing, Page, Retry, Skip, WrongCompany

_ORG = "https://api.github.com/orgs/{}"
_MOST_ASKED = 2
_LINK = re.compile(
    r"""href\s{0,3}=\s{0,3}["']?\s{0,3}(?:https?:)?//(?:www\.)?github\.com/(?:orgs/)?([\w-]{1,39})/?(?=["'\s>?#])""",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"[a-z\d](?:[a-z\d-]{0,37}[a-z\d])?\Z", re.IGNORECASE)
_NOT_LOGINS = re.compile(
    "about|account|apps|blog|collections|contact|customer-stories|enterprise|events|explore|features|issues|join|login|logout"
    "|marketplace|mobile|new|notifications|orgs|pricing|pulls|readme|search|security|sessions|settings|signup|site|sponsors"
    "|stars|team|topics|trending|users"
)
"""GitHub's own pages."""
_X_ACCOUNT = re.compile(r"\w{1,20}\Z", re.ASCII)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HOUR = timedelta(hours=1)


def read_links(html: str) -> list[str]:
    """Return the accounts of github.com that a page links to as such, each once; links to their projects are not counted."""
    found = dict.fromkeys(login.casefold() for login in _LINK.findall(_COMMENT.sub("", html)))
    return [login for login in found if not _NOT_LOGINS.fullmatch(login) and _LOGIN.match(login)]


def read_organisation(text: str, url: str) -> dict[str, str]:
    """Return login, name, description, blog, page and account on X of an organisation, empty where not said.

    Nothing is returned for the account of a person. Raises BrokenAnswer.
    """
    data = load_json(text, url)
    if not isinstance(data, dict) or text_at(data, "type") not in ("Organization", ""):
        return {}
    keys = ("login", "name", "description", "blog", "html_url", "twitter_username")
    return {key: text_at(data, key) for key in keys} if text_at(data, "login") else {}


class GitHub:
    """Reads the company's organisation on GitHub."""

    name = "github"
    label = "GitHub organisations"
    fields: Sequence[str] = ("name", "description", "social")
    needs: Sequence[str] = ("domain",)
    hosts: Sequence[str] = ("api.github.com",)
    licence = "facts published by the organisation itself; texts belong to it"
    terms = "https://docs.github.com/en/site-policy/github-terms/github-terms-of-service"
    rate = 0.5

    def __init__(self) -> None:
        """Start with requests left."""
        self._until: datetime | None = None

    async def enrich(self, company: Company, context: Context) -> Sequence[Claim]:
        """Return what the company's organisation says.

        Raises Nothing when there is none, WrongCompany when one that was met is somebody else's, Retry when the requests
        of this hour are used up.
        """
        if not company.domains:
            raise Skip("no domain known to tell the organisation by")
        linked = await self._linked(company, context)
        label = (registrable(company.domains[0]) or "").partition(".")[0]
        doubts = []
        for login in dict.fromkeys((*linked[:_MOST_ASKED], *([label] if _LOGIN.match(label) else []))):
            page = await self._ask(_ORG.format(login), context)
            said = read_organisation(page.text, page.url) if page.status == 200 else {}  # noqa: PLR2004 - HTTP's own number
            if not said:
                continue
            doubt = _doubt(said, company, linked=login in linked, alone=len(linked) == 1)
            if not doubt:
                if claims := list(_claims(said, page, login in linked)):
                    return claims
                raise Nothing(f"github.com/{login} says nothing of itself")
            doubts.append(doubt)
        if doubts:
            raise WrongCompany(f"asked {company.name} ({company.domains[0]}); {'; '.join(doubts)}")
        raise Nothing("no organisation on GitHub is linked from the home page or names the site")

    async def _linked(self, company: Company, context: Context) -> list[str]:
        """Return the accounts that the home page links to; a page that can't be had links to none."""
        try:
            page = await context.fetch(company.url or f"https://{company.domains[0]}/")
        except FetchFailed as problem:
            context.log(f"home page not read: {problem.detail}")
            return []
        return await context.parse(read_links, page.text) if _own(page.url, company) else []

    async def _ask(self, url: str, context: Context) -> Page:
        """Fetch from GitHub unless the requests of this hour are used up, in which case Retry is raised."""
        now = context.now()
        if self._until is not None and now < self._until:
            raise Retry((self._until - now).total_seconds())
        try:
            page = await context.fetch(url)
        except FetchFailed as problem:
            if problem.state != "blocked":
                raise
            # Public data are refused for one reason only: too many requests.
            self._until = now + _HOUR
            raise Retry(_HOUR.total_seconds()) from problem
        if not page.from_cache and page.headers.get("x-ratelimit-remaining") == "0":
            self._until = _moment(page.headers.get("x-ratelimit-reset", ""))
        return page


def _own(url: str, company: Company) -> bool:
    return any(same_domain(url, domain) for domain in company.domains)


def _doubt(said: dict[str, str], company: Company, *, linked: bool, alone: bool) -> str:
    """Return why an organisation is not shown to be the company's, empty when it is.

    A linked one that names no site may still be that of a tool in use, unless it is the only one or bears the name.
    """
    blog = said["blog"]
    if blog and _own(blog if "//" in blog else f"https://{blog}", company):
        return ""
    other = registrable(blog) if blog else None
    named = any(same_name(said["name"] or said["login"], name) for name in (company.name, *company.other_names))
    if linked and (named or (alone and other is None)):
        return ""
    return f"github.com/{said['login']} names {f'the site {other}' if other else 'no site'}"


def _claims(said: dict[str, str], page: Page, linked: bool) -> Iterator[Claim]:  # noqa: FBT001 - one caller
    sure = 0.85 if linked else 0.75
    for key, field in (("name", "name"), ("description", "description"), ("html_url", "social")):
        if found := said[key]:
            yield Claim(field, found, page.url, quote(page.text, key, found), "api", sure)
    if _X_ACCOUNT.match(said["twitter_username"]):
        account = said["twitter_username"]
        yield Claim(
            "social", f"https://x.com/{account}", page.url, quote(page.text, "twitter_username", account), "api", sure
        )


def _moment(epoch: str) -> datetime | None:
    return datetime.fromtimestamp(int(epoch), UTC) if re.fullmatch(r"\d{1,11}", epoch) else None
