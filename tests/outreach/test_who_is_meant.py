"""Whom an erasure means: by which words a company or a person is found, and what the ledger enters of them."""

from __future__ import annotations

import pytest

from prospector.errors import BadInput, NotFound
from prospector.model.tables import AccountDomain, AccountName
from prospector.outreach.erasable import Who, _called_so, returned, who
from prospector.outreach.suppression import enter
from prospector.research.keeping import keep
from prospector.research.protocol import Claim
from prospector.workspace import Workspace


@pytest.fixture
def firm(workspace: Workspace) -> str:
    """Acme with another name, another domain, a contact and what a page said; Bolt beside it with the like."""
    ids = [
        workspace.naming.name(name, domain=f"{name[:4].lower()}.example").account_id
        for name in ("Acme GmbH", "Bolt AB")
    ]
    with workspace.store.action("Known of them", by="machine", actor="prospector") as action:
        for key, name in zip(ids, ("Altwerk", "Neuwerk"), strict=True):
            action.add(AccountName(account_id=key, name=name, kind="alias"))
            action.add(AccountDomain(account_id=key, domain=f"{name.lower()}.example"))
        read = {"email": "info@acme.example", "phone": "+49731555111", "legal_name": "Acme Werke GmbH"}
        said = [Claim(field, value, "https://acme.example", value, "text", 0.9) for field, value in read.items()]
        keep(action, ids[0], "website", said, {})
    workspace.people.add(
        ids[0], "Ida Berg", email="ida@acme.example", phone="+49731777888", profile="https://in.example/ida"
    )
    workspace.people.add(ids[1], "Ole Dahl", email="ole@bolt.example")
    return ids[0]


def told(found: Who) -> tuple[list[str], list[str]]:
    return sorted(f"{one.kind} {one.text}" for one in found.needles), sorted(" ".join(one) for one in found.pairs)


def test_a_company_is_found_by_all_that_is_its_own(workspace: Workspace, firm: str) -> None:
    reader = workspace.store.reader
    for given in ("Acme GmbH", "ACME", firm, "altwerk", "acme.example", "www.altwerk.example"):
        found = who(reader, given, "", "")
        assert (found.kind, set(found.accounts), list(found.names)) == ("company", {firm}, ["Acme GmbH", "Ida Berg"]), (
            given
        )
    assert told(found) == (
        ["domain acme.example", "domain altwerk.example", "email ida@acme.example", "email info@acme.example",
         "name Acme GmbH", "name Acme Werke GmbH", "name Altwerk", "person Ida Berg", "phone +49731555111",
         "phone +49731777888", "text https://in.example/ida", "word Acme", "word Altwerk"],
        ["company Acme GmbH", "company Altwerk", "domain acme.example", "domain altwerk.example", "email ida@acme.example",
         "email info@acme.example", "person Ida Berg@Acme GmbH", "person Ida Berg@Altwerk", "phone +49731555111",
         "phone +49731777888", "phone 0731555111", "phone 0731777888"],
    )  # fmt: skip


PERSON_WORDS = {"email ida@acme.example", "person Ida Berg", "phone +49731777888", "text https://in.example/ida"}
PERSON_PAIRS = {"email ida@acme.example", "person Ida Berg@Acme GmbH", "phone +49731777888", "phone 0731777888"}


@pytest.mark.parametrize(
    ("given", "kind", "company", "is_a", "also"),
    [
        ("Ida Berg", "", "", "person", ""), ("berg ida", "person", "", "person", "person berg ida"),
        ("Ida Berg", "", "Acm", "person", ""), ("ida@acme.example", "", "", "email", ""),
        ("0049 731 777888", "", "", "phone", "phone 0049 731 777888"),
    ],
)  # fmt: skip
def test_a_person_is_found_by_name_address_or_telephone(
    workspace: Workspace, firm: str, given: str, kind: str, company: str, is_a: str, also: str
) -> None:
    found = who(workspace.store.reader, given, kind, company)
    (ida,) = workspace.people.of(firm)
    assert (found.kind, found.names[0], set(found.accounts), set(found.people)) == (is_a, "Ida Berg", set(), {ida.id})
    assert found.called == {(firm, "ida berg")}
    words, pairs = map(set, told(found))
    assert words - {also} == PERSON_WORDS
    assert pairs - {also} == PERSON_PAIRS


@pytest.mark.parametrize(
    ("given", "kind", "company", "words", "pairs"),
    [
        ("Zoe Quist", "person", "Zirkon", ["person Zoe Quist"], ["person Zoe Quist@Zirkon"]),
        ("Zirkon AG", "company", "", ["name Zirkon AG", "word Zirkon"], ["company Zirkon AG"]),
        ("zirkon.example", "", "", ["domain zirkon.example"], ["domain zirkon.example"]),
        ("zoe@zirkon.example", "", "", ["email zoe@zirkon.example"], ["email zoe@zirkon.example"]),
    ],
)
def test_who_is_not_here_is_meant_by_a_text_alone(
    workspace: Workspace, firm: str, given: str, kind: str, company: str, words: list[str], pairs: list[str]
) -> None:
    found = who(workspace.store.reader, given, kind, company)
    assert (len(found.accounts), len(found.people), told(found)) == (0, 0, (words, pairs))


@pytest.mark.parametrize(
    ("given", "kind", "error", "said"),
    [
        ("", "", BadInput, "say who is to be erased"), ("x", "planet", BadInput, "unknown kind “planet”"),
        ("x", "email", BadInput, "is no e-mail address"), ("12", "phone", BadInput, "is no phone number"),
        ("Zirkon AG", "", NotFound, "nobody here is called"), ("Zoe Quist", "person", NotFound, "nobody here is called"),
    ],
)  # fmt: skip
def test_who_can_not_be_told_is_asked_for(
    workspace: Workspace, firm: str, given: str, kind: str, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        who(workspace.store.reader, given, kind, "")


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Zeppelin S.A.P.I. de C.V.", "word Zeppelin"), ("Graf Zeppelin S. de R.L. de C.V.", "name Graf Zeppelin"),
        ("Zeppelin Gesellschaft mit beschränkter Haftung & Co. KG", "word Zeppelin"), ("The Zeppelin", "word Zeppelin"),
        ("ZFX GmbH", "word ZFX"), ("Zfx GmbH", ""), ("Zfxq GmbH", "word Zfxq"), ("Energy AG", ""), ("!!!", ""),
    ],
)  # fmt: skip
def test_a_company_is_called_by_its_name_without_a_legal_form_however_long(name: str, called: str) -> None:
    assert [f"{one.kind} {one.text}" for one in _called_so(name)] == [f"name {name}", *([called] if called else [])]


def test_one_name_for_a_company_and_a_person_is_asked_about(workspace: Workspace, firm: str) -> None:
    reader = workspace.store.reader
    key = workspace.people.add(firm, "Bolt AB", email="bolt@acme.example")
    with pytest.raises(BadInput, match="“Bolt AB” is a company and a person here: say --kind company or --kind person"):
        who(reader, "Bolt AB", "", "")
    company, person = who(reader, "Bolt AB", "company", ""), who(reader, "Bolt AB", "person", "")
    assert (len(company.accounts), len(company.people)) == (1, 0)
    assert (len(person.accounts), set(person.people)) == (0, {key})
    assert set(who(reader, "Bolt AB", "", "Acme").people) == set(who(reader, key.upper(), "", "").people) == {key}
    assert told(who(reader, key, "person", "")) == told(person), "an id is no name"
    assert (who(reader, "bolt.example", "domain", "").kind, len(who(reader, "bolt.example", "domain", "").accounts)) == (
        "company", 1,
    )  # fmt: skip
    with pytest.raises(NotFound, match="nobody here is called “Ole Dahl”"):
        who(reader, "Ole Dahl", "", "Acme")


def test_companies_of_one_name_are_told_apart_by_their_ids(workspace: Workspace, firm: str) -> None:
    reader = workspace.store.reader
    second = workspace.naming.name("ACME Gmbh", different=True).account_id
    with pytest.raises(
        BadInput, match=f"several companies are called “acme gmbh”: give an id .ACME Gmbh {second}, Acme GmbH {firm}."
    ):
        who(reader, "acme gmbh", "", "")
    with pytest.raises(BadInput, match="several companies begin with “Acm”: give the whole name or the id"):
        who(reader, "Ida Berg", "person", "Acm")
    assert set(who(reader, second.upper(), "", "").accounts) == {second}
    workspace.merging.merge(firm, second)
    for given in ("acme gmbh", "ACME", second):
        assert set(who(reader, given, "", "").accounts) == {firm, second}, "a merged part means the whole"
    assert len(who(reader, "Ida Berg", "person", "Acm").people) == 1
    pairs = told(who(reader, "Ida Berg", "person", ""))[1]
    assert {"person Ida Berg@Acme GmbH", "person Ida Berg@ACME Gmbh"} <= set(pairs), "barred under both names"


def test_one_whom_only_touches_name_is_a_person_too(workspace: Workspace, firm: str) -> None:
    reader, log = workspace.store.reader, workspace.touches.log
    bolt = workspace.resolve("Bolt AB")
    log(bolt, "phone", "spoke", person="Uwe Quist")
    found = who(reader, "Quist, Uwe", "", "")
    assert (found.kind, len(found.people), set(found.called)) == ("person", 0, {(bolt, "uwe quist")})
    assert told(found) == (["person Quist, Uwe", "person Uwe Quist"], ["person Uwe Quist@Bolt AB"])
    log(firm, "phone", "spoke", person="Uwe Quist")
    with pytest.raises(BadInput, match=r"are at several companies \(Acme GmbH, Bolt AB\): say whose with --company"):
        who(reader, "Uwe Quist", "", "")
    assert who(reader, "Uwe Quist", "", "Acme").called == {(firm, "uwe quist")}


def test_whatever_a_page_told_of_a_company_that_names_it_is_looked_for(workspace: Workspace, firm: str) -> None:
    said = {
        "fax": "+49731555112", "name": "Acme Gruppe", "lei": "529900T8BM49AURSDO55", "registry_id": "HRB 731",
        "social": "https://social.example/acme", "description": "pumps", "revenue": 5,
    }  # fmt: skip
    with workspace.store.action("Read", by="machine", actor="prospector") as action:
        keep(
            action, firm, "register", [Claim(field, value, "x", "y", "text", 0.9) for field, value in said.items()], {}
        )
    words, pairs = told(who(workspace.store.reader, firm, "", ""))
    assert {
        "phone +49731555112", "name Acme Gruppe", "text 529900T8BM49AURSDO55", "text HRB 731", "text https://social.example/acme",
    } <= set(words)  # fmt: skip
    assert not any("pumps" in one for one in words)
    assert {"phone +49731555112", "phone 0731555112"} <= set(pairs)
    assert not any("HRB" in one or "Gruppe" in one for one in pairs)


def test_two_at_one_address_or_number_are_both_meant(workspace: Workspace, firm: str) -> None:
    workspace.people.add(firm, "", role="switchboard", phone="0049 731 777888")
    found = who(workspace.store.reader, "+49 731-777 888", "phone", "")
    assert (len(found.people), list(found.names), set(found.called)) == (2, ["Ida Berg"], {(firm, "ida berg")})
    assert ("person", "@Acme GmbH") not in found.pairs


def test_who_came_back_is_told_by_any_name_domain_address_or_number(workspace: Workspace, firm: str) -> None:
    reader, bolt = workspace.store.reader, workspace.resolve("Bolt AB")
    cog, dune = (workspace.naming.name(one, domain=f"{one}.example").account_id for one in ("Cog", "Dune"))
    eve = workspace.people.add(dune, "Eve Fox")
    with workspace.store.action("Another name") as action:
        action.add(AccountName(account_id=bolt, name="Boltwerk", kind="alias"))
    workspace.never.suppress("email", "ole@bolt.example", "asked us")
    assert returned(reader) == [], "who is only not to be contacted may be here"
    ida, ole = (workspace.people.of(key)[0].id for key in (firm, bolt))
    back: set[str] = set()
    for kind, value, who_is in (
        ("phone", "0049731777888", {ida}), ("email", "ole@bolt.example", {ole}), ("person", "Fox Eve@Dune", {eve}),
        ("domain", "cog.example", {cog}), ("company", "BOLTWERK", {bolt}), ("domain", "altwerk.example", {firm}),
        ("company", "Dune", {dune}),
    ):  # fmt: skip
        with workspace.store.action("Erased") as action:
            assert enter(action, [(kind, value)], "", "robin", erased=True) == 1
        # With a company go its people, who are not told once more.
        back = (back | who_is) - {{bolt: ole, firm: ida, dune: eve}.get(one, "") for one in who_is}
        found = returned(reader)
        assert {key for one in found for key in (one.accounts or one.people)} == back, (kind, value)
        assert {one.kind for one in found if one.accounts} <= {"company"}
        assert {one.kind for one in found if one.people} <= {"person"}
    assert sorted(next(iter(one.names)) for one in returned(reader)) == ["Acme GmbH", "Bolt AB", "Cog", "Dune"]


def test_erasure_leaves_others_who_are_called_alike_and_says_what_would_erase_them(
    workspace: Workspace, firm: str
) -> None:
    bolt = workspace.resolve("Bolt AB")
    cog = workspace.naming.name("Cog SA").account_id
    others = {key: workspace.people.add(key, "Ida Berg", role="buyer") for key in (bolt, cog)}
    workspace.people.add(cog, "Uwe Fox")
    workspace.touches.log(firm, "phone", "spoke", person="Ida Berg", note="Ida Berg asked for a price")
    workspace.touches.log(firm, "mail", "sent", note="to the switchboard", override="again")
    workspace.touches.log(bolt, "phone", "spoke", person="Ida Berg", note="Ida Berg of Bolt")
    workspace.drafts.write(firm, "Hello Ida", "x", workspace.people.of(firm)[0].id)
    looked = workspace.upkeep.erasable("Ida Berg", company="Acme")
    assert sorted(looked.kept) == sorted(
        f"Ida Berg at {name} stays, which is another person here: if it is the same, erase {others[key]}, too"
        for key, name in ((bolt, "Bolt AB"), (cog, "Cog SA"))
    )
    assert (looked.kind, list(looked.who), looked.removed["person"], looked.removed["draft"]) == (
        "person",
        ["Ida Berg"],
        1,
        1,
    )
    assert looked.blanked["touch"] == 1
    assert workspace.history(1)[0].title != "Look", "looking leaves nothing"
    done = workspace.upkeep.erase("ida@acme.example", reason="Ida Berg wrote to us")
    act = workspace.history(1)[0]
    assert (act.title, act.reason, act.kind) == ("Erase an e-mail address", "[erased] wrote to us", "erase")
    assert (done.kind, done.who, done.removed["person"], done.removed["draft"]) == ("email", (), 1, 1)
    assert done.said[-1].startswith("the file was rewritten, and a fresh backup lies in ")
    assert [one.name for one in workspace.people.of(firm)] == []
    assert sorted(one.name for one in workspace.people.of(cog)) == ["Ida Berg", "Uwe Fox"]
    assert [one.note for one in workspace.touches.of(bolt)] == ["Ida Berg of Bolt"], "another of that name keeps hers"
    assert sorted(one.note for one in workspace.touches.of(firm)) == ["", "to the switchboard"]
    assert {one.kind for one in workspace.never.listed() if one.erased} == {"email", "person", "phone"}
