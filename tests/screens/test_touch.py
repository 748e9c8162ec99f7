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
        await seen.shows("● c call", "● s spoke", "● curious", "asked for a price")
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
        await seen.shows("● not now", "touch again", "a quarter later")
        await seen.press("enter")
        await seen.says("Next: touch again")
    with firm.working() as workspace:
        assert workspace.touches.of(workspace.resolve("Thornley Pumps"))[0].reaction == "not_now"
