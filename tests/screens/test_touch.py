from screens.words import CHANNEL_KEYS, OUTCOME_KEYS


def test_every_channel_and_outcome_has_its_letter():
    from prospector.model.touch import CHANNELS, OUTCOMES

    assert [term for term, _ in CHANNEL_KEYS.values()] == list(CHANNELS)
    assert [term for term, _ in OUTCOME_KEYS.values()] == list(OUTCOMES)


async def form(seen):
    await seen.shows("Due · 3")
    await seen.press("a")
    await seen.shows("Touch Thornley Pumps")


async def test_escape_logs_nothing_and_keeps_what_was_typed(firm):
    async with firm.app() as seen:
        await form(seen)
        await seen.press("c", "s", "tab", "right", "tab", "tab", *"asked for a price")
        await seen.shows("● c call", "● s spoke", "● c curious", "asked for a price")
        await seen.press("escape")
        await seen.until(lambda: not seen.app.screen.is_modal)
        await seen.shows("2 of 4 never touched")
        await form(seen)
        await seen.shows("asked for a price")
        await seen.press("c", "s", "enter")
        await seen.says("Logged phone, spoke")
    with firm.working() as workspace:
        touch = workspace.touches.of(workspace.resolve("Thornley Pumps"))[0]
        assert (touch.note, touch.channel, touch.outcome) == ("asked for a price", "phone", "spoke")


async def test_a_note_survives_a_restart_and_is_gone_once_logged(firm):
    async with firm.app() as seen:
        await form(seen)
        await seen.press("m", "t", "tab", "tab", "tab", *"one page", "escape")
        await seen.until(lambda: not seen.app.screen.is_modal)
    async with firm.app() as seen:
        await form(seen)
        await seen.shows("one page")
        await seen.press("m", "t", "enter")
        await seen.says("Logged mail, sent")
        await seen.press("u")
        await seen.shows("2 of 4 never touched")
    async with firm.app() as seen:
        await seen.shows("Due · 3")
        await seen.press("g")
        await form(seen)
        assert "one page" not in seen.text


async def test_backspace_chooses_again_and_enter_needs_both(firm):
    async with firm.app() as seen:
        await form(seen)
        await seen.press("enter")
        await seen.shows("choose a channel by its letter first")
        await seen.press("z", "l", "enter")
        await seen.shows("choose an outcome by its letter first")
        await seen.press("m")
        await seen.shows("prepare the meeting")
        await seen.press("backspace", "backspace", "p")
        await seen.shows("● p in person", "follows from the outcome")
        await seen.press("escape")


async def test_reaction_changes_the_proposal(firm):
    async with firm.app() as seen:
        await form(seen)
        await seen.press("c", "s")
        await seen.shows("follow up")
        await seen.press("tab", "right", "right", "right")
        await seen.shows("● w not now: timing", "touch again", "a quarter later")
        await seen.press("enter")
        await seen.says("Next: touch again")
    with firm.working() as workspace:
        assert workspace.touches.of(workspace.resolve("Thornley Pumps"))[0].reaction == "not_now"


async def test_s2_9_a_letter_tells_timing_and_fit_apart_and_the_ladder_says_what_is_usual(firm):
    async with firm.app() as seen:
        await form(seen)
        await seen.shows("attempt 1 of 6 by 2 channels before “no response”")
        await seen.press("c", "s")
        await seen.shows("○ w not now: timing", "○ f not us: fit", "○ x angry: rejection", "● u silence")
        await seen.press("f")
        await seen.shows("● f not us: fit", "none, it goes to the lane", "set a step")
        await seen.press("backspace")
        await seen.shows("follows from the outcome")
        await seen.press("s", "w", "enter")
        await seen.says("Next: touch again")
    with firm.working() as workspace:
        assert workspace.touches.of(workspace.resolve("Thornley Pumps"))[0].reaction == "not_now"


async def test_a_person_who_is_known_there_costs_one_more_key(firm):
    with firm.working() as workspace:
        account = workspace.resolve("Thornley Pumps")
        workspace.people.add(account, "Jo Hart", role="head of service")
        gone = workspace.people.add(account, "Al Gray")
        workspace.people.consent(gone, "withdrawn")
    keys = ["a", "c", "s", "1", "enter"]
    async with firm.app() as seen:
        await form(seen)
        await seen.shows("1 Jo Hart, head of service")
        assert "Al Gray" not in seen.text
        for key in keys[1:]:
            await seen.press(key)
        await seen.says("Logged phone, spoke")
    assert len(keys) <= 5
    with firm.working() as workspace:
        assert workspace.touches.of(workspace.resolve("Thornley Pumps"))[0].person == "Jo Hart"


async def test_s4_8_a_call_back_time_becomes_the_next_step_and_a_wrong_one_says_so(firm):
    async with firm.app() as seen:
        await form(seen)
        await seen.press("c", "g", "tab", "tab", "tab", "tab", "tab")
        await seen.press(*"sun 10:00")
        await seen.shows("nobody works on")
        await seen.press("enter")
        await seen.until(lambda: seen.app.screen.query_one("#back").has_class("-wrong"), "the sentence under the field")
        await seen.press("ctrl+u", *"fri 14:30")
        await seen.shows("call back, Fri 13 Mar, 14:30")
        await seen.press("enter")
        await seen.says("Next: phone: call back, Fri 13 Mar")
        await seen.press("u")
        await seen.shows("2 of 4 never touched")


async def test_s2_9_a_private_note_stays_private(firm):
    async with firm.app() as seen:
        await form(seen)
        await seen.press("c", "s", "tab", "tab", "tab", *"felt rude", "tab", "right")
        await seen.shows("● for me alone")
        await seen.press("enter")
        await seen.says("Logged phone, spoke")
    with firm.working() as workspace:
        touch = workspace.touches.of(workspace.resolve("Thornley Pumps"))[0]
        assert (touch.note, touch.private) == ("felt rude", True)
