"""Learn the weights of the matching decision from the labelled sets, and say how they do on a set left out.

    python benchmarks/learn_matching.py [--sets DIR] [--write prospector/identity/weights.py] [--leave-one-out]

A logistic regression over all candidate pairs, pulled towards the starting values below, which were set by hand, and kept
on their side of zero where a measure can only speak for or only against. Each set weighs by its true pairs. Standard
library only; a few minutes. The printed f1 counts candidates, as the scorer beside the sets does.
"""

from __future__ import annotations

import argparse
import csv
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from prospector.identity import evidence
from prospector.identity.batch import Batch
from prospector.identity.decide import REVIEW_FROM
from prospector.identity.intake import Intake
from prospector.identity.known import parcel
from prospector.identity.table import read_table

SETS = Path(__file__).resolve().parents[2] / "shared" / "matching"
SHARES = {"nber": 1, "fd_listings": 1.3, "leads_synth": 1, "ece_sites": 1, "sec_link": 2, "nk_orgs": 1.5, "traps": 0.7}
"""How much each set counts."""

START = {
    "address_same": 2.5,
    "phone_same": 2.5,
    "domain_same": 2.0,
    "phone_and_address": 0.5,
    "weak_name_address": 0.8,
    "weak_name_phone": 0.3,
    "weak_name_domain": 0.3,
    "country_conflict": -1.2,
    "city_conflict": -0.8,
    "postcode_conflict": -0.6,
    "address_conflict": -0.8,
    "phone_conflict": -0.5,
    "domain_conflict": -0.8,
    "number_conflict": -2.0,
    "number_one": -0.6,
    "place_conflict": -1.0,
    "place_one": -0.5,
    "role_one": -0.5,
    "legal_conflict": -1.2,
    "legal_loose": -0.6,
    "qualifier_conflict": -1,
    "qualifier_one": -0.2,
    "overlap": 1.5,
    "contained": 0.5,
    "shared_bits": 0.8,
    "best_bits": 0.5,
    "compact_ratio": 1,
    "compact_start": 0.6,
    "compact_equal": 0.8,
    "words_equal": 0.5,
    "extra_best": -1.5,
    "swapped_best": -1,
    "swapped": -0.8,
    "extra": -0.2,
    "holders": -0.6,
    "acronym": 0.8,
    "acronym_domain": 2.5,
    "other_script_domain": 3.0,
    "typo": -0.2,
    "typo_established": -0.5,
    "alias": -0.2,
    "common_name": -0.6,
    "domain_name": 0.6,
    "domain_label": 0.4,
    "city_same": 0.4,
    "postcode_same": 0.5,
    "country_same": 0.3,
    "first_same": 0.3,
    "name_only": 0.5,
    "legal_one": 0.2,
    "short_name": -0.2,
    "equal_name_conflicts": -0.6,
    "weak_conflicts": -0.5,
    "legal_abroad": -0.3,
    "generic_extra": 0.3,
    "brand_start": 0.6,
    "respelled": 0,
    "typo_alone": -0.3,
    "legal_nature": -3,
}
START_BIAS = -4.0
PULL, STRONG_PULL = 0.0003, 0.02
STRONG = {"number_conflict", "legal_nature", "place_conflict"}
"""Measures about which one set's labels (screening, where a fund's number may differ) speak against all others."""

AGAINST = {name for name in START if name.endswith("_conflict")} | {
    "number_one", "place_one", "role_one", "extra_best", "swapped_best", "swapped", "typo", "typo_established",
    "common_name", "holders",
}  # fmt: skip
SPEAKS_FOR = {name for name in START if name.endswith("_same")} | {
    "overlap", "contained", "shared_bits", "best_bits", "compact_equal", "acronym_domain", "other_script_domain",
}  # fmt: skip
NAMES = sorted(START)
PLACE = {name: place for place, name in enumerate(NAMES)}
BIAS = len(NAMES)


@dataclass(frozen=True, slots=True)
class Example:
    """One candidate pair: its measures by place, label (1 same, 0 not, 2 related, 3 unknown) and the query it belongs to."""

    measures: tuple[tuple[int, float], ...]
    label: int
    query: str


def main() -> None:
    parser = argparse.ArgumentParser(description="Learn the weights of the matching decision.")
    parser.add_argument("--sets", type=Path, default=SETS)
    parser.add_argument("--write", type=Path, help="the module to write")
    parser.add_argument("--leave-one-out", action="store_true")
    given = parser.parse_args()
    examples, totals = {}, {}
    for name in SHARES:
        examples[name], totals[name] = gather(given.sets / name)
        print(f"{name}: {len(examples[name])} candidate pairs, {totals[name]} true pairs", flush=True)
    weights = learn(examples)
    report("all sets", examples, totals, weights)
    if given.leave_one_out:
        left = [f1(examples[name], totals[name], learn(examples, name), name) for name in SHARES]
        print(
            "left out:", " ".join(f"{n} {f:.3f}" for n, f in zip(SHARES, left, strict=True)), f"mean {mean(left):.3f}"
        )
    if given.write:
        text = given.write.read_text(encoding="utf-8")
        lines = "".join(f'    "{name}": {weights[PLACE[name]]:.3f},\n' for name in NAMES)
        text = text[: text.index("BIAS = ")] + f"BIAS = {weights[BIAS]:.3f}\n\nWEIGHTS = {{\n{lines}}}\n"
        given.write.write_text(text, encoding="utf-8")


def report(title: str, examples: dict[str, list[Example]], totals: dict[str, int], weights: list[float]) -> None:
    found = {name: f1(examples[name], totals[name], weights, name) for name in examples}
    print(
        f"{title}:",
        " ".join(f"{name} {value:.3f}" for name, value in found.items()),
        f"mean {mean(found.values()):.3f}",
    )


def mean(values: Iterable[float]) -> float:
    held = list(values)
    return sum(held) / len(held)


def rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def gather(folder: Path) -> tuple[list[Example], int]:
    labels = {ordered(row["id1"], row["id2"]): int(row["match"]) for row in rows(folder / "pairs.csv")}
    ignored = {ordered(row["id1"], row["id2"]) for row in rows(folder / "ignore.csv")}
    sources = {row["id"]: row["source"] for row in rows(folder / "records.csv")}
    linking = folder.name.startswith("sec_link")
    everything = linking or (folder / "truth.csv").exists()
    intake = Intake()
    for party in read_table(folder / "records.csv").parties:
        intake.put(parcel(party))
    batch = Batch(intake)
    examples = []
    for slot in range(len(batch)):
        known = batch.known(slot)
        for other in map(batch.known, batch.earlier(slot)):
            key = ordered(known.id, other.id)
            if (linking and (sources[key[0]] == "sec") == (sources[key[1]] == "sec")) or not (
                everything or key in labels
            ):
                continue
            label = labels.get(key, 0)
            label = 3 if key in ignored and label != 2 else label
            values = evidence.weigh(known, other, batch).values
            measures = tuple((PLACE[name], value) for name, value in values.items() if name in PLACE and value)
            examples.append(Example((*measures, (BIAS, 1.0)), label, next((i for i in key if sources[i] != "sec"), "")))
    return examples, sum(label == 1 for label in labels.values())


def ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def chance(measures: Iterable[tuple[int, float]], weights: list[float]) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(weights[place] * value for place, value in measures)))))


def learn(examples: dict[str, list[Example]], without: str = "") -> list[float]:
    weighed = []
    for name, held in examples.items():
        if name != without:
            share = SHARES[name] / sum(example.label == 1 for example in held)
            weighed += [(example.measures, float(example.label == 1), share) for example in held if example.label != 3]
    total = sum(share for _, _, share in weighed)
    data = [(measures, label, share / total) for measures, label, share in weighed]
    start = [START[name] for name in NAMES] + [START_BIAS]
    pulls = [STRONG_PULL if name in STRONG else PULL for name in NAMES] + [1e-9]
    fixed: set[int] = set()
    weights = list(start)
    while True:
        weights = newton(data, weights, start, pulls, fixed)
        crossed = {
            place
            for name, place in PLACE.items()
            if place not in fixed
            and ((name in AGAINST and weights[place] > 0) or (name in SPEAKS_FOR and weights[place] < 0))
        }
        if not crossed:
            return weights
        fixed |= crossed
        for place in crossed:
            weights[place] = 0.0


Row = tuple[tuple[tuple[int, float], ...], float, float]


def newton(
    data: list[Row], weights: list[float], start: list[float], pulls: list[float], fixed: set[int]
) -> list[float]:
    size = len(weights)
    for _ in range(30):
        slope = [pull * (weight - first) for pull, weight, first in zip(pulls, weights, start, strict=True)]
        curve = [[0.0] * size for _ in range(size)]
        for measures, label, share in data:
            likely = chance(measures, weights)
            error, bend = share * (likely - label), share * likely * (1 - likely)
            for place, value in measures:
                slope[place] += error * value
                line, bent = curve[place], bend * value
                for other, value_other in measures:
                    line[other] += bent * value_other
        free = [place for place in range(size) if place not in fixed]
        step = solve(
            [[curve[i][j] + (pulls[i] if i == j else 0.0) for j in free] for i in free], [slope[i] for i in free]
        )
        most = max(map(abs, step))
        for place, change in zip(free, step, strict=True):
            weights[place] -= change * min(1.0, 2 / most)
        if most < 1e-3:
            break
    return weights


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Return the solution of a positive definite system by elimination with pivots."""
    lines = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    size = len(lines)
    for column in range(size):
        best = max(range(column, size), key=lambda place: abs(lines[place][column]))
        lines[column], lines[best] = lines[best], lines[column]
        for place in range(column + 1, size):
            factor = lines[place][column] / lines[column][column]
            if factor:
                lines[place] = [a - factor * b for a, b in zip(lines[place], lines[column], strict=True)]
    solved = [0.0] * size
    for place in reversed(range(size)):
        rest = sum(lines[place][other] * solved[other] for other in range(place + 1, size))
        solved[place] = (lines[place][size] - rest) / lines[place][place]
    return solved


def f1(examples: list[Example], total: int, weights: list[float], name: str) -> float:
    scored = [(chance(e.measures, weights), e) for e in examples if e.label in {0, 1}]
    if name.startswith("sec_link"):
        best: dict[str, tuple[float, Example]] = {}
        for score, example in scored:
            if example.query not in best or score > best[example.query][0]:
                best[example.query] = (score, example)
        scored = list(best.values())
    taken = [example for score, example in scored if score >= REVIEW_FROM]
    return 2 * sum(example.label == 1 for example in taken) / (len(taken) + total)


if __name__ == "__main__":
    main()
