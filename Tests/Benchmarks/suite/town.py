"""A separate database with the demo town, processes of the program that use it, and the peers' processes."""

import os
import re
import signal
import subprocess
import time
import urllib.request
import uuid

from suite.measuring import ROOT

PROGRAM = os.environ["ZEMSTVO"]
SERVER = os.environ["BENCHMARK_DATABASE_URL"]


class Database:
    """Used with `with`: an empty database, dropped at the end."""

    def __enter__(self):
        self.name = f"bench_{uuid.uuid4().hex[:12]}"
        query(SERVER, f"CREATE DATABASE {self.name} OWNER zemstvo_owner")
        self.url = SERVER.replace("/postgres?", f"/{self.name}?")
        self.processes = []
        return self

    def __exit__(self, *_):
        for process in self.processes:
            stop(process)
        query(SERVER, f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    def query(self, statement):
        return query(self.url, statement)

    def number(self, statement):
        return float(self.query(statement)[0][0])

    def script(self, text):
        """Runs SQL given on standard input."""
        done = subprocess.run(
            ["psql", "--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1", "--dbname", self.url],
            input=text, capture_output=True, text=True,
        )
        if done.returncode:
            raise SystemExit(f"error: {done.stderr}")
        return done.stdout

    def settle(self):
        """Finishes the work that the set-up left behind, so that it does not disturb the measurement."""
        self.query("VACUUM ANALYZE")
        self.query("CHECKPOINT")

    def start(self, command, environment=None, **options):
        process = subprocess.Popen(
            command, env=os.environ | (environment or {}), stdin=subprocess.DEVNULL, cwd=ROOT, text=True, **options
        )
        self.processes.append(process)
        return process


class Town(Database):
    """With the schema and the demo town. The program connects as the server's role, behind row-level security, or as the
    superuser, to whom it does not apply."""

    def __init__(self, walled=True):
        self.walled = walled

    def __enter__(self):
        super().__enter__()
        self.environment = self.environment_of(self.walled)
        self.command("migrate", "up")
        self.command("town", "create", "--name", "Проба", "--time-zone", "Europe/Moscow")
        for table in ("organisations", "houses", "categories", "contracts"):
            self.command("import", table, f"Deploy/town/{table}.csv")
        return self

    def environment_of(self, walled):
        return {
            "ZEMSTVO_DATABASE_URL": self.url_of("zemstvo_server") if walled else self.url,
            "ZEMSTVO_DATABASE_OWNER_URL": self.url_of("zemstvo_owner"), "ZEMSTVO_LOG_LEVEL": "error",
        }

    def url_of(self, role):
        return self.url.replace("//zemstvo@", f"//{role}@")

    def command(self, *arguments):
        done = subprocess.run(
            [PROGRAM, *arguments], env=os.environ | self.environment, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, cwd=ROOT,
        )
        if done.returncode:
            raise SystemExit(f"error: zemstvo {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done.stdout

    def serve(self, command="serve", *arguments, walled=None):
        """A server on a free port, ready: its process and address. `walled` overrides the town's."""
        environment = self.environment if walled is None else self.environment_of(walled)
        process = self.start([PROGRAM, command, "--port", "0", *arguments], environment, stderr=subprocess.PIPE)
        for line in process.stderr:
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                wait_until(lambda: answers(f"{found.group()}/health"))
                return process, found.group()
        raise SystemExit("error: the server ended without printing its address")

    def work(self, *arguments):
        return self.start([PROGRAM, "work", *arguments], self.environment)

    def token(self, login, role, organisation=None):
        staff = ["--organisation", organisation] if organisation else []
        self.command("user", "create", "--login", login, "--name", login, "--role", role, *staff)
        return self.command("token", "create", "--login", login, "--label", "benchmark").strip()


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.status == 200
    except OSError:
        return False


def wait_until(holds, seconds=120, pause=0.02):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise SystemExit("error: waited too long")
        time.sleep(pause)


def stop(process):
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def query(url, statement):
    done = subprocess.run(
        ["psql", "--no-psqlrc", "--tuples-only", "--no-align", "--field-separator=\t", "--quiet", "-v",
         "ON_ERROR_STOP=1", "--dbname", url, "--command", statement],
        capture_output=True, text=True, stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        raise SystemExit(f"error: {statement[:200]}: {done.stderr}")
    return [line.split("\t") for line in done.stdout.splitlines()]
