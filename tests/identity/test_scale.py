from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from prospector.errors import BadInput
from prospector.identity import dedupe, evidence, workers
from prospector.identity.batch import Batch
from prospector.identity.dedupe import dedupe_file
from prospector.identity.intake import Intake
from prospector.identity.known import parcel
from prospector.identity.matcher import Matcher
from prospector.identity.party import Party
from prospector.identity.saved import SavedIndex

FIRSTS = ("Alder", "Birch", "Cedar", "Damson", "Elder", "Fern", "Gorse", "Hazel", "Iris", "Juniper")


@pytest.fixture
def effort(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts pairs weighed and entries read."""
    counted: Counter[str] = Counter()
    weigh, slots = evidence.weigh, SavedIndex.slots

    def counting_weigh(*args: Any) -> object:
        counted["weighed"] += 1
        return weigh(*args)

    def counting_slots(*args: Any) -> list[int]:
        found = slots(*args)
        counted["read"] += 1 + len(found)
        return found

    monkeypatch.setattr(evidence, "weigh", counting_weigh)
    monkeypatch.setattr(SavedIndex, "slots", counting_slots)
    return counted


@pytest.mark.parametrize("name", ["Twin Oaks Ltd", "Oaks {}", "Oaks {} Nordhafen {}"])
@pytest.mark.parametrize("domain", ["", "oaks.example"])
def test_many_alike_cost_as_much_each_as_one(effort: Counter[str], name: str, domain: str) -> None:
    count = 1_000
    matcher = Matcher()
    for place in range(count):
        matcher.add(Party(str(place), (name.format(place, place),), (domain,) if domain else ()))
    effort.clear()
    for _ in matcher.pairs():
        pass
    assert effort["weighed"] <= 48 * count  # all with all would be 500 each


@pytest.mark.parametrize("count", [8_000, pytest.param(50_000, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", ["Twin Oaks Ltd", "Oaks {}"])
def test_thousands_alike_are_never_quadratic(name: str, count: int) -> None:
    intake = Intake()
    for place in range(count):
        intake.put(parcel(Party(str(place), (name.format(word(place)),))))
    batch = Batch(intake)
    assert sum(len(batch.earlier(slot)) for slot in range(count)) <= 8 * count


def word(number: int) -> str:
    """Return a word that no other number has."""
    letters = ""
    while number or not letters:
        number, place = divmod(number, 20)
        letters += "bcdfghjklmnpqrstvwxz"[place] + "aeiou"[place % 5]
    return letters


def test_a_keystroke_reads_a_bounded_number_of_records(effort: Counter[str]) -> None:
    def work(count: int) -> int:
        matcher = Matcher()
        for place in range(count):
            matcher.add(Party(str(place), (f"Oaks {FIRSTS[place % 10]} {place}",)))
        effort.clear()
        for typed in ("oa", "oaks", "oaks fe", "oaks fern 1"):
            matcher.lookup(Party("", (typed,)))
        return effort["read"] + effort["weighed"]

    assert work(3_000) <= 1.5 * work(1_000)


def leads(path: Path, count: int) -> Path:
    rows = ["id,name,city"]
    for place in range(count):
        one, other = FIRSTS[place % 10], FIRSTS[place // 10 % 10]
        rows.append(f"{place},{one}{other.lower()} {FIRSTS[place // 100 % 10]} Works Ltd,Town{place % 7}")
    rows += [f"{count - 1},Repeated Id,", "x,,no name", "y,Oaks,Town1,too many"]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_two_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = leads(tmp_path / "leads.csv", 1_100)
    alone = dedupe_file(path)
    assert alone.pairs
    assert len(alone.refused) == 3
    forked: list[int] = []
    start = workers._start
    monkeypatch.setattr(dedupe, "_WORTH_SHARING", 10)
    monkeypatch.setattr(dedupe, "_ROWS", 100)
    monkeypatch.setattr(dedupe, "_SLOTS", 64)
    monkeypatch.setattr(dedupe, "available", lambda: 2)

    def counted(work: workers.Work, number: int, of: int) -> object:
        forked.append(number)
        return start(work, number, of)

    monkeypatch.setattr(workers, "_start", counted)
    assert dedupe_file(path) == alone
    assert forked == [0, 1, 0, 1]  # reading, words a slip apart, weighing
    assert alone.weighed > len(alone.pairs)


def test_what_a_worker_refuses_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def prepared(_source: object, line: int, _row: object) -> tuple[Any, ...]:
        raise BadInput(f"line {line} is too much")

    monkeypatch.setattr(dedupe, "_WORTH_SHARING", 10)
    monkeypatch.setattr(dedupe, "available", lambda: 2)
    monkeypatch.setattr(dedupe, "_prepared", prepared)
    with pytest.raises(BadInput, match="line 2 is too much"):
        dedupe_file(leads(tmp_path / "leads.csv", 300))


def test_a_worker_that_dies_is_noticed() -> None:
    def dying(number: int, _workers: int) -> Iterator[list[Any]]:
        if number:
            raise SystemExit(3)
        yield [1]

    with pytest.raises(BadInput, match="cut short"):
        list(workers.portions(dying, 2))


def test_every_task_is_done_once_whoever_does_it() -> None:
    done = [number for portion in workers.shared_out(lambda number: [number, number * 7], 200, 2) for number in portion]
    assert sorted(done[::2]) == list(range(200))
    assert all(product == 7 * number for number, product in zip(done[::2], done[1::2], strict=True))


def test_a_task_that_is_refused_or_dies_elsewhere_is_noticed() -> None:
    here = os.getpid()

    def refusing(number: int) -> list[Any]:
        if os.getpid() != here:
            raise BadInput("The disk is full.")
        return [number]

    def dying(number: int) -> list[Any]:
        if os.getpid() != here:
            os._exit(3)
        return [number]

    with pytest.raises(BadInput, match="disk is full"):
        list(workers.shared_out(refusing, 100_000, 2))
    with pytest.raises(BadInput, match="cut short"):
        list(workers.shared_out(dying, 100_000, 2))


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    dedupe_file(leads(tmp_path / "leads.csv", 600), progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 600)
    assert told == sorted(told)


def test_many_edits_of_one_record(company: Callable[..., Party]) -> None:
    matcher = Matcher()
    matcher.add(company("a", "Nordhafen Logistik GmbH"))
    for place in range(200):
        matcher.add(company("n", f"Nordhafen Logistik {place}"))
    assert len(matcher) == 2
    assert {match.id for match in matcher.lookup(Party("", ("Nordhafen Logistik 199",)))} == {"n", "a"}
    assert len(list(matcher.pairs())) <= 1
