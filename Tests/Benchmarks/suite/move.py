"""`zemstvo town move` of a town with 100 000 appeals, while residents submit: how long its writes are refused."""

import json
import os
import subprocess
import threading
import time
import urllib.error
import urllib.request

from suite import filling
from suite.measuring import Figure, ROOT, medians, say
from suite.town import PROGRAM, Town

APPEALS = 100_000
BODY = json.dumps({"text": "Нет отопления", "house_id": 1}, ensure_ascii=False).encode()


def measure(settings):
    rounds = []
    for _ in range(settings.rounds):
        with Town() as here, Town() as there:
            # Another town with the same ids and as many rows is there already, and the planner has statistics of it only.
            there.query("UPDATE municipalities SET code = 'other'")
            for town in (here, there):
                filling.appeals(town, APPEALS)
                live_through(town)
                town.settle()
            rounds.append(one_round(here, there))
            say(", ".join(f"{name} {value:.3g}" for name, value in rounds[-1].items()))
    told = medians(rounds)
    return Figure(
        told["stopped s"], "s of 503", {"≤ 5 s of 503 for 100 000 appeals": told["stopped s"] <= 5},
        more={name: value for name, value in told.items() if name != "stopped s"},
    )


def live_through(town):
    """Each appeal gets a ticket, a decision, and as many events as work on it makes."""
    filling.tickets(town, "teploset")
    town.script("""
        INSERT INTO appeal_events (municipality_id, appeal_id, at, kind, actor_kind, actor_id)
        SELECT 1, appeal_id, registered_at, 'comment', 'worker', '' FROM appeals, generate_series(1, 5);
        INSERT INTO routing_decisions (municipality_id, appeal_id, outcome, reason, organisation_id, actor_kind, actor_id)
        SELECT 1, appeal_id, 'routed', 'contract_for_area', organisation_id, 'worker', '' FROM tickets;
        INSERT INTO ticket_events (municipality_id, organisation_id, sequence, ticket_id, kind, actor_kind, actor_id)
        SELECT 1, organisation_id, row_number() OVER (), ticket_id, 'comment', 'worker', ''
        FROM tickets, generate_series(1, 4);
        UPDATE queue_heads SET sequence = (SELECT max(sequence) FROM ticket_events)
        WHERE organisation_id = (SELECT min(organisation_id) FROM ticket_events);
    """)


def one_round(here, there):
    _, url = here.serve("run")
    stopped, taken = threading.Event(), []
    residents = [threading.Thread(target=submit, args=(url, stopped, taken)) for _ in range(4)]
    for resident in residents:
        resident.start()
    done = subprocess.run(
        [PROGRAM, "town", "move", "proba", "--to", there.environment["ZEMSTVO_DATABASE_URL"], "--json"],
        env=os.environ | here.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=ROOT,
    )
    stopped.set()
    for resident in residents:
        resident.join()
    if done.returncode:
        raise SystemExit(f"error: town move: {done.stdout}{done.stderr}")
    report = json.loads(done.stdout)
    return {
        "stopped s": report["stopped_seconds"], "bulk s": report["copy_seconds"], "rows": float(report["rows"]),
        "rows while stopped": float(report["last_rows"]), "appeals meanwhile": float(len(taken)),
    }


def submit(url, stopped, taken):
    """Some twenty appeals a second."""
    while not stopped.wait(0.05):
        request = urllib.request.Request(
            f"{url}/v1/appeals", data=BODY, headers={"Content-Type": "application/json"}, method="POST"
        )
        try:
            with urllib.request.urlopen(request, timeout=30):
                taken.append(time.monotonic())
        except urllib.error.HTTPError as error:
            if error.code != 503:
                raise
