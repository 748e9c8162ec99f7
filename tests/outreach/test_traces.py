"""What a workspace leaves outside its file: found by what it holds, removed when it is ours, named when it is not."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from prospector.outreach import traces as module
from prospector.outreach.traces import traces
from prospector.paths import app_folders, cache_folder, place_file
from prospector.settings import Settings
from prospector.store.rotation import before, folder_of
from prospector.store.scrub import Needle, Scrub
from prospector.workspace import Workspace

IDA = Scrub([Needle("person", "Ida Berg")])


@pytest.fixture
def path(workspace: Workspace) -> Path:
    """A workspace with two backups, of which the newer one knows Ida Berg."""
    bolt = workspace.naming.name("Bolt AB").account_id
    before(workspace.store, "import")
    workspace.people.add(bolt, "Ida Berg")
    before(workspace.store, "merge")
    return workspace.path


def test_backups_and_files_of_others_are_told_by_what_they_hold(path: Path, settings: Settings) -> None:
    kept, gone = sorted(folder_of(path).glob("*.db"), key=lambda one: "merge" in one.name)
    wanted = []
    for name, text in (
        ("utf8.txt", b"to Ida Berg"), ("utf16.csv", "IDA BERG".encode("utf-16-le")), ("other.txt", b"Ida Bergmann"),
        ("big.txt", "Ida Berg".encode("utf-16-be")), ("packed.gz", gzip.compress(b"x" * 99 + b" Ida Berg")),
    ):  # fmt: skip
        (path.parent / name).write_bytes(text)
        if "other" not in name:
            wanted.append(path.parent / name)
    (path.parent / "deeper").mkdir()
    (path.parent / "deeper" / "notes.txt").write_text("Ida Berg", encoding="utf-8")
    ours = app_folders()[0] / "exports"
    ours.mkdir()
    (ours / "list.csv").write_text("Ida Berg", encoding="utf-8")
    found = traces(path, settings, IDA, drop=False)
    assert found.backups == [gone]
    assert (found.cached, found.said) == (0, [])
    mine = [one for one in found.elsewhere if one.parent == path.parent]
    assert mine == sorted(wanted), "not of folders that we only lie beside"
    assert ours / "list.csv" in found.elsewhere
    assert not {path, gone, kept} & set(found.elsewhere)
    assert kept.exists()
    assert gone.exists()
    assert sorted(traces(path, settings, None, drop=False).backups) == sorted([kept, gone]), "whoever it was of"
    assert traces(path, settings, None, drop=False).elsewhere == []


def test_what_is_ours_and_holds_them_goes_and_the_rest_stays(path: Path, settings: Settings) -> None:
    kept, gone = sorted(folder_of(path).glob("*.db"), key=lambda one: "merge" in one.name)
    place, suggested, other = place_file(path), cache_folder() / "suggested-1.json", cache_folder() / "kept.json"
    for one in (place, place.with_name(f"{place.stem}.old"), suggested, other):
        one.write_text("{}", encoding="utf-8")
    traces(path, settings, IDA, drop=False)
    assert place.exists()
    traces(path, settings, IDA, drop=True)
    assert [one.exists() for one in (place, place.with_name(f"{place.stem}.old"), suggested, gone)] == [False] * 4
    assert other.exists()
    assert kept.exists()


def test_a_word_is_found_across_portions_and_a_giant_is_not_looked_through(
    path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prospector.outreach.unpacking._PORTION", 1_000)
    split = path.parent / "split.txt"
    split.write_bytes(b"." * 995 + b" Ida Berg " + b"." * 5_000)
    assert traces(path, settings, IDA, drop=False).elsewhere == [split]
    monkeypatch.setattr(module, "_MOST", split.stat().st_size)
    assert traces(path, settings, IDA, drop=False).elsewhere == []
    monkeypatch.setattr(module, "_MOST", split.stat().st_size + 1)
    assert traces(path, settings, IDA, drop=False).elsewhere == [split]


def test_pages_of_each_cache_are_counted_and_one_that_is_in_use_is_said(
    path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy, free, other = (cache_folder() / name for name in ("web-a.db", "web-b.db", "web-c.db"))
    for one in (busy, free, other, cache_folder() / "else.db"):
        one.touch()
    # Waiting until a file that is in use is given up takes seconds.
    monkeypatch.setattr(
        module, "forget", lambda cache, _holds, *, drop: None if cache == busy else 2 if not drop else 1
    )
    found = traces(path, settings, IDA, drop=False)
    assert (found.cached, found.said) == (4, [f"{busy} could not be looked through: remove it yourself"])
    assert traces(path, settings, IDA, drop=True).cached == 2
