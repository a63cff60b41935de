"""The month's statistics as files: what openpyxl and LibreOffice read in them is what the JSON says, no text becomes a
formula, the same month has the same bytes, and a frozen month keeps them after later imports."""

import csv
import hashlib
import io
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import openpyxl

sys.path.append(str(pathlib.Path(__file__).parent / "shared"))
from instance import Instance, expect  # noqa: E402

MONTH = "2024-08"
FORMATS = ("json", "csv", "xlsx")
MAPPING = """
columns: {external_id: id, registered_at: opened, deadline_at: due, closed_at: closed, category: topic, group: area,
  organisation: who}
text: "{topic}"
times: {format: "%Y-%m-%d %H:%M"}
"""
HEADER = "id,opened,due,closed,topic,area,who"
HISTORY = [
    "1,2024-07-20 10:00,2024-07-25 10:00,2024-08-02 10:00,Яма,Дороги,=1+1",
    "2,2024-08-01 00:00,2024-08-05 00:00,2024-08-01 12:30,Яма,Дороги,=1+1",
    '3,2024-08-10 00:00,,2024-08-11 00:00,Яма,Дороги,"@УК «Верхняя», дом 5"',
    "4,2024-08-31 23:59,2024-09-05 00:00,,Дерево,Зелень,-Зелёный трест",
    "5,2024-08-12 08:00,2024-08-20 00:00,,Дерево,Зелень,-Зелёный трест",
]
LATE = ["6,2024-08-15 00:00,,2024-08-16 00:00,Дерево,Зелень,-Зелёный трест"]


def import_history(instance, folder, rows):
    (folder / "history.csv").write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    (folder / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    instance.command(
        "import", "appeals", str(folder / "history.csv"), "--mapping", str(folder / "mapping.yaml"), "--create-missing"
    )


def exported(instance, folder):
    """The bytes of the month in each format."""
    files = {form: folder / f"{MONTH}.{form}" for form in FORMATS}
    for form, file in files.items():
        file.unlink(missing_ok=True)
        instance.command("stats", MONTH, "--format", form, "--output", str(file))
    return {form: file.read_bytes() for form, file in files.items()}


def cells(report):
    """The rows and the totals of the JSON report as a spreadsheet has them, numbers as numbers."""
    columns = list(report["totals"])
    names = ["group", "group_name", "organisation", "organisation_name"]
    rows = [[row[name] for name in names + columns] for row in report["rows"]]
    return names + columns, rows, [report["totals"][column] for column in columns]


def read_csv(data):
    """Rows of CSV; what looks like a number is one, and nothing is None."""
    def value(text):
        try:
            return float(text) if text else None
        except ValueError:
            return text
    return [[value(text) for text in row] for row in csv.reader(io.StringIO(data.decode()))]


def unescaped(rows):
    """The text without the apostrophe that prevents a formula."""
    return [[v[1:] if isinstance(v, str) and v[:1] == "'" else v for v in row] for row in rows]


def with_libreoffice(file, folder):
    """The first sheet of a file as LibreOffice reads it."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless",
         *(["--infilter=CSV:44,34,76,1"] if file.suffix == ".csv" else []), "--convert-to",
         "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false", "--outdir", str(folder / "read"), str(file)],
        check=True, capture_output=True, timeout=120,
    )
    return read_csv((folder / "read" / file.with_suffix(".csv").name).read_bytes())


def main():
    if not shutil.which("soffice"):
        raise SystemExit("error: LibreOffice is needed: apt-get install libreoffice-calc-nogui")
    with Instance() as instance, tempfile.TemporaryDirectory() as path:
        folder = pathlib.Path(path)
        import_history(instance, folder, HISTORY)
        files = exported(instance, folder)
        report = json.loads(files["json"])
        header, rows, totals = cells(report)
        expect(
            ("opened", report["totals"]["opened"], 4),
            ("closed", report["totals"]["closed"], 3),
            ("backlog at the end", report["totals"]["backlog_end"], 2),
            ("on time, overdue, without deadline",
             [report["totals"][key] for key in ("on_time", "overdue", "without_deadline")], [1, 1, 1]),
            ("rows", len(rows), 3),
        )

        book = openpyxl.load_workbook(folder / f"{MONTH}.xlsx")
        sheet, about = book.worksheets[:2]
        found = [list(row) for row in sheet.iter_rows(values_only=True)]
        facts = {key: value for key, value in about.iter_rows(min_row=2, values_only=True)}
        expect(
            ("openpyxl reads the rows", found[1:-1], rows),
            ("openpyxl reads the totals", found[-1][4:], totals),
            ("formulas", [c.coordinate for s in book for row in s.iter_rows() for c in row if c.data_type == "f"], []),
            ("the header stays in view", sheet.freeze_panes, "A2"),
            ("time of creation", book.properties.created.isoformat(), f"{MONTH}-01T00:00:00"),
            ("SHA-256 told in the workbook", facts["SHA-256 отчёта в JSON"], hashlib.sha256(files["json"]).hexdigest()),
        )
        expect(("LibreOffice reads the rows of the XLSX", with_libreoffice(folder / f"{MONTH}.xlsx", folder)[1:-1], rows))

        table = read_csv(files["csv"])
        expect(
            ("CSV header", table[0], header),
            ("CSV rows", unescaped(table[1:-1]), rows),
            ("CSV totals", table[-1], ["total", None, None, None, *totals]),
            ("CSV text that could be a formula",
             [v for row in table for v in row if isinstance(v, str) and v[:1] in ("=", "+", "-", "@")], []),
            ("LibreOffice reads the rows of the CSV",
             unescaped(with_libreoffice(folder / f"{MONTH}.csv", folder)[1:-1]), rows),
        )

        expect(("the same month has the same bytes", exported(instance, folder) == files, True))
        instance.command("stats", "freeze", MONTH)
        frozen = exported(instance, folder)
        import_history(instance, folder, LATE)
        expect(
            ("status once frozen", json.loads(frozen["json"])["status"], "frozen"),
            ("a frozen month keeps its bytes", exported(instance, folder) == frozen, True),
        )


main()
