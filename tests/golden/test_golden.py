"""Whole cases kept as data: what is asked, what the answer must be, and the reading that it rests on."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import pytest

from alpims_mg import CURRENT, assess
from alpims_mg.model.decisions import Decision
from alpims_mg.model.findings import Verdict
from alpims_mg.rules.strictness import verdict_of
from alpims_mg.wire import make_converter, read_case, to_json

FILES = sorted((Path(__file__).parent / "cases").glob("*.json"))
LEAST_CASES = 160
DECISIONS = {"offer", "consult", "withhold", "needs-information"}
AREAS = {
    "Words",
    "Answers",
    "Zones",
    "Topical",
    "Conditions",
    "Kidney",
    "Age",
    "Medicines",
    "Ingredients",
    "Forms",
    "Dose, start",
    "Dose, rise",
    "Dose, last rung",
    "Dose, hold",
    "Dose, ceilings",
    "Dose, divided",
    "Dose, time",
    "Dose, maintain",
    "Dose, increase",
}
REQUIRED = {"id", "reading", "input", "decision", "rules"}


def _steps(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    plan = answer.get("plan") or answer["draft"]
    assert plan["kind"] == "dose-plan"
    return list(plan["steps"])


def _pick(expected: Iterable[str], given: Mapping[str, Any]) -> dict[str, Any]:
    return {key: given[key] for key in expected}


def _rules(answer: Mapping[str, Any], expected: Any) -> list[str]:
    return sorted(one["rule"] for one in answer["findings"] if one["verdict"] != "permit")


def _daily(answer: Mapping[str, Any], expected: Any) -> list[str]:
    return [step["daily_mg"] for step in _steps(answer)]


def _days(answer: Mapping[str, Any], expected: Any) -> list[int | None]:
    return [step["days"] for step in _steps(answer)]


def _intakes(answer: Mapping[str, Any], expected: Any) -> list[list[dict[str, Any]]]:
    """The intakes with the keys that the case names; all of them where the case has fewer steps or intakes."""
    given = [step["intakes"] for step in _steps(answer)]
    if [len(step) for step in given] != [len(step) for step in expected]:
        return given
    return [[_pick(keys, one) for keys, one in zip(*both, strict=True)] for both in zip(expected, given, strict=True)]


def _nearest(answer: Mapping[str, Any], expected: Any) -> dict[str, Any]:
    infeasible = answer["infeasible"]
    return {"below": infeasible["nearest_below_mg"], "above": infeasible["nearest_above_mg"]}


def _separation(answer: Mapping[str, Any], expected: Any) -> list[dict[str, Any]]:
    return sorted(
        ({"about": one["about"], **one["separation_hours"]} for one in answer["findings"] if "separation_hours" in one),
        key=lambda one: one["about"],
    )


def _alternatives(answer: Mapping[str, Any], expected: Any) -> list[dict[str, Any]]:
    """Those of the wanted alternatives that the answer has."""
    proposals = [one["proposal"] for one in answer["alternatives"]]
    given = [{"intent": one["intent"], "kind": one["product"]["kind"]} for one in proposals]
    return [one for one in expected if one in given]


def _says(answer: Mapping[str, Any], expected: Mapping[str, str]) -> dict[str, str]:
    """Of each rule that the case names, the words that it wants, where the finding's reason holds them."""
    reasons = [(one["rule"], one["text"]) for one in answer["findings"]]
    return {rule: words for rule, words in expected.items() for name, said in reasons if name == rule and words in said}


def _limits(answer: Mapping[str, Any], expected: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The plan's bounds of the rules that the case names, in the plan's order."""
    named = {one["rule"] for one in expected}
    plan = answer.get("plan") or answer["draft"]
    keys = ("rule", "outcome", "level_mg", "amount_mg", "margin_mg")
    return [_pick(keys, one) for one in plan["limits"] if one["rule"] in named]


def _exceeded(answer: Mapping[str, Any], expected: Any) -> list[str]:
    plan = answer.get("plan") or answer["draft"]
    return [one["rule"] for one in plan["limits"] if one["outcome"] == "exceeded"]


TOLD: dict[str, Callable[[Mapping[str, Any], Any], Any]] = {
    "says": _says,
    "limits": _limits,
    "exceeded": _exceeded,
    "decision": lambda answer, _: answer["decision"],
    "rules": _rules,
    "daily_mg": _daily,
    "days": _days,
    "intakes": _intakes,
    "missing": lambda answer, _: sorted(answer["missing"]),
    "nearest": _nearest,
    "not_checked": lambda answer, _: sorted(one["path"] for one in answer["not_checked"]),
    "alternatives_include": _alternatives,
    "separation_hours": _separation,
    "supposed": lambda answer, _: sorted(one["rule"] for one in answer["findings"] if one.get("supposed")),
    "acknowledged": lambda answer, _: sorted(one["rule"] for one in answer["acknowledged"]),
    "patch_test": lambda answer, _: (answer.get("plan") or answer["draft"])["patch_test"],
}
"""Each key that a case may expect, with how it is read off the wire form of the answer."""


def _read(file: Path) -> dict[str, Any]:
    return dict(json.loads(file.read_text(encoding="utf-8")))


def _decided(case: Mapping[str, Any]) -> Decision:
    asked = read_case(json.dumps(case["input"]))
    return assess(asked.situation, asked.proposal)


each_case = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@each_case
def test_the_answer_is_what_the_readings_say(file: Path) -> None:
    case = _read(file)
    answer = json.loads(to_json(_decided(case)))
    expected = {key: value for key, value in case.items() if key in TOLD}
    # The decision alone first: where it is another one, the rest cannot be read.
    assert answer["decision"] == case["decision"], _rules(answer, None)
    assert {key: TOLD[key](answer, value) for key, value in expected.items()} == expected


@each_case
def test_the_wire_gives_back_an_equal_decision(file: Path) -> None:
    decision = _decided(_read(file))
    converter = make_converter()
    assert converter.structure(converter.unstructure(decision), cast("Any", Decision)) == decision
    assert converter.structure(json.loads(to_json(decision)), cast("Any", Decision)) == decision


@each_case
def test_an_alternative_is_not_withheld_itself(file: Path) -> None:
    case = _read(file)
    for one in json.loads(to_json(_decided(case))).get("alternatives", []):
        instead = {"input": {**case["input"], "proposal": one["proposal"]}}
        assert json.loads(to_json(_decided(instead)))["decision"] != "withhold", one["proposal"]


@each_case
def test_a_case_is_named_by_its_file_and_holds_known_keys_in_order(file: Path) -> None:
    case = _read(file)
    assert case["id"] == file.stem
    assert REQUIRED <= case.keys() <= REQUIRED | TOLD.keys()
    assert case["input"].keys() == {"situation", "proposal"}
    for key in ("rules", "missing", "not_checked", "supposed", "acknowledged"):
        assert case.get(key, []) == sorted(case.get(key, []))


@each_case
def test_a_reading_is_named_in_words(file: Path) -> None:
    area, colon, words = _read(file)["reading"].partition(": ")
    assert area in AREAS
    assert colon
    assert words
    assert "/" not in words
    assert ".md" not in words


def test_ids_are_unique() -> None:
    ids = [_read(file)["id"] for file in FILES]
    assert len(set(ids)) == len(ids)


def test_no_two_cases_ask_the_same() -> None:
    asked = [json.dumps([case["input"], case["reading"]], sort_keys=True) for case in map(_read, FILES)]
    assert len(set(asked)) == len(asked)


def test_there_are_enough_cases() -> None:
    assert len(FILES) >= LEAST_CASES


def test_every_decision_occurs() -> None:
    assert {_read(file)["decision"] for file in FILES} == DECISIONS


def test_every_area_of_the_readings_occurs() -> None:
    assert {_read(file)["reading"].partition(":")[0] for file in FILES} == AREAS


@pytest.mark.parametrize("field", ["medicines", "additives", "labels", "others"])
def test_every_row_of_what_is_taken_beside_it_or_in_it_occurs(field: str) -> None:
    told = {rule for file in FILES for rule in _read(file)["rules"]}
    asking = {rule.id for rule in getattr(CURRENT, field).rules if verdict_of(rule.then) is not Verdict.PERMIT}
    assert asking <= told


def test_every_zone_route_intent_and_tolerance_occurs() -> None:
    cells = {
        (
            case["input"]["situation"].get("zone"),
            case["input"]["proposal"]["product"]["kind"],
            case["input"]["proposal"]["intent"],
            case["input"]["situation"].get("tolerance", "unproven"),
        )
        for case in map(_read, FILES)
    }
    expected = {
        (zone, route, intent, tolerance)
        for zone in ("green", "yellow", "red")
        for route in ("capsule", "topical")
        for intent in ("start", "maintain", "increase")
        for tolerance in ("proven", "unproven")
    }
    assert expected <= cells
