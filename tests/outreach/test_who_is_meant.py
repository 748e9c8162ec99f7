"""Whom an erasure means: by which words a company or a person is found, and what the ledger enters of them."""

from __future__ import annotations

import pytest

from prospector.errors import BadInput, NotFound
from prospector.model.tables import AccountDomain, AccountName
from prospector.outreach.erasable import Who, who
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
