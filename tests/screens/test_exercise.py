"""The exercise as a whole: twenty names by keyboard alone, cut off after eleven."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

TREES_TEXT = """Alder Birch Cedar Dogwood Walnut Fir Gorse Hazel Ironwood Juniper Kapok Larch Maple Nutmeg Olive Poplar Quince
Rowan Spruce Tamarack"""
TREES = TREES_TEXT.split()


async def take(seen, number):
    """Name one company with pain and why, waiting for each question as a person does."""
    for text, shown in (
        (f"{TREES[number]} Werke", ["Which pain"]),
        (f"late vans {number}", ["Why them        ▌ near"]),
        # The slot alone shows as soon as the name is taken, while its pain and why are still asked for.
        (
            "near the port",
            [f"● {number + 1} full", *([f"Slot {number + 2} of 20", "Company  "] if number < 19 else [])],
        ),
    ):
        await seen.pilot.press(*text)
        await seen.press("enter")
        await seen.shows(*shown)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.slow
async def test_s2_3_twenty_names_by_keyboard_and_a_kill_after_eleven(desk, tmp_path, size):
    left = tmp_path / "left by the kill"
    left.mkdir()
    desk.path.with_suffix(".place.json").write_text('{"welcomed": "yes"}', encoding="utf-8")
    async with desk.app(size, start="name") as seen:
        await seen.shows("Slot 1 of 20")
        for number in range(11):
            await take(seen, number)
        # What a kill leaves is what stands on the disk at this very moment, nothing closed and nothing said.
        for file in tmp_path.glob("work*"):
            shutil.copy(file, left / file.name)
    again = replace(desk, path=left / desk.path.name)
    async with again.app(size, start="name") as seen:
        await seen.shows("Slot 12 of 20", "● 11 full")
        for number in range(11, 20):
            await take(seen, number)
    with again.working() as workspace:
        rows = workspace.list_rows()
    assert sorted((row.slot, row.name, row.pain, row.why) for row in rows) == [
        (number + 1, f"{TREES[number]} Werke", f"late vans {number}", "near the port") for number in range(20)
    ]
