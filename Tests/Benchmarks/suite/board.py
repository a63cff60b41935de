"""A thousand live boards of one organisation, and a ticket that changes on all of them."""

import asyncio
import time

from suite.http import Connection, follow
from suite.measuring import Figure, median, rss_mb, say
from suite.town import Town, wait_until

BOARDS = 1000
CHANGES = 20
ORGANISATION = "teploset"


def measure(settings):
    rounds, memory = [], []
    for _ in range(settings.rounds):
        with Town() as town:
            token = town.token("dispatcher", "dispatcher", ORGANISATION)
            process, url = town.serve("run")
            asyncio.run(submit(url))
            wait_until(lambda: town.number("SELECT count(*) FROM tickets") == CHANGES)
            tickets = [row[0] for row in town.query("SELECT ticket_id FROM tickets ORDER BY 1")]
            times = sorted(asyncio.run(run(url, token, tickets)))
            rounds.append({"p50": times[len(times) // 2] * 1e3, "p99": times[int(len(times) * 0.99)] * 1e3})
            memory.append(rss_mb(process.pid, peak=True))
            say(f"p50 {rounds[-1]['p50']:.1f} ms, p99 {rounds[-1]['p99']:.1f} ms, {memory[-1]:.0f} MB")
    p99 = median([each["p99"] for each in rounds])
    return Figure(
        p99, "ms", {"p99 ≤ 300 ms": p99 <= 300, "≤ 250 MB": median(memory) <= 250},
        p50_ms=median([each["p50"] for each in rounds]), p99_ms=p99, rss_mb=median(memory),
    )


async def submit(url):
    connection = await Connection.open(url)
    for _ in range(CHANGES):
        await connection.post("/v1/appeals", '{"text": "Нет отопления", "house_id": 5, "category": "heating.no_heat"}'.encode())


async def run(url, token, tickets):
    """Seconds from the request that accepts a ticket to the event on each board."""
    opened, arrivals, times = [], [], []

    async def watch():
        async for event in follow(url, ORGANISATION, token, opened=lambda: opened.append(1)):
            if event["kind"] == "accepted":
                arrivals.append(time.monotonic())

    watching = []
    for _ in range(BOARDS):
        watching.append(asyncio.create_task(watch()))
        if len(watching) % 50 == 0:
            await asyncio.sleep(0.05)
    while len(opened) < BOARDS:
        await asyncio.sleep(0.05)
    await asyncio.sleep(1)
    connection = await Connection.open(url)
    for ticket in tickets:
        arrivals.clear()
        begin = time.monotonic()
        await connection.post(f"/v1/tickets/{ticket}/accept", token=token)
        while len(arrivals) < BOARDS:
            if time.monotonic() - begin > 30:
                raise SystemExit(f"error: {len(arrivals)} of {BOARDS} boards got the event")
            await asyncio.sleep(0.01)
        times += [instant - begin for instant in arrivals]
        await asyncio.sleep(0.1)
    for task in watching:
        task.cancel()
    return times
