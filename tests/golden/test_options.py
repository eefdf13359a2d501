"""Whole rankings kept as data: who asks for what, where each form and route must stand, and the reading for it."""

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
    return json.loads(file.read_text(encoding="utf-8"))


def _asked(case: dict[str, Any]) -> dict[str, Any]:
    asked = case["asked"]
    return {
        "aims": [Aim(word) for word in asked["aims"]],
        "domains": [Domain(word) for word in asked["domains"]],
        "situation": CONVERTER.structure(asked["situation"], Situation),
    }


def _ranked(case: dict[str, Any]) -> tuple[FormOptions, RouteOptions]:
    return form_options(**_asked(case)), route_options(**_asked(case))


@each_case
def test_each_form_and_route_stands_where_the_readings_put_it(file: Path) -> None:
    case = _read(file)
    for key, options in zip(("forms", "routes"), _ranked(case), strict=True):
        assert {one.name: {"rank": one.rank, "answer": str(one.answer)} for one in options} == case[key]


@each_case
def test_what_blocks_and_what_is_missing_is_named(file: Path) -> None:
    case = _read(file)
    forms, routes = _ranked(case)
    for key, told in (
        ("blocking", lambda one: [found.rule for found in one.blocking]),
        ("missing", lambda one: sorted(one.missing)),
    ):
        named = {one.name: told(one) for one in (*forms, *routes) if told(one)}
        assert named == case.get(key, named if key == "blocking" else {})
    if "unserved_forms" in case:
        assert list(forms.unserved) == case["unserved_forms"]


@each_case
def test_the_laws_of_the_ranking_hold(file: Path) -> None:
    asked = _asked(_read(file))
    laws.blocked_options_come_last(**asked)
    laws.every_option_is_listed_with_cited_reasons(**asked)
    laws.asking_in_another_order_ranks_the_same(**asked)
    laws.option_is_what_assess_answers(asked["situation"])


@each_case
def test_the_wire_gives_back_an_equal_ranking(file: Path) -> None:
    for kind, options in zip((FormOptions, RouteOptions), _ranked(_read(file)), strict=True):
        assert CONVERTER.structure(json.loads(json.dumps(CONVERTER.unstructure(options))), kind) == options


@each_case
def test_a_case_is_named_by_its_file_and_tells_its_reading(file: Path) -> None:
    case = _read(file)
    assert case["id"] == file.stem
    assert REQUIRED <= case.keys() <= MAY
    area, colon, words = case["reading"].partition(": ")
    assert area in AREAS
    assert colon
    assert words


def test_every_area_occurs_in_enough_cases() -> None:
    assert len(FILES) >= 30
    assert {_read(file)["reading"].partition(":")[0] for file in FILES} == AREAS
