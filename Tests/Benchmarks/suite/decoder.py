"""What reading a body by `JSONReader` instead of `JSONDecoder` is worth: intake of plain bodies, and of the same bodies with
a null in front, which only the decoder reads."""

from suite import appeals, intake
from suite.load import wrk
from suite.measuring import Figure, in_turn, median, pairs_of_seconds
from suite.town import Town, stop


def measure(settings):
    with Town() as town, appeals.bodies(town) as plain, appeals.bodies(town, first={"address": None}) as decoded:
        process, url = town.serve("serve")

        def second(is_plain):
            file = plain if is_plain else decoded
            return wrk(url, "appeals.lua", 1, intake.CONNECTIONS, [file.name])["rate"]

        in_turn(0, second)
        town.settle()
        pairs = [in_turn(turn, second) for turn in pairs_of_seconds(settings)]
        stop(process)
    rates = [median(each) for each in zip(*pairs)]
    share = median([decoded / plain for plain, decoded in pairs])
    return Figure(
        rates[0], "appeals/s", {"JSONReader stays, because intake keeps less than 95 % without it": share < 0.95},
        {"JSONDecoder": rates[1]}, {"JSONDecoder": 1 / share},
    )
