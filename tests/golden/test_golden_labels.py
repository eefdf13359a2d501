"""Whole labels kept as data: a text or a record, and what must be read of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from alpims_mg import InvalidInputError, Label
from alpims_mg.labels.ingredients import additives_in
from alpims_mg.wire import make_converter, to_json

FILES = sorted((Path(__file__).parent / "labels").glob("*.json"))
LEAST_CASES = 30


def _read(file: Path) -> dict[str, Any]:
    return json.loads(file.read_text(encoding="utf-8"))


def _label(case: dict[str, Any]) -> Label:
    return Label.from_text(case["text"]) if "text" in case else Label.from_dsld(case["record"])


def _serving(one: dict[str, Any]) -> dict[str, Any]:
    """The amounts that a serving states; the words of a serving are told, not promised."""
    stated = {name: one.get(name) for name in ("elemental_mg", "compound_mg", "elemental_least_mg")}
    stated["elemental_most_mg"] = one["elemental_most_mg"]
    return {"capsules": one["capsules"], **{name: amount for name, amount in stated.items() if amount is not None}}


def _capsule(label: Label) -> Any:
    """One capsule of it in the wire's words, or the paths of the faults that keep it from being made."""
    try:
        made = json.loads(to_json(label.capsule(divides_into=4)))
    except InvalidInputError as error:
        return sorted({fault.path for fault in error.faults})
    return {name: made[name] for name in ("form", "elemental_mg", "compound_mg") if made.get(name) is not None}


TOLD = {
    "forms": lambda label: [str(one.form) if one.form else None for one in label.sources],
    "salts": lambda label: sorted({str(salt) for one in label.sources for salt in one.salts}),
    "servings": lambda label: [_serving(one) for one in json.loads(to_json(label))["servings"]],
    "ingredients": lambda label: None if label.ingredients is None else list(label.ingredients),
    "rules": lambda label: [one.rule for one in label.findings],
    "not_read": lambda label: sorted({one.path for one in label.not_read}),
    "capsule": _capsule,
    "additives": lambda label: sorted(map(str, additives_in(label.ingredients or ()))),
}

each_case = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@each_case
def test_a_label_is_read_as_it_is_meant(file: Path) -> None:
    case = _read(file)
    label = _label(case)
    expected = {key: value for key, value in case.items() if key in TOLD}
    assert {key: TOLD[key](label) for key in expected} == expected, str(label)


@each_case
def test_the_wire_gives_back_an_equal_label(file: Path) -> None:
    label = _label(_read(file))
    assert make_converter().structure(json.loads(to_json(label)), Label) == label


@each_case
def test_a_case_says_what_it_is_about_and_holds_known_keys(file: Path) -> None:
    case = _read(file)
    assert case["id"] == file.stem
    assert case["about"].strip()
    assert ("text" in case) != ("record" in case)
    assert case.keys() <= {"id", "about", "text", "record", *TOLD}


def test_there_are_enough_labels_and_no_two_are_the_same() -> None:
    said = [json.dumps(case.get("text", case.get("record")), sort_keys=True) for case in map(_read, FILES)]
    assert len(said) >= LEAST_CASES
    assert len(set(said)) == len(said)
