"""Schemathesis against the running server, as nobody and as each role: no 5xx, and no answer that the OpenAPI document
does not tell of."""

import pathlib
import subprocess
import sys

sys.path += [str(pathlib.Path(__file__).parent / "shared"), str(pathlib.Path(__file__).parents[2] / "Deploy/lib")]
from api import API  # noqa: E402
from instance import Instance, expect  # noqa: E402

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance,unsupported_method,allow_header_conformance"
)
ROLES = {"dispatcher": "teploset", "coordinator": None, "administrator": None}
EXAMPLES = 15
SEED = 20261123


def token(instance, role, organisation):
    staff = ["--organisation", organisation] if organisation else []
    instance.command("user", "create", "--login", role, "--name", role, "--role", role, *staff)
    return instance.command("token", "create", "--login", role, "--label", "conformance").strip()


def conforms(url, secret):
    """The exit status of a bounded run; the stream of events, which never ends, is left out."""
    header = ["--header", f"Authorization: Bearer {secret}"] if secret else []
    return subprocess.run(
        ["schemathesis", "run", f"{url}/openapi.yaml", "--url", url, *header, "--checks", CHECKS,
         "--phases", "examples,coverage,fuzzing", "--max-examples", str(EXAMPLES), "--seed", str(SEED),
         "--exclude-operation-id", "followQueue", "--no-shrink", "--warnings", "off", "--request-timeout", "20",
         "--suppress-health-check", "all", "--continue-on-failure"],
        stdin=subprocess.DEVNULL,
    ).returncode


def main():
    with Instance() as instance:
        tokens = {role: token(instance, role, organisation) for role, organisation in ROLES.items()}
        _, url = instance.serve("run")
        for text in ("Нет отопления", "Течёт крыша", "Помогите"):
            API(url).post("appeals", body={"text": text, "house_id": 1})
        statuses = {"nobody": conforms(url, None)} | {role: conforms(url, secret) for role, secret in tokens.items()}
        expect(*((f"schemathesis as {role}", status, 0) for role, status in statuses.items()))


main()
