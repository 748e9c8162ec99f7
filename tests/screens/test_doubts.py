"""Who is it? Candidates in the app: compared, picked, refused, asked for; suggestions taken with one key."""

from dataclasses import replace

import pytest
from textual.widgets import Static

from prospector.pipeline import likes
from prospector.pipeline.suggesting import Suggested, Suggestion
from prospector.research import doubts as rules
from prospector.research.candidates import Proposed
from prospector.research.finding import REGISTRY, Candidate, Traits
from prospector.research.inquiry import Answer
from prospector.research.protocol import Company
from prospector.settings import NO_CONTACT_GIVEN

ACME = Candidate(REGISTRY, "911111111", "ACME AS", "https://register.example/1", '"navn":"ACME AS"', "acme.no", "NO", "BERGEN",
                 registry_id="911111111", industry="28.130 Pumps", employees=80)  # fmt: skip
OTHER = Candidate(
    REGISTRY, "922222222", "ACME AS", "https://register.example/2", "", "", "NO", "OSLO", registry_id="922222222"
)


@pytest.fixture
def doubtful(firm):
    """A firm with a bare name that a register knows twice."""
    with firm.working() as workspace:
        account_id = workspace.naming.name("Acme", country="NO").account_id
        with workspace.action("Research", by="machine") as action:
            rules.keep(action, account_id, Company("Acme", country="NO"), "brreg", "asked Acme", [ACME, OTHER])
    return firm


async def opened(seen, name="acme"):
    await seen.until(lambda: seen.app.is_open)
    await seen.press("f")
    await seen.until(lambda: seen.app.screen.is_modal)
    await seen.press(*name)
    await seen.press("enter")
    await seen.until(lambda: seen.app.current_mode == "account")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_account_says_that_candidates_wait_and_d_shows_them(doubtful, size):
    async with doubtful.app(size) as seen:
        await opened(seen)
        await seen.shows("? 2 candidates for who it is: d compares and picks")
        await seen.press("d")
        await seen.shows(
            "Who is Acme?", "75 %", "acme.no", "BERGEN, NO", "OSLO, NO", "same name", "28.130 Pumps", "80 employees"
        )
        assert "enter picks · x refuses · p compares · s asks the sources · esc" in seen.text


async def test_p_compares_and_enter_picks_and_u_takes_it_back(doubtful):
    async with doubtful.app() as seen:
        await opened(seen)
        await seen.press("d")
        await seen.shows("Who is Acme?", "acme.no")
        await seen.press("p")
        await seen.shows("Is Acme this one?", "no domain known", "BERGEN", '“"navn":"ACME AS"”')
        await seen.press("escape", "enter")
        await seen.says("Acme is ACME AS (brreg): acme.no, Bergen, 911111111")
        await seen.shows("acme.no · Bergen, NO")
        await seen.press("u")
        await seen.shows("no domain: e adds it")


async def test_x_refuses_and_it_is_not_shown_again(doubtful):
    async with doubtful.app() as seen:
        await opened(seen)
        await seen.press("d")
        await seen.shows("BERGEN, NO")
        await seen.press("x")
        await seen.shows("Acme is not ACME AS (brreg): not asked again unless it changes")
        await seen.until(lambda: "BERGEN, NO" not in seen.text)
        assert "OSLO, NO" in seen.text


async def test_the_list_and_today_ask_by_the_same_key(doubtful):
    async with doubtful.app(start="list") as seen:
        await seen.until(lambda: seen.app.is_open)
        await seen.shows("Bergman Pumpar")
        await seen.press("d")
        await seen.shows("Who is", "Nobody is proposed yet.")


async def test_s_asks_the_sources_and_shows_who_came(doubtful, monkeypatch):
    doubtful.settings = replace(doubtful.settings, contact=NO_CONTACT_GIVEN)
    async with doubtful.app() as seen:
        await opened(seen, "froid")

        async def look(ids, *, say, **_):
            say("asking the register")
            with seen.app.workspace.action("Candidates", by="machine") as action:
                rules.keep(action, ids[0], Company("Froid"), "sirene", "", [ACME])
            return [
                Proposed(
                    ids[0], "Froid", [Answer("sirene", "found", "1", found=(ACME,)), Answer("sec", "failed", "broken")]
                )
            ]

        monkeypatch.setattr(seen.app.workspace.candidates, "look", look)
        await seen.press("d")
        await seen.shows("Nobody is proposed yet.")
        await seen.press("s")
        await seen.shows("1 proposed; no answer: sec failed", "acme.no")


# Suggestions


def suggestion(name="FJORDPUMPER AS", **more):
    like = likes.Like("Bergman", Traits("NO", ("Bergen",), (), ("2813",)))
    candidate = Candidate(REGISTRY, name, name, domain=f"{name.split()[0].lower()}.no", country="NO", city="BERGEN",
                          registry_id="911111111", code="28130")  # fmt: skip
    return Suggestion(candidate, "brreg", "Norway: Enhetsregisteret", likes.shared(like, candidate), **more)


@pytest.fixture
def suggesting(firm, monkeypatch):
    """The sources' answer, made up."""
    found = [
        suggestion(),
        suggestion("KNOWN AS", account="Bergman Pumpar", account_id="x", place="active", verdict="same"),
        suggestion("LOST AS", account="Lost", account_id="y", place="dropped", verdict="review", lesson="no budget"),
    ]

    async def suggest(self, **_):
        self.last = Suggested((), tuple(found), (Answer("overpass", "unreachable", "no"),))
        return self.last

    monkeypatch.setattr("prospector.pipeline.suggesting.Suggesting.suggest", suggest)
    firm.settings = replace(firm.settings, contact=NO_CONTACT_GIVEN)
    return firm


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_suggestions_are_explained_and_taken_with_one_key(suggesting, size):
    async with suggesting.app(size, start="name") as seen:
        await seen.until(lambda: seen.app.is_open)
        await seen.press("ctrl+s")
        await seen.shows("Companies like yours", "FJORDPUMPER AS", "fjordpumper.no", "BERGEN, NO",
                         "same industry NACE 28.13, Bergen - like Bergman", "no answer from overpass")  # fmt: skip
        await seen.press("enter")
        await seen.shows("✓  FJORDPUMPER AS", "slot 5", "because it shares: same industry")
        record = seen.app.workspace.account(seen.app.workspace.resolve("FJORDPUMPER AS"))
        assert (record.source, record.origin, record.place) == ("brreg", "chosen", "active")
        await seen.shows("on the list already as Bergman Pumpar")
        await seen.press("enter")
        await seen.shows("Bergman Pumpar is here already: o opens it")


async def test_a_suggestion_goes_to_the_bench_and_a_dropped_one_shows_its_lesson(suggesting):
    async with suggesting.app(start="name") as seen:
        await seen.until(lambda: seen.app.is_open)
        await seen.press("ctrl+s")
        await seen.shows("FJORDPUMPER AS")
        await seen.press("b")
        await seen.shows("waits on the bench")
        await seen.press("j")
        await seen.shows("may be Lost, dropped: no budget")


async def test_the_palette_offers_suggestions(suggesting):
    async with suggesting.app(start="list") as seen:
        await seen.until(lambda: seen.app.is_open)
        await seen.press(":", *"suggest comp", "enter")
        await seen.shows("Companies like yours")


async def test_persons_are_switched_in_the_form(firm):
    async with firm.app() as seen:
        await opened(seen, "bergman")
        await seen.press("e")
        await seen.shows("○ Persons are left out")
        await seen.press("ctrl+t")
        await seen.says("Persons of Bergman Pumpar are asked for")
        await seen.until(lambda: "asked for · ctrl+t" in str(seen.app.screen.query_one("#persons", Static).render()))
