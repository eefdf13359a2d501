"""What each command prints, at 80 and at 50 columns, as a person has approved it."""

import json
from pathlib import Path

import pytest
from adapters.test_frames import polars_frame
from approval import approve

from alpims_mg import __main__
from alpims_mg.adapters import cli
from alpims_mg.testing import registers

ROOT = Path(__file__).resolve().parents[2]
APPROVED = Path(__file__).parent / "commands"
CASES, DIARY = "examples/cases", "examples/diaries/a-week-that-turns-red.json"
RECORD, RECORD_DAY = "examples/records/a-made-up-person.json", "--today 2026-03-01"
LABEL = """Serving size: 2 capsules
Magnesium (as magnesium bisglycinate) 200 mg
Other ingredients: hypromellose, rice bran, citric acid, natural flavors, stevia leaf extract
"""

COMMANDS = {
    "help": "--help",
    "assess-offer": f"assess {CASES}/first-day.json --from 2026-03-01",
    "assess-consult": f"assess {CASES}/start-without-asking.json",
    "assess-needs-information": f"assess {CASES}/start-with-little-known.json",
    "assess-withhold": f"assess {CASES}/start-on-a-red-day.json",
    "assess-infeasible": f"assess {CASES}/start-of-a-strong-tablet.json",
    "assess-topical": f"assess {CASES}/topical-on-a-red-day.json",
    "assess-details": f"assess {CASES}/first-day.json --details",
    "assess-beside-a-record": f"assess --fhir {RECORD} --case examples/records/the-rest.json {RECORD_DAY}",
    "assess-beside-a-whole-record": (
        f"assess --fhir {RECORD} --case examples/records/the-rest.json {RECORD_DAY} --complete conditions,medicines"
    ),
    "record": f"record {RECORD} {RECORD_DAY}",
    "record-details": f"record {RECORD} {RECORD_DAY} --details",
    "record-died": f"record {{died}} {RECORD_DAY}",
    "why": f"why {CASES}/start-on-a-red-day.json",
    "why-clinician": f"why {CASES}/start-on-a-red-day.json --for clinician",
    "options": f"options {CASES}/first-day.json --aim sleep",
    "label": "label {label}",
    "clock": "clock examples/days/levothyroxine-at-seven.json --step 4",
    "course": f"course {DIARY}",
    "course-details": f"course {DIARY} --details",
    "course-preview": f"course {DIARY} --preview",
    "course-of-two": "course {two}",
    "supply-of-a-case": f"supply {CASES}/first-day.json --bottle 60 --from 2026-03-01",
    "supply-of-a-course": f"supply {DIARY} --bottle 60",
    "map": f"map {DIARY} --days 21",
    "map-with-odds": f"map {DIARY} --days 21 --green 8/10 --yellow 1/10 --red 1/10",
    "compare": f"compare {DIARY} {{other}}",
    "replay": "replay {review}",
    "rules": "rules",
    "rules-zones": "rules zones",
    "rules-zones-details": "rules zones --details",
    "cohort": "cohort register.parquet --out answers.csv",
    "handout": "handout case.json --out page.html --from 2026-03-01",
}
"""The arguments of each command. A name in braces stands for a file that the test writes."""


@pytest.fixture
def files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """The names of the files that stand in no example."""
    diary = json.loads((ROOT / DIARY).read_text(encoding="utf-8"))
    malate = diary["proposal"] | {"product": diary["proposal"]["product"] | {"form": "malate"}}
    two = {"courses": [diary, diary | {"proposal": malate, "check_ins": []}]}
    other = diary | {"check_ins": diary["check_ins"][:-2]}
    assert cli.run(["course", str(ROOT / DIARY), "--json"]) == 0
    record = json.loads((ROOT / RECORD).read_text(encoding="utf-8"))
    record["entry"][0]["resource"]["deceasedDateTime"] = "2026-01-02"
    texts = {
        "died": json.dumps(record),
        "label": LABEL,
        "two": json.dumps(two),
        "other": json.dumps(other),
        "review": capsys.readouterr().out,
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return {name: str(tmp_path / name) for name in texts}


@pytest.mark.parametrize("width", [80, 50])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_prints_what_was_approved_and_no_wider_than_asked_for(
    name: str,
    width: int,
    files: dict[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.chdir(ROOT)
    if name == "cohort":
        monkeypatch.chdir(tmp_path)
        polars_frame(registers(50, seed=41)).write_parquet("register.parquet")
    if name == "handout":
        monkeypatch.chdir(tmp_path)
        Path("case.json").write_bytes((ROOT / CASES / "first-day.json").read_bytes())
    arguments = COMMANDS[name].format_map(files).split()
    assert cli.run(arguments, __main__.EXTRA_COMMANDS, record_reader=__main__.RECORD_READER) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    approve({APPROVED / f"{name}-{width}.txt": printed.out})
    assert [line for line in printed.out.splitlines() if len(line) > width] == []


def test_every_command_that_prints_a_page_is_approved() -> None:
    called = {arguments.split()[0] for arguments in COMMANDS.values()}
    no_pages = {"new-case", "completion", "schema"}  # their texts are rows, not ours, or approved in examples/schema
    assert called - {"--help"} == {*cli_names()} - no_pages


def cli_names() -> list[str]:
    from alpims_mg.adapters.cli.application import app

    return [name for name in {*app, *__main__.EXTRA_COMMANDS} if not name.startswith("-")]
