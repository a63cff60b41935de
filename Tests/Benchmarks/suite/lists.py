"""Pages of one organisation's queue of a million tickets, against the same query and JSON in FastAPI."""

import itertools
import json
import urllib.request

from suite import filling, peers
from suite.load import wrk
from suite.measuring import Figure, median, rss_mb, say
from suite.town import Town, stop

TICKETS = 1_000_000
ORGANISATION = "teploset"
CONNECTIONS = 16
PAGES = {"first": 1, "200th": 200}
ports = itertools.count(18400)


def measure(settings):
    with Town() as town:
        token = town.token("dispatcher", "dispatcher", ORGANISATION)
        filling.appeals(town, TICKETS, numbers="pg_temp.numbered(appeal_id)")
        filling.tickets(town, ORGANISATION)
        town.settle()
        rounds = []
        for _ in range(settings.rounds):
            rates, sizes = {}, {}
            process, url = town.serve("serve")
            for page, number in PAGES.items():
                path = page_path(url, token, number)
                sizes[page] = len(get(url + path, token))
                rates[page] = wrk(url + path, "get.lua", settings.seconds, CONNECTIONS, [token])
            peak = rss_mb(process.pid, peak=True)
            stop(process)
            for count in (1, 2):
                peer, address = peers.fastapi(town, "tickets_fastapi", count, next(ports))
                for page, number in PAGES.items():
                    path = peer_path(address, number)
                    if len(get(address + path)) < 0.7 * sizes[page]:
                        raise SystemExit("error: the peer answers less")
                    rates[f"{page} fastapi-{count}"] = wrk(address + path, "get.lua", settings.seconds, CONNECTIONS)
                stop(peer)
            rounds.append({name: told["rate"] for name, told in rates.items()} | {"p50": rates["first"]["p50"], "p99": rates["first"]["p99"], "rss": peak})
            say(", ".join(f"{name} {round(rate):,}" for name, rate in rounds[-1].items()))
    told = {key: median([each[key] for each in rounds]) for key in rounds[0]}
    others = {page: max(told[f"{page} fastapi-1"], told[f"{page} fastapi-2"]) for page in PAGES}
    ratios = {f"fastapi, {page} page": told[page] / others[page] for page in PAGES}
    depth = told["first"] / told["200th"]
    return Figure(
        told["first"], "pages/s",
        {"≥ 4× fastapi": min(ratios.values()) >= 4, "200th page within 1.5× of the first": depth <= 1.5},
        {f"fastapi, {page} page": rate for page, rate in others.items()}, ratios, told["p50"], told["p99"], told["rss"],
        {"pages/s of the 200th": told["200th"]},
    )


def page_path(url, token, number):
    path = f"/v1/queues/{ORGANISATION}/tickets"
    after = ""
    for _ in range(number - 1):
        after = f"?after={json.loads(get(url + path + after, token))['next']}"
    return path + after


def peer_path(url, number):
    path = after = "/tickets"
    for _ in range(number - 1):
        last = json.loads(get(url + after))["items"][-1]
        after = f"{path}?urgency={0 if last['emergency'] else 1}&due={last['due_at']}&ticket={last['ticket_id']}"
        after = after.replace("+", "%2B")
    return after


def get(url, token=None):
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"} if token else {})
    with urllib.request.urlopen(request, timeout=30) as response:
        return response.read()
