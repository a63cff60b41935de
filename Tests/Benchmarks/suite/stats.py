"""The statistics of one month out of a million appeals in 24 months, against the bare SQL in psql."""

import os
import pathlib
import subprocess
import threading
import time

from suite import filling
from suite.measuring import Figure, ROOT, median, rss_mb, say
from suite.town import PROGRAM, Town

APPEALS = 1_000_000


def measure(settings):
    with Town() as town:
        filling.appeals(town, APPEALS)
        town.settle()
        month = town.query("SELECT to_char(now() - interval '6 months', 'YYYY-MM')")[0][0]
        statement = bare(month)
        ours, bare_sql, peaks = [], [], []
        for _ in range(max(3, settings.rounds) * 3):
            seconds, rows = timed(
                ["psql", "--no-psqlrc", "--csv", "--quiet", "-v", "ON_ERROR_STOP=1", "--dbname", town.url], statement,
                # As in the program's own sessions, because compiling takes longer than the query.
                {"PGOPTIONS": "-c jit=off -c random_page_cost=1.1"},
            )[:2]
            bare_sql.append(seconds)
            seconds, lines, peak = timed([PROGRAM, "stats", month, "--format", "csv"], None, town.environment)
            ours.append(seconds)
            peaks.append(peak)
            if lines != rows:
                raise SystemExit(f"error: {lines} rows instead of {rows}")
        say(f"zemstvo {median(ours):.3f} s, psql {median(bare_sql):.3f} s, {median(peaks):.0f} MB, {rows} rows")
    ratio = median(ours) / median(bare_sql)
    return Figure(
        median(ours) * 1e3, "ms", {"≤ 1.3× psql's time": ratio <= 1.3, "≤ 150 MB": median(peaks) <= 150},
        {"psql": median(bare_sql) * 1e3}, {"psql": median(bare_sql) / median(ours)}, rss_mb=median(peaks),
        more={"of psql's time": ratio},
    )


def bare(month):
    """The report's own file with its parameters filled in."""
    text = pathlib.Path(ROOT / "SQL/report_monthly_statistics.sql").read_text(encoding="utf-8")
    first = f"('{month}-01'::timestamp AT TIME ZONE 'Europe/Moscow')"
    last = f"(('{month}-01'::timestamp + interval '1 month') AT TIME ZONE 'Europe/Moscow')"
    return text.replace("$1", "1").replace("$2", first).replace("$3", last) + ";"


def timed(command, script, environment):
    """Seconds, lines printed, and peak memory in MB of a process."""
    begin = time.monotonic()
    process = subprocess.Popen(
        command, env=os.environ | environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    if script:
        process.stdin.write(script)
    process.stdin.close()
    lines, peak = [], 0
    counting = threading.Thread(target=lambda: lines.append(process.stdout.read().count("\n")))
    counting.start()
    # Not the figure of wait4, which includes the memory of this process at the fork.
    while process.poll() is None:
        peak = max(peak, rss_mb(process.pid, peak=True) or 0)
        time.sleep(0.002)
    seconds = time.monotonic() - begin
    counting.join()
    if process.returncode:
        raise SystemExit(f"error: {command[0]} ended with {process.returncode}")
    return seconds, lines[0], peak
