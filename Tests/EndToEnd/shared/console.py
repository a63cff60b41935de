"""The commands of the program: found by their help, run, and recorded."""

import os
import re
import subprocess
import tempfile

from instance import PROGRAM


class Console:
    """Runs commands with good and with bad input, and knows which of them lack either."""

    def __init__(self, environment):
        self.environment = environment
        self.commands = sorted(self.below([]))
        self.went_well, self.were_refused = set(), set()

    def below(self, path):
        """The commands at or below a path of names. The help of each has to explain its purpose and its use."""
        done = self.run(*path, "--help")
        name = " ".join(["zemstvo", *path])
        if done.returncode or not done.stdout.startswith("OVERVIEW: ") or f"USAGE: {name}" not in done.stdout:
            raise SystemExit(f"failed: {name} --help does not explain the command:\n{done.stdout}{done.stderr}")
        names = re.findall(r"^  ([a-z][a-z-]*)(?: \(default\))?(?:  |$)", done.stdout.partition("\nSUBCOMMANDS:\n")[2], re.M)
        return [command for one in names for command in self.below([*path, one])] if names else [" ".join(path)]

    def run(self, *arguments):
        return subprocess.run(
            [PROGRAM, *arguments], env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )

    def good(self, *arguments):
        """Runs a command that has to succeed, and returns its output without the last line break."""
        done = self.run(*arguments)
        if done.returncode:
            raise SystemExit(f"failed: zemstvo {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
        self.succeeded(*arguments)
        return done.stdout.removesuffix("\n")

    def succeeded(self, *arguments):
        self.went_well |= self.named(arguments)

    def bad(self, *arguments, says):
        """Runs a command that has to fail with a message."""
        done = self.run(*arguments)
        message = done.stdout + done.stderr
        if done.returncode not in (1, 64) or says not in message:
            raise SystemExit(
                f"failed: zemstvo {' '.join(arguments)}: {done.returncode} and no «{says}» in:\n{message}"
            )
        self.were_refused |= self.named(arguments)

    def named(self, arguments):
        """The command in the arguments; none, when it is the default of a group."""
        return {command for command in self.commands if list(arguments[:len(command.split())]) == command.split()}

    def not_run(self):
        """Commands without a case, and which case they lack."""
        return [f"{command} with good input" for command in self.commands if command not in self.went_well] + [
            f"{command} with bad input" for command in self.commands if command not in self.were_refused
        ]


class Folder(tempfile.TemporaryDirectory):
    """A folder for a test's files, used with `with`."""

    def __enter__(self):
        super().__enter__()
        return self

    def path(self, name):
        return os.path.join(self.name, name)

    def write(self, name, *lines):
        """Writes a file of lines; returns its path."""
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write("".join(line + "\n" for line in lines))
        return self.path(name)

    def read(self, name):
        with open(self.path(name), encoding="utf-8-sig") as file:
            return file.read()
