"""Compares `zemstvo routing evaluate` with scikit-learn's LinearSVC on the same folds of the same texts.

    python3 Tests/Benchmarks/classifier.py FILE.csv --text COLUMN --label COLUMN [--label COLUMN …] [--json]

The peer: TF-IDF of words (1-2) and of letters within words (3-5), min_df 2, sublinear, a balanced LinearSVC, the margin
between the two best classes as its confidence. Needs the release build; installs scikit-learn into .build.
"""

import argparse
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
VENV = ROOT / ".build/venv-benchmarks"


def in_venv():
    python = VENV / "bin/python"
    if pathlib.Path(sys.prefix) != VENV:
        if not (VENV / "lib").exists():
            subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "scikit-learn"], check=True)
        os.execv(python, [str(python), *sys.argv])


def ours(arguments, label):
    program = os.environ.get("ZEMSTVO", str(ROOT / ".build/release/zemstvo"))
    with tempfile.NamedTemporaryFile(suffix=".csv") as told:
        command = [program, "routing", "evaluate", "--csv", arguments.csv, "--text", arguments.text, "--label", label]
        command += ["--folds", str(arguments.folds), "--seed", str(arguments.seed), "--json"]
        command += ["--predictions", told.name]
        measured = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        with open(told.name, encoding="utf-8", newline="") as file:
            predictions = list(csv.DictReader(file))
    return measured, predictions


def texts_of(arguments, label):
    """Reads texts like the program: every text once, without rows that lack text or label."""
    seen, texts, labels = set(), [], []
    with open(arguments.csv, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            text, meant = row[arguments.text], (row[label] or "").strip()
            if text.strip() and meant and text not in seen:
                seen.add(text)
                texts.append(text)
                labels.append(meant)
    return texts, labels


def coverage(confidences, right):
    import numpy

    order = numpy.argsort(-numpy.asarray(confidences), kind="stable")
    wrong = numpy.cumsum(~numpy.asarray(right)[order])
    enough = numpy.flatnonzero(wrong <= 0.05 * numpy.arange(1, len(order) + 1))
    return float(enough[-1] + 1) / len(order) if len(enough) else 0.0


def theirs(texts, labels, predictions):
    import numpy
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics import f1_score
    from sklearn.pipeline import FeatureUnion
    from sklearn.svm import LinearSVC

    rows = numpy.array([int(one["row"]) for one in predictions])
    folds = numpy.array([int(one["fold"]) for one in predictions])
    texts = numpy.array(texts, dtype=object)[rows]
    labels = numpy.array(labels)[rows]
    assert list(labels) == [one["label"] for one in predictions], "the rows are not read alike"
    said = numpy.empty(len(labels), dtype=object)
    margins, top3, seconds = numpy.zeros(len(labels)), numpy.zeros(len(labels), dtype=bool), []
    for fold in sorted(set(folds)):
        learnt, held = folds != fold, folds == fold
        start = time.monotonic()
        features = FeatureUnion([
            ("words", TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)),
            ("letters", TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2, sublinear_tf=True)),
        ])
        model = LinearSVC(class_weight="balanced").fit(features.fit_transform(texts[learnt]), labels[learnt])
        seconds.append(time.monotonic() - start)
        scores = model.decision_function(features.transform(texts[held]))
        order = numpy.argsort(-scores, axis=1)
        said[held] = model.classes_[order[:, 0]]
        top3[held] = [label in model.classes_[best] for label, best in zip(labels[held], order[:, :3])]
        sorted_scores = numpy.sort(scores, axis=1)
        margins[held] = sorted_scores[:, -1] - sorted_scores[:, -2]
    right = said == labels
    return {
        "accuracy": float(right.mean()), "macro_f1": float(f1_score(labels, said, average="macro")),
        "top3": float(top3.mean()), "coverage_at_95": coverage(margins, right),
        "train_seconds": float(numpy.mean(seconds)),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("csv")
    parser.add_argument("--text", required=True)
    parser.add_argument("--label", required=True, action="append")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    in_venv()
    results = {}
    for label in arguments.label:
        measured, predictions = ours(arguments, label)
        peer = theirs(*texts_of(arguments, label), predictions)
        compared = ["accuracy", "macro_f1", "top3", "coverage_at_95"]
        results[label] = {
            "zemstvo": measured, "scikit-learn": {name: round(value, 4) for name, value in peer.items()},
            "meets": all(measured[name] >= round(peer[name], 4) for name in compared),
        }
        if not arguments.json:
            print(f"{label}: {measured['rows']} rows, {measured['classes']} classes")
            for name in compared + ["train_seconds"]:
                print(f"  {name:16} zemstvo {measured[name]:8.4f}   scikit-learn {peer[name]:8.4f}")
    if arguments.json:
        print(json.dumps(results, indent=2))
    sys.exit(0 if all(result["meets"] for result in results.values()) else 1)


main()
