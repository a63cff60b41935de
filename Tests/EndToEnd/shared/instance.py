"""A separate database with the demo town, and processes of the program that use it."""

import os
import pathlib
import re
import signal
import subprocess
import threading
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = os.environ["ZEMSTVO"]
MAINTENANCE = os.environ["ZEMSTVO_TEST_DATABASE_URL"]
# The documented roles: the owner of the schema, and the server's role.
OWNER, SERVER = "zemstvo_test_owner", "zemstvo_test_server"


class Instance:
    """Used with `with`: creates the database, loads the demo town unless it should stay empty, and drops it at the end.
    Uses the server of all tests, unless another is given by the superuser's URL."""

    def __init__(self, loaded=True, town="Проба", server=MAINTENANCE):
        self.loaded, self.town, self.server = loaded, town, server

    def __enter__(self):
        self.name = f"test_{uuid.uuid4().hex}"
        for role in (OWNER, SERVER):
            make_role(self.server, role)
        query(self.server, f"CREATE DATABASE {self.name} OWNER {OWNER}")
        # The superuser's, for the tests' own statements.
        self.url = self.address()
        self.environment = os.environ | {
            "ZEMSTVO_DATABASE_URL": self.address(SERVER), "ZEMSTVO_DATABASE_OWNER_URL": self.address(OWNER),
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
        query(self.server, f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    def address(self, role=None):
        """The superuser's URL unless a role is given. A role without LOGIN is set after connecting."""
        address = f"{self.server}{'&' if '?' in self.server else '?'}dbname={self.name}"
        return address + (f"&options=-c%20role%3D{role}" if role else "")

    def command(self, *arguments):
        """Runs a command of the program to its end and returns its output."""
        done = subprocess.run(
            [PROGRAM, *arguments], env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(f"error: zemstvo {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def start(self, *arguments):
        """Starts a long-running command."""
        process = subprocess.Popen(
            [PROGRAM, *arguments], env=self.environment, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        self.processes.append(process)
        return process

    def serve(self, command="serve", *arguments):
        """Starts a server on a free port; returns the process and its URL."""
        process = self.start(command, "--port", "0", *arguments)
        for line in process.stderr:
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                # Its further output is read and dropped, because a full pipe would block it.
                threading.Thread(target=process.stderr.read, daemon=True).start()
                return process, found.group()
        raise SystemExit("error: the server ended without printing its address")

    def query(self, statement):
        """The rows of a statement, each a list of texts."""
        return query(self.url, statement)

    def number(self, statement):
        return int(self.query(statement)[0][0])


def make_role(server, name):
    query(server, f"""
        DO $$ BEGIN CREATE ROLE {name}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$
    """)


def kill(process):
    """Kills a process like a power cut."""
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
    """Each fact is (what, found, wanted). Differences are reported and end the test."""
    wrong = [f"{what}: {found!r} instead of {wanted!r}" for what, found, wanted in facts if found != wanted]
    if wrong:
        raise SystemExit("failed: " + "; ".join(wrong))
    for what, found, _ in facts:
        print(f"  {what}: {found}")
