"""Folded panels that are meant to be read, and numbers of branches as their own countries write them."""

from __future__ import annotations

import pytest

URL = "https://acme-works.com/contact"


def numbers(site, body, field="phone", lang="en"):
    return sorted(
        site.values(
            f"<html lang={lang}><title>Contact</title><body>{body}</body></html>", field, url=URL, kind="contact"
        )
    )


@pytest.mark.parametrize(
    "heading",
    [
        '<a href="javascript:void();">Offices</a>',
        '<table><tr><td><a href="javascript:toggleTab(2);">Offices</a></td></tr></table>',
        "<button>Offices</button>",
        '<h3 class="accordion-title">Offices</h3>',
        '<div role="button">Offices</div>',
        '<h3 aria-expanded="false">Offices</h3>',
        '<p><a href="#">Offices</a></p>',
    ],
)
def test_a_folded_panel_under_its_heading_is_read(site, heading):
    panel = '<div style="display:none"><p>Tel: +44 113 496 2000</p></div>'
    assert numbers(site, heading + panel) == ["+441134962000"]


@pytest.mark.parametrize(
    "before",
    [
        "",
        "<p>Offices</p>",
        '<p><a href="/offices">Offices</a></p>',
        f'<div><a href="#">Top</a>{"many words " * 20}</div>',
        "<button></button>",
    ],
)
def test_what_nothing_opens_stays_unread(site, before):
    assert numbers(site, f'{before}<div style="display:none"><p>Tel: +44 113 496 2000</p></div>') == []


@pytest.mark.parametrize(
    ("country", "written", "number"),
    [
        ("Kuwait", "Tel: 965 23970072-79", "+96523970072"),
        ("Doha,<br>Qatar", "Tel: 974 44321784", "+97444321784"),
        ("Dubai, United Arab Emirates", "Tel: 2 676 5988", "+97126765988"),
        ("Saudi Arabia- 11351", "Tel: 966 13 812 7708", "+966138127708"),
        ("South Africa:", "Toll-Free Hotline: 0800-006-498", "+27800006498"),
        ("New Zealand", "Phone 0800-858-511", "+64800858511"),
        ("Nairobi<br>Kenya", "Tel: 254 20-2592669/779", "+254202592669"),
        ("München, Deutschland", "Tel: 89 54558132", "+498954558132"),
        ("Copenhagen<br>Denmark", "Tel: 45 39158135", "+4539158135"),
        ("Maharashtra, INDIA.", "Tel: 020-6603 3333 / 3344", "+912066033333"),
    ],
)
def test_a_branch_is_read_as_its_country_writes(site, country, written, number):
    body = f"<p>1 Main St, Austin, TX 78701<br>Tel: (512) 472-4400</p><p>Branch<br>{country}<br>{written}</p>"
    assert numbers(site, body) == sorted(["+15124724400", number])


def test_a_list_of_countries_to_choose_from_says_nothing(site):
    body = "<p>1 Main St, Austin, TX 78701</p><ul><li>Kuwait</li><li>Qatar</li></ul><p>Tel: 512 472-4400</p>"
    assert numbers(site, body) == ["+15124724400"]


def test_a_letter_behind_the_number_says_which_it_is(site):
    body = "<p>512-472-4400 (P)<br>512-472-4401 (F)<br>Home</p>"
    assert numbers(site, body) == ["+15124724400"]
    assert numbers(site, body, "fax") == ["+15124724401"]


def test_a_print_button_is_no_fax(site):
    body = '<p><img src="/img/print.gif" alt="print"> Print</p><h1>Contact us</h1><p>New York<br>(212) 854-2640</p>'
    assert numbers(site, body) == ["+12128542640"]
    assert numbers(site, body, "fax") == []


def test_a_front_office_heads_no_column_of_telephones(site):
    body = "<p>Fax: 512-472-4401</p><p>Front-Office Manager</p><p>512-472-4400</p><p>512-472-4401</p>"
    assert numbers(site, body) == ["+15124724400"]
