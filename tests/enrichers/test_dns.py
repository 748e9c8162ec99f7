from __future__ import annotations

import json
from typing import Any

import pytest

from enrichers.dns import LIKELY, Dns, read_cname, read_dmarc, read_mx, read_txt, records
from prospector.research.protocol import Company, Enricher, FetchFailed, Nothing, Skip

MX, TXT, DMARC = (
    "https://dns.google/resolve?name=acme.com&type=MX",
    "https://dns.google/resolve?name=acme.com&type=TXT",
    "https://dns.google/resolve?name=_dmarc.acme.com&type=TXT",
)
ACME = Company("Acme", domains=("acme.com",))


def answer(*rows: tuple[int, Any], status: Any = 0) -> str:
    found: dict[str, Any] = {"Status": status, "Question": [{"name": "acme.com.", "type": 15}]}
    if rows:
        found["Answer"] = [{"name": "acme.com.", "type": kind, "TTL": 60, "data": data} for kind, data in rows]
    return json.dumps(found)


def values(claims: Any) -> list[str]:
    return [claim.value for claim in claims]


async def test_the_recorded_domain_is_read_from_google(replay, api_facts) -> None:
    facts = api_facts["https://cloudflare-dns.com/dns-query?name=unde-pescuim.ro&type=MX"]
    context = replay()
    claims = context.proven(await Dns().enrich(Company("Unde Pescuim", domains=("unde-pescuim.ro",)), context))
    assert values(claims)[0] == facts["email_provider"]
    assert set(values(claims)) == {"Cloudflare Email Routing", "DMARC (p=none)"}
    assert {claim.field for claim in claims} == {"technology"}
    assert max(claim.confidence for claim in claims) <= 0.8


def test_both_recorded_ways_of_writing_are_read(recorded, api_facts) -> None:
    facts = api_facts["https://cloudflare-dns.com/dns-query?name=unde-pescuim.ro&type=TXT"]
    for maker in ("cloudflare", "google"):
        mx, txt = (
            recorded(f"api/doh/{maker}_MX_unde-pescuim.ro.json"),
            recorded(f"api/doh/{maker}_TXT_unde-pescuim.ro.json"),
        )
        assert values(read_mx(mx, "u")) == ["Cloudflare Email Routing"]
        (claim,) = read_txt(txt, "u")
        assert claim.value == "Cloudflare Email Routing"
        assert claim.passage in txt
        assert f"include:{facts['spf_includes'][0]}" in claim.passage
        assert records(txt, "u", 16)[0].data == "v=spf1 include:_spf.mx.cloudflare.net ~all"


def test_the_recorded_policy_is_read_and_its_mailbox_left(recorded) -> None:
    text = recorded("api/doh/cloudflare_TXT__dmarc.unde-pescuim.ro.json")
    (claim,) = read_dmarc(text, "u")
    assert (claim.value, claim.passage) == ("DMARC (p=none)", "v=DMARC1; p=none")
    assert "@" not in repr(claim)


async def test_cloudflare_is_asked_when_google_does_not_answer(made) -> None:
    base = "https://cloudflare-dns.com/dns-query?name=acme.com&type="
    context = made({base + "MX": answer((15, "1 smtp.google.com.")), base + "TXT": answer(), TXT: "<html>busy</html>"})
    claims = context.proven(await Dns().enrich(ACME, context))
    assert values(claims) == ["Google Workspace"]
    assert claims[0].url == base + "MX"


@pytest.mark.parametrize(
    ("host", "product"),
    [
        ("aspmx.l.google.com.", "Google Workspace"),
        ("ALT1.ASPMX.L.GOOGLE.COM.", "Google Workspace"),
        ("acme-com.mail.protection.outlook.com.", "Microsoft 365"),
        ("mxa-001.eu1.gpphosted.com.", None),
        ("mxa.eu1.pphosted.com.", "Proofpoint"),
        ("eu-smtp-inbound-1.mimecast.com.", "Mimecast"),
        ("mx.zoho.eu.", "Zoho Mail"),
        ("mx.yandex.net.", "Yandex Mail"),
        ("mx00.ionos.de.", "IONOS Mail"),
        ("notgoogle.com.", None),
        ("google.com.evil.example.", None),
        ("mail.acme.com.", None),
        (".", None),
    ],
)
def test_who_takes_the_mail(host: str, product: str | None) -> None:
    assert values(read_mx(answer((15, f"10 {host}")), "u")) == ([product] if product else [])


def test_a_null_mx_takes_no_mail_and_is_nothing_else() -> None:
    assert read_mx(answer((15, "0 .")), "u") == []


def test_cname_rows_and_signatures_are_no_mail_hosts() -> None:
    text = answer((5, "10 aspmx.l.google.com."), (46, "MX 8 2 300"), (15, "5 mx1.messagingengine.com."))
    assert values(read_mx(text, "u")) == ["Fastmail"]


def test_the_best_preference_comes_first() -> None:
    text = answer((15, "20 mx.zoho.eu."), (15, "10 acme.mail.protection.outlook.com."))
    assert values(read_mx(text, "u")) == ["Microsoft 365", "Zoho Mail"]


@pytest.mark.parametrize(
    "data",
    [
        '"v=spf1 include:spf.protection.outlook.com include:_spf.sales" "force.com -all"',
        "v=spf1 include:spf.protection.outlook.com include:_spf.salesforce.com -all",
    ],
)
def test_a_long_text_in_pieces_is_one_text(data: str) -> None:
    text = answer((16, data))
    claims = read_txt(text, "u")
    assert values(claims) == ["Microsoft 365", "Salesforce"]
    assert all(claim.passage in text for claim in claims)


def test_tokens_are_likely_and_senders_surer() -> None:
    text = answer(
        (16, "MS=ms12345678"),
        (16, "v=spf1 include:spf.protection.outlook.com ~all"),
        (16, "docusign=05958488-4752-4ef2-95eb-aa7ba8a3bd0e"),
        (16, "ZOOM_verify_abc"),
        (16, "my stripe-verification=inside"),
        (5, "slack-domain-verification=x"),
    )
    found = {claim.value: claim.confidence for claim in read_txt(text, "u")}
    assert found == {"Microsoft 365": 0.6, "DocuSign": 0.5, "Zoom": 0.5}


def test_who_reads_the_reports_is_named_without_the_mailbox() -> None:
    text = answer(
        (
            16,
            "v=DMARC1; p=reject; rua=mailto:jane.roe@acme.com,mailto:x1@ag.dmarcian.com; ruf=mailto:a@evil-dmarcian.com",
        )
    )
    claims = read_dmarc(text, "u")
    assert values(claims) == ["DMARC (p=reject)", "dmarcian"]
    assert "@" not in repr(claims)


async def test_no_such_domain_and_no_records_are_nothing(made) -> None:
    with pytest.raises(Nothing, match="does not exist"):
        await Dns().enrich(ACME, made({MX: answer(status=3)}))
    with pytest.raises(Nothing, match="no telling record"):
        await Dns().enrich(ACME, made({MX: answer(), TXT: answer(), DMARC: answer(status=3)}))


@pytest.mark.parametrize(
    "text",
    ["", "<html>", "[]", "null", "{}", answer(status=2), answer(status="0"), answer(status=False), answer()[:-4]],
)
async def test_an_answer_that_is_none_is_failed(made, text: str) -> None:
    with pytest.raises(FetchFailed) as caught:
        await Dns().enrich(ACME, made({MX: text, TXT: text, DMARC: text}))
    assert caught.value.state == "failed"


def test_wrong_types_do_not_break_the_reader() -> None:
    for rows in (
        "5",
        "null",
        '"x"',
        "{}",
        '[null, 5, {}, {"type": 15}, {"type": 15, "data": 7}, {"type": [15], "data": "1 x."}]',
    ):
        text = f'{{"Status": 0, "Answer": {rows}}}'
        assert read_mx(text, "u") == read_txt(text, "u") == read_dmarc(text, "u") == []


async def test_without_a_domain_nobody_is_asked(made) -> None:
    context = made()
    for domains in ((), ("",), ("bad domain.com",), ("localhost",)):
        with pytest.raises(Skip):
            await Dns().enrich(Company("Acme", domains=domains), context)
    assert context.asked == []
    assert isinstance(Dns(), Enricher)


def test_a_name_that_leads_to_a_service_is_likely_that_service() -> None:
    text = answer((5, "acme.zendesk.com."), (1, "192.0.2.1"))
    (claim,) = read_cname(text, "u")
    assert (claim.value, claim.method) == ("Zendesk", LIKELY)
    assert claim.confidence < 0.8
    assert claim.passage in text
    assert read_cname(answer((5, "zendesk.com.evil.example.")), "u") == []


async def test_names_below_the_domain_are_asked_after_the_domain_and_not_when_nobody_answers(made) -> None:
    base = "https://dns.google/resolve?name={}&type={}"
    said = {base.format("acme.com", "MX"): answer(), base.format("acme.com", "TXT"): answer(),
            base.format("_dmarc.acme.com", "TXT"): answer(status=3),
            base.format("status.acme.com", "CNAME"): answer((5, "acme.statuspage.io.")),
            base.format("support.acme.com", "CNAME"): answer(status=3)}  # fmt: skip
    context = made(said)
    claims = await Dns().enrich(Company("Acme", domains=("acme.com",)), context)
    assert values(claims) == ["Statuspage"]
    assert not any("careers" in url for url in context.asked), "the first that nobody answers ends it"
