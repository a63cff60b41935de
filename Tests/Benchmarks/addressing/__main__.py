"""Imports a register into an empty database, spells its addresses, and counts what `zemstvo house find` makes of them."""

import argparse
import collections
import csv
import json
import os
import pathlib
import random
import subprocess
import sys
import time

from addressing.spellings import Address, missing, spellings

PROGRAM = os.environ["ZEMSTVO"]
DEMO = pathlib.Path(__file__).resolve().parents[3] / "Deploy/town/houses.csv"


def main():
    options = arguments()
    subprocess.run([PROGRAM, "town", "create", "--name", options.town, "--time-zone", "Europe/Moscow"], check=True,
                   stdout=sys.stderr)
    subprocess.run([PROGRAM, "import", "houses", options.houses], check=True, stdout=sys.stderr)
    with open(options.houses, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    addresses = [Address(row.get("registry_id") or row["house_id"], row["street"], row["house"]) for row in rows]

    typed = [(text, address) for address in addresses for text in spellings(address, options.town, options.region)]
    absent = [(text, None) for text in missing(addresses, random.Random(1))]
    begin = time.monotonic()
    found = find([text for text, _ in typed + absent])
    seconds = time.monotonic() - begin
    counts, examples = count(addresses, typed + absent, found)

    spelled = len(typed)
    right = counts["right"] + counts["offered, ambiguous"]
    result = {
        "houses": len(addresses), "spellings": spelled, "right": right / spelled,
        "of them offered because ambiguous": counts["offered, ambiguous"], "offered": counts["offered"],
        "not found": counts["not found"], "wrong": counts["wrong"], "missing houses": len(absent),
        "missing found": counts["missing found"], "seconds": round(seconds, 1),
    }
    if options.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name}\t{value:.4f}" if name == "right" else f"{name}\t{value}")
    for kind, lines in examples.items():
        for line in random.Random(1).sample(lines, min(options.show, len(lines))):
            print(f"{kind}: {line}")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--houses", default=str(DEMO), help="columns street, house, and registry_id or house_id")
    parser.add_argument("--town", default="Тутаев")
    parser.add_argument("--region", default="Ярославская область")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def find(texts):
    done = subprocess.run([PROGRAM, "house", "find", "--file", "-", "--json"], input="\n".join(texts), text=True,
                          stdout=subprocess.PIPE)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    if len(found) != len(texts):
        raise SystemExit(f"error: {len(found)} answers to {len(texts)} addresses")
    return found


def count(addresses, typed, found):
    # Houses that share an address, and spellings that are made of several houses.
    sharing, meaning = collections.defaultdict(set), collections.defaultdict(set)
    for address in addresses:
        sharing[address.key()].add(address.house)
    for text, address in typed:
        if address:
            meaning[text.lower()].add(address.house)
    counts, examples = collections.Counter(), collections.defaultdict(list)
    for (text, address), answer in zip(typed, found):
        house = answer.get("house")
        if address is None:
            kind = "missing found" if house else "missing not found"
        elif house:
            kind = "right" if house["registry_id"] == address.house else "wrong"
        elif address.house in {candidate["registry_id"] for candidate in answer.get("candidates", [])}:
            is_ambiguous = len(sharing[address.key()]) > 1 or len(meaning[text.lower()]) > 1
            kind = "offered, ambiguous" if is_ambiguous else "offered"
        else:
            kind = "not found"
        counts[kind] += 1
        if kind in ("wrong", "missing found", "not found", "offered"):
            wanted = f"{address.street}, {address.number}" if address else "none"
            examples[kind].append(f"{text!r} is {wanted!r}, found {house and house['address']!r}")
    return counts, examples


main()
