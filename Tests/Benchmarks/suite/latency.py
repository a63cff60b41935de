"""From the 201 to the ticket on its queue, at a steady 300 appeals a second."""

import asyncio
import json
import time

from suite import appeals
from suite.http import Connection, follow
from suite.measuring import Figure, median, rss_mb, say
from suite.town import Town

RATE = 300


def measure(settings):
    rounds, memory = [], []
    for _ in range(settings.rounds):
        with Town() as town:
            token = town.token("coordinator", "coordinator")
            process, url = town.serve("run")
            town.settle()
            with appeals.bodies(town) as file:
                bodies = open(file.name, "rb").read().splitlines()
            organisations = [row[0] for row in town.query("SELECT code FROM organisations WHERE active")]
            times = sorted(asyncio.run(run(url, token, organisations, bodies, settings.seconds)))
            rounds.append({
                "p50": times[len(times) // 2] * 1e3, "p99": times[int(len(times) * 0.99)] * 1e3, "tickets": len(times)
            })
            memory.append(rss_mb(process.pid, peak=True))
            listed = town.number("SELECT count(*) FROM tickets")
            if listed != len(times):
                raise SystemExit(f"error: {len(times)} tickets were seen of {listed}")
            say(f"p50 {rounds[-1]['p50']:.1f} ms, p99 {rounds[-1]['p99']:.1f} ms of {len(times)} tickets")
    p99 = median([each["p99"] for each in rounds])
    return Figure(
        p99, "ms", {"p99 ≤ 100 ms": p99 <= 100}, p50_ms=median([each["p50"] for each in rounds]), p99_ms=p99,
        rss_mb=median(memory),
    )


async def run(url, token, organisations, bodies, seconds):
    """Seconds from answer to event, of every appeal that became a ticket."""
    answered, seen = {}, {}

    async def watch(organisation):
        async for event in follow(url, organisation, token):
            seen[event["ticket"]["appeal_number"]] = time.monotonic()

    async def submit(free, body):
        connection = await free.get()
        answer = await connection.post("/v1/appeals", body)
        answered[json.loads(answer)["number"]] = time.monotonic()
        free.put_nowait(connection)

    watching = [asyncio.create_task(watch(organisation)) for organisation in organisations]
    free = asyncio.Queue()
    for _ in range(64):
        free.put_nowait(await Connection.open(url))
    await asyncio.sleep(1)
    begin, tasks = time.monotonic(), []
    for index in range(round(RATE * seconds)):
        await asyncio.sleep(max(0, begin + index / RATE - time.monotonic()))
        tasks.append(asyncio.create_task(submit(free, bodies[index % len(bodies)])))
    await asyncio.gather(*tasks)
    await asyncio.sleep(2)
    for task in watching:
        task.cancel()
    # An event may overtake the answer on its way to this client.
    return [max(0.0, seen[number] - instant) for number, instant in answered.items() if number in seen]
