"""Ways to a company: a person's before the company's, none where nobody may be contacted."""

from __future__ import annotations

import pytest

from prospector.errors import NotFound, Refused
from prospector.pipeline.reach import checked_link
from prospector.workspace import Workspace


def test_a_persons_ways_come_before_the_companys(workspace: Workspace) -> None:
    account = workspace.naming.name("Nordhafen GmbH", domain="nordhafen.example").account_id
    workspace.proofs.type(account, {"phone": "+49 40 123456"})
    workspace.proofs.type(account, {"email": "info@nordhafen.example"})
    found = workspace.reach.of(account)
    assert (found.domain, found.link, found.email) == (
        "nordhafen.example", "https://nordhafen.example", "info@nordhafen.example",
    )  # fmt: skip
    assert found.phone.replace(" ", "").endswith("123456")
    anna = workspace.people.add(account, "Anna Berg", email="anna@nordhafen.example")
    assert (workspace.reach.of(account).email, workspace.reach.of(account).whose_email) == (
        "anna@nordhafen.example", "Anna Berg",
    )  # fmt: skip
    workspace.people.never(anna, "asked us")
    assert workspace.reach.of(account).email == "info@nordhafen.example"


def test_no_way_to_one_that_nobody_may_contact(workspace: Workspace) -> None:
    account = workspace.naming.name("Nordhafen GmbH", domain="nordhafen.example").account_id
    workspace.proofs.type(account, {"email": "info@nordhafen.example"})
    workspace.never.suppress_account(account, "asked us")
    found = workspace.reach.of(account)
    assert (found.email, found.phone, found.barred) == ("", "", "never contact: asked us")


def test_what_is_unknown_is_a_sentence(workspace: Workspace) -> None:
    account = workspace.naming.name("Nordhafen GmbH").account_id
    with pytest.raises(Refused, match="no domain yet"):
        workspace.reach.link(account)
    with pytest.raises(NotFound):
        workspace.reach.of("nobody")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "https://", "http://a\nb", "acme.com", ""]
)
def test_only_web_addresses_are_opened(address: str) -> None:
    with pytest.raises(Refused):
        checked_link(address)
    assert checked_link("https://acme.example/x") == "https://acme.example/x"
