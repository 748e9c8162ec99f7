"""What could be said of a company, what was written to whom, and when two messages are the same one."""

from __future__ import annotations

from prospector.clock import FrozenClock
from prospector.model.tables import WhyNow
from prospector.outreach.readiness import Lamps, lamps, lamps_of
from prospector.outreach.sameness import Text, facts_of, repeated, sameness, written
from prospector.research.keeping import keep
from prospector.research.protocol import Claim
from prospector.workspace import Workspace


def test_facts_are_reasons_then_what_tells_most_then_what_was_read_last(
    workspace: Workspace, clock: FrozenClock
) -> None:
    account = workspace.naming.name("Acme GmbH").account_id
    pages = {f"https://{day}": f"2026-05-0{day}T00:00:00Z" for day in (1, 2, 3)}
    said = [
        ("city", "Ulm", 1), ("description", "Builds cranes. Rents; them\nout", 1), ("description", "Sells cranes", 3),
        ("event", "fair in June", 1), ("employees", 250, 1), ("revenue", 99999, 1), ("industry", "abc", 1),
        ("address", {"city": "Bonn", "street": "Ringstr. 1", "postcode": "53111"}, 2), ("technology", "fair in June", 3),
    ]  # fmt: skip
    with workspace.store.action("Read", by="machine", actor="prospector") as action:
        claims = [Claim(field, value, f"https://{day}", "p", "text", 0.9) for field, value, day in said]
        keep(action, account, "website", claims, pages)
        for key, day in (("b", 3), ("a", 3), ("c", 2)):
            action.add(
                WhyNow(id=key, account_id=account, said=f"why {key}", given_by="kim", given_at=f"2026-06-0{day}")
            )
    texts = [one.text for one in facts_of(workspace.store.reader, account)]
    assert texts == [
        "why a", "why b", "why c", "fair in June", "Sells cranes", "Builds cranes", "Rents", "them", "Bonn", "Ringstr. 1",
    ]  # fmt: skip
    fair = facts_of(workspace.store.reader, account)[3]
    assert (fair.source, fair.url, fair.read_at) == ("website", "https://1", pages["https://1"]), (
        "the field that tells most"
    )


def test_what_was_written_is_drafts_and_open_notes_of_sixty_letters_newest_first(
    workspace: Workspace, clock: FrozenClock
) -> None:
    acme = workspace.naming.name("Acme GmbH").account_id
    workspace.naming.edit(acme, sector="pumps")
    for number, (outcome, note, private) in enumerate(
        (("sent", "a" * 60, False), ("sent", "b" * 59, False), ("spoke", "c" * 60, False), ("sent", "d" * 60, True))
    ):
        workspace.touches.log(acme, "mail", outcome, note=note, private=private, override=f"again {number}")
    clock.move(hours=1)
    kept, gone = (workspace.drafts.write(acme, "x", body) for body in ("draft", "thrown away"))
    workspace.drafts.discard(gone.id)
    told = [(one.company, one.sector, one.text, one.account_id) for one in written(workspace.store.reader)]
    assert told == [("Acme GmbH", "pumps", "draft", acme), ("Acme GmbH", "pumps", "a" * 60, acme)]
    assert kept.sector == "pumps"


def test_one_text_to_two_sectors_is_repeated_and_the_most_repeated_is_told_first() -> None:
    def text(number: int, sector: str, said: str) -> Text:
        return Text(f"a{number}", f"C{number}", sector, said, f"2026-06-{number:02}")

    many, few = "we save you time and money every single day", "our pumps are the best of all pumps there are"
    texts = [text(1, "pumps", few), text(2, "doors", few), text(3, "pumps", many), text(4, "doors", many.upper()),
             text(5, "", many.replace("day", "week")), text(6, "pumps", "only to pumps"),
             text(7, "pumps", "only to pumps")]  # fmt: skip
    assert [(one.text, one.sectors, len(one.sent)) for one in repeated(texts, {})] == [
        (many, ["", "doors", "pumps"], 3), (few, ["doors", "pumps"], 2),
    ]  # fmt: skip
    assert [len(one.sent) for one in repeated(texts, {"a4": ["money every"], "a2": ["pumps there"]})] == [2]


def test_the_alarm_names_the_most_alike_and_how_alike_it_is() -> None:
    body = "we save you time and money every single day"
    others = [
        (body.replace("day", "week"), "doors", "Bolt"),
        (body, "pumps", "Cog"),
        (body, "", "Dyne"),
        ("else", "x", "Elm"),
    ]
    found = sameness(body, others, ["Ulm", "two new halls in Ulm"])
    assert (found.like, found.sector, found.likeness, list(found.facts)) == ("Cog", "pumps", 100, [])
    assert found.lines == [
        "no line about this company: name one fact that has a source", "reads like the message to Cog (pumps), 100 % the same",
    ]  # fmt: skip
    assert sameness(body, others[2:], []).lines[1] == "reads like the message to Dyne, 100 % the same"
    assert sameness(body, [("else", "x", "Elm")], []).like == ""
    told = sameness(
        f"{body} Two halls, new in Bonn",
        others,
        ["new brick halls in Bonn", "halls here", "new brick halls", "in Bonn"],
    )
    assert (list(told.facts), told.lines) == (["new brick halls in Bonn", "in Bonn"], []), (
        "two of three longer words will do"
    )


def test_lamps_are_lit_by_a_claim_a_met_criterion_and_a_reason_that_holds(workspace: Workspace) -> None:
    ids = [workspace.naming.name(name).account_id for name in ("Acme GmbH", "Bolt AB")]
    today, reader = workspace.store.clock.today(), workspace.store.reader
    workspace.qualifying.add_why_now(ids[0], "new hall", happens_on="2026-07-01")
    workspace.proofs.type(ids[1], {"description": "Builds cranes"})
    found = lamps_of(reader, ids, today)
    assert [(found[key].fact, found[key].why_now) for key in ids] == [(False, True), (True, False)]
    assert lamps(reader, ids[0], today) == found[ids[0]]
    assert lamps_of(reader, [], today) == {}
    assert Lamps(fact=True, fit=True, why_now=True).lit
    for dark, name in (("fact", "a researched fact"), ("fit", "a fit reason"), ("why_now", "a dated why-now")):
        one = Lamps(**{"fact": True, "fit": True, "why_now": True, dark: False})
        assert (one.lit, one.dark) == (False, [name])
