import pytest

from screens.memory import PlaceFile


def test_what_was_put_is_there_after_a_restart(tmp_path):
    path = tmp_path / "deep" / "place.json"
    place = PlaceFile(path)
    place.put("mode", "list")
    place.put("gone", "x")
    place.put("gone", "")
    place.save()
    assert PlaceFile(path).get("mode") == "list"
    assert PlaceFile(path).get("gone", "nothing") == "nothing"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("garbage", ["", "[]", "{", '{"mode": 3}', "\x00\xff", "[" * 100_000, '"text"'])
def test_garbage_is_an_empty_memory(tmp_path, garbage):
    path = tmp_path / "place.json"
    path.write_text(garbage, encoding="utf-8")
    assert PlaceFile(path).get("mode") == ""


def test_bytes_that_are_no_text_are_an_empty_memory(tmp_path):
    path = tmp_path / "place.json"
    path.write_bytes(b"\xff\xfe\x00{")
    assert PlaceFile(path).get("mode") == ""


def test_a_folder_in_the_way_is_no_reason_to_fail(tmp_path):
    place = PlaceFile(tmp_path)
    place.put("mode", "list")
    place.save()
    assert PlaceFile(None).get("mode") == ""
