"""Made-up leads by the million, with a share of duplicates, for measuring time and memory: written as CSV.

    python benchmarks/made_leads.py 1000000 OUT.csv

Names are a made word, which few or many firms share (a long tail, as with real ones), trades, places and legal forms.
Every eighth record is an earlier firm again, with a slip, another legal form, or fields missing.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path

FIELDS = ("id", "name", "domain", "country", "city", "address", "phone")
STARTS_TEXT = "b br c ch d dr f fl g gr h j k kl l m n p pl qu r s sch st t tr v w z"
VOWELS_TEXT = "a e i o u au ei ia eo"
ENDS_TEXT = "n r l s t m nd rt x ck"
TRADES_TEXT = """Logistics Systems Bank Energy Foods Capital Software Steel Consulting Media Pharma Textiles Travel Design
Security Motors Plastics Trading Marketing Engineering Construction Clinic Hotel Partners Solutions Electronics"""
STARTS, VOWELS, ENDS, TRADES = (text.split() for text in (STARTS_TEXT, VOWELS_TEXT, ENDS_TEXT, TRADES_TEXT))
FORMS = {"DE": "GmbH AG", "GB": "Ltd plc", "US": "Inc LLC Corp", "FR": "SARL SA", "IT": "S.r.l. SpA", "NL": "B.V."}
STREETS = ["Harbour", "Mill", "Station", "Church", "Castle", "Garden", "Market", "Bridge", "King", "Forest"]


def leads(count: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """Yield `count` records with the keys of `FIELDS` and `firm`, which says who it truly is; the same for the same seed."""
    chance = random.Random(seed)
    towns = [made_word(chance).title() for _ in range(3_000)]
    earlier: list[dict[str, str]] = []
    for number in range(count):
        if number % 8 == 7 and earlier:
            firm = again(chance.choice(earlier), chance)
        else:
            firm = {**fresh(chance, towns), "firm": str(number)}
            place = chance.randrange(20_000)
            if place < len(earlier):
                earlier[place] = firm
            else:
                earlier.append(firm)
        yield {**firm, "id": str(number)}


def made_word(chance: random.Random) -> str:
    """Return a word of two or three syllables, from some 400,000; low numbers come up far more often."""
    kind = random.Random(int(400_000 * chance.random() ** 2.2))
    return "".join(kind.choice(STARTS) + kind.choice(VOWELS) for _ in range(kind.choice((2, 2, 3)))) + kind.choice(ENDS)


def fresh(chance: random.Random, towns: list[str]) -> dict[str, str]:
    country = chance.choice(list(FORMS))
    town = chance.choice(towns)
    words = [made_word(chance).title()]
    if chance.random() < 0.3:
        words.append(made_word(chance).title())
    if chance.random() < 0.7:
        words.append(chance.choice(TRADES))
    if chance.random() < 0.15:
        words.append(town)
    domain = f"{''.join(words[:2]).lower()}.{'com' if country == 'US' else country.lower().replace('gb', 'co.uk')}"
    return {
        "name": " ".join([*words, chance.choice(FORMS[country].split())]),
        "domain": domain if chance.random() < 0.5 else "",
        "country": country if chance.random() < 0.7 else "",
        "city": town if chance.random() < 0.6 else "",
        "address": f"{chance.randrange(1, 200)} {chance.choice(STREETS)} Road" if chance.random() < 0.3 else "",
        "phone": f"+{chance.randrange(10**9, 10**11)}" if chance.random() < 0.4 else "",
    }


def again(firm: dict[str, str], chance: random.Random) -> dict[str, str]:
    """Return `firm` as another list may have it."""
    name = firm["name"]
    if chance.random() < 0.4:
        place = chance.randrange(1, len(name))
        name = name[:place] + name[place + 1 :]
    if chance.random() < 0.4:
        name = name.rpartition(" ")[0]
    kept = {field: value if chance.random() < 0.6 else "" for field, value in firm.items() if field != "firm"}
    return {**kept, "firm": firm["firm"], "name": name.upper() if chance.random() < 0.2 else name}


def main() -> None:
    with Path(sys.argv[2]).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(leads(int(sys.argv[1])))


if __name__ == "__main__":
    main()
