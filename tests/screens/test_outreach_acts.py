"""Acts on an account that are the same in every place: plan, put off, horizon, again, never, copy, open, write."""

import pytest

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def account(firm):
    with firm.working() as workspace:
        return workspace.resolve("Thornley Pumps")


def step_of(firm, account):
    with firm.working() as workspace:
        return workspace.today.standing(account)


@pytest.mark.parametrize("mode", ["today", "list", "account"])
async def test_the_acts_are_the_same_in_every_place(firm, account, mode):
    async with firm.app() as seen:
        await seen.on()
        seen.app.choose(account)
        seen.app.go(mode)
        await seen.until(lambda: seen.app.current_mode == mode and seen.app.screen.chosen, f"{mode} shown")
        name = seen.app.workspace.account(seen.app.screen.chosen).name
        for key, shown in (("s", f"Next step of {name}"), ("z", f"Put off {name}"), ("y", f"Copy from {name}"),
                           ("M", f"Message to {name}"), ("D", "Drafts that wait"), ("a", f"Touch {name}")):  # fmt: skip
            await seen.press(key)
            await seen.shows(shown)
            await seen.press("escape")
            await seen.until(lambda: not seen.app.screen.is_modal, "the box left")
        await seen.press("t")
        await seen.says(f"{name} is long-term")


# The next step


@pytest.mark.parametrize("size", SIZES)
async def test_the_next_step_is_taken_as_proposed_with_two_keys(firm, account, size):
    before = step_of(firm, account)
    async with firm.app(size) as seen:
        await seen.on()
        await seen.press("s")
        await seen.shows(
            "Next step of Thornley Pumps", "first touch", "d late", "standard: phone 1, mail 2", "that day, fine"
        )
        await seen.press("enter")
        await seen.says("Thornley Pumps stays as planned: first touch")
    assert step_of(firm, account) == before


@pytest.mark.parametrize("size", SIZES)
async def test_s0_6_a_bent_step_asks_why_and_bad_days_are_told_in_place(firm, account, size):
    with firm.working() as workspace:
        workspace.strategy.days_off.add_holiday("2026-03-17", "Founders' Day")
        workspace.strategy.days_off.add_absence("19-20 March")
    async with firm.app(size) as seen:
        await seen.on()
        await seen.press("s")
        await seen.shows("Proposed")
        for typed, told in (
            ("2026-03-01", "is in the past"), ("2099-01-01", "more than 10 years ahead"), ("17 march", "Founders' Day"),
            ("19 march", "ana is away"), ("sat", "a Saturday"), ("soon", "is not a day"),
        ):  # fmt: skip
            await seen.press(*typed)
            await seen.shows(told)
            await seen.press("enter")
            await seen.until(lambda: seen.app.screen.query_one("#day").has_class("-wrong"), f"{typed} told in place")
            await seen.press("ctrl+u")
        await seen.press(*"18 march")
        await seen.shows("Wednesday 18 March 2026")
        await seen.press("enter")
        await seen.shows("needs a reason")
        await seen.press(*"fair until then", "enter")
        await seen.says("Planned Thornley Pumps: phone, Wed 18 Mar, 09:40")
    step = step_of(firm, account)
    assert (str(step.due), step.reason) == ("2026-03-18", "set by ana: fair until then")


# Putting off


@pytest.mark.parametrize("size", SIZES)
async def test_s3_4_putting_off_asks_for_a_reason_and_tells_soft_ones_apart(firm, account, size):
    async with firm.app(size) as seen:
        await seen.on()
        await seen.press("z")
        await seen.shows(
            "Put off Thornley Pumps", "About them", "w waiting on them", "About us", "h too hard", "counted apart"
        )
        await seen.shows("back on Thursday 19 March 2026")
        await seen.press("enter")
        await seen.shows("putting it off needs a reason")
        await seen.press("h", "enter")
        await seen.says("Put off Thornley Pumps until Thu 19 Mar")
    with firm.working() as workspace:
        from prospector.outreach.steps import snoozes

        (one,) = snoozes(workspace.store.reader)[account]
        assert (one.reason_code, one.soft) == ("too_hard", True)


async def test_s3_4_another_reason_needs_its_words_and_a_bad_day_is_told(firm, account):
    async with firm.app() as seen:
        await seen.on()
        await seen.press("z", "o")
        await seen.until(lambda: getattr(seen.app.focused, "id", "") == "note-input", "the words asked")
        await seen.press("enter")
        await seen.shows("needs its words")
        await seen.press(*"they move house", "shift+tab", "ctrl+u", *"sunday", "enter")
        await seen.shows("a Sunday")
        await seen.press("ctrl+u", *"2w", "enter")
        await seen.says("Put off Thornley Pumps until Thu 26 Mar")


# Horizon, and again


async def test_s1_8_the_horizon_says_what_follows_and_goes_back(firm, account):
    async with firm.app() as seen:
        await seen.on()
        await seen.press("t")
        await seen.says("Thornley Pumps is long-term: quarterly touches from now on")
        await seen.press("t")
        await seen.says("Thornley Pumps is short-term: 6 touches in 22 working days from now on")
        await seen.press("u")
        await seen.says("Undid: Thornley Pumps: short-term")
    with firm.working() as workspace:
        assert workspace.today.horizon(account) == "long"


async def test_a_full_stop_repeats_the_last_act_on_another_row_within_the_corridor(firm):
    async with firm.app() as seen:
        await seen.on()
        await seen.press("full_stop")
        await seen.says("Nothing to do again yet")
        await seen.press("a", "m", "t", "enter")
        await seen.says("Logged mail, sent: Thornley Pumps")
        await seen.on("Froid Armorique")
        await seen.press("full_stop")
        await seen.says("Logged mail, sent: Froid Armorique")
        await seen.press("full_stop")
        await seen.shows("A rule says no", "too soon")
        await seen.press(*"they asked for it", "enter")
        await seen.says("Logged mail, sent: Froid Armorique")
        await seen.press("u")
        await seen.says("Undid: Touch Froid Armorique")
    async with firm.app() as seen:
        await seen.on("Bergman Pumpar")
        await seen.press("full_stop")
        await seen.says("Logged mail, sent: Bergman Pumpar")
    with firm.working() as workspace:
        assert len(workspace.touches.of(workspace.resolve("Froid Armorique"))) == 1


async def test_putting_off_and_horizon_are_repeated_too(firm):
    async with firm.app() as seen:
        await seen.on()
        await seen.press("z", "w", "enter")
        await seen.says("Put off Thornley Pumps")
        await seen.on("Froid Armorique")
        await seen.press("full_stop")
        await seen.says("Put off Froid Armorique until")
        await seen.press("t")
        await seen.says("Froid Armorique is long-term")
        await seen.press("full_stop")
        await seen.says("Froid Armorique is long-term already")


# Never


@pytest.mark.parametrize("size", SIZES)
async def test_s0_6_never_contact_shows_what_follows_stops_everything_and_is_lifted(firm, account, size):
    with firm.working() as workspace:
        workspace.drafts.write(account, "Pumps", "Hello")
    async with firm.app(size) as seen:
        await seen.on()
        await seen.press("exclamation_mark")
        await seen.shows("Who at Thornley Pumps", "the company", "thornley-pumps.example and every mailbox")
        await seen.press("c")
        await seen.shows(
            "No touch, draft or export", "The next step falls away", "1 draft that waits", "prospect never lift"
        )
        await seen.press("enter")
        await seen.shows("needs a reason")
        await seen.press(*"asked us to stop", "enter")
        await seen.says("Never contact Thornley Pumps")
        for key in ("M", "s"):
            await seen.press(key)
            if key == "s":
                await seen.shows("Next step of Thornley Pumps")
                await seen.press(*"fri", "enter")
                await seen.shows("planning to contact Thornley Pumps is refused")
                await seen.press("escape")
            else:
                await seen.says("Writing to Thornley Pumps is refused")
        await seen.press("a", "c", "n", "enter")
        await seen.shows("touching Thornley Pumps is refused")
        await seen.press("escape", "exclamation_mark")
        await seen.shows("Allow contact with Thornley Pumps again", "asked us to stop")
        await seen.press(*"they called us", "enter")
        await seen.says("may be contacted again")
    with firm.working() as workspace:
        assert workspace.never.of_account(account) is None
        assert workspace.touches.of(account) == []


async def test_s0_6_a_person_or_a_domain_alone_can_be_left_alone(firm, account):
    with firm.working() as workspace:
        workspace.people.add(account, "Jo Hart", role="head of service", email="jo@thornley-pumps.example")
    async with firm.app() as seen:
        await seen.on()
        await seen.press("exclamation_mark")
        await seen.shows("1  Jo Hart")
        await seen.press("1")
        await seen.shows("Never contact Jo Hart")
        await seen.press(*"left us a note", "enter")
        await seen.says("Never contact Jo Hart")
        await seen.press("exclamation_mark", "p")
        await seen.shows("Who", "Reason")
        await seen.press(*"Al Gray", "enter", *"angry", "enter")
        await seen.says("Never contact Al Gray")
        await seen.press("exclamation_mark", "d")
        await seen.shows("Never contact thornley-pumps.example")
        await seen.press(*"asked", "enter")
        await seen.says("Never contact thornley-pumps.example")
    with firm.working() as workspace:
        assert workspace.never.check(("person", "Al Gray@Thornley Pumps"), ("email", "x@elsewhere.example")) is not None
        assert workspace.never.of_account(account).kind == "domain"


# Copying and opening


@pytest.mark.parametrize("size", SIZES)
async def test_y_and_a_letter_copy_and_y_y_copies_the_domain(firm, account, size):
    with firm.working() as workspace:
        workspace.people.add(account, "Jo Hart", email="jo@thornley-pumps.example")
    async with firm.app(size) as seen:
        await seen.on()
        for letter, label, copied in (
            ("y", "thornley-pumps.example", "thornley-pumps.example"),
            ("e", "jo@thornley-pumps.example · Jo Hart", "jo@thornley-pumps.example"),
            ("l", "https://thornley-pumps.example", "https://thornley-pumps.example"),
            ("b", "the page about it", "Thornley Pumps"),
        ):
            await seen.press("y")
            await seen.shows("Copy from Thornley Pumps", label)
            await seen.press(letter)
            await seen.says("Copied")
            assert copied in seen.app.clipboard
        await seen.press("y", "p")
        await seen.says("no number of Thornley Pumps is known")


async def test_o_opens_the_website_and_says_so(firm, account, opened):
    async with firm.app() as seen:
        await seen.on()
        await seen.press("o")
        await seen.says("Opened https://thornley-pumps.example")
    assert opened == ["https://thornley-pumps.example"]


# Drafts


async def test_s3_11_a_reason_for_dropping_says_as_what_it_counts(firm):
    async with firm.app() as seen:
        await seen.on()
        await seen.press("x")
        await seen.shows("Drop Thornley Pumps", "counted: no need, no money")
        await seen.press(*"too hard")
        await seen.shows("counted as “too hard”, about us: counted apart")
        await seen.press("ctrl+u", *"no money")
        await seen.shows("counted as “no money”")
        await seen.press("ctrl+u", *"merged with its rival")
        await seen.shows("counted as “another reason”")
        await seen.press("ctrl+u", *"no money", "enter", "enter")
        await seen.says("Dropped Thornley Pumps")
