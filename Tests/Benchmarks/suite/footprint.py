"""Memory of `zemstvo run`, idle and under load, and the time until it is ready."""

import time

from suite import intake
from suite.measuring import Figure, median, rss_mb, say
from suite.town import Town, stop


def measure(settings):
    rounds = []
    for _ in range(settings.rounds):
        with Town() as town:
            begin = time.monotonic()
            process, url = town.serve("run")
            ready = time.monotonic() - begin
            time.sleep(2)
            idle = rss_mb(process.pid)
            intake.load(town, url, settings.seconds)
            rounds.append({"ready": ready, "idle": idle, "loaded": rss_mb(process.pid, peak=True)})
            stop(process)
            say(f"ready in {ready:.2f} s, idle {idle:.0f} MB, under load {rounds[-1]['loaded']:.0f} MB")
    told = {key: median([each[key] for each in rounds]) for key in rounds[0]}
    return Figure(
        told["idle"], "MB idle",
        {"idle ≤ 60 MB": told["idle"] <= 60, "under intake ≤ 150 MB": told["loaded"] <= 150,
         "ready in ≤ 1 s": told["ready"] <= 1},
        rss_mb=told["loaded"], more={"seconds to ready": told["ready"]},
    )
