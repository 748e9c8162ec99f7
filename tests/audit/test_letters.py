"""Letter, agenda and sample as their readers get them: the very words, and which of them are chosen."""

from __future__ import annotations

import csv
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from prospector.audit.agenda import agenda
from prospector.audit.letters import COLUMNS, _alive, markdown, write
from prospector.audit.sampling import coverage, draw
from prospector.clock import FrozenClock
from prospector.errors import BadInput, NotFound, Refused
from prospector.model.audit import AuditFigures, Finding
from prospector.model.audit_kept import Fate, Letter, LongShotRow, Risky, SampleItem
from prospector.model.figure import Number
from prospector.plan.profile import parse_profile
from prospector.workspace import Workspace

LETTER = Letter(
    "source", "fair", date(2026, 6, 12),
    (Fate("1", "Acme | Co", "acme.example", "2026-05-01", "ana", "accepted", "taken over by kim", "2026-06-01", 4),
     Fate("2", "Bolt\\AB", "", "2026-05-02", "ben", "dropped", "no money:\n=1+1", "2026-06-02", 1),
     Fate("3", "Corn", "", "2026-05-03", "ben", "none", "nobody touched it yet", "2026-05-03", 0),
     Fate("4", "Dune", "", "2026-05-03", "ben", "none", "nobody touched it yet", "2026-05-03", 0)),
    ("phone: 5 of 9 checked were wrong",), ("half of them ring nowhere",),
)  # fmt: skip
WRITTEN = """# What became of fair

2026-06-12: 4 names given, 1 accepted as leads or further, 1 dropped, 2 without an outcome yet.

## Counted

- handed over and accepted: 1
- dropped: 1
- no outcome yet: 2

## What was wrong with the data

- phone: 5 of 9 checked were wrong

## What our people say

- half of them ring nowhere

## Every name

| company | given | what became of it | why | since |
|---|---|---|---|---|
| Acme \\| Co | 2026-05-01 | handed over and accepted | taken over by kim | 2026-06-01 |
| Bolt\\\\AB | 2026-05-02 | dropped | no money: =1+1 | 2026-06-02 |
| Corn | 2026-05-03 | no outcome yet | nobody touched it yet | 2026-05-03 |
| Dune | 2026-05-03 | no outcome yet | nobody touched it yet | 2026-05-03 |
"""


def test_a_letter_reads_as_it_is_sent_in_each_of_its_forms(tmp_path: Path) -> None:
    assert markdown(LETTER) == WRITTEN
    plain = Letter("namer", "ana", date(2026, 6, 12), LETTER.fates[:1])
    assert markdown(plain).startswith(
        "# What became of the names of ana\n\n2026-06-12: 1 name given, 1 accepted as leads"
    )
    assert "## What" not in markdown(plain).replace("## Every", "")
    for one in ("a.md", "a.TXT"):
        write(LETTER, tmp_path / one)
        assert (tmp_path / one).read_text(encoding="utf-8") == WRITTEN
    write(LETTER, tmp_path / "a.eml")
    message = message_from_bytes((tmp_path / "a.eml").read_bytes(), policy=policy.default)
    assert message["subject"] == "What became of the names from fair"
    assert message.get_content().replace("\r\n", "\n") == WRITTEN
    write(LETTER, tmp_path / "a.csv")
    first, second, *_ = csv.DictReader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines())
    assert tuple(first) == COLUMNS
    assert tuple(first.values()) == (
        "Acme | Co", "acme.example", "2026-05-01", "ana", "accepted", "taken over by kim", "2026-06-01", "4", "1",
    )  # fmt: skip
    assert second["fate"] == "dropped"


def offer(state: str, code: str = "") -> Any:
    at = None if state == "offered" else "2026-06-05"
    return SimpleNamespace(state=state, reason_code=code, given_to="kim", offered_at="2026-06-01", answered_at=at)


HEARD = "2026-06-02T10:00 phone spoke not_now"


@pytest.mark.parametrize(
    ("stage", "offered", "meetings", "newest", "fate"),
    [
        ("named", None, 0, "", ("none", "nobody touched it yet", "")),
        ("named", None, 0, HEARD, ("working", "last: spoke by phone, not now", "2026-06-02T10:00")),
        ("named", None, 0, "2026-06-02 mail sent unknown", ("working", "last: sent by mail", "2026-06-02")),
        ("named", None, 1, HEARD, ("meeting", "last: spoke by phone, not now", "2026-06-02T10:00")),
        ("lead", None, 0, "", ("lead", "", "")), ("lead", None, 2, "", ("meeting", "", "")),
        ("qualified", None, 1, "", ("qualified", "", "")),
        ("qualified", offer("returned", "no_money"), 0, "", ("qualified", "", "")),
        ("qualified", offer("offered"), 0, HEARD, ("offered", "waits for kim", "2026-06-01")),
        ("opportunity", offer("accepted"), 0, "", ("opportunity", "", "")), ("nurture", None, 0, "", ("nurture", "", "")),
        ("nurture", offer("recycled", "no_money"), 0, "", ("returned", "no money", "2026-06-05")),
        ("handed_over", offer("accepted"), 3, HEARD, ("accepted", "taken over by kim", "2026-06-05")),
        ("lead", offer("returned", "odd"), 0, "", ("returned", "odd", "2026-06-05")),
    ],
)  # fmt: skip
def test_a_name_that_lives_has_one_fate(
    stage: str, offered: Any, meetings: int, newest: str, fate: tuple[str, str, str]
) -> None:
    assert _alive(stage, offered, meetings, newest) == fate


AGENDA = """# Agenda, 2026-06-08 to 2026-06-12

Never touched: 6 of 20 (30 %) of the targets on lists; half are touched within 3 days.
New names that we chose ourselves: 1 of 4 (25 %). Pipeline: 2 of 4 (50 %).

## Complaints about sources

- fair: \\*dead\\* numbers

## Whom to ask

- ask ana
  - met twice

## Prospecting fell

- eva fell

## Silent for too long

- ben: 1 silent

## To be talked about, from the sample

- Acme (ana): dropped; maria: why?

## Drawn and not judged yet

- bursts of logging (ben): 12 touches

## Commitments missed

- ana kept 1 of 2

## Hand-overs over the clock

- kim: 1 late

## Long shots to decide

- Corn (ana), fit 0 to 20
- Dune (ben), fit excluded: kept until 2026-06-10, over

## Dismissals

- 2 dismissals to look at

## Lead definition

- not signed yet by: sales, marketing
"""


def figures(**more: Any) -> AuditFigures:
    plain: dict[str, Any] = {
        "since": date(2026, 6, 8), "until": date(2026, 6, 12), "curve": SimpleNamespace(median=None),
        "never": Number("never", "x", 6, 20), "waiting": Number("w", "x", 1, 4), "pipeline": Number("p", "x", 2, 4),
        "findings": (), "complaints": (), "long_shots": (), "dismissals": (), "unsigned": (),
    }  # fmt: skip
    return cast("AuditFigures", SimpleNamespace(**{**plain, **more}))


def test_an_agenda_has_a_part_for_each_thing_to_talk_about_and_no_empty_one() -> None:
    number = Number("x", "x", 1)
    said = {"late": "kim: 1 late", "missed": "ana kept 1 of 2", "quiet": "ben: 1 silent", "drop": "eva fell"}
    found = [Finding(kind, "x", text, number) for kind, text in said.items()]
    found.append(Finding("star", "ana", "ask ana", number, 3, ("met  twice",)))
    shots = [LongShotRow("c", "Corn", "ana", "0 to 20", "", "", "", due=True),
             LongShotRow("d", "Dune", "ben", "excluded", "2026-06-10", "they grow", "maria", due=True),
             LongShotRow("e", "Elm", "ben", "0 to 20", "2026-07-10", "they grow", "maria", due=False)]  # fmt: skip
    asked = SampleItem("1", 1, "m", "soft_drop", "ana", "a", "Acme", "dropped", "", "ask", "why?", "maria")
    waiting = SampleItem("2", 2, "m", "burst", "ben", None, "", "12 touches", "")
    full = figures(curve=SimpleNamespace(median=3), findings=found, complaints=["fair: *dead* numbers"], long_shots=shots,
                   dismissals=[1, 2], unsigned=("sales", "marketing"))  # fmt: skip
    assert agenda(full, [asked], [waiting]) == AGENDA
    empty = agenda(figures(), [], [])
    assert "half were never touched." in empty
    assert "##" not in empty


def thing(at: int, kind: str, weight: int = 2) -> Risky:
    return Risky(f"{kind}:{at}", kind, "ana", None, "", weight)


@pytest.mark.parametrize(
    ("dismissed", "others", "size", "least", "most"),
    [
        (10, 10, 8, 4, 8),
        (10, 10, 5, 3, 5),
        (10, 1, 8, 7, 8),
        (10, 0, 8, 8, 8),
        (2, 10, 8, 2, 2),
        (3, 3, 8, 3, 3),
        (9, 9, 1, 1, 1),
    ],
)
def test_dismissals_come_first_and_leave_half_of_the_places(
    dismissed: int, others: int, size: int, least: int, most: int
) -> None:
    population = [thing(at, "soft_drop") for at in range(dismissed)] + [thing(at, "override") for at in range(others)]
    seen = [draw(population, size, str(seed)) for seed in range(20)]
    assert {len(one) for one in seen} == {min(size, dismissed + others)}
    counts = {sum(one.kind == "soft_drop" for one in drawn) for drawn in seen}
    assert least <= min(counts) <= max(counts) <= most
    assert all(draw(population[::-1], size, str(seed)) == one for seed, one in enumerate(seen)), "whatever their order"
    assert len(seen[0]) == len({one.mark for one in seen[0]})


def test_what_was_drawn_is_said_by_kind() -> None:
    population = [thing(0, "override"), *[thing(at, "soft_drop") for at in range(3)]]
    assert coverage(population, population[:2]) == (
        "2 of 4 risky items drawn (50 %): 1 of 3 dropped for soft reasons, 1 of 1 other rules overridden"
    )
    assert coverage([], []) == "nothing risky happened: there was nothing to draw"


def test_a_sample_has_1_to_200_items_and_each_is_named_by_number_or_the_beginning_of_its_id(
    workspace: Workspace, clock: FrozenClock
) -> None:
    audit = workspace.audit
    for name in ("Acme GmbH", "Bolt AB", "Corn Ltd"):
        workspace.naming.drop(workspace.naming.name(name).account_id, "", code="no_time")
    for size in (0, -1, 201):
        with pytest.raises(BadInput, match="1 to 200 items"):
            audit.sample(audit.facts(), size)
    assert audit.samples.newest() is None
    assert len(audit.sample(audit.facts(), 1, "a").items) == 1
    (second, third) = audit.sample(audit.facts(), 200, "b").items
    assert [one.number for one in (second, third)] == [1, 2]
    assert (second.name, second.rep, second.verdict) in {
        (name, "robin", "") for name in ("Acme GmbH", "Bolt AB", "Corn Ltd")
    }
    judged = audit.samples.judge(third.id[:-1].upper(), "Fine", "I called them")
    assert (judged.id, judged.verdict, judged.reason, judged.judged_by) == (third.id, "fine", "I called them", "robin")
    clock.move(minutes=1)
    assert audit.samples.judge("2", "thin", "I called again").verdict == "thin", "the later verdict counts"
    assert [one.number for one in audit.samples.waiting()] == [1, 1]
    for none in ("", third.id[:1], "3", "zzz"):
        with pytest.raises(NotFound, match="no drawn item"):
            audit.samples.judge(none, "fine", "well")
    assert audit.sample(audit.facts(), 5, "c").coverage == "nothing risky happened: there was nothing to draw"


def test_a_long_shot_is_kept_from_today_up_to_a_year(workspace: Workspace, clock: FrozenClock) -> None:
    workspace.plans.apply(
        parse_profile('name = "x"\n[[criterion]]\nname = "here"\nkind = "must"\nweight = 2\nfield = "country"\nany = ["DE"]\n'
                      '[[criterion]]\nname = "no"\nkind = "never"\nfield = "country"\nany = ["AQ"]\n')
    )  # fmt: skip
    far = workspace.naming.name("Acme GmbH", country="FR").account_id
    out = workspace.naming.name("Bolt AB", country="AQ").account_id
    audit = workspace.audit
    assert [(one.name, one.fit) for one in audit.long_shots()] == [("Acme GmbH", "0 to 0"), ("Bolt AB", "excluded")]
    for day, said in (("2026-06-02", "in the past"), ("2027-06-05", "within the next year")):
        with pytest.raises(BadInput, match=said):
            audit.keep(far, day, "they grow")
    audit.keep(far, "2027-06-04", "they grow")
    clock.move(minutes=1)
    audit.keep(far, "2026-06-03", "today only")
    assert [(one.name, one.due, one.reason) for one in audit.long_shots()] == [
        ("Bolt AB", True, ""), ("Acme GmbH", False, "today only"),
    ]  # fmt: skip
    workspace.naming.drop(out, "", code="bad_fit")
    with pytest.raises(Refused, match="Bolt AB is on no list"):
        audit.keep(out, "2026-06-10", "they grow")
    with pytest.raises(NotFound, match="not in the workspace"):
        audit.keep("nobody", "2026-06-10", "they grow")


def test_a_letter_and_a_curve_are_called_by_the_source_as_it_was_first_written(
    workspace: Workspace, clock: FrozenClock
) -> None:
    account = workspace.naming.name("Acme GmbH", source="Trade Fair", country="DE").account_id
    workspace.naming.drop(workspace.naming.name("Bolt AB", source="trade fair").account_id, "no money", "ask earlier")
    workspace.strategy.segments.save("germans", "country is DE")
    clock.move(days=1)
    letter = workspace.audit.letter(source="TRADE fair")
    assert (letter.value, [one.name for one in letter.fates]) == ("Trade Fair", ["Acme GmbH", "Bolt AB"])
    assert workspace.audit.letter(namer="robin").value == "robin"
    curves = {one.key: one for one in workspace.audit.week().curves}
    assert curves["curve.segment.germans"].names == 1
    assert curves["curve.rep.robin"].names == 2
    workspace.touches.log(account, "phone", "spoke")
    assert {one.key: one for one in workspace.audit.week().curves}["curve.segment.germans"].touched == 1
