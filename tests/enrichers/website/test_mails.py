from __future__ import annotations

import pytest

from enrichers.website.mails import is_role, normal

URL = "https://www.blumenkraft.de/kontakt"


def mails(site, body, **more):
    return site.values(
        f"<html lang=de><title>Blumenkraft</title><body>{body}</body></html>", "email", url=URL, kind="contact", **more
    )


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("mailto:info@blumenkraft.de", ["info@blumenkraft.de"]),
        ("mailto:%20info@blumenkraft.de", ["info@blumenkraft.de"]),
        ("mailto:info@blumenkraft.de?bcc=spy@evil.com&subject=x", ["info@blumenkraft.de"]),
        ("mailto:info@blumenkraft.de,verkauf@blumenkraft.de", ["info@blumenkraft.de", "verkauf@blumenkraft.de"]),
        ("MAILTO:Info@Blumenkraft.de", ["info@blumenkraft.de"]),
        ("mailto:", []),
        ("mailto:a@b", []),
        ("mailto:" + "x" * 300 + "@blumenkraft.de", []),
        ("mailto:\u0456nfo@blumenkraft.de", []),
    ],
)
def test_mailto_links_give_the_address_they_mean(site, href, found):
    assert mails(site, f'<a href="{href}">Mail</a>') == found


@pytest.mark.parametrize(
    "text",
    [
        "logo x@2x.png",
        "sentry@o123.ingest.sentry.io",
        "user@example.com",
        "a@b",
        "0123456789abcdef0123@sentry.wixpress.com",
    ],
)
def test_what_only_looks_like_a_mailbox_is_none(site, text):
    assert mails(site, f"<p>{text}</p>") == []


def test_a_persons_mailbox_is_left_alone(site):
    body = "<p>Anna Schmidt: anna.schmidt@blumenkraft.de, schmidt@blumenkraft.de, "
    body += "a.schmidt@blumenkraft.de, info@blumenkraft.de</p>"
    assert mails(site, body) == ["info@blumenkraft.de"]


def test_the_mailboxes_of_visitors_are_left_alone(site):
    body = '<div class="comments"><p>Write me: info@blumenkraft.de or kontakt@gmail.com</p></div>'
    assert mails(site, body) == []


def test_the_agency_in_the_credit_line_is_not_the_company(site):
    body = "<p>info@blumenkraft.de</p><footer>Webdesign by Pixelhof, office@pixelhof.de</footer>"
    assert mails(site, body) == ["info@blumenkraft.de"]
    assert mails(site, "<footer>Webdesign by Pixelhof, office@pixelhof.de</footer>") == []


def test_the_contacts_of_an_ombudsman_are_not_the_companys(site):
    body = "<p>info@blumenkraft.com</p><h3>Schlichtungsstelle Verbraucher</h3><p>info@schlichter-stelle.de</p>"
    assert mails(site, body) == ["info@blumenkraft.com"]


def test_a_mailbox_on_a_misspelt_domain_is_the_companys(site):
    assert mails(site, "<p>service@blumenkrafft.de</p>") == ["service@blumenkrafft.de"]


def test_a_foreign_domain_counts_only_when_there_is_no_own_one(site):
    assert mails(site, "<p>Mail: info@orodivita.eu</p>") == ["info@orodivita.eu"]
    assert mails(site, "<p>info@blumenkraft.de</p><p>info@orodivita.eu</p>") == ["info@blumenkraft.de"]


def test_a_free_mailbox_counts_when_it_carries_the_name(site):
    assert mails(site, "<p>blumenkraft@gmx.de and erika77@gmx.de and info@gmx.de</p>") == ["blumenkraft@gmx.de"]


@pytest.mark.parametrize(
    "text", ["info (at) blumenkraft.de", "info [at] blumenkraft [dot] de", "info{at}blumenkraft.de"]
)
def test_a_bracketed_at_is_read(site, text):
    assert mails(site, f"<p>{text}</p>") == ["info@blumenkraft.de"]


def test_a_cloak_of_script_is_not_guessed(site):
    body = "<p>Mail: <script>var a='info'; var b='blumenkraft.de'; document.write(a+'@'+b)</script> This address is protected</p>"
    assert mails(site, body) == []


def test_a_mailbox_in_an_invisible_place_is_no_fact(site):
    body = (
        '<!-- info@blumenkraft.de --><div style="display: none">sales@blumenkraft.de</div>'
        "<template>shop@blumenkraft.de</template>"
        "<p hidden>office@blumenkraft.de</p><noscript>press@blumenkraft.de</noscript>"
        '<div style="position:absolute;left:-9999px">jobs@blumenkraft.de</div>'
    )
    assert mails(site, body) == []


def test_a_tab_that_a_control_opens_is_read(site):
    body = '<a href="#office">Office</a><div id="office" style="display:none">info@blumenkraft.de</div>'
    assert mails(site, body) == ["info@blumenkraft.de"]


@pytest.mark.parametrize(
    "local", ["info", "sales-team", "customer.service", "mediainquiries", "kontakt2", "techsupport1", "acme"]
)
def test_desks_are_known(local):
    assert is_role(local, ("acme",))


@pytest.mark.parametrize("local", ["jay", "anna.schmidt", "j.doe", "mueller", "eddypayne", "a.sales", "inform.atiker"])
def test_persons_are_not_desks(local):
    assert not is_role(local, ("acme",))


def test_addresses_are_lower_case_and_bare():
    assert normal(" <Info@Acme.DE>. ") == "info@acme.de"
