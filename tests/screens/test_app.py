import asyncio
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from prospector.demo.web import DemoWeb
from prospector.errors import StoreUnusable
from prospector.workspace import Workspace
from screens.app import ProspectorApp
from screens.widgets.table import Table

HEAVY = ("sqlalchemy", "sqlmodel", "httpx", "bs4", "lxml", "rapidfuzz", "tldextract", "typer", "alembic")


@pytest.mark.parametrize("module", ["screens.app", "screens.today", "screens.list", "screens.account"])
def test_nothing_heavy_is_imported_before_the_first_paint(module):
    code = f"import sys, {module}; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_rows_of_the_list_come_without_the_orm(firm):
    code = f"""
import asyncio, sys
from pathlib import Path
from prospector.settings import Settings
from prospector.workspace import Workspace
from screens.app import ProspectorApp
from screens.widgets.table import Table
def opener():
    from prospector.workspace import open_workspace
    return open_workspace(Path({str(firm.path)!r}), Settings(rep="ana", cache="none"))
async def main():
    app = ProspectorApp(opener, start="list")
    async with app.run_test() as pilot:
        while not app.screen.query_one(Table).key:
            await pilot.pause(0.01)
        print([name for name in {HEAVY!r} if name in sys.modules])
    app.workspace.close()
asyncio.run(main())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_numbers_lead_to_the_places_and_the_mode_is_marked(firm):
    async with firm.app() as seen:
        for key, mode in (("2", "list"), ("3", "account"), ("6", "plan"), ("1", "today")):
            await seen.press(key)
            await seen.until(lambda mode=mode: seen.app.current_mode == mode)
            if seen.app.focused is not None and seen.app.focused.id and seen.app.focused.id.endswith("-input"):
                await seen.press("escape")
            await seen.shows(f"{key} {mode.capitalize()}")


async def test_restart_comes_back_to_the_same_place_and_company(firm):
    async with firm.app() as seen:
        await seen.shows("Due · 3")
        await seen.press("2")
        await seen.shows("4 of 20")
        await seen.press("j", "j")
        chosen = seen.app.screen.query_one(Table).key
        await seen.press("B")
        await seen.shows("0 on the bench")
        await seen.press("B", "B")
        await seen.shows("4 of 20")
    async with firm.app() as seen:
        await seen.shows("4 of 20")
        assert seen.app.current_mode == "list"
        await seen.until(lambda: seen.app.screen.query_one(Table).key == chosen)
        await seen.press("enter")
        await seen.until(lambda: seen.app.current_mode == "account")
    async with firm.app() as seen:
        await seen.until(lambda: getattr(seen.app.screen, "chosen", "") == chosen)
        assert seen.app.current_mode == "account"


async def test_a_place_file_of_another_version_is_harmless(firm):
    firm.path.with_suffix(".place.json").write_text('{"mode": "moonbase", "account": "nobody", "list.scope": "moon"}')
    async with firm.app() as seen:
        await seen.shows("Due · 3")
        await seen.press("2")
        await seen.shows("4 of 20 on the list")


async def test_a_workspace_that_can_not_be_opened_is_one_sentence():
    def opener():
        raise StoreUnusable("the file [b]x[/b].db is damaged: restore the newest backup")

    app = ProspectorApp(opener)
    async with app.run_test(size=(80, 24)) as pilot:
        while not app.screen.is_modal:
            await pilot.pause(0.01)
        await pilot.pause()
        text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "the file [b]x[/b].db is damaged: restore the newest backup" in text
        assert "q quits" in text
        await pilot.press("q")
    assert app.return_code == 3


async def test_nothing_to_undo_is_said(firm):
    async with firm.app() as seen:
        await seen.shows("Due · 3")
        await seen.press("ctrl+r")
        await seen.says("There is nothing to redo")


async def test_undo_lists_what_was_changed_since_and_stays(firm):
    with firm.working() as workspace:
        account_id = workspace.resolve("Thornley Pumps")
        workspace.naming.edit(account_id, pain="first")
        first = workspace.history(1)[0].id
        workspace.naming.edit(account_id, pain="second")
        workspace.undo(first)
    async with firm.app() as seen:
        await seen.shows("Due · 3")
        await seen.press("u")
        await seen.until(lambda: seen.toasts)


async def test_help_and_palette_and_jump(firm):
    async with firm.app() as seen:
        await seen.shows("Due · 3")
        await seen.press("question_mark")
        await seen.shows("Help: Today", "What to do now")
        await seen.press("escape", "f")
        await seen.shows("Find anything")
        await seen.press(*"nrdhfn")
        await seen.shows("Nordhafen Logistik")
        await seen.press("enter")
        await seen.until(lambda: seen.app.current_mode == "account")
        await seen.shows("Nordhafen Logistik  slot 2")
        await seen.press("colon")
        await seen.shows("Search for commands")
        await seen.press(*"froid", "enter")
        await seen.shows("Froid Armorique  slot 4")


async def test_palette_runs_an_act_of_the_place(firm):
    async with firm.app() as seen:
        await seen.shows("Due · 3")
        await seen.press("ctrl+p")
        await seen.shows("Company: Why this score", "key w")
        await seen.press(*"log a touch", "enter")
        await seen.shows("Touch Thornley Pumps")


async def test_enter_in_the_palette_waits_for_the_search_of_what_was_typed(firm, monkeypatch):
    async with firm.app() as seen:
        await seen.shows("Due · 3")
        searched, found = asyncio.Event(), Workspace.run

        async def slow(workspace, task, *arguments):
            if task == workspace.search:
                await searched.wait()
            return await found(workspace, task, *arguments)

        monkeypatch.setattr(Workspace, "run", slow)
        await seen.press("colon")
        await seen.shows("Company: Why this score")
        await seen.press(*"froid", "enter")
        assert seen.app.current_mode == "today", "what the list still shows is not taken"
        searched.set()
        await seen.shows("Froid Armorique  slot 4")


# Research


def on_the_demo_web(firm, web):
    firm.settings = replace(firm.settings, gateway=web.gateway)
    return firm


async def test_research_of_the_list_with_live_progress(firm):
    with DemoWeb() as web:
        async with on_the_demo_web(firm, web).app((120, 40), start="list") as seen:
            await seen.shows("4 of 20")
            await seen.press("R")
            await seen.until(lambda: "researching" in seen.text.splitlines()[0], "progress at the top")
            await seen.says("Research of 4 of 4 done")
            await seen.until(lambda: seen.text.count(" claims") >= 3, "rows with claims")
            assert "researching" not in seen.text.splitlines()[0]
            await seen.press("u")
            await seen.says("Undid: ")


async def test_one_company_is_researched_from_its_own_place(firm):
    with DemoWeb() as web:
        async with on_the_demo_web(firm, web).app((80, 24)) as seen:
            await seen.shows("Due · 3")
            seen.app.open_account(await seen.app.workspace.run(seen.app.workspace.resolve, "Bergman Pumpar"))
            await seen.shows("unknown: ask")
            await seen.press("p")
            await seen.shows("Not researched yet", "r   read bergman-pumpar.example")
            await seen.press("r")
            await seen.says("Research of 1 of 1 done")
            await seen.shows("✓ 1 found", "employees")


async def test_stopping_research_keeps_what_was_found_and_quitting_is_quick(firm):
    with DemoWeb() as web:
        firm.settings = replace(firm.settings, gateway=web.gateway, companies_at_once=1, pace_seconds=0.05)
        async with firm.app((120, 40), start="list") as seen:
            await seen.shows("4 of 20")
            await seen.press("R")
            await seen.until(lambda: "1/4" in seen.text.splitlines()[0], "the first company done")
            await seen.press("R")
            await seen.says("stopped, what was found is kept")
            await seen.press("R")
            await seen.until(lambda: seen.app.desk.running)
            begun = time.monotonic()
        assert time.monotonic() - begun < 15
    with firm.working() as workspace:
        found = {row.name: row.claims for row in workspace.list_rows()}
    assert found["Bergman Pumpar"] > 0, found


async def test_many_resizes_do_no_harm(firm):
    async with firm.app() as seen:
        await seen.shows("Due · 3")
        for mode in ("today", "list", "account"):
            seen.app.go(mode)
            for step in range(8):
                await seen.pilot.resize_terminal(50 + step * 17, 15 + step * 4)
        await seen.pilot.resize_terminal(80, 24)
        await seen.until(lambda: seen.app.screen.size.width == 80)
        await asyncio.sleep(0)
