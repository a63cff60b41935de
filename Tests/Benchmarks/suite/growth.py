"""Whether taking in appeals slows down as the town's past grows."""

from suite import filling, intake
from suite.measuring import Figure, median, say
from suite.town import Town, stop

SIZES = [10_000, 1_000_000, 5_000_000]


def measure(settings):
    rates, there = {}, 0
    with Town() as town:
        for size in SIZES:
            while there < size:
                step = min(1_000_000, size - there)
                filling.appeals(town, step)
                there += step
            town.settle()
            rounds = []
            for _ in range(settings.rounds):
                process, url = town.serve("serve")
                rounds.append(intake.load(town, url, settings.seconds))
                stop(process)
            rates[size] = median([each["rate"] for each in rounds])
            say(f"{size:,} appeals: {round(rates[size]):,} a second")
    spread = max(rates.values()) / min(rates.values())
    return Figure(
        rates[SIZES[-1]], "appeals/s", {"within 20 % of each other": spread <= 1.2},
        {f"at {size:,}": rate for size, rate in rates.items()}, more={"spread": spread},
    )
