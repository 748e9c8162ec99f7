import gzip
import zipfile
import zlib

import pytest

from prospector.outreach.unpacking import contents

TEXT = b"Anna Berg, " * 300_000


def archive(path, data):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/sharedStrings.xml", data)


def packet(path, data):
    path.write_bytes(b"PROSPECTOR-PACKET 1\n{}\nsignature\n" + zlib.compress(data))


def zipped(path, data):
    path.write_bytes(gzip.compress(data))


@pytest.mark.parametrize("pack", [archive, packet, zipped])
def test_what_is_packed_is_read_too(tmp_path, pack):
    pack(tmp_path / "file", TEXT)
    assert TEXT not in (tmp_path / "file").read_bytes()
    assert TEXT in b"".join(contents(tmp_path / "file"))


@pytest.mark.parametrize("pack", [archive, packet, zipped])
def test_damaged_files_are_read_as_far_as_they_go(tmp_path, pack):
    pack(tmp_path / "file", TEXT)
    raw = (tmp_path / "file").read_bytes()
    (tmp_path / "file").write_bytes(raw[: len(raw) // 2])
    assert b"".join(contents(tmp_path / "file")).startswith(raw[: len(raw) // 2])


def test_a_plain_file_is_what_it_is(tmp_path):
    (tmp_path / "file").write_bytes(TEXT)
    assert b"".join(contents(tmp_path / "file")) == TEXT


@pytest.mark.parametrize("pack", [archive, packet, zipped])
def test_of_a_bomb_no_more_is_unpacked_than_a_portion_beyond_the_limit(tmp_path, monkeypatch, pack):
    monkeypatch.setattr("prospector.outreach.unpacking._MOST", 1_500_000)
    pack(tmp_path / "file", TEXT)
    raw = (tmp_path / "file").stat().st_size
    assert 1_500_000 < sum(map(len, contents(tmp_path / "file"))) - raw < 1_500_000 + 2 * (1 << 20)


def test_the_limit_is_that_of_a_whole_archive_and_not_of_each_of_its_parts(tmp_path, monkeypatch):
    monkeypatch.setattr("prospector.outreach.unpacking._MOST", 1_500_000)
    with zipfile.ZipFile(tmp_path / "file", "w", zipfile.ZIP_DEFLATED) as file:
        for name in "abc":
            file.writestr(name, TEXT)
    raw = (tmp_path / "file").stat().st_size
    assert sum(map(len, contents(tmp_path / "file"))) - raw < 1_500_000 + (1 << 20)
    monkeypatch.undo()
    assert sum(map(len, contents(tmp_path / "file"))) - raw == 3 * len(TEXT)
