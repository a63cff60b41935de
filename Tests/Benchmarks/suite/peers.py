"""The peers as processes."""

import os
import re
import subprocess
import sys

from suite.measuring import HERE, ROOT
from suite.town import answers, wait_until

PGBENCH = os.environ["PGBENCH"]


def fastapi(database, module, processes, port):
    """A FastAPI application under uvicorn, ready: its process and address."""
    process = database.start(
        [sys.executable, "-m", "uvicorn", f"peers.{module}:app", "--host", "127.0.0.1", "--port", str(port),
         "--workers", str(processes), "--log-level", "warning", "--no-access-log"],
        {"PEER_DATABASE_URL": database.url, "PYTHONPATH": str(HERE)},
    )
    wait_until(lambda: answers(f"http://127.0.0.1:{port}/health"))
    return process, f"http://127.0.0.1:{port}"


def pgbench(database, script, seconds, clients, variables=()):
    """Transactions per second of a script with prepared statements."""
    options = [option for name, value in dict(variables).items() for option in ("-D", f"{name}={value}")]
    done = subprocess.run(
        [PGBENCH, "--no-vacuum", "--protocol=prepared", f"--client={clients}", "--jobs=2", f"--time={max(1, round(seconds))}",
         f"--file={script}", *options, database.url],
        capture_output=True, text=True, cwd=ROOT,
    )
    if done.returncode or "aborted" in done.stderr:
        raise SystemExit(f"error: pgbench: {done.stderr[:2000]}")
    return float(re.search(r"tps = ([\d.]+)", done.stdout).group(1))
