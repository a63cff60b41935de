"""`kill -9` of `zemstvo town move` after each of its steps and in between, and of the PostgreSQL sessions on either side,
while residents submit appeals: at every moment at most one side takes writes, exactly one when the same command has run to
its end, and what was acknowledged is there once and decided once."""

import pathlib
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

sys.path += [str(pathlib.Path(__file__).parent / "shared"), str(pathlib.Path(__file__).parents[2] / "Deploy/lib")]
from api import API, Refused  # noqa: E402
from instance import MAINTENANCE, PROGRAM, Instance, expect, kill, query  # noqa: E402

# The output of the command after each step, in order.
STEPS = ["copied", "caught up", "writes are refused", "earlier writes are over", "last difference", "arrived", "left",
         "active in"]
RESIDENTS = 4


class Residents:
    """They submit appeals to one server until they are stopped."""

    def __init__(self, url):
        self.url, self.stopped = url, threading.Event()
        self.acknowledged, self.refused = [], 0

    def submit(self):
        while not self.stopped.is_set():
            try:
                receipt = API(self.url).post("appeals", body={"text": "Нет отопления", "house_id": 1})
            except Refused as error:
                if ": 503 " not in str(error):
                    raise
                self.refused += 1
                self.stopped.wait(0.05)
                continue
            self.acknowledged.append(receipt["number"].replace("-", ""))
            self.stopped.wait(0.01)


def start(here, there):
    return subprocess.Popen(
        [PROGRAM, "town", "move", "proba", "--to", there.environment["ZEMSTVO_DATABASE_URL"]],
        env=here.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )


def states(here, there):
    """The town's state on both sides; empty if it is not there. The target is read first, because once the town is active there, it is never active here again."""
    there, here = [
        "".join(state for (state,) in side.query("SELECT state FROM municipalities WHERE code = 'proba'"))
        for side in (there, here)
    ]
    return [here, there]


def kill_at(step, here, there):
    """Kills the command as soon as it says that it has come so far, or farther: a command that was killed may have sent
    what it was about to do. Gives whether it did."""
    command = start(here, there)
    for line in command.stderr:
        if any(line.startswith(words) for words in STEPS[STEPS.index(step):]):
            kill(command)
            return True
    command.wait()
    return False


def cut(database):
    """Ends the program's sessions on a database, like a crash of its server."""
    query(MAINTENANCE, f"""
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = '{database.name}' AND application_name = 'zemstvo'
    """)


def cut_at(step, victim, here, there):
    """Disconnects the command from a database after the step; it then fails, or has finished."""
    command = start(here, there)
    for line in command.stderr:
        if line.startswith(step):
            cut(victim)
    command.wait()


def main():
    # The target already has another town with the same ids.
    with Instance() as here, Instance(town="Другая") as there:
        _, url = here.serve("run")
        working = there.start("work")
        residents, both = Residents(url), []

        def look():
            """Checks continuously whether both sides take writes."""
            while not residents.stopped.is_set():
                if states(here, there) == ["active", "active"]:
                    both.append(True)

        with ThreadPoolExecutor(RESIDENTS + 1) as threads:
            work = [threads.submit(residents.submit) for _ in range(RESIDENTS)] + [threads.submit(look)]
            killed = []
            # Before the switch each attempt starts over, so the town is still here for the next attempt.
            for step in STEPS[:4]:
                killed += [step] if kill_at(step, here, there) else []
            for step, victim in (("copied", there), ("writes are refused", here), ("earlier writes", there)):
                cut_at(step, victim, here, there)
            # The last of them may have come when nothing was left to do.
            ended = states(here, there) == ["moved", "active"]
            # From here on it can only continue.
            for step in STEPS[4:7]:
                killed += [step] if kill_at(step, here, there) else []
            done = start(here, there)
            done.wait()
            before, residents.refused = len(residents.acknowledged), 0
            while residents.refused < RESIDENTS and not any(one.done() for one in work):
                pass
            residents.stopped.set()
            for one in work:
                one.result()
        while there.number("SELECT count(*) FROM jobs WHERE kind = 'route'"):
            if working.poll() is not None:
                raise SystemExit("failed: the worker ended by itself")

        town = there.number("SELECT municipality_id FROM municipalities WHERE code = 'proba'")
        stored = [number for (number,) in there.query(f"SELECT number FROM appeals WHERE municipality_id = {town}")]
        decided = there.query(f"SELECT appeal_id FROM routing_decisions WHERE municipality_id = {town}")
        expect(
            ("killed before the switch", killed[:4], STEPS[:4]),
            ("killed in the switch, or ended before", len(killed) > 4 or ended, True),
            ("exit status in the end", done.returncode, 0),
            ("states", states(here, there), ["moved", "active"]),
            ("moments with two writable sides", len(both), 0),
            ("acknowledged", before > 50, True),
            ("acknowledged after the switch", len(residents.acknowledged) - before, 0),
            ("acknowledged but lost", len(set(residents.acknowledged) - set(stored)), 0),
            ("stored twice", len(stored) - len(set(stored)), 0),
            ("decisions", len(decided), len(stored)),
            ("jobs left here", here.number("SELECT count(*) FROM jobs WHERE kind = 'route'"), 0),
            ("given up", there.number("SELECT count(*) FROM dead_jobs"), 0),
        )


main()
