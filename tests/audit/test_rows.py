"""What the audit owes the five articles, row by row; and sample, signature, register, letters as their users meet them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from prospector.audit.letters import markdown, write
from prospector.audit.sampling import draw
from prospector.clock import FrozenClock
from prospector.errors import BadInput, NotFound, Refused
from prospector.model.audit import RepCard
from prospector.model.tables import Account
from prospector.plan.profile import parse_profile
from prospector.workspace import Workspace

PROFILE = '\nname = "x"\n[[criterion]]\nname = "here"\nkind = "must"\nweight = 2\nfield = "country"\nany = ["DE"]\n'

STEMS = ("Alder", "Birke", "Cedro", "Dorn", "Esche", "Fichte", "Ginster", "Hasel", "Ilex", "Jasmin", "Kiefer", "Linde", "Mistel",
         "Nelke", "Olive", "Pappel", "Quitte", "Salbei", "Tanne", "Ulme")  # fmt: skip
Name = Callable[..., str]


def log(workspace: Workspace, clock: FrozenClock, account: str, many: int, outcome: str, reaction: str) -> None:
    for _ in range(many):
        clock.move(days=1)
        workspace.touches.log(account, "phone", outcome, reaction=reaction, override="again")


def test_s0_2_a_long_shot_is_listed_until_it_is_decided_and_again_after_its_day(
    workspace: Workspace, clock: FrozenClock, name: Name
) -> None:
    workspace.plans.apply(parse_profile(PROFILE))
    far, _near = name(country="FR"), name(country="DE")
    (row,) = workspace.audit.week().long_shots
    assert (row.account_id, row.due, row.keep_until) == (far, True, "")
    workspace.store.actor = "maria"
    with pytest.raises(Refused, match="stays for a reason"):
        workspace.audit.keep(far, "2026-06-10", " ")
    with pytest.raises(BadInput, match="within the next year"):
        workspace.audit.keep(far, "2029-06-10", "they are growing")
    workspace.audit.keep(far, "2026-06-10", "they open a plant here")
    clock.move(days=7)
    (row,) = workspace.audit.week().long_shots
    assert (row.due, row.keep_until, row.reason, row.decided_by) == (
        False,
        "2026-06-10",
        "they open a plant here",
        "maria",
    )
    clock.move(days=1)
    (row,) = workspace.audit.week().long_shots
    assert row.due
    assert "Long shots to decide" in workspace.audit.agenda(workspace.audit.week())
    workspace.audit.drop(far, "it never grew")
    assert not workspace.audit.week().long_shots


def test_s0_4_fifteen_identical_notes_in_three_minutes_raise_the_flag(
    workspace: Workspace, clock: FrozenClock, name: Name
) -> None:
    accounts = [name() for _ in range(15)]
    for account in accounts:
        clock.move(seconds=12)
        workspace.touches.log(account, "mail", "sent", note="sent the usual information package")
    found = {one.kind: one for one in workspace.audit.week().findings}
    assert len(found["burst"].number.ids) == 15
    assert "15 touches within 3 minutes" in found["burst"].sentence
    assert found["copied"].sentence == "ana left the same note at 15 companies"


def test_s0_4_touches_logged_as_they_happen_raise_no_flag(workspace: Workspace, clock: FrozenClock, name: Name) -> None:
    for at, account in enumerate([name() for _ in range(15)]):
        clock.move(minutes=7)
        workspace.touches.log(
            account, "mail", "sent", note=f"{STEMS[at]} asked about {STEMS[-at]} and {STEMS[at // 2]}"
        )
    assert not {"burst", "copied"} & {one.kind for one in workspace.audit.week().findings}


def test_s0_4_a_private_note_is_neither_compared_nor_shown(
    workspace: Workspace, clock: FrozenClock, name: Name
) -> None:
    for account in [name() for _ in range(6)]:
        clock.move(minutes=20)
        workspace.touches.log(account, "phone", "spoke", note="I could not stand this call at all", private=True)
    figures = workspace.audit.week()
    assert "copied" not in {one.kind for one in figures.findings}
    rows = workspace.audit.rows(figures.cards[0].attempts)
    assert len(rows) == 6
    assert "stand" not in repr(rows) + repr(figures)


def test_s0_4_no_card_and_no_table_shows_attempts_without_what_came_of_them(
    workspace: Workspace, name: Name, capsys: pytest.CaptureFixture[str]
) -> None:
    from prospector.cli.audit_print import print_figures

    workspace.touches.log(name(), "phone", "spoke", reaction="curious")
    card: RepCard = workspace.audit.week().cards[0]
    assert {card.reached.part, card.reactions["curious"].part} == {1}
    print_figures(workspace.audit.week())
    heads = [one for one in capsys.readouterr().out.splitlines() if "attempts" in one and "rep" in one]
    assert heads
    assert all("reached" in one and "advanced" in one for one in heads)


def test_s0_7_the_sum_over_namers_is_the_total_and_each_namers_page_shows_every_fate(
    workspace: Workspace, name: Name
) -> None:
    for rep, many in (("ana", 3), ("ben", 2), ("cleo", 4)):
        for _ in range(many):
            name(rep, source="own naming" if rep == "ana" else "trade fair")
    one = name("ana")
    workspace.store.actor = "ben"
    workspace.touches.log(one, "phone", "meeting_set", reaction="curious")
    figures = workspace.audit.week()
    for by in ("namer", "source"):
        assert sum(row.given.part for row in figures.groups[by]) == 10
    pages = {rep: workspace.audit.letter(namer=rep) for rep in ("ana", "ben", "cleo")}
    assert [len(page.fates) for page in pages.values()] == [4, 2, 4]
    (met,) = [fate for fate in pages["ana"].fates if fate.account_id == one]
    assert met.fate == "meeting", "it counts for who named it, not for who worked it"
    assert pages["ben"].count("none") == 2


def test_s0_10_the_falling_star_is_named_with_the_ten_last_reactions(
    workspace: Workspace, clock: FrozenClock, name: Name
) -> None:
    star, steady = [name("ana") for _ in range(4)], [name("ben") for _ in range(4)]
    for phase, outcome in (("before", "spoke"), ("recent", "no_answer")):
        for _ in range(10 if phase == "before" else 3):
            for mine, rep in ((star, "ana"), (steady, "ben")):
                workspace.store.actor = rep
                for at, account in enumerate(mine):
                    good = outcome == "spoke" if rep == "ana" else at == 0
                    workspace.touches.log(account, "phone", "spoke" if good else "no_answer", override="again",
                                          reaction="curious" if good else "unknown")  # fmt: skip
            clock.move(days=3)
        if phase == "before":
            clock.move(days=28)
    (found,) = [one for one in workspace.audit.week().findings if one.kind == "star"]
    assert found.who == "ana"
    assert found.sentence == "ask ana how prospects react: 100 % of 40 attempts were welcome, of the last 12 only 0 %"
    assert len(found.lines) == len(found.number.ids) == 10
    assert all("no answer by phone" in line for line in found.lines)


def test_s1_12_no_count_of_a_source_stands_without_its_accepted_share(
    workspace: Workspace, clock: FrozenClock, name: Name, capsys: pytest.CaptureFixture[str]
) -> None:
    from prospector.cli.audit_print import print_figures

    first, *_ = [name(source="trade fair") for _ in range(3)]
    workspace.sittings.start(45)
    clock.move(minutes=30)
    workspace.touches.log(first, "phone", "spoke", reaction="curious")
    workspace.sittings.stop()
    offer = workspace.hand_overs.offer(first, "kim", "they asked for it")
    workspace.store.actor = "kim"
    workspace.hand_overs.accept(offer)
    (row,) = workspace.audit.week().groups["source"]
    assert (row.value, row.given.part, row.accepted.text, row.advanced.text) == (
        "trade fair",
        3,
        "1 of 3 (33 %)",
        "1 of 3 (33 %)",
    )
    assert row.hours_per_accepted == 0.5
    print_figures(workspace.audit.week())
    (head,) = [one for one in capsys.readouterr().out.splitlines() if one.startswith("source")]
    assert "accepted" in head
    assert "advanced" in head


def test_s1_13_the_letter_has_a_row_for_every_lead_of_the_source(
    workspace: Workspace, name: Name, tmp_path: Path
) -> None:
    ids = [name(source="trade fair") for _ in range(6)]
    name(source="own naming")
    workspace.touches.log(ids[0], "phone", "spoke", reaction="not_now")
    workspace.naming.drop(ids[1], "=cmd|they stopped", "ask first", code="gone")
    workspace.merging.merge(ids[2], ids[3])
    workspace.complaints.make("half of the phones ring nowhere", source="trade fair", tag="wrong_data")
    letter = workspace.audit.letter("Trade Fair")
    fates = {one.account_id: (one.fate, one.reason) for one in letter.fates}
    assert set(fates) == set(ids)
    assert {one.since for one in letter.fates} == {"2026-06-03"}
    assert fates[ids[0]] == ("working", "last: spoke by phone, not now")
    assert fates[ids[1]] == ("dropped", "out of business: =cmd|they stopped")
    assert sorted(fates[one][0] for one in ids[2:4]) == ["none", "same"]
    assert fates[ids[5]] == ("none", "nobody touched it yet")
    text = markdown(letter)
    assert "half of the phones ring nowhere" in text
    assert "no outcome yet" in text
    assert "=cmd\\|they stopped" in text, "a stroke would end the cell"
    write(letter, tmp_path / "fair.csv")
    rows = list(csv.DictReader((tmp_path / "fair.csv").read_text("utf-8-sig").splitlines()))
    assert {row["id"] for row in rows} == set(ids)
    with pytest.raises(NotFound, match="no name came from"):
        workspace.audit.letter("moon")


def test_s2_6_a_week_of_inbound_names_only_is_zero_per_cent_self_made(
    workspace: Workspace, clock: FrozenClock, name: Name
) -> None:
    for _ in range(2):
        name(source="own naming")
    clock.move(days=10)
    for _ in range(3):
        name(source="website form", origin="inbound")
    figures = workspace.audit.week()
    assert (figures.waiting.text, figures.cards[0].named.percent) == ("0 of 3 (0 %)", 0)
    assert [one.kind for one in figures.findings if one.kind == "waiting"] == ["waiting"]
    before = workspace.audit.week(figures.since - timedelta(days=7), figures.since - timedelta(days=1))
    assert before.waiting.text == "2 of 2 (100 %)"


def test_s3_11_high_fit_and_soft_dismissals_are_all_in_the_sample(
    workspace: Workspace, clock: FrozenClock, name: Name
) -> None:
    workspace.plans.apply(parse_profile(PROFILE))
    good, hard, slow, others = name(country="DE"), name(), name(), [name() for _ in range(12)]
    workspace.naming.drop(good, "they said no", code="not_us")
    workspace.naming.drop(hard, "", code="too_hard")
    workspace.naming.drop(slow, "", code="too_slow")
    for account in others:
        workspace.steps.snooze(account, "2026-08-03", "no_time")
    audit = workspace.audit
    for seed in ("a", "b", "c", "d"):
        clock.move(seconds=1)
        drawn = draw(audit.population(audit.facts()), 8, seed)
        assert {good, hard, slow} <= {one.account_id for one in drawn}
        assert len(drawn) == 8


def test_what_is_under_the_floor_is_said_by_the_segment_of_the_account(workspace: Workspace, name: Name) -> None:
    swift, other = name(country="DE"), name(country="FR")
    workspace.strategy.segments.save("germans", "country is DE", floor_attempts=1, floor_channels=1, floor_days=0)
    for account in (swift, other):
        workspace.touches.log(account, "phone", "no_answer")
        workspace.naming.drop(account, "", code="no_response", override="" if account == swift else "no time for them")
    assert [(one.kind, one.account_id) for one in workspace.audit.week().dismissals] == [("under_floor", other)]
    kinds = [one.kind for one in workspace.audit.population(workspace.audit.facts())]
    assert kinds == ["under_floor"], "the rule that was overridden is not told twice"


def test_a_stage_that_came_with_the_name_counts_as_reached(workspace: Workspace, name: Name) -> None:
    given, _other = name(), name()
    for stage, reached in (
        ("named", (0, 0, 0)),
        ("lead", (1, 0, 0)),
        ("qualified", (1, 1, 0)),
        ("opportunity", (1, 1, 1)),
    ):
        with workspace.store.action("Import") as action:
            cast("Account", action.get(Account, given)).stage = stage
        counted = {one.label: one.part for one in workspace.audit.week().funnel}
        assert (counted["leads"], counted["qualified"], counted["opportunities"]) == reached
