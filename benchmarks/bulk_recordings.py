"""Read the recorded pages in bulk and compare the telephones with what people labelled on them.

Run by `recordings.py`. Only pages on which anything was labelled count (a part of the set was never labelled). A number is the
labelled one when its digits are the same, however country code, trunk zero, letters and extension are written. Mailboxes were
labelled on a part of the pages, so they give recall alone; desks are kept and persons' mailboxes are left out on purpose.
"""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.website_recordings import RecordedContext, decode
from prospector.research.protocol import Claim, Company, FetchFailed, Nothing, Page, WrongCompany

LABELS = ("tel", "fax", "email", "street", "city", "state", "zipcode", "country", "org")
_KEYS = dict(zip("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999", strict=True))
_LEAST = 6


@dataclass
class Score:
    """Counts over all labelled pages."""

    pages: int = 0
    wanted: int = 0
    found: int = 0
    said: int = 0
    right: int = 0
    faxes: int = 0
    faxes_found: int = 0
    mails: int = 0
    mails_found: int = 0
    astray: int = 0
    """Claims whose passage does not stand in the page."""
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the labelled telephones that were said."""
        return self.found / max(1, self.wanted)

    @property
    def precision(self) -> float:
        """Share of what was said that is labelled."""
        return self.right / max(1, self.said)


class OnePage(RecordedContext):
    """A context that has one page; every other address is unreachable."""

    def __init__(self, url: str, body: bytes) -> None:
        """Answer `url` with `body`."""
        self.messages = []
        self._url, self._text = url, decode(body, "")

    async def fetch(self, url: str, **_: Any) -> Page:
        """Return the page, or raise FetchFailed."""
        if url != self._url:
            raise FetchFailed("unreachable", url, "not recorded")
        return Page(url, url, 200, "text/html", self._text, {}, self.now())


def pages(folder: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield the labels and the bytes of every page of the set."""
    truth = {}
    for line in (folder / "bulk" / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        truth[row["file"]] = row
    with tarfile.open(folder / "bulk" / "webstruct_pages.tar.xz") as archive:
        for member in archive:
            name = member.name.removeprefix("./")
            if name in truth and (file := archive.extractfile(member)) is not None:
                yield truth[name], file.read()


def digits(label: str) -> str:
    """Return the digits of a written number, letters dialled, without extension, trunk zero and zeros at the beginning."""
    bare = re.sub(r"\(\s*0\s*\)", "", label.casefold())
    bare = re.sub(r"^\+?44\s*0", "44", re.split(r"\s*(?:ext|x\s*\d+$)", bare)[0])
    return "".join(_KEYS.get(letter, letter) for letter in bare if letter.isdigit() or letter in _KEYS).lstrip("0")


def same(label: str, number: str) -> bool:
    """Return whether a labelled number is the one in E.164."""
    written, said = digits(label), number.lstrip("+")
    if len(written) < _LEAST:
        return False
    return said.endswith((written, written[1:])) or written.endswith(said) or written.startswith(said)


async def read_page(url: str, body: bytes) -> tuple[list[Claim], str]:
    """Return what the enricher says about one page, and the text it was given."""
    from enrichers.website import Website

    context = OnePage(url, body)
    try:
        return list(await Website().enrich(Company(name="", url=url), context)), context._text  # noqa: SLF001
    except (Nothing, FetchFailed, WrongCompany):
        return [], ""


async def score(folder: Path, *, every: int = 1) -> Score:
    """Read every labelled page, or one in `every`, and return the counts."""
    total = Score()
    labelled = ((row, body) for row, body in pages(folder) if any(row.get(name) for name in LABELS))
    for row, body in islice(labelled, 0, None, every):
        total.pages += 1
        url = f"http://{row['site_key']}/{Path(row['file']).stem}.html"
        claims, text = await read_page(url, body)
        total.astray += sum(not stands(claim.passage, text) for claim in claims)
        _count(total, row, claims)
    return total


def stands(passage: str, html: str) -> bool:
    """Return whether `passage` stands in a page: in its text, in an attribute or in the markup, blanks aside."""
    words = "".join(passage.split()).rstrip("…")
    return words in _run_together(html) or words in _read(html)


@lru_cache(maxsize=2)
def _run_together(html: str) -> str:
    return "".join(html.split())


@lru_cache(maxsize=2)
def _read(html: str) -> str:
    """Return text and attributes of a page, blanks aside."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "lxml")
    attributes = " ".join(
        " ".join(value) if isinstance(value, list) else str(value)
        for tag in soup.find_all(True)
        for value in tag.attrs.values()
    )
    return "".join(f"{soup.get_text()} {attributes}".split())


def _count(total: Score, row: dict[str, Any], claims: list[Claim]) -> None:
    said = {name: sorted({str(one.value) for one in claims if one.field == name}) for name in ("phone", "fax", "email")}
    labelled = list({digits(label): label for label in row.get("tel", ())}.values())
    for label in labelled:
        found = any(same(label, number) for number in said["phone"])
        total.wanted, total.found = total.wanted + 1, total.found + found
        total.missed += [] if found else [f"{row['file']} {label}"]
    for number in said["phone"]:
        right = any(same(label, number) for label in labelled)
        total.said, total.right = total.said + 1, total.right + right
        total.wrong += [] if right else [f"{row['file']} {number}"]
    total.faxes += len(row.get("fax", ()))
    total.faxes_found += sum(any(same(label, number) for number in said["fax"]) for label in row.get("fax", ()))
    mails = {mail.strip().casefold() for mail in row.get("email", ())}
    total.mails += len(mails)
    total.mails_found += len(mails & set(said["email"]))
