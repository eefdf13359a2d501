"""Labels as data files: a text or a record, and what must be read from it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alpims_mg import InvalidInputError, Label
from alpims_mg.labels.ingredients import additives_in
from alpims_mg.wire import make_converter, to_json

FILES = sorted((Path(__file__).parent / "labels").glob("*.json"))
LEAST_CASES = 30


def _read(file: Path) -> dict[str, Any]:
    return dict(json.loads(file.read_text(encoding="utf-8")))


def _label(case: dict[str, Any]) -> Label:
    return Label.from_text(case["text"]) if "text" in case else Label.from_dsld(case["record"])


def _serving(written: dict[str, Any]) -> dict[str, Any]:
    """The capsules and amounts of a serving. Its words are not part of the expectation."""
    stated = {name: written.get(name) for name in ("elemental_mg", "compound_mg", "elemental_least_mg")}
    stated["elemental_most_mg"] = written["elemental_most_mg"]
    return {"capsules": written["capsules"], **{name: amount for name, amount in stated.items() if amount is not None}}


def _capsule(label: Label) -> Any:
    """One capsule of it as in JSON, or the paths of the faults that prevent it."""
    try:
        written = json.loads(to_json(label.capsule(divides_into=4)))
    except InvalidInputError as error:
        return sorted({fault.path for fault in error.faults})
    return {name: written[name] for name in ("form", "elemental_mg", "compound_mg") if written.get(name) is not None}


READ: dict[str, Callable[[Label], Any]] = {
    "forms": lambda label: [str(source.form) if source.form else None for source in label.sources],
    "salts": lambda label: sorted({str(salt) for source in label.sources for salt in source.salts}),
    "servings": lambda label: [_serving(written) for written in json.loads(to_json(label))["servings"]],
    "ingredients": lambda label: None if label.ingredients is None else list(label.ingredients),
    "rules": lambda label: [finding.rule for finding in label.findings],
    "not_read": lambda label: sorted({gap.path for gap in label.not_read}),
    "capsule": _capsule,
    "additives": lambda label: sorted(map(str, additives_in(label.ingredients or ()))),
}

each_case = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@each_case
def test_a_label_is_read_as_expected(file: Path) -> None:
    case = _read(file)
    label = _label(case)
    expected = {key: value for key, value in case.items() if key in READ}
    assert {key: READ[key](label) for key in expected} == expected, str(label)


@each_case
def test_a_label_written_as_json_reads_back_equal(file: Path) -> None:
    label = _label(_read(file))
    assert make_converter().structure(json.loads(to_json(label)), Label) == label


@each_case
def test_a_case_says_what_it_is_about_and_has_only_known_keys(file: Path) -> None:
    case = _read(file)
    assert case["id"] == file.stem
    assert case["about"].strip()
    assert ("text" in case) != ("record" in case)
    assert case.keys() <= {"id", "about", "text", "record", *READ}


def test_there_are_at_least_30_labels_and_all_differ() -> None:
    inputs = [json.dumps(case.get("text", case.get("record")), sort_keys=True) for case in map(_read, FILES)]
    assert len(inputs) >= LEAST_CASES
    assert len(set(inputs)) == len(inputs)
