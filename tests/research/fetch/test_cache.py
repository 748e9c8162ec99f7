from __future__ import annotations

import sqlite3
import stat
import sys

import pytest

from prospector.research.protocol import Company

HOME = "http://acme.example/"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "deep" / "http.db"


async def visit(web, file, url=HOME):
    """Fetch with a fetcher of its own, as a second run would; return the page and the requests it took."""
    async with web.fetcher(cache_path=file) as fetcher:
        context = web.context(fetcher)
        return await context.fetch(url), context.requests


async def test_a_second_run_asks_nothing(web, answer, clock, file):
    web.serve("acme.example/", answer(200, "<p>Grüezi", cache_control="max-age=0", x="y"))
    first, sent = await visit(web, file)
    assert (first.from_cache, sent) == (False, 2)
    clock.move(hours=23)
    second, sent = await visit(web, file)
    assert (second.from_cache, sent) == (True, 0)
    assert (second.text, second.status, second.headers["x"]) == ("<p>Grüezi", 200, "y")
    assert second.read_at == first.read_at != clock.now()


async def test_a_stale_page_is_confirmed_by_its_validators(web, answer, clock, file):
    async def handle(request, writer):
        known = request.headers.get("if-none-match") == '"1"' and request.headers.get("if-modified-since")
        stamps = {"etag": '"1"', "last_modified": "Mon, 02 Mar 2026 08:00:00 GMT"}
        writer.write(answer(304, "", content_length="", **stamps) if known else answer(200, "<p>one", **stamps))

    web.serve("acme.example/", handle)
    first, _ = await visit(web, file)
    clock.move(hours=25)
    second, sent = await visit(web, file)
    assert (second.text, second.from_cache, second.read_at) == ("<p>one", True, first.read_at)
    assert sent == 2  # robots.txt has aged too
    third, sent = await visit(web, file)
    assert (third.text, sent) == ("<p>one", 0)


async def test_a_stale_page_that_changed_is_replaced(web, answer, clock, file):
    web.serve("acme.example/", answer(200, "<p>one", etag='"1"'))
    await visit(web, file)
    clock.move(hours=25)
    web.serve("acme.example/", answer(200, "<p>two", etag='"2"'))
    page, _ = await visit(web, file)
    assert (page.text, page.from_cache, page.read_at) == ("<p>two", False, clock.now())


@pytest.mark.parametrize("headers", [{"cache_control": "private, No-Store"}, {"vary": "*"}])
async def test_what_must_not_be_kept_is_not(web, answer, file, headers):
    web.serve("acme.example/", answer(200, "<p>secret", **headers))
    await visit(web, file)
    _, sent = await visit(web, file)
    assert sent == 1  # robots.txt was kept
    assert b"secret" not in b"".join(part.read_bytes() for part in file.parent.iterdir())


async def test_no_cache_means_asking_each_time(web, answer, file):
    web.serve("acme.example/", answer(200, "<p>one", cache_control="no-cache", etag='"1"'))
    await visit(web, file)
    await visit(web, file)
    assert web.requests[-1].headers["if-none-match"] == '"1"'


async def test_redirects_and_missing_pages_are_kept_and_errors_are_not(web, answer, clock, file):
    web.serve("acme.example/", answer(301, "", location="/home"))
    web.serve("acme.example/home", answer(200, "<p>home"))
    await visit(web, file)
    page, sent = await visit(web, file)
    assert (page.url, sent) == ("http://acme.example/home", 0)
    await visit(web, file, "http://acme.example/none")
    clock.move(days=6)
    page, sent = await visit(web, file, "http://acme.example/none")
    assert (page.status, sent) == (404, 0)
    web.serve("acme.example/odd", answer(418, "<p>tea"))
    await visit(web, file, "http://acme.example/odd")
    _, sent = await visit(web, file, "http://acme.example/odd")
    assert sent == 1


async def test_a_page_asked_for_twice_at_once_is_fetched_once(web, answer, file):
    import asyncio

    web.serve("acme.example/", answer(200, "<p>x"))
    async with web.fetcher(cache_path=file) as fetcher:
        contexts = [web.context(fetcher) for _ in range(5)]
        await asyncio.gather(*(context.fetch(HOME) for context in contexts))
    assert web.seen() == ["acme.example/"]
    assert sum(context.requests for context in contexts) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no modes there")
async def test_the_file_is_the_user_s_alone(web, file):
    await visit(web, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("damage", ["garbage", "empty", "cut", "other", "table", "row"])
async def test_a_broken_file_is_made_anew_without_a_word(web, answer, file, damage):
    web.serve("acme.example/", answer(200, "<p>x"))
    await visit(web, file)
    if damage == "garbage":
        file.write_bytes(b"this is not a database " * 500)
    elif damage == "empty":
        file.write_bytes(b"")
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:5_000])
    else:
        connection = sqlite3.connect(file)
        if damage == "other":
            connection.executescript("DROP TABLE answer; CREATE TABLE answer (x); PRAGMA user_version = 7")
        elif damage == "table":
            connection.execute("DROP TABLE answer")
        else:
            connection.execute("UPDATE answer SET headers = '[broken', text = x'00'")
        connection.commit()
        connection.close()
    page, sent = await visit(web, file)
    assert (page.text, sent) == ("<p>x", 2)
    _, sent = await visit(web, file)
    assert sent == 0


async def test_a_folder_that_can_not_be_written_means_no_cache(web, answer, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    web.serve("acme.example/", answer(200, "<p>x"))
    page, _ = await visit(web, tmp_path / "file" / "http.db")
    assert page.text == "<p>x"


async def test_a_file_that_another_program_holds_means_no_cache(web, answer, file):
    web.serve("acme.example/", answer(200, "<p>x"))
    await visit(web, file)
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    page, _ = await visit(web, file, "http://acme.example/none")
    holder.execute("ROLLBACK")
    holder.close()
    assert page.status == 404


async def test_without_a_file_a_page_is_remembered_for_the_run_alone(web, answer, monkeypatch):
    monkeypatch.setattr("prospector.research.fetch.cache._MOST_IN_MEMORY", 3_000)
    for path in "abcd":
        web.serve(f"acme.example/{path}", answer(200, "<p>" + path * 997))
    async with web.fetcher() as fetcher:
        context = web.context(fetcher)
        for path in "aabcdda":
            await context.fetch(f"http://acme.example/{path}")
    assert web.seen() == [f"acme.example/{path}" for path in "abcda"], "the oldest went when there was no room"
    async with web.fetcher() as fetcher:
        await web.context(fetcher).fetch("http://acme.example/a")
    assert len(web.seen()) == 6


async def test_asking_again_confirms_each_page_once_a_run(web, answer, source, file):
    web.serve("acme.example/", answer(200, "<p>one", etag='"1"'))
    await visit(web, file, HOME)
    web.serve("acme.example/", answer(304, ""))
    async with web.fetcher(cache_path=file) as fetcher:
        for _ in range(2):
            context = fetcher.context(source(), Company("Acme"), web.lines.append, again=True)
            page = await context.fetch(HOME)
            assert (page.text, page.from_cache) == ("<p>one", True)
    assert [request.headers.get("if-none-match") for request in web.requests if request.target == "/"] == [None, '"1"']


async def test_old_answers_are_thrown_away(web, answer, clock, file, monkeypatch):
    monkeypatch.setattr("prospector.research.fetch.cache._MOST_ROWS", 3)

    def kept():
        connection = sqlite3.connect(file)
        urls = [url for (url,) in connection.execute("SELECT url FROM answer ORDER BY url")]
        connection.close()
        return urls

    for number in range(4):
        clock.move(minutes=1)
        await visit(web, file, f"http://acme.example/{number}")
    await visit(web, file, "http://acme.example/3")
    assert kept() == [f"http://acme.example/{number}" for number in (1, 2, 3)]
    clock.move(days=31)
    await visit(web, file, "http://acme.example/9")
    assert kept() == ["http://acme.example/9", "http://acme.example/robots.txt"]
