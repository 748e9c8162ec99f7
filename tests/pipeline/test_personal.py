"""People in public roles: only where asked for, in their own table, gone when switched off."""

from __future__ import annotations

import pytest

from prospector.research.finding import PublicPerson

EVA = PublicPerson("Eva Berg", "CEO", "https://acme.example/team", "Eva Berg", "eva.berg@acme.example")
JAN = PublicPerson("Jan Lind", "Head of purchasing", "https://acme.example/team", "Jan Lind")


class Pages:
    """A source that knows people."""

    name, label, fields, needs, hosts = "people", "People", (), ("domain",), ()
    licence, terms, rate = "none", "none", 1.0

    def __init__(self, *found):
        self.found = found
        self.asked = 0

    async def people(self, company, context):
        self.asked += 1
        return self.found


@pytest.fixture
def account(workspace):
    return workspace.naming.name("Acme", domain="acme.example").account_id


@pytest.fixture
def pages(monkeypatch):
    source = Pages(EVA, JAN)
    monkeypatch.setattr("prospector.research.inquiry.asked_sources", lambda *_: (source,))
    return source


async def test_nobody_is_asked_about_unless_a_person_asks(workspace, account, pages):
    assert await workspace.personal.look([account]) == []
    assert pages.asked == 0
    assert workspace.people.of(account) == []


async def test_persons_stand_in_their_table_with_source_page_and_day_and_not_among_claims(workspace, account, pages):
    workspace.personal.switch(account, on=True)
    await workspace.personal.look([account])
    found = {one.name: one for one in workspace.people.of(account)}
    assert set(found) == {"Eva Berg", "Jan Lind"}
    eva = found["Eva Berg"]
    assert (eva.role, eva.email, eva.source, eva.url) == ("CEO", EVA.email, "people", EVA.url)
    assert eva.read_at
    assert workspace.claims(account) == []


async def test_switched_off_they_go_and_what_a_person_typed_stays(workspace, account, pages):
    workspace.personal.switch(account, on=True)
    await workspace.personal.look([account])
    workspace.people.add(account, "Kim Typed", role="buyer")
    assert "2 entries removed" in workspace.personal.switch(account, on=False)
    assert [one.name for one in workspace.people.of(account)] == ["Kim Typed"]
    await workspace.personal.look([account])
    assert pages.asked == 1
    workspace.undo()
    assert workspace.personal.asked_for(account)
    assert len(workspace.people.of(account)) == 3


async def test_who_is_not_named_any_more_goes_and_nobody_is_kept_twice(workspace, account, pages):
    workspace.personal.switch(account, on=True)
    workspace.people.add(account, "Eva Berg", role="knows us")
    await workspace.personal.look([account])
    pages.found = (EVA,)
    await workspace.personal.look([account])
    assert [(one.name, one.role) for one in workspace.people.of(account)] == [("Eva Berg", "knows us")]


async def test_who_must_never_be_contacted_does_not_come_in(workspace, account, pages):
    workspace.never.suppress("email", EVA.email, "asked us to")
    workspace.personal.switch(account, on=True)
    await workspace.personal.look([account])
    assert [one.name for one in workspace.people.of(account)] == ["Jan Lind"]
