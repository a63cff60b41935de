"""The PostgreSQL server of the source or of the target crashes after each step of `zemstvo town move`, while residents
submit appeals and a worker routes them. After a restart and a second run of the command, exactly one side takes writes, and
it has the town unchanged, with every acknowledged appeal."""

import datetime
import pathlib
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

sys.path += [str(pathlib.Path(__file__).parent / "shared"), str(pathlib.Path(__file__).parents[2] / "Deploy/lib")]
from api import API, Refused  # noqa: E402
from cluster import Cluster  # noqa: E402
from instance import PROGRAM, Instance, expect, kill  # noqa: E402

# What the command prints after each step, in order, except the last step.
STEPS = ["copied", "caught up", "writes are refused", "earlier writes are over", "last difference", "arrived", "left"]
RESIDENTS = 3
MONTH = datetime.date.today().strftime("%Y-%m")


class Side:
    """One of the two databases, on its own server."""

    def __init__(self, cluster, instance):
        self.cluster, self.instance = cluster, instance

    def crash(self, hard):
        """Stops the server without a shutdown, and starts it again."""
        self.cluster.kill() if hard else self.cluster.stop_at_once()
        self.cluster.start()

    def state(self):
        return "".join(state for (state,) in self.instance.query("SELECT state FROM municipalities WHERE code = 'proba'"))

    def town(self):
        return self.instance.number("SELECT municipality_id FROM municipalities WHERE code = 'proba'")

    def contents(self):
        """For each table the number of rows of the town and a checksum of them, without the town's id; and the statistics."""
        town = self.town()
        tables = self.instance.query("""
            SELECT table_name FROM information_schema.columns
            WHERE column_name = 'municipality_id' AND table_schema = 'public'
                AND table_name NOT IN ('municipalities', 'catalogue_versions')
        """)
        counted = " UNION ALL ".join(f"""
            SELECT '{table}', count(*), md5(string_agg(line, '|' ORDER BY line)) FROM (
                SELECT (to_jsonb(t) - 'municipality_id')::text AS line FROM {table} AS t WHERE municipality_id = {town}
            ) AS lines
        """ for (table,) in tables)
        return [sorted(self.instance.query(counted)), self.instance.command("stats", MONTH, "--town", "proba")]

    def numbers(self):
        return [number for (number,) in
                self.instance.query(f"SELECT number FROM appeals WHERE municipality_id = {self.town()}")]


class Residents:
    """Submit appeals to one server until they are stopped."""

    def __init__(self, url, acknowledged):
        self.url, self.acknowledged, self.stopped, self.busy = url, acknowledged, threading.Event(), threading.Event()

    def submit(self):
        while not self.stopped.is_set():
            try:
                receipt = API(self.url).post(
                    "appeals", body={"text": "Нет отопления", "house_id": 1, "category": "heating.no_heat"})
            except Refused as error:
                if ": 503 " not in str(error):
                    raise
                self.stopped.wait(0.02)
                continue
            self.acknowledged.append(receipt["number"].replace("-", ""))
            self.busy.set()
            self.stopped.wait(0.03)


def start(here, there):
    return subprocess.Popen(
        [PROGRAM, "town", "move", "proba", "--to", there.instance.environment["ZEMSTVO_DATABASE_URL"]],
        env=here.instance.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True,
    )


def crash_at(step, victim, hard, here, there):
    """Crashes a server as soon as the command reports the step. Returns whether the command failed."""
    command, reached = start(here, there), False
    for line in command.stderr:
        # The step "caught up" may come several times.
        if not reached and line.startswith(step):
            reached = True
            victim.crash(hard)
    failed = command.wait() != 0
    return reached and failed


def one_move(step, victim, hard, here, there, acknowledged):
    """Moves the town in two commands, with a crash during the first. Returns whether that failed, and all problems."""
    process, url = here.instance.serve("run")
    residents, wrong = Residents(url, acknowledged), []
    with ThreadPoolExecutor(RESIDENTS) as threads:
        work = [threads.submit(residents.submit) for _ in range(RESIDENTS)]
        try:
            if not residents.busy.wait(30):
                wrong.append("nobody was served")
            crashed = crash_at(step, victim, hard, here, there)
            between = [here.state(), there.state()]
            if between.count("active") > 1:
                wrong.append(f"after the crash {between}")
            repeated = start(here, there)
            words = repeated.stderr.read()
            if repeated.wait() != 0:
                wrong.append(f"the command, repeated: {words}")
        finally:
            residents.stopped.set()
        for one in work:
            one.result()
    if process.poll() is not None:
        wrong.append(f"the server ended by itself with {process.returncode}")
    kill(process)
    if [here.state(), there.state()] != ["moved", "active"]:
        return crashed, wrong + [f"in the end {[here.state(), there.state()]}"]
    if here.contents() != there.contents():
        wrong.append("the town differs from what it was")
    stored = there.numbers()
    if lost := set(acknowledged) - set(stored):
        wrong.append(f"{len(lost)} acknowledged but lost")
    if len(stored) != len(set(stored)):
        wrong.append("stored twice")
    return crashed, wrong


def staffed(side):
    """Creates a dispatcher; returns the token, which must stay valid on both sides."""
    side.instance.command("user", "create", "--login", "anna", "--name", "Анна", "--role", "dispatcher", "--organisation",
                          "teploset")
    return side.instance.command("token", "create", "--login", "anna", "--label", "desk").strip()


def main():
    with Cluster() as one, Cluster() as two, Instance(server=one.url) as first, \
            Instance(town="Другая", server=two.url) as second:
        here, there = Side(one, first), Side(two, second)
        token = staffed(here)
        first.command("town", "host", "add", "127.0.0.1", "--town", "proba")
        acknowledged, crashes = [], 0
        for index, step in enumerate(STEPS):
            for is_source in (True, False):
                # Each side gets both kinds of crash.
                crashed, problems = one_move(
                    step, here if is_source else there, is_source == bool(index % 2), here, there, acknowledged)
                if problems:
                    raise SystemExit(f"failed: {step}, crash of the {'source' if is_source else 'target'}: {problems}")
                crashes += crashed
                here.instance.command("town", "remove", "proba")
                here, there = there, here

        process, url = here.instance.serve("run")
        while here.instance.number("SELECT count(*) FROM jobs WHERE kind = 'route'"):
            if process.poll() is not None:
                raise SystemExit("failed: the server ended by itself")
        queue = list(API(url, token).pages("queues", "teploset", "tickets"))
        town = here.town()
        expect(
            # Commands that failed. After the last steps, a command may be complete before it notices the crash.
            ("crashes in time", crashes >= 2 * (len(STEPS) - 2), True),
            ("acknowledged", len(acknowledged) > 5 * len(STEPS), True),
            ("decisions", here.instance.number(f"SELECT count(*) FROM routing_decisions WHERE municipality_id = {town}"),
             len(here.numbers())),
            ("tickets in the queue of the token's owner", len(queue), len(here.numbers())),
            ("given up", here.instance.number("SELECT count(*) FROM dead_jobs"), 0),
        )


main()
