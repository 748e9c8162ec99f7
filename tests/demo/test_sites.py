"""The sites as files: complete, well described, and free of private people."""

import re
from collections.abc import Iterator

import phonenumbers
import pytest

from prospector.demo import site
from prospector.demo.firm import TARGETS
from prospector.errors import BadInput

PERSONAL = re.compile(r"\b[a-z]+(?:\.[a-z]+)+@[a-z0-9.-]+", re.IGNORECASE)
MAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
HREF = re.compile(r"""(?:href|src)\s*=\s*["']?(https?://[^"'\s>]+)""", re.IGNORECASE)
FICTION = (
    "+493023125", "+494066969", "+496990009", "+492214710", "+498999998",
    "+468465004", "+463139006", "+464062804", "+3319900", "+3326191", "+3335301", "+3346571",
    "+442079460", "+441134960", "+441144960", "+441514960", "+441914980", "+441314960", "+448081570",
)  # fmt: skip
"""Beginnings of the numbers that the regulators of the four countries keep free for films and books."""


def sites() -> list[site.DemoSite]:
    return [one for domain in site.domains() if (one := site.site_of(domain)) is not None]


def texts() -> Iterator[tuple[site.DemoSite, site.DemoPage, str]]:
    """Every listed page that has a file, with its text."""
    for one in sites():
        domain = one.domain
        for page in one.pages.values():
            if page.file:
                yield one, page, site._root().joinpath(domain, page.file).read_text("utf-8")


def test_every_manifest_is_valid_and_says_what_is_special() -> None:
    abouts = [one.about for one in sites()]
    assert len(abouts) == 25
    assert all(len(about) > 20 for about in abouts)
    assert len(set(abouts)) == len(abouts)


def test_every_target_has_a_site() -> None:
    assert {one.domain for one in TARGETS} <= set(site.domains())


def test_every_listed_file_is_there_and_every_file_is_listed() -> None:
    for one in sites():
        domain = one.domain
        listed = {page.file for page in one.pages.values() if page.file} | ({one.not_found} - {None})
        folder = site._root().joinpath(domain)
        assert {entry.name for entry in folder.iterdir()} - {"site.toml"} == listed, domain


def test_every_page_has_bytes_in_its_own_encoding() -> None:
    for one in sites():
        for page in one.pages.values():
            body = one.body(page)
            assert (len(body) > 0) == (page.file is not None)
            body.decode(page.encoding)


def test_no_personal_mailbox_but_the_marked_traps() -> None:
    found = [(one, mail) for one, _, text in texts() for mail in PERSONAL.findall(text)]
    assert [(one.domain, mail) for one, mail in found if mail not in one.trap.get("personal", ())] == []
    assert len(found) >= 1


def test_every_mailbox_is_under_the_reserved_top_level_domain() -> None:
    outside = [host for _, _, text in texts() for host in MAIL.findall(text) if not host.endswith(".example")]
    assert [host for host in outside if not host.startswith("peaklineexample")] == []


def test_every_other_web_address_is_reserved_or_a_well_known_platform() -> None:
    known = {
        "schema.org", "www.w3.org", "www.drupal.org", "code.jquery.com", "www.googletagmanager.com", "www.linkedin.com",
        "www.youtube.com", "www.facebook.com", "www.instagram.com", "www.xing.com", "x.com", "twitter.com",
        "github.com",
        "js.hs-scripts.com", "js.hs-analytics.net", "static.zdassets.com", "scripts.teamtailor-cdn.com",
        "nordhafen.jobs.personio.de",
    }  # fmt: skip
    hosts = {address.split("/")[2] for _, _, text in texts() for address in HREF.findall(text)}
    assert {host for host in hosts if not host.endswith(".example")} - known == set()


def test_every_telephone_number_is_reserved_for_fiction() -> None:
    countries = {one.domain: one.country for one in TARGETS} | {"foerderia.example": "DE"}
    found = set()
    for one, page, text in texts():
        if page.file is not None and "htm" in page.file:
            for match in phonenumbers.PhoneNumberMatcher(text, countries[one.domain]):
                found.add(phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164))
    assert len(found) > 35
    assert [number for number in sorted(found) if not number.startswith(FICTION)] == []


def test_every_trap_stands_on_its_site_as_something_to_stumble_over() -> None:
    for one in sites():
        domain = one.domain
        pages = [one.body(page).decode(page.encoding) for page in one.pages.values()]
        digits = re.sub(r"\D", "", " ".join(pages))
        for kind, values in one.trap.items():
            for value in values:
                written = any(value in page for page in pages)
                spoken = value.startswith("+") and value[3:] in digits
                assert written or spoken, (domain, kind, value)


def test_sites_are_not_one_template() -> None:
    heads = {re.sub(r"\s+", " ", text)[:60] for one, page, text in texts() if page.path == "/"}
    assert len(heads) >= 18


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('pages = []\n[[page]]\npath = "/"', "pages"),
        ('[[page]]\npath = "/"\nfiles = "index.html"', "files"),
        ('[[page]]\npath = "about"', "slash"),
        ('[[page]]\npath = "/"\nfile = "../firm.py"', "../firm.py"),
        ('[[page]]\npath = "/"\nfile = "a/b.html"', "a/b.html"),
        ('not_found = "/etc/passwd"', "/etc/passwd"),
    ],
)
def test_a_wrong_manifest_is_refused_by_name(text: str, word: str) -> None:
    with pytest.raises(BadInput) as caught:
        site.parse_site("acme.example", text)
    assert word in caught.value.sentence
    assert "acme.example" in caught.value.sentence


@pytest.mark.parametrize(
    "host", ["..", "../demo", "", "nordhafen-logistik.example/..", "a b.example", ".", "-x.example"]
)
def test_strange_hosts_have_no_site(host: str) -> None:
    assert site.site_of(host) is None


def test_www_and_case_lead_to_the_same_site() -> None:
    assert site.site_of("WWW.Bergman-Pumpar.Example") is site.site_of("bergman-pumpar.example")
