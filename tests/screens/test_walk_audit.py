"""The manager's half hour, minute by minute: from the headline to the signature, with the keyboard alone."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import SMTP

import pytest

from prospector.clock import FrozenClock
from prospector.model.plan import PlanRecord
from prospector.plan.profile import parse_profile
from prospector.settings import Settings

pytestmark = pytest.mark.slow

FIRST = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PROFILE = """
name = "Germans"
[[criterion]]
name = "here"
kind = "must"
weight = 3
field = "country"
any = ["DE"]
"""
NAMES = (
    "Alder Bau",
    "Birke Werk",
    "Cedro Lager",
    "Dorn Bau",
    "Esche Werk",
    "Fichte Lager",
    "Ginster Bau",
    "Hasel Werk",
)


@pytest.fixture
def team(desk):
    """Seven weeks: a big deal stops aisha's prospecting in week 5, ana's closing is soft, ben's fair list is bad."""
    desk.clock = FrozenClock(FIRST)
    desk.settings = Settings(rep="maria", cache="none", pace_seconds=0)
    with desk.working() as workspace:
        workspace.strategy.save_plan(PlanRecord(offer="Pumps", pain="late visits"))
        workspace.plans.apply(parse_profile(PROFILE))
        lists = {}
        for rep, country, source in (
            ("aisha", "DE", "own naming"),
            ("ana", "DE", "referral"),
            ("ben", "FR", "trade fair"),
        ):
            workspace.store.actor = rep
            lists[rep] = [
                workspace.naming.name(f"{name} {rep} GmbH", country=country, source=source, different=True).account_id
                for name in (NAMES if rep == "aisha" else NAMES[:2])
            ]
        for week in range(7):
            for at, account_id in enumerate(lists["aisha"] if week < 5 else ()):
                desk.clock.at = FIRST + timedelta(weeks=week, days=at % 4, hours=1 + at // 4, minutes=7 * at)
                workspace.store.actor = "aisha"
                outcome = ("no_answer", "spoke", "left_message")[(at + week) % 3]
                workspace.touches.log(
                    account_id, "phone", outcome, note=f"week {week}, call {at} about valve {at * 7 + week}"
                )
            if week == 4:
                desk.clock.at = FIRST + timedelta(weeks=4, days=4, hours=6)
                for stage in ("qualified", "opportunity"):
                    workspace.stages.move(lists["aisha"][0], stage, "they want it all", override=True)
        desk.clock.at = FIRST + timedelta(weeks=6, days=3)
        workspace.store.actor = "ana"
        workspace.naming.drop(lists["ana"][0], "too hard", "ask for the plant manager")
        workspace.hand_overs.offer(lists["ana"][1], "kim", "kim knows them")
        workspace.store.actor = "ben"
        workspace.complaints.make("half of the telephones are dead", source="trade fair")
        workspace.store.actor = "maria"
    desk.clock.at = FIRST + timedelta(weeks=6, days=4, hours=7)
    return desk


async def look_at_the_cards(seen):
    """0 to 7: the headline, the cards in order of the alphabet, the drop, the weeks behind it."""
    await seen.shows("[Reps]", "27 % never touched", "▼ aisha", "ana", "ben")
    lines = seen.text.splitlines()
    order = [next(at for at, line in enumerate(lines) if f" {rep} " in line) for rep in ("aisha", "ana", "ben")]
    assert order == sorted(order)
    await seen.press("right")
    await seen.shows("[Stands out]", "prospecting fell", "▲")
    await seen.press("left", "enter")
    await seen.shows("Companies that advanced", "▲", "a deal came")
    await seen.press("escape")


async def judge_the_sample(seen):
    """7 to 15: drawn by a seed; each with its evidence, a verdict and a line of reason."""
    await seen.press("right", "right", "a")
    await seen.shows("Draw a sample")
    await seen.press("backspace", "8", "enter", *"2026-W16", "enter")
    await seen.shows("3 items to judge", "seed 2026-W16", "Alder Bau ana")
    await seen.press("enter")
    await seen.shows("1 fine   2 thin   3 wrong   4 ask", "named → dropped")
    await seen.press("4", *"why too hard", "enter")
    await seen.shows("2 items to judge")


async def decide_the_long_shots(seen):
    """15 to 18: kept until a day, or dropped."""
    await seen.press("right")
    await seen.shows("[Long shots]", "2 long shots to decide", "Alder Bau ben")
    await seen.press("e", *"2026-06-30", "enter", *"second plant", "enter")
    await seen.shows("1 long shot to decide", "until 2026-06-30")
    await seen.press("g", "x")
    await seen.shows("Drop Birke Werk ben")
    await seen.press(*"does not fit", "enter", "enter")
    await seen.shows("0 long shots to decide")


async def write(seen, path):
    """Give the file that is asked for, and wait until it is there."""
    await seen.shows("to a file", "File")
    seen.app.screen.query_one("Input").value = str(path)
    await seen.press("enter")
    await seen.until(path.exists, f"{path.name} written")


async def test_the_audit_of_thirty_minutes(team, tmp_path):
    async with team.app((120, 40), start="audit") as seen:
        await look_at_the_cards(seen)
        await judge_the_sample(seen)
        await decide_the_long_shots(seen)
        # 18 to 21: the sources and the letter
        await seen.press("8")
        await seen.shows("[Source]", "trade fair", "referral")
        await seen.press("G", "l")
        await seen.shows("Letter to trade fair", "dropped", "half of the telephones are dead")
        await seen.press("M")
        await write(seen, tmp_path / "letter.eml")
        # 21 to 24: hand-overs and their clock
        await seen.press("7")
        await seen.shows("[Long shots]")
        await seen.press("right")
        await seen.shows("[Hand-overs]", "ana to kim", "1 waiting")
        # 26 to 30: the agenda as a file, the whole as a page, the signature
        await seen.press("right")
        await seen.shows("[Two lists]", "on the lists of two reps")
        await seen.press("right")
        await seen.shows("[Agenda]", "Complaints about sources")
        for name in ("week.md", "week.html"):
            await seen.press("enter")
            await write(seen, tmp_path / name)
            await seen.press("j")
        await seen.press("S")
        await seen.shows("Sign what you read")
        await seen.press(*"two protected hours", "enter")
        await seen.says("Signed 2026-04-11 to 2026-04-17")
        await seen.shows("signed last by maria up to 2026-04-17")
    assert "half of the telephones are dead" in (tmp_path / "week.md").read_text(encoding="utf-8")
    assert "<h1>Audit 2026-W16</h1>" in (tmp_path / "week.html").read_text(encoding="utf-8")
    mail = message_from_bytes((tmp_path / "letter.eml").read_bytes(), policy=SMTP)
    assert mail["Subject"] == "What became of the names from trade fair"
    assert "Alder Bau ben" in mail.get_content()
    with team.working() as workspace:
        assert workspace.audit.signed().note == "two protected hours"
        assert workspace.audit.period()[0].isoformat() == workspace.audit.signed().until
        assert [one.reason for one in workspace.audit.samples.asked()] == ["why too hard"]
