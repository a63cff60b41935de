"""Schemathesis against the running server, anonymously, as each role and as an integration with many permissions: no 5xx, and
no answer that the OpenAPI document does not describe. The document is the strict one, in which answers have only the
described members."""

import pathlib
import subprocess
import sys
import tempfile

sys.path += [str(pathlib.Path(__file__).parent / "shared"), str(pathlib.Path(__file__).parents[2] / "Deploy/lib")]
from api import API  # noqa: E402
from instance import Instance, expect  # noqa: E402

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance,unsupported_method,allow_header_conformance"
)
ROLES = {
    "operator": None, "dispatcher": "teploset", "head": "teploset", "coordinator": None, "administrator": None,
}
# A stream that never ends, and operations that would revoke the tokens of this test.
LEFT_OUT = ("followQueue", "updateStaffUser", "revokeToken", "updateIntegration", "revokeIntegrationToken")
PERMITTED = (
    "register_calls", "set_identity", "read_appeals", "list_appeals", "triage", "read_queues", "work_tickets", "manage_projects",
)
EXAMPLES = 15
SEED = 20261123


def token(instance, role, organisation):
    staff = ["--organisation", organisation] if organisation else []
    instance.command("user", "create", "--login", role, "--name", role, "--role", role, *staff)
    return instance.command("token", "create", "--login", role, "--label", "conformance").strip()


def integration_token(instance):
    permitted = [word for permission in PERMITTED for word in ("--permission", permission)]
    instance.command("integration", "add", "--code", "conformance", "--name", "Conformance", *permitted)
    return instance.command("integration", "token", "create", "conformance", "--label", "conformance").strip()


def conforms(document, url, secret):
    """The exit status of a bounded run."""
    header = ["--header", f"Authorization: Bearer {secret}"] if secret else []
    return subprocess.run(
        ["schemathesis", "run", document, "--url", url, *header, "--checks", CHECKS,
         "--phases", "examples,coverage,fuzzing", "--max-examples", str(EXAMPLES), "--seed", str(SEED),
         *(word for name in LEFT_OUT for word in ("--exclude-operation-id", name)), "--no-shrink", "--warnings", "off", "--request-timeout", "20",
         "--suppress-health-check", "all", "--continue-on-failure"],
        stdin=subprocess.DEVNULL,
    ).returncode


def main():
    with Instance() as instance, tempfile.NamedTemporaryFile("w", suffix=".yaml") as document:
        document.write(instance.command("api-document", "--strict"))
        document.flush()
        tokens = {role: token(instance, role, organisation) for role, organisation in ROLES.items()}
        tokens["integration"] = integration_token(instance)
        _, url = instance.serve("run")
        for text in ("Нет отопления", "Течёт крыша", "Помогите"):
            API(url).post("appeals", body={"text": text, "house_id": 1})
        statuses = {
            role: conforms(document.name, url, secret) for role, secret in ({"nobody": None} | tokens).items()
        }
        expect(*((f"schemathesis as {role}", status, 0) for role, status in statuses.items()))


main()
