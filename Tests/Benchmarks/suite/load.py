"""wrk as the load generator."""

import json
import re
import subprocess

from suite.measuring import HERE


def wrk(url, script, seconds, connections=64, arguments=()):
    """Requests per second, p50 and p99 in milliseconds, and the number of answers that were not a success."""
    done = subprocess.run(
        ["wrk", "-t2", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--timeout", "20s", "-s", str(HERE / "load" / script), url,
         "--", *arguments],
        capture_output=True, text=True, check=True,
    )
    told = json.loads(re.search(r"^RESULT (.*)$", done.stdout, re.MULTILINE).group(1))
    if told["failed"]:
        raise SystemExit(f"error: {told['failed']} of {told['requests']} requests to {url} failed")
    return {
        "rate": told["requests"] / told["seconds"], "p50": told["p50"], "p99": told["p99"],
        "requests": told["requests"],
    }
