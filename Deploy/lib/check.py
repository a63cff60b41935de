"""Takes the demo appeals through every step on a running server and checks that all numbers agree.

Prints one JSON line, then the month's statistics as CSV; what does not reconcile goes to standard error and makes
the exit status 1. The database must be fresh: with the demo town and nothing else.
"""

import argparse
import csv
import json
import math
import pathlib
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from zoneinfo import ZoneInfo

from api import API

THREADS = 16
ROUTING_LIMIT_S = 120
TICKETS_EACH = 6
CLOSED_EACH = 4


def main():
    options = arguments()
    public = API(options.base_url)
    staff = {
        row["login"]: (row, API(options.base_url, (options.tokens / row["login"]).read_text().strip()))
        for row in table(options.town / "staff.csv")
    }
    coordinator = next(api for row, api in staff.values() if row["role"] == "coordinator")
    dispatchers = [(row["organisation"], api) for row, api in staff.values() if row["role"] == "dispatcher"]
    organisations = [row["code"] for row in table(options.town / "organisations.csv")]

    rows = table(options.town / "appeals.csv")
    receipts = submit(public, coordinator, rows)
    decided = await_decisions(public, receipts)
    routed = {number for number, (kind, _) in decided.items() if kind == "routed"}
    triage = decided.keys() - routed
    waiting = [item["number"] for item in coordinator.pages("triage")]
    tickets = [ticket for code in organisations for ticket in coordinator.pages("queues", code, "tickets")]

    flats = [receipt for receipt, row in zip(receipts, rows) if " кв. " in row["address"]]
    placed = sum(in_house(public.get("appeals", receipt["number"], code=receipt["code"])) for receipt in flats)

    worked, closed = work(dispatchers, coordinator)
    states = Counter(
        public.get("appeals", receipt["number"], code=receipt["code"])["state"]
        for receipt in receipts
        if receipt["number"] in worked
    )
    months = sorted({month_of(receipt["registered_at"]) for receipt in receipts} | {month_now()})
    reports = [statistics(options.zemstvo, month) for month in months]

    summary = {
        "submitted": len(receipts),
        "routed": len(routed),
        "triage": len(triage),
        "tickets": len(tickets),
        "closed": len(closed),
        "route_p99_ms": percentile(99, [milliseconds for _, milliseconds in decided.values()]),
    }
    print(json.dumps(summary))
    for _, text in reports:
        print(text, end="")

    appeals_with_tickets = [ticket["appeal_number"] for ticket in tickets]
    problems = differences(
        ("submitted = routed + triage", len(receipts), len(routed) + len(triage)),
        ("numbers given = appeals submitted", len({receipt["number"] for receipt in receipts}), len(receipts)),
        ("the queues contain the routed appeals", set(appeals_with_tickets), routed),
        ("one ticket each", len(appeals_with_tickets), len(routed)),
        ("the triage list contains the others", sorted(waiting), sorted(triage)),
        ("addresses with a flat", bool(flats), True),
        ("each of them found its house, and the flat is read apart", placed, len(flats)),
        ("something was closed", bool(closed), True),
        ("the closed are closed", states["closed"], len(closed)),
        ("the others that were worked are in progress", states["in_progress"], len(worked) - len(closed)),
        *reconcile([report for report, _ in reports], len(receipts), len(closed)),
    )
    for problem in problems:
        print(f"does not reconcile: {problem}", file=sys.stderr)
    return 1 if problems else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base-url", required=True)
    parser.add_argument("--town", required=True, type=pathlib.Path, help="folder of the demo town's tables")
    parser.add_argument("--tokens", required=True, type=pathlib.Path, help="folder with a token file for each login")
    parser.add_argument("--zemstvo", required=True, help="the program, for the statistics")
    return parser.parse_args()


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def say(text):
    print(f"==> {text}", file=sys.stderr, flush=True)


# The resident's side


def submit(public, operator, rows):
    say(f"submitting {len(rows)} appeals")
    houses = {house["address"]: house["house_id"] for house in public.pages("houses")}
    bodies = [submission(row, houses) for row in rows]
    with ThreadPoolExecutor(THREADS) as threads:
        return list(
            threads.map(
                # Staff register what residents do not submit themselves.
                lambda body: (public if body["channel"] in ("web", "app") else operator).post(
                    "appeals", body=body, headers={"Idempotency-Key": str(uuid.uuid4())}
                ),
                bodies,
            )
        )


def submission(row, houses):
    body = {"text": row["text"], "channel": row["channel"]}
    if row["house"]:
        body["house_id"] = houses[f"{row['street']}, {row['house']}"]
    if row["lat"]:
        body["location"] = {"latitude": float(row["lat"]), "longitude": float(row["lon"])}
    body |= {field: row[field] for field in ("address", "category") if row[field]}
    contact = {field: row[field] for field in ("name", "phone") if row[field]}
    return body | ({"contact": contact} if contact else {})


def in_house(appeal):
    return "house_id" in appeal and "flat" in appeal


def await_decisions(public, receipts):
    """By number: `routed` or `triage`, and the milliseconds from registration to that."""
    say("waiting until each is routed or in triage")
    decided, waiting = {}, receipts
    deadline = time.monotonic() + ROUTING_LIMIT_S
    with ThreadPoolExecutor(THREADS) as threads:
        while waiting:
            for receipt, decision in zip(waiting, threads.map(lambda receipt: decision_on(public, receipt), waiting)):
                if decision:
                    decided[receipt["number"]] = decision
            waiting = [receipt for receipt in waiting if receipt["number"] not in decided]
            if waiting and time.monotonic() > deadline:
                raise SystemExit(f"error: {len(waiting)} appeals undecided after {ROUTING_LIMIT_S} s")
            time.sleep(0.2 if waiting else 0)
    return decided


def decision_on(public, receipt):
    appeal = public.get("appeals", receipt["number"], code=receipt["code"])
    for event in appeal["history"]:
        if event["kind"] in ("routed", "triage"):
            seconds = (moment(event["at"]) - moment(appeal["registered_at"])).total_seconds()
            return event["kind"], round(seconds * 1000)
    return None


# The staff's side


def work(dispatchers, coordinator):
    """Numbers of the appeals whose tickets were done, and of those that were then answered and closed."""
    say("working some tickets and closing some appeals")
    worked, closed = set(), set()
    for organisation, dispatcher in dispatchers:
        for turn in range(TICKETS_EACH):
            ticket = dispatcher.post("queues", organisation, "claim-next")
            if ticket is None:
                break
            for step, body in (("accept", None), ("start", None), ("done", {"note": "Бригада выехала и устранила."})):
                dispatcher.post("tickets", ticket["ticket_id"], step, body=body)
            number = ticket["appeal_number"]
            worked.add(number)
            if turn < CLOSED_EACH:
                coordinator.post("appeals", number, "answer", body={"text": "Работы выполнены. Спасибо за обращение."})
                coordinator.post("appeals", number, "close")
                closed.add(number)
    return worked, closed


def statistics(zemstvo, month):
    """The month's report as the program exports it: the JSON, and the CSV's text."""
    with tempfile.TemporaryDirectory() as folder:
        texts = []
        for form in ("json", "csv"):
            output = pathlib.Path(folder, f"{month}.{form}")
            command = [zemstvo, "stats", month, "--format", form, "--output", str(output)]
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=sys.stderr)
            texts.append(output.read_text(encoding="utf-8-sig"))
    return json.loads(texts[0]), texts[1]


# Arithmetic


def reconcile(reports, submitted, closed):
    yield "opened, as the statistics say", sum(report["totals"]["opened"] for report in reports), submitted
    yield "closed, as the statistics say", sum(report["totals"]["closed"] for report in reports), closed
    yield "backlog at the end, as the statistics say", reports[-1]["totals"]["backlog_end"], submitted - closed
    for report in reports:
        for line in [report["totals"], *report["rows"]]:
            end = line["backlog_start"] + line["opened"] - line["closed"]
            yield f"start + opened − closed = end in {line}", end, line["backlog_end"]
        for column in ("backlog_start", "opened", "closed", "backlog_end"):
            total = sum(row[column] for row in report["rows"])
            yield f"sum of {column} over the rows", total, report["totals"][column]


def differences(*equations):
    return [f"{what}: {left} ≠ {right}" for what, left, right in equations if left != right]


def percentile(percent, values):
    """Nearest rank."""
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1]


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def month_of(text):
    return f"{moment(text).astimezone(ZoneInfo('Europe/Moscow')):%Y-%m}"


def month_now():
    return f"{datetime.now(ZoneInfo('Europe/Moscow')):%Y-%m}"


if __name__ == "__main__":
    sys.exit(main())
