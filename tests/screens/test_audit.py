"""Audit and Sources: every part shows itself at both sizes, numbers open their rows, rows their account."""

import pytest

from prospector.model.audit_kept import LongShotRow
from prospector.workspace import Workspace
from screens.audit_part_shots import ShotsPart


@pytest.fixture
def worked(firm):
    """A firm with a second rep, a soft drop, a complaint and a hand-over that nobody answered."""
    with firm.working() as workspace:
        workspace.store.actor = "ben"
        account_id = workspace.naming.name("Lyngby [b]Labs[/b]", pain="late", source="trade fair").account_id
        workspace.touches.log(account_id, "phone", "spoke", reaction="not_now", note="call in autumn")
        other = workspace.naming.name("Quillport Ltd", pain="late", source="trade fair").account_id
        workspace.naming.drop(other, "too hard", "ask first")
        workspace.complaints.make("half of the telephones are dead", source="trade fair")
        workspace.store.actor = "ana"
    firm.clock.move(days=1)
    return firm


def last_verdict(workspace: Workspace) -> tuple[str, str]:
    item = workspace.audit.samples.items()[0]
    return item.verdict, item.reason


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_every_part_of_the_audit_shows_itself(worked, size):
    async with worked.app(size, start="audit") as seen:
        await seen.shows("[Reps]", "% never touched", "line 70 %", "ana", "ben", "never touched", "attempts a week")
        for title, said in (
            ("[Stands out]", "stand"), ("[Sample]", "Nothing was drawn yet"), ("[Long shots]", "fit floor"),
            ("[Hand-overs]", "Nothing was handed over yet"), ("[Two lists]", "on the lists of two reps"),
            ("[Agenda]", "Write the agenda to a file"),
        ):  # fmt: skip
            await seen.press("right")
            await seen.shows(title, said)
        await seen.shows("Never touched:", "half of the telephones are dead")
        assert all(len(line) <= size[0] for line in seen.text.splitlines())


async def test_a_number_opens_its_rows_and_a_row_its_account(worked):
    async with worked.app((80, 24), start="audit") as seen:
        await seen.shows("ben")
        await seen.press("j", "enter")
        await seen.shows("Attempts", "Reached somebody", "1 of 1 (100 %)  »")
        for _ in range(12):
            if "▌" in (line := next((one for one in seen.text.splitlines() if "Reached somebody" in one), "")):
                break
            await seen.press("j")
        assert "▌" in line
        await seen.press("enter")
        await seen.shows("Reached somebody: 1 of 1", "Lyngby [b]Labs[/b]")
        await seen.press("enter")
        await seen.until(lambda: seen.app.current_mode == "account", "the account in front")
        await seen.shows("Lyngby [b]Labs[/b]")


async def test_sources_show_what_became_of_their_names(worked, tmp_path):
    async with worked.app((80, 24), start="sources") as seen:
        await seen.shows("[Source]", "What became of 6 names", "own naming", "trade fair", "0 of 4 (0 %)")
        await seen.press("j", "l")
        await seen.shows("Letter to trade fair", "2 names given", "dropped", "half of the telephones are dead")
        await seen.press("enter")
        await seen.shows("Write the letter to a file")
        seen.app.screen.query_one("Input").value = str(tmp_path / "letter.csv")
        await seen.press("enter")
        await seen.says("Written")
        assert (tmp_path / "letter.csv").read_text(encoding="utf-8-sig").count("\n") == 3
        for title in ("[Segment]", "[Origin]", "[Namer]", "[Sector]", "[Wrong data]", "[Complaints]"):
            await seen.press("right")
            await seen.shows(title)
        await seen.press("enter")
        await seen.shows("What was done")
        await seen.press(*"fixed", "enter")
        await seen.shows("0 complaints open")
    with worked.working() as workspace:
        assert workspace.complaints.all(only_open=True) == []


async def test_a_drawn_item_is_judged_with_a_key_and_a_reason(worked):
    async with worked.app((80, 24), start="audit") as seen:
        await seen.shows("[Reps]")
        await seen.press("right", "right", "a")
        await seen.shows("Draw a sample", "How many")
        await seen.press("ctrl+s")
        await seen.shows("to judge", "Quillport Ltd")
        await seen.press("enter")
        await seen.shows("too hard", "1 fine", "4 ask")
        await seen.press("2")
        await seen.shows("too little behind it")
        await seen.press("enter")
        await seen.shows("needs a line of reason")
        await seen.press(*"one try", "enter")
        await seen.shows("all judged")
        await seen.press("u")
        await seen.shows("1 item to judge")
    with worked.working() as workspace:
        assert last_verdict(workspace) == ("", "")


@pytest.mark.parametrize("width", [58, 66, 100])
def test_a_long_shot_stands_in_one_line(width):
    part = ShotsPart(None)
    kept = LongShotRow("1", "Laboratoires Électro-Rhône", "ana", "excluded", "2026-09-30", "why", "ben", due=False)
    due = LongShotRow("2", "Aufzug Brandtner", "someone-long", "0–35", "", "", "", due=True)
    part.rows = (kept, due)
    lines = [line.plain for _, line in part.lines(width)]
    assert all(len(line) <= width for line in lines)
    assert lines[0].endswith("until 2026-09-30")
    assert lines[1].endswith("to be decided")
