"""What row-level security costs: the same program on the same database, as the superuser, whom no policy holds, and as the
server's role, round by round."""

from suite import filling, intake, lists, route
from suite.load import wrk
from suite.measuring import Figure, medians, say
from suite.town import Town, stop

TICKETS = 200_000
# What may be paid at most: by batches and pages, and by single steps.
BATCHED, SINGLE = 0.95, 0.85


def measure(settings):
    rounds = {"without": [], "with": []}
    for turn in range(settings.rounds):
        # In turn, so that neither always comes first.
        for wall in (("without", "with") if turn % 2 == 0 else ("with", "without")):
            rounds[wall].append(one_round(wall == "with", settings.seconds))
            say(f"{wall}: " + ", ".join(f"{name} {round(rate):,}" for name, rate in rounds[wall][-1].items()))
    without, behind = medians(rounds["without"]), medians(rounds["with"])
    shares = {name: behind[name] / without[name] for name in without}
    return Figure(
        behind["intake"], "appeals/s behind the wall",
        {f"{name} keeps ≥ {round(least * 100)} %": shares[name] >= least for name, least in (
            ("intake", BATCHED), ("routing", BATCHED), ("list", BATCHED), ("claim", SINGLE))},
        {f"{name} without": rate for name, rate in without.items()},
        {f"{name} without": share for name, share in shares.items()},
    )


def one_round(walled, seconds):
    rates = {}
    with Town(walled) as town:
        process, url = town.serve("serve")
        rates["intake"] = intake.load(town, url, seconds)["rate"]
        stop(process)
    rates["routing"], _ = route.drained(lambda town: None, categories=True, backlog=30_000, walled=walled)
    with Town(walled) as town:
        token = town.token("dispatcher", "dispatcher", lists.ORGANISATION)
        filling.appeals(town, TICKETS, numbers="pg_temp.numbered(appeal_id)")
        filling.tickets(town, lists.ORGANISATION)
        town.settle()
        process, url = town.serve("serve")
        queue = f"{url}/v1/queues/{lists.ORGANISATION}"
        wrk(f"{queue}/tickets", "get.lua", 1, lists.CONNECTIONS, [token])
        rates["list"] = wrk(f"{queue}/tickets", "get.lua", seconds, lists.CONNECTIONS, [token])["rate"]
        wrk(f"{queue}/claim-next", "post.lua", 1, lists.CONNECTIONS, [token])
        rates["claim"] = wrk(f"{queue}/claim-next", "post.lua", seconds, lists.CONNECTIONS, [token])["rate"]
        stop(process)
    return rates
