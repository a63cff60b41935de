"""Appeals as residents send them: about a kilobyte of Russian text each."""

import csv
import json
import random
import tempfile

from suite.measuring import ROOT

LENGTH = 500  # letters, of two bytes each


def complaints():
    """The complaints of the demo town's residents, with the category where one was chosen."""
    with open(ROOT / "Deploy/town/appeals.csv", encoding="utf-8", newline="") as file:
        return [(row["text"], row["category"]) for row in csv.DictReader(file)]


def bodies(town, count=4000, categories=True, first=None):
    """A file of JSON bodies, for `load/appeals.lua`; removed when it is closed. `first`: members before the others."""
    chance = random.Random(20261123)
    houses = [int(row[0]) for row in town.query("SELECT house_id FROM houses ORDER BY house_id")]
    codes = [row[0] for row in town.query("SELECT code FROM categories ORDER BY code")]
    texts = [text for text, _ in complaints()]
    return written({
        **(first or {}), "text": text(chance, texts), "house_id": chance.choice(houses),
        **({"category": chance.choice(codes)} if categories else {}),
        "contact": {"name": "Иван", "phone": f"+7900{chance.randrange(10**7):07}"},
    } for _ in range(count))


def plain_bodies(count=4000):
    """The same for a peer that has no town."""
    chance = random.Random(20261123)
    texts = [text for text, _ in complaints()]
    return written({
        "text": text(chance, texts), "house_id": chance.randrange(1, 300), "category": "heating.no_heat",
        "contact": {"name": "Иван", "phone": f"+7900{chance.randrange(10**7):07}"},
    } for _ in range(count))


def text(chance, texts):
    """Complaints one after the other until it is long enough."""
    words = chance.choice(texts)
    while len(words) < LENGTH:
        words += " " + chance.choice(texts)
    return words[:LENGTH].strip()


def written(items):
    file = tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8")
    for item in items:
        file.write(json.dumps(item, ensure_ascii=False) + "\n")
    file.flush()
    return file
