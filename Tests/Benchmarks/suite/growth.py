"""Whether taking in appeals slows down as the town's past grows: towns of each size, measured in turn."""

import contextlib

from suite import filling, intake
from suite.measuring import Figure, median, say
from suite.town import Town, stop

SIZES = [10_000, 1_000_000, 5_000_000]
STEP = 1_000_000


def measure(settings):
    with contextlib.ExitStack() as stack:
        towns = {size: stack.enter_context(Town()) for size in SIZES}
        for size, town in towns.items():
            for there in range(0, size, STEP):
                filling.appeals(town, min(STEP, size - there))
            say(f"{size:,} appeals are there")
        rounds = []
        for _ in range(settings.rounds):
            rounds.append({size: rate(town, settings) for size, town in towns.items()})
            say(", ".join(f"with {size:,} {round(told):,}" for size, told in rounds[-1].items()))
    rates = {size: median([each[size] for each in rounds]) for size in SIZES}
    spread = max(rates.values()) / min(rates.values())
    return Figure(
        rates[SIZES[-1]], "appeals/s", {"within 20 % of each other": spread <= 1.2},
        {f"with {size:,}": rate for size, rate in rates.items()}, more={"spread": spread},
    )


def rate(town, settings):
    town.settle()
    process, url = town.serve("serve")
    try:
        return intake.load(town, url, settings.seconds)["rate"]
    finally:
        stop(process)
