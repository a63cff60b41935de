"""Every command of the program does what it says and refuses what it cannot do with a clear message. The commands are
found by walking the tree of `--help`: one without a case here fails the test."""

import hashlib
import json
import pathlib
import signal
import sys
import urllib.request

sys.path += [str(pathlib.Path(__file__).parent / "shared"), str(pathlib.Path(__file__).parents[2] / "Deploy/lib")]
from api import API  # noqa: E402
from console import Console, Folder  # noqa: E402
from instance import ROOT, Instance, expect  # noqa: E402

TOWN = ROOT / "Deploy/town"
OPERATIONS = ROOT / "Sources/zemstvo/Documentation.docc/Operations.md"
MAPPING = """
columns: {external_id: id, registered_at: opened, closed_at: closed, category: topic, group: area, organisation: who}
text: "{words}"
times: {format: "%Y-%m-%d %H:%M"}
"""
# Two topics, each in eight different wordings.
WORDS = {
    "Яма": ["яма на дороге", "глубокая яма", "яма у школы", "выбоина и яма", "дорога в ямах и яма", "яма во дворе",
            "яма на повороте", "опять яма"],
    "Дерево": ["упало дерево", "сухое дерево", "дерево над тротуаром", "дерево у окна", "ветки и дерево",
               "старое дерево", "дерево на проводах", "спилите дерево"],
}


def schema(console):
    """An empty database: every command but `migrate` and `doctor` says that it has no schema and what to do."""
    for command in ("run", "serve", "work"):
        console.bad(command, says="run `zemstvo migrate up`")
    without_schema = "the database has no schema, or an old one: run `zemstvo migrate up`"
    for command in (
        ("town", "list"), ("town", "create", "--name", "Проба", "--time-zone", "Europe/Moscow"), ("town", "host", "list"),
        ("town", "region"),
        ("town", "export", "proba", "--output", "-"), ("town", "move", "proba", "--abandon"),
        ("user", "list"), ("token", "list"), ("queue", "status"), ("queue", "failed"), ("queue", "requeue", "--all"),
        ("stats", "2026-10"), ("project", "list"), ("routing", "models"), ("routing", "requeue"),
        ("routing", "keywords"),
        ("import", "houses", str(TOWN / "houses.csv")),
    ):
        console.bad(*command, says=without_schema)
    console.bad("doctor", says="failure\tmigrations\trun `zemstvo migrate up`")
    console.bad("migrate", "status", says="pending\tm0001_jobs")
    console.bad("migrate", "up", "--database-url", "postgresql:///none?host=/nowhere", says="the database cannot be reached")
    applied = console.good("migrate", "up").splitlines()
    states = {line.split("\t")[0] for line in console.good("migrate", "status").splitlines()}
    expect(
        ("steps applied", applied[0], "applied m0001_jobs"),
        ("states of the steps", states, {"applied"}),
        ("applied again", console.good("migrate", "up").splitlines()[0], "nothing to apply"),
    )


def town(console):
    console.bad("town", "list", "--database-url", "postgresql:///none?host=/nowhere", says="the database cannot be reached")
    console.bad("town", "create", "--name", "Марс", "--time-zone", "Mars/Base", says="Europe/Moscow")
    expect(
        ("town", console.good("town", "create", "--name", "Проба", "--time-zone", "Europe/Moscow"),
         "created proba (Проба, Europe/Moscow)"),
        ("towns", json.loads(console.good("town", "list", "--json")),
         [{"code": "proba", "name": "Проба", "state": "active", "time_zone": "Europe/Moscow"}]),
    )
    console.bad("town", "create", "--name", "Проба", "--time-zone", "Europe/Moscow", says="code proba")
    console.bad("town", "region", "Тутаев", says="«Тутаев» is not a region of Russia")
    console.bad("town", "region", "Ярославская обл.", "--remove", says="give a region, or --remove")
    expect(
        ("no region", console.good("town", "region"), "Проба has no region"),
        ("region", console.good("town", "region", "Ярославская обл.", "--town", "proba"), "Проба: Ярославская область"),
        ("region shown", console.good("town", "region"), "Проба: Ярославская область"),
        ("region listed", json.loads(console.good("town", "list", "--json"))[0]["region"], "Ярославская область"),
        ("region removed", console.good("town", "region", "--remove"), "Проба has no region"),
        ("region set again", console.good("town", "region", "обл. Ярославская"), "Проба: Ярославская область"),
    )
    expect(
        ("host", console.good("town", "host", "add", "проба.рф", "--town", "proba"), "xn--80ab2bdf.xn--p1ai is proba"),
        ("hosts", json.loads(console.good("town", "host", "list", "--json")),
         [{"host": "xn--80ab2bdf.xn--p1ai", "town": "proba"}]),
    )
    console.bad("town", "host", "add", "https://proba.example/", says="leave out https://")
    console.bad("town", "host", "add", "proba.example", "--town", "nowhere", says="there are: proba")
    console.bad("town", "host", "list", "--town", "nowhere", says="there are: proba")
    console.bad("town", "host", "remove", "other.example", says="there is no host name other.example")
    console.good("town", "host", "remove", "ПРОБА.рф")


def directory(console, folder):
    empty = folder.write("empty.csv", "nothing")
    for table in ("organisations", "houses", "categories", "contracts"):
        rows = len((TOWN / f"{table}.csv").read_text(encoding="utf-8").splitlines()) - 1
        console.bad("import", table, empty, says="has no column")
        expect(
            (table, console.good("import", table, str(TOWN / f"{table}.csv")),
             f"{rows} read: {rows} inserted, 0 updated, 0 unchanged, 0 skipped"),
            (f"{table} again", json.loads(console.good("import", table, str(TOWN / f"{table}.csv"), "--json"))["unchanged"],
             rows),
        )
    half = folder.write("half.csv", "name,sector", "Новая служба,state", "Без сектора,")
    console.bad("import", "organisations", half, says="row 3, sector")
    left_out = console.good("import", "organisations", half, "--skip-bad", "--report", folder.path("report.csv"))
    expect(
        ("with --skip-bad", left_out, "2 read: 1 inserted, 0 updated, 0 unchanged, 1 skipped"),
        ("report", folder.read("report.csv").splitlines()[0], "row,column,message"),
    )
    console.bad("import", "houses", "/nothere.csv", says="/nothere.csv cannot be read")
    console.bad("import", "houses", str(TOWN / "houses.csv"), "--town", "nowhere", says="there are: proba")
    found = json.loads(console.good("house", "find", "Волжский проспект, д. 1, корп. 2, кв. 7", "--json"))
    expect(("house find", found["house"]["address"], "пр-кт Волжский, 1к2"))
    console.bad("house", "find", "пр-кт Волжский, 999", says="")
    console.bad("house", "find", "Костромская область, пр-кт Волжский, 1к2", says="")
    console.good("house", "find", "Ярославская область, пр-кт Волжский, 1к2")
    console.bad("house", "find", says="give addresses, or a file of them")


def history(console, folder):
    mapping = folder.write("mapping.yaml", MAPPING)
    rows = [f"{topic}{day},2024-08-{day:02} 10:00,2024-08-{day + 9:02} 10:00,{topic},Двор,Трест,{words}"
            for topic, wordings in WORDS.items() for day, words in enumerate(wordings, 1)]
    file = folder.write("history.csv", "id,opened,closed,topic,area,who,words", *rows)
    console.bad("import", "appeals", file, "--mapping", "/nothere.yaml", says="/nothere.yaml cannot be read")
    console.bad("import", "appeals", file, "--mapping", mapping, says="row 2, topic: the town has no category «Яма»")
    expect(
        ("appeals", console.good("import", "appeals", file, "--mapping", mapping, "--create-missing"),
         "16 read: 16 inserted, 0 updated, 0 unchanged, 0 skipped"),
    )


def staff(console):
    console.bad("user", "create", "--login", "anna", "--name", "Анна", "--role", "dispatcher", says="organisation is required")
    console.bad("user", "create", "--login", "anna", "--name", "Анна", "--role", "king", says="'coordinator'")
    made = console.good(
        "user", "create", "--login", "anna", "--name", "Анна", "--role", "dispatcher", "--organisation", "teploset")
    expect(("user", made, "created anna (dispatcher of teploset)"))

    console.bad("token", "create", "--login", "nobody", "--label", "desk", says="there is no user")
    console.bad("token", "create", "--login", "anna", "--label", "desk", "--days", "0", says="days is 1 to 3660")
    secret = console.good("token", "create", "--login", "anna", "--label", "desk")
    console.bad("token", "list", "--town", "nowhere", says="there are: proba")
    token, = json.loads(console.good("token", "list", "--json"))
    expect(
        ("token", secret[:3], "zt_"),
        ("tokens", (token["login"], token["label"]), ("anna", "desk")),
    )
    console.bad("token", "revoke", "99", says="there is no token")
    console.good("token", "revoke", str(token["token_id"]))
    console.bad("token", "revoke", str(token["token_id"]), says="there is no token")

    for command, state in (("deactivate", "inactive"), ("activate", "active")):
        console.bad("user", command, "nobody", says="there is no user")
        console.good("user", command, "anna")
        rows = [line.split("\t") for line in console.good("user", "list").splitlines()]
        expect((f"after user {command}", rows[1], ["anna", "Анна", "dispatcher", "teploset", state]))
    console.bad("user", "list", "--town", "nowhere", says="there are: proba")


def integrations(console):
    console.bad("integration", "add", "--name", "Портал", "--permission", "fly", says="may only contain register_calls, set_identity")
    made = console.good(
        "integration", "add", "--name", "Портал", "--permission", "register_calls", "--permission", "set_identity")
    console.bad("integration", "add", "--name", "Портал", says="there is an integration with the code portal")
    console.bad("integration", "permit", "nobody", "--permission", "read_queues", says="there is no integration")
    console.bad("integration", "permit", "portal", "--permission", "manage_staff", says="may only contain")
    permitted = console.good("integration", "permit", "portal", "--permission", "register_calls")
    console.bad("integration", "list", "--town", "nowhere", says="there are: proba")
    expect(
        ("integration", made, "created portal (register_calls, set_identity)"),
        ("permitted", permitted, "portal: register_calls"),
        ("integrations", json.loads(console.good("integration", "list", "--json")),
         [{"code": "portal", "name": "Портал", "permissions": ["register_calls"], "active": True}]),
    )

    console.bad("integration", "token", "create", "nobody", "--label", "exchange", says="there is no integration")
    secret = console.good("integration", "token", "create", "portal", "--label", "exchange", "--days", "30")
    console.bad("integration", "token", "list", "--town", "nowhere", says="there are: proba")
    token, = json.loads(console.good("integration", "token", "list", "--json"))
    expect(
        ("token", secret[:3], "zt_"),
        ("tokens", (token["integration"], token["label"]), ("portal", "exchange")),
        ("tokens of the staff", [row["login"] for row in json.loads(console.good("token", "list", "--json"))], ["anna"]),
    )
    console.bad("token", "revoke", str(token["token_id"]), says="there is no token")
    console.good("integration", "token", "revoke", str(token["token_id"]))
    console.bad("integration", "token", "revoke", str(token["token_id"]), says="there is no token")

    for command, state in (("deactivate", "inactive"), ("activate", "active")):
        console.bad("integration", command, "nobody", says="there is no integration")
        console.good("integration", command, "portal")
        rows = [line.split("\t") for line in console.good("integration", "list").splitlines()]
        expect((f"after integration {command}", rows[1], ["portal", "Портал", "register_calls", state]))


def process(console, instance):
    """The long-running commands: they answer or work until SIGTERM, and then exit with 0. Returns an appeal's number."""
    number = None
    for command in ("run", "serve"):
        console.bad(command, "--port", "70000", says="a port is 0 to 65535")
        running, url = instance.serve(command)
        with urllib.request.urlopen(f"{url}/health", timeout=10) as answer:
            expect((f"{command} answers /health", answer.status, 200))
        number = API(url).post("appeals", body={"text": "Нет отопления", "house_id": 1, "category": "heating.no_heat"})["number"]
        stop(console, running, command)
    working = instance.start("work")
    while instance.number("SELECT count(*) FROM appeals WHERE state = 'registered'"):
        if working.poll() is not None:
            raise SystemExit("failed: the worker ended by itself")
    stop(console, working, "work")
    return number


def stop(console, running, command):
    running.send_signal(signal.SIGTERM)
    expect((f"exit status of {command} after SIGTERM", running.wait(timeout=20), 0))
    console.succeeded(command)


def queue(console, instance):
    nowhere = ("--database-url", "postgresql:///none?host=/nowhere")
    instance.query(
        "INSERT INTO dead_jobs (job_id, kind, arguments, priority, attempt, maximum_attempts, errors, created_at)"
        " SELECT n, 'made_up', '{}', 0, 1, 1, '[]', now() FROM generate_series(-3, -1) AS n"
    )
    console.bad("queue", "status", *nowhere, says="the database cannot be reached")
    console.bad("queue", "failed", "--limit", "many", says="'many' is invalid for '--limit")
    console.bad("queue", "requeue", says="by --kind or by --all")
    console.bad("queue", "requeue", "--all", "--kind", "made_up", says="by --kind or by --all")
    status = {row["kind"]: row["dead"] for row in json.loads(console.good("queue", "status", "--json"))}
    expect(
        ("given up", status["made_up"], 3),
        ("listed", len(json.loads(console.good("queue", "failed", "--json", "--limit", "2"))), 2),
        ("by id", console.good("queue", "requeue", "--", "-1"), "1 requeued"),
        ("by kind", console.good("queue", "requeue", "--kind", "made_up"), "2 requeued"),
        ("the rest", console.good("queue", "requeue", "--all"), "0 requeued"),
    )


def statistics(console, folder):
    console.bad("stats", "export", "2026-13", says="a month is written as 2026-10")
    console.bad("stats", "export", "2024-08", "--format", "xlsx", says="--format xlsx needs --output FILE")
    printed = console.good("stats", "export", "2024-08")
    sha256, _, file = console.good("stats", "2024-08", "--output", folder.path("august.csv")).partition("  ")
    with open(file, "rb") as written:
        content = written.read()
    expect(
        ("`stats MONTH` is `stats export MONTH`", content.decode().splitlines() == printed.splitlines(), True),
        ("SHA-256", sha256, hashlib.sha256(content).hexdigest()),
    )
    console.bad("stats", "freeze", "2099-01", says="2099-01 is not over yet")
    expect(
        ("frozen", console.good("stats", "freeze", "2024-08").split()[1], "2024-08"),
        ("status", json.loads(console.good("stats", "export", "2024-08", "--format", "json"))["status"], "frozen"),
    )


def projects(console, folder):
    console.bad("project", "import", folder.write("empty.csv", "nothing"), says="has no column")
    console.bad("project", "list", "--town", "nowhere", says="there are: proba")
    console.bad("project", "show", "nothing", says="there is no project")
    taken_in = console.good(
        "project", "import", str(TOWN / "projects.csv"), "--milestones", str(TOWN / "milestones.csv"),
        "--partners", str(TOWN / "partners.csv"))
    project = json.loads(console.good("project", "list", "--json"))[0]
    shown = json.loads(console.good("project", "show", project["code"]))
    milestone = shown["milestones"][0]["milestone_id"]
    console.bad("project", "progress", project["code"], str(milestone), "101", says="progress is 0 to 100")
    console.bad("project", "progress", project["code"], "99999", "10", says="there is no milestone")
    progress = console.good("project", "progress", project["code"], str(milestone), "100")
    expect(
        ("files imported", len(taken_in.splitlines()), 3),
        ("title", shown["title"], project["title"]),
        ("progress of", progress.partition(":")[0], project["code"]),
    )


def routing(console, folder, number):
    console.bad("routing", "explain", "111-111-112", says="a digit is wrong")
    console.bad("routing", "explain", number, "--language", "fr", says="--language is ru or en")
    explained = json.loads(console.good("routing", "explain", number, "--json"))
    console.bad("routing", "requeue", "--town", "nowhere", says="there are: proba")
    requeued = console.good("routing", "requeue")
    console.bad("routing", "keywords", "--town", "nowhere", says="there are: proba")
    families = json.loads(console.good("routing", "keywords", "--count", "--json"))
    console.bad("routing", "train", "--kind", "weather", says="'category' and 'organisation'")
    trained, = json.loads(console.good("routing", "train", "--json"))
    console.bad("routing", "activate", "99", says="there is no model")
    console.good("routing", "activate", str(trained["model_id"]))
    console.bad("routing", "models", "--town", "nowhere", says="there are: proba")
    active = [model["active"] for model in json.loads(console.good("routing", "models", "--json"))]
    console.bad("routing", "replay", "--since", "yesterday", says="--since is")
    console.bad("routing", "replay", "--model", "99", says="there is no model")
    replayed = json.loads(console.good("routing", "replay", "--since", "1d", "--model", "0", "--json"))
    console.bad("routing", "deactivate", "--kind", "weather", says="'category' and 'organisation'")
    console.good("routing", "deactivate")
    inactive = [model["active"] for model in json.loads(console.good("routing", "models", "--json"))]
    expect(
        ("explained in words", explained[0]["reason"]["en"], "by the service contract of the house's area"),
        ("put back in the queue", requeued, "0 requeued"),
        ("categories whose keywords decide", [family for family in families if family["decides"]], []),
        ("learnt from", (trained["rows"], trained["classes"]), (16, 2)),
        ("active models", (active, inactive), ([True], [False])),
        ("decided again", replayed["appeals"], 2),
    )

    texts = ("--csv", folder.path("history.csv"), "--text", "words", "--label", "topic")
    console.bad("routing", "evaluate", *texts[:-1], "nothing", says="has no column nothing")
    console.bad("routing", "evaluate", *texts, "--folds", "1", says="--folds is 2 to 20")
    evaluation = json.loads(console.good(
        "routing", "evaluate", *texts, "--json", "--predictions", folder.path("predictions.csv")))
    folder.write("others.csv", "words,topic", "Нет горячей воды третий день,water", "Спасибо за всё,thanks")
    folder.write("map.yaml", "topics:", "  water: [hot_water.*]")
    tested = json.loads(console.good("routing", "evaluate", *texts, "--test", folder.path("others.csv"), "--json"))
    console.bad("routing", "evaluate", *texts, "--keywords", says="--keywords and --map are given together")
    measured = json.loads(console.good(
        "routing", "evaluate", "--csv", folder.path("others.csv"), "--text", "words", "--label", "topic", "--keywords",
        "--categories", str(TOWN / "categories.csv"), "--map", folder.path("map.yaml"), "--json"))
    expect(
        ("decided by a model of few texts", (tested["threshold"], tested["decided"], tested["wrong"]), (2, 0, 0)),
        ("keywords measured", (measured["texts"], measured["proposals"], measured["precision"]), (2, 1, 1)),
        ("rows evaluated", evaluation["rows"], 16),
        ("predictions", len(folder.read("predictions.csv").splitlines()), 17),
    )


def transfer(console, instance, folder):
    """Last, because the town is removed by it."""
    file = folder.path("proba.town")
    console.bad("town", "export", "nowhere", "--output", file, says="there are: proba")
    console.good("town", "export", "proba", "--output", file)
    console.bad("town", "export", "proba", "--output", file, says="cannot be created")
    console.bad("town", "import", file, says="a municipality with the code proba already")
    console.bad("town", "import", str(TOWN / "houses.csv"), says="file is not an export of a town")
    console.bad("town", "move", "proba", says="--to URL")
    console.bad("town", "move", "proba", "--abandon", says="is not being moved")
    console.bad("town", "remove", "proba", says="only what has moved")
    with Instance(loaded=False) as one, Instance(loaded=False) as other:
        for there in (one, other):
            there.command("migrate", "up")
        console.good("town", "import", file, "--database-url", one.environment["ZEMSTVO_DATABASE_URL"])
        console.bad("town", "move", "proba", "--to", one.environment["ZEMSTVO_DATABASE_URL"], says="code proba already")
        moved = json.loads(console.good(
            "town", "move", "proba", "--to", other.environment["ZEMSTVO_DATABASE_URL"], "--json"))
        listed, = json.loads(console.good("town", "list", "--json"))
        appeals = [here.number("SELECT count(*) FROM appeals") for here in (instance, one, other)]
        console.good("town", "remove", "proba")
        expect(
            ("rows moved", moved["rows"] > 1000, True),
            ("left behind as", (listed["state"], listed["peer"].startswith(other.name)), ("moved", True)),
            ("appeals in each", len(set(appeals)), 1),
            ("towns left", instance.number("SELECT count(*) FROM municipalities"), 0),
        )


def doctor(console):
    findings = {finding["subject"]: finding["verdict"] for finding in json.loads(console.good("doctor", "--json"))}
    expect(
        ("subjects", set(findings) >= {"database", "migrations", "clock", "jobs", "tenancy", "models", "references", "disk"}, True),
        ("verdicts", set(findings.values()), {"ok"}),
    )


def main():
    with Instance(loaded=False) as instance, Folder() as folder:
        console = Console(instance.environment)
        expect(("commands found by --help", len(console.commands) >= 30, True))
        schema(console)
        town(console)
        directory(console, folder)
        history(console, folder)
        staff(console)
        integrations(console)
        number = process(console, instance)
        queue(console, instance)
        statistics(console, folder)
        projects(console, folder)
        routing(console, folder, number)
        doctor(console)
        transfer(console, instance, folder)
        expect(
            ("commands without a case", console.not_run(), []),
            ("commands that Operations.md leaves out", [
                command for command in console.commands if f"`{command}`" not in OPERATIONS.read_text(encoding="utf-8")
            ], []),
        )


main()
