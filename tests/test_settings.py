"""Settings: a TOML file overridden by the environment; what can't be used is named."""

from pathlib import Path

import pytest

from prospector.errors import BadInput, StoreUnusable
from prospector.paths import cache_folder, config_file, database_path, default_database, named, place_file
from prospector.settings import Settings, load_settings


@pytest.fixture
def config(home: Path) -> Path:
    path = config_file()
    assert home in path.parents
    path.parent.mkdir(parents=True)
    return path


def test_without_a_file_the_defaults_hold() -> None:
    assert load_settings({}) == Settings()
    assert load_settings({}).list_size == 20
    assert Settings().actor()


def test_the_environment_overrides_the_file(config: Path) -> None:
    config.write_text('rep = "alex"\nlist_size = 12\npace_seconds = 1\n', encoding="utf-8")
    found = load_settings({"PROSPECTOR_REP": "kim", "PROSPECTOR_COMPANIES_AT_ONCE": "3", "PROSPECTOR_CONTACT": ""})
    assert (found.rep, found.list_size, found.pace_seconds, found.companies_at_once) == ("kim", 12, 1.0, 3)
    assert isinstance(found.pace_seconds, float)


def test_names_are_cleaned_at_the_door() -> None:
    assert load_settings({"PROSPECTOR_REP": "\x1b[31mkim\u202e"}).actor() == "kim"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("list_size = 0", "list_size"),
        ("list_size = -3", "list_size"),
        ('list_size = "many"', "whole number"),
        ("list_size = 2.7", "whole number"),
        ("list_size = true", "whole number"),
        ("list_size = inf", "whole number"),
        ("pace_seconds = nan", "pace_seconds"),
        ("pace_seconds = inf", "pace_seconds"),
        ("pace_seconds = -1", "pace_seconds"),
        ('pace_seconds = "slow"', "a number"),
        ('rep = ["a"]', "a text"),
        ("rep = {a = 1}", "a text"),
        ("rpe = 'x'", "rpe"),
        ("rep = ", "line 1"),
        ('gateway = "ftp://x"', "GATEWAY"),
        ('gateway = "http://[::1"', "GATEWAY"),
        ('gateway = "http://127.0.0.1:99999"', "GATEWAY"),
    ],
)
def test_what_can_not_be_used_is_named(config: Path, body: str, said: str) -> None:
    config.write_text(body + "\n", encoding="utf-8")
    with pytest.raises(BadInput, match=said) as caught:
        load_settings({})
    assert "\n" not in caught.value.sentence


@pytest.mark.parametrize("value", ["0", "x", "1.5", "nan", "9" * 5_000])
def test_a_variable_that_can_not_be_used_is_named(value: str) -> None:
    with pytest.raises(BadInput, match="PROSPECTOR_LIST_SIZE") as caught:
        load_settings({"PROSPECTOR_LIST_SIZE": value})
    assert len(caught.value.sentence) < 700


def test_a_file_that_is_no_text_is_named(config: Path) -> None:
    config.write_bytes(b"\xff\xfe\x00rep")
    with pytest.raises(BadInput, match=r"config\.toml"):
        load_settings({})


def test_where_things_lie(home: Path) -> None:
    for path in (default_database(), cache_folder(), place_file(home / "a.db")):
        assert home in path.parents
        assert path.parent.is_dir()
    assert place_file(home / "a.db") != place_file(home / "b.db")


def test_the_workspace_named_wins(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert database_path(None) == default_database()
    monkeypatch.setenv("PROSPECTOR_DB", str(home / "one.db"))
    assert database_path(None) == home / "one.db"
    assert database_path("sqlite:///" + str(home / "two.db")) == home / "two.db"
    assert database_path("~/three.db") == Path.home() / "three.db"


def test_a_foreign_server_is_refused_without_showing_its_password() -> None:
    with pytest.raises(BadInput, match="mysql") as caught:
        database_path("mysql://rep:secret@host/db")
    assert "secret" not in caught.value.sentence


def test_a_team_is_known_by_its_url_without_the_password() -> None:
    url = "postgresql+psycopg://rep:secret@host:5433/db"
    assert database_path(url) == url
    assert named(url) == "postgresql://rep@host:5433/db"
    assert place_file(url) != place_file(url.replace("/db", "/other"))
    assert place_file(url) == place_file(url.replace("secret", "changed"))


def test_a_home_that_can_not_be_made_is_one_sentence(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("PROSPECTOR_HOME", str(home / "file"))
    with pytest.raises(StoreUnusable, match="can't be made"):
        default_database()


def test_keys_come_from_a_table_and_the_environment_and_are_never_shown(config: Path) -> None:
    config.write_text('[keys]\ncompanies-house = " abc "\nother = "def"\n', encoding="utf-8")
    found = load_settings(
        {"PROSPECTOR_KEY_COMPANIES_HOUSE": "ghi", "PROSPECTOR_KEY_NEW": "jkl", "PROSPECTOR_KEYS": "x"}
    )
    assert found.keys == {"companies_house": "ghi", "other": "def", "new": "jkl"}
    assert "ghi" not in repr(found)
    for wrong in ('keys = "s3cret"', "keys = ['s3cret']", "[keys]\na = 5", "[keys]\na = {b = 's3cret'}"):
        config.write_text(wrong + "\n", encoding="utf-8")
        with pytest.raises(BadInput, match=r"keys must be a table of texts") as bad:
            load_settings({})
        assert "s3cret" not in bad.value.sentence
