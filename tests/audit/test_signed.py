"""What an audit keeps: its sample, its verdicts, its signature, and the promises and complaints of its time."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from prospector.audit.sampling import draw
from prospector.clock import FrozenClock
from prospector.errors import BadInput, NotFound, Refused
from prospector.model.audit_kept import Risky
from prospector.workspace import Workspace

Name = Callable[..., str]


def test_a_heavier_thing_is_drawn_more_often() -> None:
    population = [Risky(f"x:{at}", "quiet", "ana", None, "", 5 if at < 5 else 1) for at in range(50)]
    heavy = sum(one.weight == 5 for seed in range(300) for one in draw(population, 5, str(seed)))
    assert 0.30 < heavy / 1_500 < 0.42, "25 of 70 parts of the weight, a little less without replacement"


def test_verdicts_need_a_reason_and_what_waits_is_carried_on(
    workspace: Workspace, clock: FrozenClock, name: Name
) -> None:
    for account in [name() for _ in range(4)]:
        workspace.naming.drop(account, "", code="no_time")
    audit = workspace.audit
    first = audit.sample(audit.facts(), 2, "one")
    assert [one.number for one in first.items] == [1, 2]
    assert audit.sample(audit.facts(), 2, "one") == first, "drawn once"
    with pytest.raises(BadInput, match="line of reason"):
        audit.samples.judge("1", "fine", " ")
    with pytest.raises(BadInput, match="no verdict"):
        audit.samples.judge("1", "great", "well")
    with pytest.raises(NotFound, match="no drawn item"):
        audit.samples.judge("9", "fine", "well")
    audit.samples.judge("1", "ask", "what was tried?")
    clock.move(days=7)
    second = audit.sample(audit.facts(), 2, "two")
    assert [one.mark for one in second.carried] == [first.items[1].mark]
    assert not {one.mark for one in second.items} & {one.mark for one in first.items}, "nothing is drawn twice"
    assert "what was tried?" in audit.agenda(audit.week())
    workspace.undo()
    workspace.undo()
    assert audit.samples.asked() == [], "a verdict can be taken back"


def test_a_signature_keeps_the_head_and_the_next_audit_begins_there(
    workspace: Workspace, clock: FrozenClock, name: Name
) -> None:
    account = name()
    workspace.touches.log(account, "phone", "no_answer")
    clock.move(minutes=5)
    workspace.store.actor = "maria"
    early = workspace.audit.sign(date(2026, 5, 1), date(2026, 5, 31), "read in May")
    assert (early.since, early.until, early.note, early.signed_by) == (
        "2026-05-01",
        "2026-05-31",
        "read in May",
        "maria",
    )
    signed = workspace.audit.sign()
    assert signed.since == "2026-05-31", "it begins where the last one ended"
    newest = workspace.store.reader.value("SELECT MAX(number) FROM action")
    assert (signed.until, signed.number, len(signed.head)) == ("2026-06-03", newest - 1, 64)
    with pytest.raises(Refused, match="signed up to 2026-06-03 already"):
        workspace.audit.sign()
    clock.move(hours=1)
    other = name()
    workspace.touches.log(other, "phone", "spoke")
    clock.move(days=6)
    figures = workspace.audit.week()
    assert figures.since.isoformat() == "2026-06-03"
    assert (figures.cards[0].touched.ids, figures.cards[0].attempts.part) == ((other,), 1), (
        "what was read before the signature is not read again"
    )
    assert figures.broken == []


def test_a_log_that_is_rewritten_behind_the_signature_is_named(
    workspace: Workspace, workspace_path: Path, clock: FrozenClock, name: Name
) -> None:
    workspace.touches.log(name(), "phone", "no_answer")
    workspace.store.actor = "maria"
    workspace.audit.sign()
    _rewrite(workspace_path)
    figures = workspace.audit.week()
    assert figures.broken == ["touch 1 of ana, signed by maria on 2026-06-03, was rewritten"]
    assert figures.findings[0].kind == "log", "nothing weighs more"


def _rewrite(path: Path) -> None:
    """Forge the touch chain, hashes included, as somebody could who owns the file."""
    import sqlite3

    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("DROP TRIGGER touch_keeps_update")
    connection.execute("UPDATE touch SET outcome = 'spoke', hash = 'forged' WHERE rep = 'ana' AND seq = 1")
    connection.close()


def test_promises_count_in_the_audit_that_holds_the_end_of_their_week(
    workspace: Workspace, clock: FrozenClock, name: Name
) -> None:
    account = name()
    workspace.commitments.promise("touches", 1)
    workspace.commitments.promise("free", said="ask the workshop")
    clock.move(days=6)
    workspace.touches.log(account, "phone", "spoke")
    for one in workspace.commitments.of("ana"):
        if one.measure == "touches":
            workspace.commitments.answer(one.id, "kept")
    seen = []
    for _ in range(9):
        clock.move(days=1)
        seen.append(workspace.audit.week().cards[0].kept.text)
    before, after = "0 of 0", "1 of 2 (50 %)"
    assert seen == [before] * 5 + [after] * 4, "promised for the week that ends with Monday, 15 June"
    assert "missed" in {one.kind for one in workspace.audit.week().findings}


def test_complaints_are_the_first_part_of_the_agenda(workspace: Workspace, name: Name) -> None:
    name(source="trade fair")
    for said in ("[click](http://x.example) dead number", "nobody knows us there"):
        workspace.complaints.make(said, source="trade fair")
    lines = workspace.audit.agenda(workspace.audit.week()).splitlines()
    parts: Sequence[str] = [one for one in lines if one.startswith("## ")]
    assert parts[0] == "## Complaints about sources"
    assert "\\[click\\](http://x.example) dead number" in lines[lines.index(parts[0]) + 2], (
        "words of people are no markup"
    )
    for one in workspace.complaints.all():
        workspace.complaints.answer(one.id, "asked them for a new list")
    assert "Complaints" not in workspace.audit.agenda(workspace.audit.week())


def test_every_number_of_the_document_opens_its_rows(workspace: Workspace, name: Name) -> None:
    from prospector.audit.document import document, number_of, numbers

    account = name()
    workspace.touches.log(account, "phone", "spoke", reaction="curious")
    name()
    figures = workspace.audit.week()
    for one in numbers(figures):
        assert len(workspace.audit.rows(one)) == one.part, one.key
        assert number_of(figures, one.key).part == one.part
    json.dumps(document(figures))
    with pytest.raises(NotFound, match="no number"):
        number_of(figures, "moon")


@pytest.mark.parametrize(("since", "until", "said"), [(1, None, "has not come yet|ends on"), (-3, -5, "begins on")])
def test_a_period_that_is_none_is_refused(
    workspace: Workspace, clock: FrozenClock, since: int, until: int | None, said: str
) -> None:
    today = clock.today()
    last = None if until is None else today + timedelta(days=until)
    with pytest.raises(BadInput, match=said):
        workspace.audit.week(today + timedelta(days=since), last)
