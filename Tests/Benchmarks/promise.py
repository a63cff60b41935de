"""Measures the promise that at most 5 % of the automatic decisions are wrong, with `zemstvo routing evaluate`.

    python3 Tests/Benchmarks/promise.py FILE.csv --text COLUMN --label COLUMN [--group COLUMN] [--titles]
        [--sizes 100,200,400] [--draws 20] [--seeds 5]

For each size, so many examples are drawn at random, a model is trained on them, and the rest of the file is decided at the
threshold that training chose: decided is the share of the rest, wrong the share of the decided, pooled over the draws. Then
coverage_at_95 and macro_f1 in hindsight, the mean over seeds of a cross-validation. Needs the release build.
"""

import argparse
import csv
import json
import os
import pathlib
import random
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def evaluate(arguments, path, *options):
    program = os.environ.get("ZEMSTVO", str(ROOT / ".build/release/zemstvo"))
    command = [program, "routing", "evaluate", "--csv", path, "--text", arguments.text, "--label", arguments.label, "--json"]
    command += ["--group", arguments.group] if arguments.group else []
    command += ["--titles"] if arguments.titles else []
    told = json.loads(subprocess.run([*command, *options], check=True, capture_output=True, text=True).stdout)
    return {"labels": told} | ({"groups": told["groups"]} if arguments.group else {})


def read(path):
    """Every text once, as the program reads it."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return reader.fieldnames, reader.fieldnames and list(reader)


def distinct(rows, column):
    seen = set()
    return [row for row in rows if row[column].strip() and not (row[column] in seen or seen.add(row[column]))]


def write(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(rows)


def curve(arguments, header, rows, size):
    """Pooled over the draws: by what was measured, the texts, the decided and the wrong ones, and the deciding models."""
    pooled = {}
    for draw in range(arguments.draws):
        random.Random(f"{size} {draw}").shuffle(shuffled := list(rows))
        with tempfile.TemporaryDirectory() as folder:
            learnt, others = (os.path.join(folder, name) for name in ("learnt.csv", "others.csv"))
            write(learnt, header, shuffled[:size])
            write(others, header, shuffled[size:])
            for kind, told in evaluate(arguments, learnt, "--test", others).items():
                count = pooled.setdefault(kind, [0, 0, 0, 0])
                decided = round(told["decided"] * told["rows"])
                for place, value in enumerate((told["rows"], decided, round(told["wrong"] * decided), decided > 0)):
                    count[place] += value
    return pooled


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("csv")
    parser.add_argument("--text", default="text")
    parser.add_argument("--label", required=True)
    parser.add_argument("--group")
    parser.add_argument("--titles", action="store_true", help="the labels are names in words")
    parser.add_argument("--sizes", default="100,200,400,800,1500")
    parser.add_argument("--draws", type=int, default=20)
    parser.add_argument("--seeds", type=int, default=5)
    arguments = parser.parse_args()
    header, rows = read(arguments.csv)
    rows = distinct(rows, arguments.text)
    for size in map(int, filter(None, arguments.sizes.split(","))):
        for kind, (texts, decided, wrong, deciding) in curve(arguments, header, rows, size).items():
            print(f"{size} examples, {kind}: decided {decided / texts:.3f}, wrong {wrong / max(1, decided):.4f}, "
                  f"{deciding} of {arguments.draws} models decide", flush=True)
    runs = [evaluate(arguments, arguments.csv, "--seed", str(seed + 1)) for seed in range(arguments.seeds)]
    for kind in runs[0] if runs else []:
        for name in ("coverage_at_95", "macro_f1", "accuracy"):
            print(f"{kind}: {name} {sum(run[kind][name] for run in runs) / len(runs):.4f}")


main()
