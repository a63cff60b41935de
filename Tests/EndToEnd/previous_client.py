"""A client generated from the document of the previous release reads the present answers.

`previous-openapi.yaml` is that document; a release replaces it with its own snapshot."""

import importlib
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path += [str(pathlib.Path(__file__).parent / "shared")]
from instance import Instance, expect  # noqa: E402

DOCUMENT = pathlib.Path(__file__).parent / "previous-openapi.yaml"
PACKAGE = "previous_api"


def generate(folder):
    """Makes the client importable from the folder."""
    done = subprocess.run(
        ["openapi-python-client", "generate", "--path", str(DOCUMENT), "--meta", "none",
         "--output-path", str(folder / PACKAGE)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )
    if done.returncode:
        raise SystemExit(f"error: the client cannot be generated\n{done.stdout}{done.stderr}")
    sys.path.append(str(folder))


class Caller:
    """Calls operations by their names, with or without a token, and records the answers."""

    def __init__(self, url, secret=None):
        client = importlib.import_module(f"{PACKAGE}.client")
        self.client = client.AuthenticatedClient(url, secret) if secret else client.Client(url)

    def __call__(self, operation, *arguments, **options):
        tag, name = operation.split(".")
        function = importlib.import_module(f"{PACKAGE}.api.{tag}.{name}")
        answer = function.sync_detailed(*arguments, client=self.client, **options)
        if answer.status_code >= 400:
            raise SystemExit(f"failed: {operation}: {answer.status_code} {answer.content.decode()}")
        return answer.parsed

    def refusal(self, operation, *arguments, **options):
        tag, name = operation.split(".")
        function = importlib.import_module(f"{PACKAGE}.api.{tag}.{name}")
        return function.sync_detailed(*arguments, client=self.client, **options)


def token(instance, login, role, organisation=None):
    staff = ["--organisation", organisation] if organisation else []
    instance.command("user", "create", "--login", login, "--name", login, "--role", role, *staff)
    return instance.command("token", "create", "--login", login, "--label", "previous").strip()


def routed(author, number, code):
    """The appeal once the worker has decided about it."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        appeal = author("residents.show_appeal", number, code=code)
        if appeal.state != "registered":
            return appeal
        time.sleep(0.05)
    raise SystemExit("failed: the appeal was not routed within 30 s")


def main():
    with tempfile.TemporaryDirectory() as folder, Instance() as instance:
        generate(pathlib.Path(folder))
        models = importlib.import_module(f"{PACKAGE}.models")
        dispatcher = token(instance, "anna", "dispatcher", "teploset")
        coordinator = token(instance, "olga", "coordinator")
        administrator = token(instance, "pavel", "administrator")
        _, url = instance.serve("run")
        anybody = Caller(url)
        anna, olga, pavel = (Caller(url, secret) for secret in (dispatcher, coordinator, administrator))

        # Residents.
        submission = models.AppealSubmission(
            text="Нет отопления, батареи холодные", house_id=5, category="heating.no_heat",
            contact=models.ContactData(name="Иван", phone="+7 900 000-00-00"),
        )
        receipt = anybody("residents.submit_appeal", body=submission)
        number, code = receipt.number, receipt.code
        own = routed(anybody, number, code)
        public = anybody("residents.show_appeal", number)
        alike = anybody("residents.similar_before", body=submission)
        neighbour = anybody("residents.submit_appeal", body=submission)
        routed(anybody, neighbour.number, neighbour.code)
        merged = anybody(
            "residents.merge_appeal", neighbour.number, body=models.Merge(into=number, code=neighbour.code)
        )
        refused = anybody.refusal("residents.submit_appeal", body=models.AppealSubmission(text=""))

        # Dispatch.
        page = anna("dispatch.list_queue", "teploset")
        ticket = anna("dispatch.claim_next", "teploset")
        anna("dispatch.accept_ticket", ticket.ticket_id)
        anna("dispatch.start_ticket", ticket.ticket_id)
        done = anna("dispatch.finish_ticket", ticket.ticket_id, body=models.Note(note="Готово"))
        detail = anna("dispatch.show_ticket", ticket.ticket_id)

        # Coordination.
        triaged = anybody("residents.submit_appeal", body=models.AppealSubmission(text="Помогите"))
        routed(anybody, triaged.number, triaged.code)
        triage = olga("coordination.list_triage")
        appeals = olga("coordination.list_appeals", limit=2)
        answered = olga("coordination.answer_appeal", number, body=models.Text(text="Тепло дали"))
        full = olga("residents.show_appeal", number)
        closed = anybody("residents.confirm_appeal", number, body=models.CodeOnly(code=code))

        # The directory and projects.
        houses = anybody("directory.search_houses", query="Моторостроителей 5")
        house = anybody("directory.show_house", houses.items[0].house_id)
        organisations = anybody("directory.list_organisations")
        categories = anybody("directory.list_categories")
        contracts = olga("directory.list_contracts", limit=3)
        made = pavel(
            "directory.create_organisation",
            body=models.NewOrganisation(name="Лифт", sector=models.Sector.BUSINESS, code="lift"),
        )
        date = importlib.import_module("datetime").date
        project = olga(
            "projects.create_project",
            body=models.NewProject(
                code="skver", title="Сквер", lead="lift", starts_on=date(2026, 5, 1), ends_on=date(2027, 5, 1)
            ),
        )
        projects = anybody("projects.list_projects")

        # The server.
        health = anybody("server.health")
        me = anna("server.me")

        expect(
            ("receipt", (receipt.state, len(receipt.clocks) > 0), ("registered", True)),
            ("author's view", (type(own), own.text), (models.AppealView, submission.text)),
            ("decision", own.decision.outcome, "routed"),
            ("public view", type(public), models.PublicAppeal),
            ("similar appeal", alike.items[0].number, number),
            ("merged", (merged.state, merged.merged_into.number), ("merged", number)),
            ("problem", (refused.status_code, refused.parsed.errors[0].field), (422, "text")),
            ("queue", page.items[0].appeal_number, number),
            ("ticket done", done.state, "done"),
            ("ticket's detail", (detail.text, detail.joined[0].number), (submission.text, neighbour.number)),
            ("triage", triage.items[0].number, triaged.number),
            ("page of appeals", (len(appeals.items), isinstance(appeals.next_, str)), (2, True)),
            ("answered", answered.state, "answered"),
            ("staff's view", (type(full), full.tickets[0].state), (models.AppealView, "done")),
            ("closed", closed.state, "closed"),
            ("house", house.address, houses.items[0].address),
            ("organisations", any(one.code == "teploset" for one in organisations.items), True),
            ("categories", any(group.code == "heating" for group in categories.items), True),
            ("contracts", len(contracts.items), 3),
            ("organisation", (made.code, made.sector), ("lift", "business")),
            ("project", (project.code, project.progress), ("skver", 0)),
            ("projects", [one.code for one in projects.items], ["skver"]),
            ("health", (health.status, health.migrations), ("ok", "current")),
            ("me", (me.login, me.role, me.organisation), ("anna", "dispatcher", "teploset")),
        )


main()
