"""A private PostgreSQL server that a test can crash."""

import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile


class Cluster:
    """Used with `with`: a server on a socket, with PostgreSQL's default durability. It is removed at the end."""

    def __enter__(self):
        self.programs = max(
            pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
        # PostgreSQL refuses to run as root.
        owner = pwd.getpwnam("postgres") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        self.identity = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if os.getuid() == 0 else {}
        self.folder = tempfile.mkdtemp(prefix="zemstvo-crash.", dir="/var/tmp")
        os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self.data = f"{self.folder}/data"
        options = ["-U", "zemstvo", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        if self.run("initdb", "-D", self.data, *options).wait():
            raise SystemExit("error: initdb failed")
        with open(f"{self.data}/postgresql.conf", "a", encoding="utf-8") as file:
            file.write(f"listen_addresses = ''\nunix_socket_directories = '{self.folder}'\nmax_connections = 60\n")
        self.url = f"postgresql:///postgres?host={self.folder}&user=zemstvo"
        self.start()
        return self

    def __exit__(self, *_):
        self.stop_at_once()
        shutil.rmtree(self.folder)

    def run(self, program, *arguments):
        with open(f"{self.folder}/log", "a", encoding="utf-8") as log:
            return subprocess.Popen(
                [self.programs / program, *arguments], cwd="/", stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT, **self.identity,
            )

    def start(self):
        """Returns when the server has recovered and accepts connections."""
        self.server = self.run("postgres", "-D", self.data)
        while self.run("pg_isready", "-q", "-h", self.folder).wait():
            if self.server.poll() is not None:
                log = pathlib.Path(f"{self.folder}/log").read_text(encoding="utf-8")
                raise SystemExit(f"error: the server did not start:\n{log[-2_000:]}")

    def stop_at_once(self):
        """The server's processes quit immediately, without a checkpoint."""
        self.server.send_signal(signal.SIGQUIT)
        self.server.wait()

    def kill(self):
        """`kill -9` of the server and of all its processes."""
        # A stopped server starts no processes.
        self.server.send_signal(signal.SIGSTOP)
        children = pathlib.Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text(encoding="utf-8")
        for process in map(int, children.split()):
            os.kill(process, signal.SIGKILL)
        self.server.kill()
        self.server.wait()
        # A new server does not start while one of them holds the old shared memory.
        while any(is_alive(process) for process in children.split()):
            pass


def is_alive(process):
    try:
        state = pathlib.Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
