"""From a name to an opportunity: evidence that fades, stages that say their rule, questions about what is unknown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from prospector.clock import FrozenClock
from prospector.errors import BadInput, NotFound, Refused
from prospector.model.qualification import OBSTACLES, EvidenceRecord, obstacle_card, through
from prospector.outreach.overrides import overrides_of
from prospector.pipeline.call_sheet import QUESTIONS, sheet_lines
from prospector.research.brief_text import as_text
from prospector.workspace import Workspace


@pytest.fixture
def account(workspace: Workspace) -> str:
    return workspace.naming.name("Nordhafen Logistik GmbH", pain="late trucks", why="near the port").account_id


def clear(workspace: Workspace, account: str, *names: str) -> None:
    for name in names:
        workspace.qualifying.found(account, name, "cleared", f"{name}: the CFO said so")


def states(workspace: Workspace, account: str) -> list[str]:
    return [one.state for one in workspace.qualifying.card(account)]


def make_lead(workspace: Workspace, account: str) -> None:
    """Meet the shipped definition as a rep would."""
    workspace.strategy.definitions.write("A company with a need we can cure.", "has a need statement")
    workspace.qualifying.understand(account, need="trucks that are on time")
    workspace.stages.move(account, "lead")


def test_s0_5_evidence_fades_and_qualified_needs_all_five(
    workspace: Workspace, account: str, clock: FrozenClock
) -> None:
    make_lead(workspace, account)
    assert states(workspace, account) == ["unknown"] * 5
    clear(workspace, account, "need", "money", "desire", "trust")
    workspace.qualifying.found(account, "hurry", "blocking", "not before 2028")
    with pytest.raises(Refused, match="hurry is blocking"):
        workspace.stages.move(account, "qualified")
    clear(workspace, account, "hurry")
    assert workspace.stages.missing(account, "qualified") == []
    clock.move(days=90)
    assert states(workspace, account) == ["cleared"] * 5
    clock.move(days=1)
    assert states(workspace, account) == ["open"] * 5
    with pytest.raises(Refused, match="its evidence is old"):
        workspace.stages.move(account, "qualified")
    with pytest.raises(Refused, match="needs a reason"):
        workspace.stages.move(account, "qualified", override=True)
    workspace.stages.move(account, "qualified", "the CFO signed yesterday", override=True)
    assert workspace.account(account).stage == "qualified"
    (kept,) = overrides_of(workspace.store.reader, account)
    assert (kept.rule, kept.reason) == ("qualified", "the CFO signed yesterday")


def test_the_newest_evidence_holds_whatever_its_order() -> None:
    def said(state: str, day: int) -> EvidenceRecord:
        return EvidenceRecord(f"e{day}", "a", "money", state, "", "robin", f"2026-06-{day:02}T10:00:00.000000Z")

    evidence = [said("blocking", 3), said("cleared", 9), said("open", 5)]
    for order in (evidence, evidence[::-1]):
        card = {one.name: one for one in obstacle_card(order, date(2026, 6, 10), 90)}
        assert card["money"].state == "cleared"
        assert card["money"].fades_on == date(2026, 9, 8)
    assert [one.name for one in obstacle_card([], date(2026, 6, 10), 90)] == list(OBSTACLES)


@pytest.mark.parametrize(("lens", "parts"), [("bant", 4), ("meddic", 6), ("obstacles", 5)])
def test_other_lenses_show_the_same_evidence(workspace: Workspace, account: str, lens: str, parts: int) -> None:
    clear(workspace, account, "money")
    seen = through(lens, workspace.qualifying.card(account))
    assert len(seen) == parts
    assert sum(state == "cleared" for _, state, _ in seen) == 1


@pytest.mark.parametrize(
    ("obstacle", "state", "said", "error"),
    [("hunger", "cleared", "x", BadInput), ("money", "great", "x", BadInput), ("money", "cleared", " ", Refused)],
)
def test_evidence_that_is_none_is_refused(
    workspace: Workspace, account: str, obstacle: str, state: str, said: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        workspace.qualifying.found(account, obstacle, state, said)
    assert workspace.qualifying.evidence(account) == []


def test_s1_2_no_lead_without_a_need(workspace: Workspace, account: str) -> None:
    workspace.strategy.definitions.write("Anything with a web site.", "has a domain")
    workspace.naming.edit(account, domain="nordhafen.example")
    with pytest.raises(Refused, match="a need statement"):
        workspace.stages.move(account, "lead")
    workspace.qualifying.understand(account, need="trucks on time")
    workspace.stages.move(account, "lead")
    with pytest.raises(Refused, match="a lead has a need"):
        workspace.qualifying.understand(account, need=" ")
    rows = workspace.store.reader.rows(
        "SELECT a.id FROM account a LEFT JOIN qualification q ON q.account_id = a.id "
        "WHERE a.stage IN ('lead', 'qualified', 'handed_over', 'opportunity') AND COALESCE(q.need, '') = ''"
    )
    assert rows == []


def test_a_lead_keeps_the_version_it_met(workspace: Workspace, account: str) -> None:
    make_lead(workspace, account)
    assert workspace.qualifying.understanding(account).definition_version == 1


def test_s2_1_an_opportunity_has_its_own_rule(workspace: Workspace, account: str) -> None:
    with pytest.raises(Refused, match="an opportunity needs to be qualified, a person by name"):
        workspace.stages.move(account, "opportunity")
    make_lead(workspace, account)
    clear(workspace, account, *OBSTACLES)
    workspace.stages.move(account, "qualified")
    assert workspace.stages.missing(account, "opportunity") == [
        "a person by name", "a buying plan", "when they will decide",
    ]  # fmt: skip
    workspace.people.add(account, "Anna Berg", role="CFO")
    workspace.qualifying.understand(account, buying_plan="the CFO signs", timeline="before summer")
    workspace.stages.move(account, "opportunity")
    assert [one.after for one in workspace.stages.moves(account)] == ["opportunity", "qualified", "lead"]


def test_going_back_needs_a_reason_and_every_move_is_undone(workspace: Workspace, account: str) -> None:
    make_lead(workspace, account)
    with pytest.raises(Refused, match="going back from lead needs a reason"):
        workspace.stages.move(account, "named")
    with pytest.raises(Refused, match="why later"):
        workspace.stages.move(account, "nurture")
    workspace.stages.move(account, "nurture", "they build until 2028")
    assert workspace.store.reader.value("SELECT horizon FROM target WHERE account_id = ?", (account,)) == "long"
    workspace.undo()
    assert workspace.account(account).stage == "lead"
    assert workspace.store.reader.value("SELECT horizon FROM target WHERE account_id = ?", (account,)) == "short"


def test_unknown_stages_and_gone_accounts_are_sentences(workspace: Workspace, account: str) -> None:
    with pytest.raises(BadInput, match="unknown stage"):
        workspace.stages.move(account, "won")
    with pytest.raises(NotFound):
        workspace.stages.move("nobody", "lead")


def test_s1_11_the_sheet_asks_about_what_is_unknown_and_nothing_else(workspace: Workspace, account: str) -> None:
    clear(workspace, account, "need", "trust")
    workspace.qualifying.understand(account, motivations="new owner", buying_plan="CFO", timeline="June")
    sheet = workspace.dossiers.call_sheet(account)
    assert [one.about for one in sheet.questions] == ["money", "hurry", "desire"]
    assert [one.text for one in sheet.questions] == [QUESTIONS[name] for name in ("money", "hurry", "desire")]
    page = "\n".join(sheet_lines(sheet))
    assert "need cleared: need: the CFO said so" in page
    assert QUESTIONS["trust"] not in page


@pytest.mark.parametrize("pain", ["ageing fleet", "technicians drive two hours for one repair."])
def test_the_question_about_the_need_is_a_sentence_whatever_the_pain_is(workspace: Workspace, pain: str) -> None:
    account = workspace.naming.name("Bergman Pumpar AB", pain=pain).account_id
    asked = workspace.dossiers.call_sheet(account).questions[0].text
    assert asked == f"{pain[:1].upper()}{pain[1:].rstrip('.')}: what happens today, and what does it cost you?"


def test_faded_evidence_is_asked_again(workspace: Workspace, account: str, clock: FrozenClock) -> None:
    clear(workspace, account, "money")
    clock.move(days=120)
    asked = [one.text for one in workspace.dossiers.call_sheet(account).questions if one.about == "money"]
    assert asked == ["Is it still so that money: the CFO said so (as of 2026-06-03)?"]


def test_s2_5_awareness_changes_the_opener(workspace: Workspace, account: str) -> None:
    openers = set()
    for awareness in ("unaware", "aware of pain", "aware_of_solutions", "comparing"):
        workspace.qualifying.understand(account, awareness=awareness)
        openers.add(workspace.dossiers.call_sheet(account).opener)
    assert len(openers) == 4
    assert all("late trucks" in one for one in openers if "They compare" not in one)
    with pytest.raises(BadInput, match="unknown awareness"):
        workspace.qualifying.understand(account, awareness="enlightened")


@pytest.mark.parametrize(
    "days", [{}, {"happens_on": "soon"}, {"expires_on": "2026-06-02"}, {"happens_on": "2050-01-01"}]
)
def test_a_why_now_without_a_day_that_can_be_is_refused(
    workspace: Workspace, account: str, days: dict[str, str]
) -> None:
    with pytest.raises(BadInput):
        workspace.qualifying.add_why_now(account, "new plant", **days)
    assert workspace.qualifying.why_now(account) == []


def test_a_why_now_expires(workspace: Workspace, account: str, clock: FrozenClock) -> None:
    workspace.qualifying.add_why_now(account, "new plant opens", happens_on="2026-06-20", expires_on="2026-06-30")
    workspace.qualifying.add_why_now(account, "fair", happens_on="2026-06-10")
    assert [(one.said, one.stale) for one in workspace.qualifying.why_now(account)] == [
        ("fair", False),
        ("new plant opens", False),
    ]
    assert workspace.touches.lamps(account).why_now
    clock.move(days=20)
    assert [(one.said, one.stale) for one in workspace.qualifying.why_now(account)] == [
        ("new plant opens", False),
        ("fair", True),
    ]
    assert "fair" not in as_text(workspace.brief(account), 80)
    assert "new plant opens" in as_text(workspace.brief(account), 80)
    clock.at += timedelta(days=10)
    assert all(one.stale for one in workspace.qualifying.why_now(account))
    assert not workspace.touches.lamps(account).why_now
    workspace.qualifying.remove_why_now(workspace.qualifying.why_now(account)[0].id)
    assert len(workspace.qualifying.why_now(account)) == 1


def test_what_is_understood_survives_a_merge_and_its_end(workspace: Workspace, account: str) -> None:
    other = workspace.naming.name("NHL Hamburg", different=True).account_id
    workspace.qualifying.understand(other, need="drivers", motivations="new owner")
    workspace.qualifying.understand(account, need="trucks on time")
    clear(workspace, other, "money")
    workspace.merging.merge(account, other)
    known = workspace.qualifying.understanding(account)
    assert (known.need, known.motivations) == ("trucks on time", "new owner")
    assert workspace.qualifying.card(account)[1].state == "cleared"
    workspace.merging.unmerge(other)
    assert workspace.qualifying.card(account)[1].state == "unknown"
    assert workspace.qualifying.understanding(other).need == "drivers"
