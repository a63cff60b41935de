"""Routing a backlog: whole decisions against the plain insert of a ticket in pgqueuer and procrastinate."""

import csv
import datetime
import tempfile
import time

import psycopg

from suite import appeals, intake
from suite.measuring import Figure, HERE, median, rss_mb, say
from suite.town import Database, Town, stop, wait_until

BACKLOG = 100_000
# The peers are much slower, so fewer jobs are enough to measure them.
PGQUEUER_JOBS = 20_000
PROCRASTINATE_JOBS = 3_000


def given(settings):
    """House and category were given."""
    ours, peak, peers = [], [], {"pgqueuer": [], "procrastinate": []}
    for _ in range(settings.rounds):
        rate, memory = drained(lambda town: None, categories=True)
        ours.append(rate)
        peak.append(memory)
        peers["pgqueuer"].append(peer("pgqueuer", PGQUEUER_JOBS))
        peers["procrastinate"].append(peer("procrastinate", PROCRASTINATE_JOBS))
        say(f"zemstvo {round(rate):,}, " + ", ".join(f"{name} {round(done[-1]):,}" for name, done in peers.items()))
    rate = median(ours)
    peers = {name: median(rates) for name, rates in peers.items()}
    ratios = {name: rate / other for name, other in peers.items()}
    return Figure(
        rate, "decisions/s",
        {"≥ 5× pgqueuer": ratios["pgqueuer"] >= 5, "≥ 10× procrastinate": ratios["procrastinate"] >= 10},
        peers, ratios, rss_mb=median(peak),
    )


def by_text(settings):
    """A model of the town's history recognises the category from the words."""
    ours, peak = [], []
    for _ in range(settings.rounds):
        rate, memory = drained(train, categories=False)
        ours.append(rate)
        peak.append(memory)
        say(f"zemstvo {round(rate):,}")
    return Figure(median(ours), "decisions/s", {"≥ 2000 per second": median(ours) >= 2000}, rss_mb=median(peak))


def drained(prepare, categories, backlog=BACKLOG, walled=True):
    with Town(walled) as town:
        prepare(town)
        process, url = town.serve("serve")
        before = town.number("SELECT count(*) FROM appeals")
        with appeals.bodies(town, count=backlog, categories=categories) as file:
            while town.number("SELECT count(*) FROM appeals") - before < backlog:
                intake.wrk(url, "appeals.lua", 3, intake.CONNECTIONS, [file.name])
        stop(process)
        town.settle()
        count = town.number("SELECT coalesce(sum(size), 0) FROM jobs WHERE kind = 'route'")
        begin = time.monotonic()
        worker = town.work()
        # Polled on one open connection, because a new psql each time took a tenth of the machine.
        with psycopg.connect(town.url, autocommit=True) as connection:
            wait_until(
                lambda: not connection.execute("SELECT EXISTS (SELECT FROM jobs WHERE kind = 'route')").fetchone()[0],
                seconds=300,
            )
        rate = count / (time.monotonic() - begin)
        memory = rss_mb(worker.pid, peak=True)
        stop(worker)
        decided = town.number(
            "SELECT count(*) FROM routing_decisions AS d JOIN appeals AS a USING (municipality_id, appeal_id)"
            " WHERE a.channel <> 'import'"
        )
        if decided != count:
            raise SystemExit(f"error: {decided} decisions on {count} appeals")
        if not categories:
            told = town.query("SELECT outcome, reason, count(*) FROM routing_decisions GROUP BY 1, 2 ORDER BY 3 DESC")
            say("; ".join(" ".join(row) for row in told))
        return rate, memory


def train(town):
    """Imports a past in which the residents' complaints were closed, trains a model on it, and activates the model."""
    begin = datetime.datetime(2026, 1, 1, 8)
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file, \
            tempfile.NamedTemporaryFile("w", suffix=".yaml") as mapping:
        rows = csv.writer(file)
        rows.writerow(["id", "opened", "closed", "category", "organisation", "text"])
        told = [(text, category) for text, category in appeals.complaints() if category]
        for index, (text, category) in enumerate(told * 3):
            opened = begin + datetime.timedelta(hours=index)
            rows.writerow([index, opened, opened + datetime.timedelta(hours=5), category, "teploset", f"{text} {index}"])
        file.flush()
        mapping.write("""columns: {external_id: id, registered_at: opened, closed_at: closed, category: category,
  organisation: organisation}
text: "{text}"
times: {format: "%Y-%m-%d %H:%M:%S"}
sector: state
""")
        mapping.flush()
        town.command("import", "appeals", file.name, "--mapping", mapping.name)
    town.command("routing", "train", "--activate")


def peer(name, count):
    with Database() as database:
        database.script("""
            CREATE TABLE tickets (
                ticket_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, appeal_id bigint NOT NULL,
                organisation_id integer NOT NULL, reason text NOT NULL, queued_at timestamptz NOT NULL DEFAULT now());
            CREATE INDEX ON tickets (organisation_id, queued_at);""")
        process = database.start(
            [str(HERE.parents[1] / ".build/venv-benchmarks/bin/python"), "-m", f"peers.routing_{name}", str(count)],
            {"PEER_DATABASE_URL": database.url, "PYTHONPATH": str(HERE)}, stdout=-1,
        )
        seconds = float(process.stdout.read().split()[-1])
        process.wait()
        done = database.number("SELECT count(*) FROM tickets")
        if done != count:
            raise SystemExit(f"error: {name} made {done} tickets of {count} jobs")
        return count / seconds
