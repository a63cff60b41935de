"""`kill -9` of the server and of the worker, repeatedly, while residents submit appeals: every acknowledged appeal is
stored, one that was sent again with its key is stored once, and every appeal is decided exactly once."""

import csv
import itertools
import pathlib
import sys
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

sys.path += [str(pathlib.Path(__file__).parent / "shared"), str(pathlib.Path(__file__).parents[2] / "Deploy/lib")]
from api import API  # noqa: E402
from instance import ROOT, Instance, expect, kill  # noqa: E402

APPEALS = 900
SERVER_KILLS = 6
WORKER_KILLS = 6


class Server:
    """A server that is killed and started again while clients use it."""

    def __init__(self, instance):
        self.instance = instance
        self.lock = threading.Condition()
        self.process, self.url = instance.serve()
        self.acknowledged = self.kills = 0

    def acknowledge(self):
        """Counts an answer. After a fixed number of them the server is killed while requests are in progress."""
        with self.lock:
            self.acknowledged += 1
            if self.kills < SERVER_KILLS and self.acknowledged >= (self.kills + 1) * APPEALS // (SERVER_KILLS + 1):
                kill(self.process)
                self.kills += 1
                self.process, self.url = self.instance.serve()

    def current(self):
        with self.lock:
            return self.url


def submit(server, body):
    """Sends an appeal until it is acknowledged, always with the same key."""
    key = str(uuid.uuid4())
    for _ in range(100):
        try:
            receipt = API(server.current()).post("appeals", body=body, headers={"Idempotency-Key": key})
        except OSError:
            continue
        except Exception as error:
            if "RemoteDisconnected" in type(error).__name__ or "IncompleteRead" in type(error).__name__:
                continue
            raise
        server.acknowledge()
        return receipt["number"]
    raise SystemExit("failed: an appeal was not acknowledged in 100 tries")


def kill_workers(instance, enough):
    """Kills a worker as soon as it has decided on an appeal, and starts the next."""
    for _ in range(WORKER_KILLS):
        before = instance.number("SELECT count(*) FROM routing_decisions")
        worker = instance.start("work")
        while instance.number("SELECT count(*) FROM routing_decisions") == before and not enough.is_set():
            pass
        kill(worker)
    return instance.start("work")


def main():
    with open(ROOT / "Deploy/town/appeals.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with Instance() as instance:
        houses = {f"{street}, {number}": int(house) for house, street, number in instance.query(
            "SELECT house_id, street, number FROM houses")}
        bodies = []
        for row in itertools.islice(itertools.cycle(rows), APPEALS):
            body = {"text": row["text"]}
            if row["house"]:
                body["house_id"] = houses[f"{row['street']}, {row['house']}"]
            if row["category"]:
                body["category"] = row["category"]
            bodies.append(body)

        server, submitted = Server(instance), threading.Event()
        with ThreadPoolExecutor(17) as threads:
            last_worker = threads.submit(kill_workers, instance, submitted)
            numbers = [threads.submit(submit, server, body) for body in bodies]
            numbers = [number.result() for number in numbers]
            submitted.set()
            worker = last_worker.result()
        while instance.number("SELECT count(*) FROM appeals WHERE state = 'registered'"):
            if worker.poll() is not None:
                raise SystemExit("failed: the last worker ended by itself")

        stored = {number for (number,) in instance.query("SELECT number FROM appeals")}
        routed = instance.number("SELECT count(*) FROM appeals WHERE state = 'routed'")
        expect(
            ("kills of the server", server.kills, SERVER_KILLS),
            ("acknowledged", len(set(numbers)), APPEALS),
            ("acknowledged but lost", len({number.replace("-", "") for number in numbers} - stored), 0),
            ("stored", len(stored), APPEALS),
            ("decisions", instance.number("SELECT count(*) FROM routing_decisions"), APPEALS),
            ("routed and with one ticket", instance.number("SELECT count(DISTINCT appeal_id) FROM tickets"), routed),
            ("tickets", instance.number("SELECT count(*) FROM tickets"), routed),
            ("jobs left", instance.number("SELECT count(*) FROM jobs WHERE kind = 'route'"), 0),
            ("dead jobs", instance.number("SELECT count(*) FROM dead_jobs"), 0),
            ("queues with a gap in their events", instance.number(
                "SELECT count(*) FROM (SELECT FROM ticket_events GROUP BY organisation_id"
                " HAVING max(sequence) <> count(*)) AS gaps"), 0),
        )


main()
