"""Shared by the benchmarks: settings, figures, medians, memory."""

import dataclasses
import pathlib
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
HERE = ROOT / "Tests/Benchmarks"


@dataclasses.dataclass
class Settings:
    rounds: int
    seconds: float


@dataclasses.dataclass
class Figure:
    """One measurement, with its peers."""

    value: float
    unit: str
    # The bounds: each in words, and whether it is met.
    bounds: dict
    peers: dict = dataclasses.field(default_factory=dict)
    # How many times better than the peer.
    ratios: dict = dataclasses.field(default_factory=dict)
    p50_ms: float | None = None
    p99_ms: float | None = None
    rss_mb: float | None = None
    more: dict = dataclasses.field(default_factory=dict)

    @property
    def meets(self):
        return all(self.bounds.values())

    def json(self):
        told = {"value": self.value, "unit": self.unit, "peers": self.peers, "ratios": self.ratios}
        told |= {"p50_ms": self.p50_ms, "p99_ms": self.p99_ms, "rss_mb": self.rss_mb} | self.more
        return {key: rounded(value) for key, value in told.items() if value is not None} | {
            "bounds": self.bounds, "meets": self.meets
        }

    def line(self, name):
        parts = [f"{name}: {rounded(self.value):,} {self.unit}"]
        parts += [f"{rounded(ratio)}× {peer} ({rounded(self.peers[peer]):,})" for peer, ratio in self.ratios.items()]
        for label, value in [("p50", self.p50_ms), ("p99", self.p99_ms)]:
            if value is not None:
                parts.append(f"{label} {rounded(value)} ms")
        if self.rss_mb is not None:
            parts.append(f"{rounded(self.rss_mb)} MB")
        parts += [f"{key} {rounded(value)}" for key, value in self.more.items()]
        bounds = "; ".join(f"{'meets' if holds else 'MISSES'} {bound}" for bound, holds in self.bounds.items())
        return ", ".join(parts) + f"\n    {bounds}"


def rounded(value):
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, float):
        return round(value) if abs(value) >= 1000 else float(f"{value:.3g}")
    return value


def median(values):
    return statistics.median(values)


def medians(rounds):
    """Of a list of dictionaries with the same keys."""
    return {key: median([each[key] for each in rounds]) for key in rounds[0]}


def in_turn(turn, measure):
    """What `measure` gives for True and for False. Neither always comes first, and a change of the machine's pace meets
    both."""
    done = {choice: measure(choice) for choice in ((True, False) if turn % 2 else (False, True))}
    return done[True], done[False]


def pairs_of_seconds(settings):
    """How many pairs of seconds are measured in turn."""
    return range(max(3, round(settings.rounds * settings.seconds)))


def rss_mb(process, peak=False):
    """Resident memory of a process."""
    field = "VmHWM" if peak else "VmRSS"
    for line in pathlib.Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1]) / 1024
    return None


def say(words):
    print(f"  {words}", file=sys.stderr, flush=True)
