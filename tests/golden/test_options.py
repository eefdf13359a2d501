"""Rankings as data files: the person and the aims, the expected rank of each form and route, and the reading."""

import json
from pathlib import Path
from typing import Any

import pytest

from alpims_mg import Aim, Domain, FormOptions, RouteOptions, Situation, form_options, route_options
from alpims_mg.testing import laws
from alpims_mg.wire import make_converter

FILES = sorted((Path(__file__).parent / "options").glob("*.json"))
AREAS = {"Forms", "Routes", "Domains", "Conditions", "Zones", "Kidney", "Age", "Medicines", "Answers", "Unknown"}
REQUIRED = {"id", "reading", "asked", "forms", "routes"}
MAY = REQUIRED | {"blocking", "missing", "unserved_forms"}
CONVERTER = make_converter()

each_case = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def _read(file: Path) -> dict[str, Any]:
    return dict(json.loads(file.read_text(encoding="utf-8")))


def _arguments(case: dict[str, Any]) -> dict[str, Any]:
    written = case["asked"]
    return {
        "aims": [Aim(word) for word in written["aims"]],
        "domains": [Domain(word) for word in written["domains"]],
        "situation": CONVERTER.structure(written["situation"], Situation),
    }


def _ranked(case: dict[str, Any]) -> tuple[FormOptions, RouteOptions]:
    return form_options(**_arguments(case)), route_options(**_arguments(case))


@each_case
def test_each_form_and_route_has_the_rank_and_answer_of_its_reading(file: Path) -> None:
    case = _read(file)
    forms, routes = _ranked(case)
    for key, options in (("forms", forms.options), ("routes", routes.options)):
        assert {option.name: {"rank": option.rank, "answer": str(option.answer)} for option in options} == case[key]


@each_case
def test_blocking_rules_and_missing_facts_are_named(file: Path) -> None:
    case = _read(file)
    forms, routes = _ranked(case)
    readers: dict[str, Any] = {
        "blocking": lambda option: [finding.rule for finding in option.blocking],
        "missing": lambda option: sorted(option.missing),
    }
    for key, values_of in readers.items():
        by_name = {option.name: values_of(option) for option in (*forms, *routes) if values_of(option)}
        assert by_name == case.get(key, by_name if key == "blocking" else {})
    if "unserved_forms" in case:
        assert list(forms.unserved) == case["unserved_forms"]


@each_case
def test_the_laws_of_the_ranking_hold(file: Path) -> None:
    arguments = _arguments(_read(file))
    laws.blocked_options_come_last(**arguments)
    laws.every_option_is_listed_with_cited_reasons(**arguments)
    laws.order_of_aims_and_domains_never_matters(**arguments)
    laws.options_agree_with_assess(arguments["situation"])


@each_case
def test_a_ranking_written_as_json_reads_back_equal(file: Path) -> None:
    for kind, options in zip((FormOptions, RouteOptions), _ranked(_read(file)), strict=True):
        assert CONVERTER.structure(json.loads(json.dumps(CONVERTER.unstructure(options))), kind) == options


@each_case
def test_a_case_has_the_id_of_its_file_and_names_its_reading(file: Path) -> None:
    case = _read(file)
    assert case["id"] == file.stem
    assert REQUIRED <= case.keys() <= MAY
    area, colon, words = case["reading"].partition(": ")
    assert area in AREAS
    assert colon
    assert words


def test_every_area_has_a_case() -> None:
    assert len(FILES) >= 30
    assert {_read(file)["reading"].partition(":")[0] for file in FILES} == AREAS
