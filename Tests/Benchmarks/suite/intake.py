"""Intake of appeals: the whole product path against three plain inserts behind FastAPI, and against pgbench alone."""

import itertools
import pathlib
import re
import tempfile
import time

from suite import appeals, peers
from suite.load import wrk
from suite.measuring import Figure, median, medians, rss_mb, say
from suite.town import SERVER, Database, Town, query, stop, wait_until

CONNECTIONS = 64
ports = itertools.count(18200)


def alone(settings):
    rounds = {"zemstvo": [], "fastapi-1": [], "fastapi-2": [], "pgbench": [], "pgbench-plain": []}
    peak = []
    for _ in range(settings.rounds):
        with Town() as town:
            process, url = town.serve("serve")
            rounds["zemstvo"].append(load(town, url, settings.seconds))
            peak.append(rss_mb(process.pid, peak=True))
            stop(process)
            statement = the_statement(town)
            rounds["pgbench"].append(run_script(town, statement, settings.seconds))
        for count in (1, 2):
            rounds[f"fastapi-{count}"].append(fastapi(count, settings.seconds))
        rounds["pgbench-plain"].append(plain_statement(settings.seconds))
        say(", ".join(f"{name} {round(done[-1]['rate']):,}" for name, done in rounds.items()))
    ours = medians(rounds.pop("zemstvo"))
    rates = {name: median([each["rate"] for each in done]) for name, done in rounds.items()}
    others = {"fastapi": max(rates["fastapi-1"], rates["fastapi-2"]), "pgbench": rates["pgbench"],
              "pgbench-plain": rates["pgbench-plain"]}
    ratios = {name: ours["rate"] / rate for name, rate in others.items()}
    return Figure(
        ours["rate"], "appeals/s",
        {"≥ 4× fastapi": ratios["fastapi"] >= 4, "≥ 1.2× pgbench": ratios["pgbench"] >= 1.2,
         "p99 ≤ 25 ms": ours["p99"] <= 25},
        others, ratios, ours["p50"], ours["p99"], median(peak),
    )


def with_routing(settings):
    """Server and worker in one process; then the backlog drains."""
    ours, plain, drained = [], [], []
    for _ in range(settings.rounds):
        with Town() as town:
            _, url = town.serve("run")
            ours.append(load(town, url, settings.seconds))
            left = town.number("SELECT count(*) FROM jobs WHERE kind = 'route'")
            begin = time.monotonic()
            wait_until(lambda: town.number("SELECT count(*) FROM jobs WHERE kind = 'route'") == 0, seconds=300)
            drained.append({"backlog": left, "seconds": time.monotonic() - begin})
            decided = town.number("SELECT count(*) FROM routing_decisions")
            if decided != town.number("SELECT count(*) FROM appeals"):
                raise SystemExit(f"error: {decided} decisions")
        plain.append(max(fastapi(count, settings.seconds)["rate"] for count in (1, 2)))
        say(f"zemstvo {round(ours[-1]['rate']):,}, fastapi {round(plain[-1]):,}, backlog {round(left):,}")
    told = medians(ours)
    ratio = told["rate"] / median(plain)
    return Figure(
        told["rate"], "appeals/s", {"≥ 2.5× fastapi without a worker": ratio >= 2.5, "the backlog drains": True},
        {"fastapi": median(plain)}, {"fastapi": ratio}, told["p50"], told["p99"],
        more={"backlog": median([each["backlog"] for each in drained]),
              "drain_seconds": median([each["seconds"] for each in drained])},
    )


def load(town, url, seconds, connections=CONNECTIONS, categories=True):
    """Appeals of the demo town's houses and categories."""
    with appeals.bodies(town, categories=categories) as file:
        wrk(url, "appeals.lua", 1, connections, [file.name])
        town.settle()
        return wrk(url, "appeals.lua", seconds, connections, [file.name])


def fastapi(processes, seconds):
    with Database() as database:
        from peers.appeals_fastapi import SCHEMA

        database.script(SCHEMA)
        _, url = peers.fastapi(database, "appeals_fastapi", processes, next(ports))
        with appeals.plain_bodies() as file:
            wrk(url, "appeals.lua", 1, CONNECTIONS, [file.name])
            database.settle()
            return wrk(url, "appeals.lua", seconds, CONNECTIONS, [file.name])


# The statement of one appeal as the program sends it, taken from PostgreSQL's log.


def the_statement(town):
    log = pathlib.Path(query(SERVER, "SELECT current_setting('data_directory')")[0][0]).parent / "server.log"
    name = town.name
    query(SERVER, f"ALTER DATABASE {name} SET log_min_duration_statement = 0")
    begin = log.stat().st_size
    process, url = town.serve("serve")
    with appeals.bodies(town, 10) as file:
        wrk(url, "appeals.lua", 1, 2, [file.name])
    stop(process)
    query(SERVER, f"ALTER DATABASE {name} RESET log_min_duration_statement")
    with open(log, encoding="utf-8") as file:
        file.seek(begin)
        text = file.read()
    found = re.search(
        r"execute [^:]*: (WITH input AS MATERIALIZED .*?)\n\S+ \S+ \S+ \[\d+\] DETAIL:  parameters: (.*?)\n\d{4}-",
        text, re.DOTALL,
    )
    statement, told = found.groups()
    values = dict(re.findall(r"\$(\d+) = '((?:[^']|'')*)'(?:, |$)", told))
    nulls = set(re.findall(r"\$(\d+) = NULL", told))
    arrays = re.search(r"FROM unnest\((.*?)\) WITH ORDINALITY", statement, re.DOTALL).group(1)
    columns = re.search(r"WITH ORDINALITY AS i \((.*?)\)", statement, re.DOTALL).group(1)
    own = {"appeal_id": "ARRAY[:id]", "number": "ARRAY[:id::bigint::text]", "key": "ARRAY[:id::bigint::text]"}
    for column, array in zip(re.split(r",\s*", columns.strip()), re.split(r",\s*(?=\$)", arrays.strip())):
        place = re.match(r"\$(\d+)", array).group(1)
        if column in own:
            values[place] = own[column]
        elif place in values:
            values[place] = f"'{values[place]}'"
    for place in sorted(set(re.findall(r"\$(\d+)", statement)), key=int, reverse=True):
        value = "NULL" if place in nulls else values[place]
        if value[0] not in "'AN" and not value.isdigit():
            value = f"'{value}'"
        statement = re.sub(rf"\${place}(?!\d)", lambda _: value, statement)
    return statement.replace("ARRAY[:id]", "ARRAY[:id::bigint]")


def plain_statement(seconds):
    with Database() as database:
        from peers.appeals_fastapi import SCHEMA

        database.script(SCHEMA)
        return run_script(database, f"""
            WITH appeal AS (
                INSERT INTO appeals (text, house_id, category, name, phone)
                VALUES ('{"вода " * 100}', :id % 300, 'heating', 'Иван', '+79000000000') RETURNING appeal_id
            ), event AS (
                INSERT INTO appeal_events (appeal_id, kind) SELECT appeal_id, 'registered' FROM appeal
            ), job AS (
                INSERT INTO jobs (kind, arguments)
                SELECT 'route', jsonb_build_object('appeal', appeal_id) FROM appeal
            )
            SELECT appeal_id FROM appeal""", seconds)


def run_script(database, statement, seconds):
    with tempfile.NamedTemporaryFile("w", suffix=".sql", encoding="utf-8") as file:
        text = " ".join(re.sub(r"^\s*--.*", "", line) for line in statement.split("\n"))
        file.write(f"\\set n :n + 1\n\\set id 1000000000 + :client_id * 10000000 + :n\n{text};\n")
        file.flush()
        variables = {"n": str(int(time.time() * 1000) % 1000 * 1000)}
        peers.pgbench(database, file.name, 1, CONNECTIONS, variables)
        database.settle()
        variables["n"] = str(int(variables["n"]) + 3_000_000)
        return {"rate": peers.pgbench(database, file.name, seconds, CONNECTIONS, variables)}
