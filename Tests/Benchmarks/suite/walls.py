"""What row-level security costs: the same program on the same database, as the superuser, to whom no policy applies, and
as the server's role.

Two servers use one database and are loaded in turn, a second each, so that a change of the machine's speed affects both.
The result is the median of the ratios of such pairs."""

from suite import appeals, filling, intake, lists, route
from suite.load import wrk
from suite.measuring import Figure, in_turn, median, pairs_of_seconds, say
from suite.town import Town, stop

TICKETS = 200_000
BACKLOG = 30_000
# Maximum allowed cost: of batches and pages, and of single steps.
BOUNDS = {"intake": 0.95, "routing": 0.95, "list": 0.95, "claim": 0.85}


def measure(settings):
    pairs = {"routing": [routed(turn) for turn in range(settings.rounds)]} | loaded(settings)
    behind = {name: median([with_wall for with_wall, _ in done]) for name, done in pairs.items()}
    without = {name: median([without for _, without in done]) for name, done in pairs.items()}
    shares = {name: median([with_wall / without for with_wall, without in done]) for name, done in pairs.items()}
    return Figure(
        behind["intake"], "appeals/s behind the wall",
        {f"{name} keeps ≥ {round(least * 100)} %": shares[name] >= least for name, least in BOUNDS.items()},
        {f"{name} without": rate for name, rate in without.items()},
        {f"{name} without": share for name, share in shares.items()},
    )


def routed(turn):
    pair = in_turn(
        turn, lambda walled: route.drained(lambda town: None, categories=True, backlog=BACKLOG, walled=walled)[0]
    )
    say(f"routing {pair[0]:,.0f} with, {pair[1]:,.0f} without")
    return pair


def loaded(settings):
    """Pairs of rates of what a server does."""
    with Town() as town, appeals.bodies(town) as file:
        token = town.token("dispatcher", "dispatcher", lists.ORGANISATION)
        filling.appeals(town, TICKETS, numbers="pg_temp.numbered(appeal_id)")
        filling.tickets(town, lists.ORGANISATION)
        town.settle()
        servers = {walled: town.serve("serve", walled=walled) for walled in (True, False)}
        queue = f"/v1/queues/{lists.ORGANISATION}"
        loads = {
            "list": (f"{queue}/tickets", "get.lua", lists.CONNECTIONS, [token]),
            "claim": (f"{queue}/claim-next", "post.lua", lists.CONNECTIONS, [token]),
            "intake": ("", "appeals.lua", intake.CONNECTIONS, [file.name]),
        }
        pairs = {}
        for name, (path, script, connections, arguments) in loads.items():
            def second(walled):
                # Leases that pile up before the head of the queue would slow whoever comes second.
                town.query("UPDATE tickets SET lease_user_id = NULL, leased_until = NULL WHERE lease_user_id IS NOT NULL")
                town.query("VACUUM tickets")
                return wrk(servers[walled][1] + path, script, 1, connections, arguments)["rate"]

            in_turn(0, second)
            town.settle()
            pairs[name] = [in_turn(turn, second) for turn in pairs_of_seconds(settings)]
            say(f"{name}: {len(pairs[name])} pairs of seconds")
        for process, _ in servers.values():
            stop(process)
        return pairs
