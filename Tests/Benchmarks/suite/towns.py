"""One server for many towns: intake over 1, 100 and 1 000 at once, memory and start, and one town during another's burst."""

import asyncio
import threading
import time

from suite import appeals
from suite.http import Connection
from suite.load import wrk
from suite.measuring import Figure, median, rss_mb, say
from suite.town import Town, stop, wait_until

TOWNS = 1000
COUNTS = (1, 100, TOWNS)
# The tables that intake reads, in the order of their references.
DIRECTORY = ("areas", "houses", "services", "category_groups", "categories")
# Appeals a second of the town beside the burst.
STEADY = 50


def measure(settings):
    rounds = []
    for _ in range(settings.rounds):
        with Town() as town, appeals.bodies(town) as file:
            populate(town)
            rounds.append(one_round(town, file, settings))
            say(", ".join(f"{name} {value:.3g}" for name, value in rounds[-1].items()))
    told = {key: median([each[key] for each in rounds]) for key in rounds[0]}
    single, alone, storm = told["1 town"], told["p99 alone"], told["p99 beside a storm"]
    return Figure(
        told[f"{TOWNS} towns"], f"appeals/s over {TOWNS} towns",
        {"idle ≤ 200 MB": told["idle MB"] <= 200, "ready in ≤ 2 s": told["ready s"] <= 2,
         "1 connection idle": told["connections"] <= 1,
         "p99 beside another town's storm ≤ 2× p99 alone": storm <= 2 * alone},
        peers={"one town": single}, ratios={"one town": told[f"{TOWNS} towns"] / single},
        p99_ms=storm, rss_mb=told["idle MB"], more=told,
    )


def one_round(town, file, settings):
    told = {}
    begin = time.monotonic()
    process, url = town.serve("run")
    told["ready s"] = time.monotonic() - begin
    time.sleep(2)
    told["idle MB"] = rss_mb(process.pid)
    # Pools close connections that were idle for 30 seconds.
    wait_until(lambda: connections(town) <= 1, seconds=90, pause=1)
    told["connections"] = connections(town)
    stop(process)
    # Without the worker, because only intake is compared.
    process, url = town.serve("serve")
    for count in COUNTS:
        load(url, file, count, 1)
        town.settle()
        name = "1 town" if count == 1 else f"{count} towns"
        told[name] = load(url, file, count, settings.seconds)["rate"]
    told["MB after all towns"] = rss_mb(process.pid)
    with open(file.name, "rb") as lines:
        bodies = lines.read().splitlines()
    # The measured town is not one of those with the burst.
    told["p99 alone"] = asyncio.run(steady(url, bodies, settings.seconds))
    for name, count in [("100 towns", 100), ("a storm", 1)]:
        storm = threading.Thread(target=load, args=(url, file, count, settings.seconds + 2))
        storm.start()
        time.sleep(1)
        told[f"p99 beside {name}"] = asyncio.run(steady(url, bodies, settings.seconds))
        storm.join()
    stop(process)
    return told


def connections(town):
    return town.number(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'zemstvo'"
    )


def load(url, file, count, seconds):
    return wrk(url, "towns.lua", seconds, 64, [file.name, str(count)])


async def steady(url, bodies, seconds):
    """The 99th percentile in milliseconds of one town's appeals at a steady pace."""
    times = []

    async def submit(free, body):
        begin = time.monotonic()
        connection = await free.get()
        await connection.post("/v1/appeals", body, host=f"town-{TOWNS}.bench")
        times.append(time.monotonic() - begin)
        free.put_nowait(connection)

    free = asyncio.Queue()
    for _ in range(8):
        free.put_nowait(await Connection.open(url))
    begin, tasks = time.monotonic(), []
    for index in range(round(STEADY * seconds)):
        await asyncio.sleep(max(0, begin + index / STEADY - time.monotonic()))
        tasks.append(asyncio.create_task(submit(free, bodies[index % len(bodies)])))
    await asyncio.gather(*tasks)
    return sorted(times)[int(len(times) * 0.99)] * 1e3


def populate(town):
    """Copies of the demo town, each with a directory with the same ids, and with a host name."""
    town.query(f"""
        INSERT INTO municipalities (code, name, time_zone, secret)
        SELECT 'town-' || n, 'Город ' || n, 'Europe/Moscow', sha256(n::text::bytea) FROM generate_series(2, {TOWNS}) AS n""")
    town.query("""
        INSERT INTO municipality_hosts (host, municipality_id)
        SELECT 'town-' || municipality_id || '.bench', municipality_id FROM municipalities""")
    for table in DIRECTORY:
        columns = [row[0] for row in town.query(f"""
            SELECT column_name FROM information_schema.columns
            WHERE table_name = '{table}' AND column_name <> 'municipality_id' AND is_generated = 'NEVER'""")]
        town.query(f"""
            INSERT INTO {table} (municipality_id, {", ".join(columns)}) OVERRIDING SYSTEM VALUE
            SELECT m.municipality_id, {", ".join(f"t.{column}" for column in columns)} FROM municipalities AS m, {table} AS t
            WHERE t.municipality_id = 1 AND m.municipality_id > 1""")
    town.settle()
