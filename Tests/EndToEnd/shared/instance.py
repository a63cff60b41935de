"""A database of its own with the demo town, and processes of the program on it."""

import os
import pathlib
import re
import signal
import subprocess
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = os.environ["ZEMSTVO"]
MAINTENANCE = os.environ["ZEMSTVO_TEST_DATABASE_URL"]
# The documented roles: who owns the schema, and who serves.
OWNER, SERVER = "zemstvo_test_owner", "zemstvo_test_server"


class Instance:
    """Used with `with`: creates the database, loads the demo town unless it should stay empty, and drops it in the end."""

    def __init__(self, loaded=True, town="Проба"):
        self.loaded, self.town = loaded, town

    def __enter__(self):
        self.name = f"test_{uuid.uuid4().hex}"
        for role in (OWNER, SERVER):
            make_role(role)
        query(MAINTENANCE, f"CREATE DATABASE {self.name} OWNER {OWNER}")
        # The superuser's, for what the tests ask themselves.
        self.url = url(self.name)
        self.environment = os.environ | {
            "ZEMSTVO_DATABASE_URL": url(self.name, SERVER), "ZEMSTVO_DATABASE_OWNER_URL": url(self.name, OWNER),
            "ZEMSTVO_DATABASE_SERVER_ROLE": SERVER, "ZEMSTVO_LOG_LEVEL": "error",
        }
        self.processes = []
        if self.loaded:
            self.load()
        return self

    def load(self):
        self.command("migrate", "up")
        self.command("town", "create", "--name", self.town, "--time-zone", "Europe/Moscow")
        for table in ("organisations", "houses", "categories", "contracts"):
            self.command("import", table, str(ROOT / f"Deploy/town/{table}.csv"))

    def __exit__(self, *_):
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait()
        query(MAINTENANCE, f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    def command(self, *arguments):
        """Runs a command of the program to its end and gives what it printed."""
        done = subprocess.run(
            [PROGRAM, *arguments], env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(f"error: zemstvo {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def start(self, *arguments):
        """Starts a command that stays."""
        process = subprocess.Popen(
            [PROGRAM, *arguments], env=self.environment, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        self.processes.append(process)
        return process

    def serve(self, command="serve", *arguments):
        """Starts a server on a free port; gives the process and its URL."""
        process = self.start(command, "--port", "0", *arguments)
        for line in process.stderr:
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                return process, found.group()
        raise SystemExit("error: the server ended without telling its address")

    def query(self, statement):
        """The rows of a statement, each a list of texts."""
        return query(self.url, statement)

    def number(self, statement):
        return int(self.query(statement)[0][0])


def url(database, role=None):
    """Of a database on the tests' server; the superuser's unless a role is given. A role without LOGIN is changed to."""
    address = f"{MAINTENANCE}{'&' if '?' in MAINTENANCE else '?'}dbname={database}"
    return address + (f"&options=-c%20role%3D{role}" if role else "")


def make_role(name):
    query(MAINTENANCE, f"""
        DO $$ BEGIN CREATE ROLE {name}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$
    """)


def kill(process):
    """As a power cut would."""
    process.send_signal(signal.SIGKILL)
    process.wait()


def query(url, statement):
    done = subprocess.run(
        ["psql", "--no-psqlrc", "--tuples-only", "--no-align", "--field-separator=\t", "--quiet", "-v",
         "ON_ERROR_STOP=1", "--dbname", url, "--command", statement],
        capture_output=True, text=True, stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        raise SystemExit(f"error: {statement}: {done.stderr}")
    return [line.split("\t") for line in done.stdout.splitlines()]


def expect(*facts):
    """Facts are (what, found, wanted); whatever differs is told, and ends the test."""
    wrong = [f"{what}: {found!r} instead of {wanted!r}" for what, found, wanted in facts if found != wanted]
    if wrong:
        raise SystemExit("failed: " + "; ".join(wrong))
    for what, found, _ in facts:
        print(f"  {what}: {found}")
