import pytest

from prospector.cli.commands import run
from prospector.cli.guard import guarded
from prospector.serve.door import Door, is_loopback, named, new_token

WORD = "T0k-en_"
DOOR = Door(WORD)
OURS = "127.0.0.1:8300"


@pytest.mark.parametrize("host", [OURS, "localhost:8300", "LOCALHOST", "[::1]:8300", "localhost.:80"])
def test_who_knows_the_word_and_the_name_comes_in(host):
    assert DOOR.refusal(f"/{WORD}/", host, None, socket=False) == ""
    assert DOOR.refusal(f"/{WORD}/ws", host, f"http://{host}", socket=True) == ""


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "",
        "*",
        "/ws",
        "/static/js/textual.js",
        f"/{WORD[:-1]}/",
        f"/{WORD}x/",
        f"/x/{WORD}/",
        "/T0k-en%5F/",
        "/é/",
    ],
)
def test_without_the_whole_word_nothing_is_served(path):
    assert "whole address" in DOOR.refusal(path, OURS, None, socket=False)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8300", "127.0.0.1.evil.example", "10.0.0.1", "", "[", "a@b", "2130706433"]
)
def test_names_that_others_make_point_here_are_refused(host):
    assert DOOR.refusal(f"/{WORD}/", host, None, socket=False) == "This server is not known by that name."


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://127.0.0.1:8301", "null", "", None, "file://", "http://127.0.0.1"]
)
def test_sockets_are_opened_by_our_own_page_alone(origin):
    assert DOOR.refusal(f"/{WORD}/ws", OURS, origin, socket=True) == "Another page asked for this one."


def test_in_a_network_addresses_are_names_of_ours_and_strangers_names_are_not():
    door = Door(WORD, {"sales-7"}, by_address=True)
    assert [
        door.refusal(f"/{WORD}/", host, None, socket=False) for host in ("10.1.2.3:80", "[fe80::1]", "SALES-7:80")
    ] == [""] * 3
    assert door.refusal(f"/{WORD}/", "evil.example", None, socket=False)


def test_words_are_long_and_never_the_same():
    words = {new_token() for _ in range(50)}
    assert len(words) == 50
    assert min(map(len, words)) >= 43


def test_what_loopback_is():
    assert all(map(is_loopback, ("localhost", "127.0.0.1", "127.9.9.9", "::1")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "10.0.0.1", "localhost.evil.example", "")))
    assert named("[::1]:8300") == "::1"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--host", "0.0.0.0", "--no-token"], "everybody on the way could use your workspace"),
        (["--port", "70000"], "70000 is no port"),
        (["--db", "mysql://x"], "can't be opened"),
    ],
)
def test_wrong_calls_are_one_sentence(arguments, said, capsys):
    assert guarded(lambda: run(["serve", *arguments])) == 2
    assert said in capsys.readouterr().err


def test_without_the_extra_it_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setitem(__import__("sys").modules, "textual_serve", None)
    assert guarded(lambda: run(["serve"])) == 2
    assert capsys.readouterr().err.strip().endswith("pip install 'prospector-tui[web]'")
