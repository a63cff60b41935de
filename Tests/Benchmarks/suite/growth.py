"""Whether intake slows down as the town's past grows: towns of each size, measured in turn."""

import contextlib

from suite import appeals, filling, intake
from suite.load import wrk
from suite.measuring import Figure, median, say
from suite.town import Town

SIZES = [10_000, 1_000_000, 5_000_000]
STEP = 1_000_000


def measure(settings):
    with contextlib.ExitStack() as stack:
        towns = {size: stack.enter_context(Town()) for size in SIZES}
        loads = {}
        for size, town in towns.items():
            for there in range(0, size, STEP):
                filling.appeals(town, min(STEP, size - there))
            _, url = town.serve("serve")
            file = stack.enter_context(appeals.bodies(town))
            wrk(url, "appeals.lua", 1, intake.CONNECTIONS, [file.name])
            town.settle()
            loads[size] = (url, file)
            say(f"{size:,} appeals are there")
        # Short and often, because the machine's speed changes within minutes.
        rounds = [
            {
                size: wrk(url, "appeals.lua", settings.seconds / 2, intake.CONNECTIONS, [file.name])["rate"]
                for size, (url, file) in loads.items()
            }
            for _ in range(4 * settings.rounds)
        ]
    rates = {size: median([each[size] for each in rounds]) for size in SIZES}
    spread = max(rates.values()) / min(rates.values())
    return Figure(
        rates[SIZES[-1]], "appeals/s", {"within 20 % of each other": spread <= 1.2},
        {f"with {size:,}": rate for size, rate in rates.items()}, more={"spread": spread},
    )
