"""Records of other makers, read as a clinician reads them. They are tried if they are here.

What is expected was read by hand, before the code could read them. ``records/expectations.jsonl`` has it for eight
synthetic patients. The folder of the eight examples has a file of its own.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from adapters import bundles as made

from alpims_mg import Condition, EgfrUnit, FactList, Situation
from alpims_mg.adapters.fhir import Reading, read

Json = Any
SHARED: Final = Path(__file__).parents[3] / "shared" / "data"
PATIENTS, EXAMPLES = SHARED / "synthea_r4", SHARED / "fhir_examples"
BY_HAND: Final = Path(__file__).parent / "records" / "expectations.jsonl"
UNITS: Final = {"mL/min/{1.73_m2}": EgfrUnit.ML_MIN_SCALED, "mL/min": EgfrUnit.ML_MIN}
ALSO_IN_FORCE: Final = {"nhs-eps-acute-and-repeat": ["endroflumethiazide"]}
"""Medicines that a list of the record names without an order. To count them is the safer side; they must be named."""
NO_NEED_TO_NAME: Final = {"R5"}
"""The release is read, so nothing has to be said of it."""


@cache
def expected() -> dict[str, tuple[Path, Json]]:
    """For each record that is here: its file, and what a reading must give."""
    found = {}
    for folder, listing in ((PATIENTS, BY_HAND), (EXAMPLES, EXAMPLES / "expectations.jsonl")):
        if folder.is_dir():
            for line in listing.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                found[row["id"]] = (folder / row["file"], row)
    return found


@cache
def record_of(name: str) -> Json:
    path, _ = expected()[name]
    data = path.read_bytes()
    return json.loads(gzip.decompress(data) if path.suffix == ".gz" else data)


@cache
def reading_of(name: str) -> Reading:
    return read(record_of(name), today=date.fromisoformat(expected()[name][1]["today"]))


def words_of(reading: Reading) -> Iterator[str]:
    for fact in reading.facts:
        yield from (fact.words, *fact.doubts)
    for item in reading.not_read:
        yield from (item.words, item.why)


def is_named(word: str, reading: Reading) -> bool:
    return word.lower() in " | ".join(words_of(reading)).lower()


def matches(text: object, words: list[str]) -> bool:
    return any(word.lower() in str(text).lower() for word in words)


def situation_of(name: str) -> Situation:
    situation = reading_of(name).situation
    if situation is None:
        pytest.skip("the person has died")
    return situation


NAMES: Final = sorted(expected())
each_record = pytest.mark.parametrize("name", NAMES or [pytest.param("", marks=pytest.mark.skip("no records here"))])


@each_record
def test_the_age_or_the_death(name: str) -> None:
    want, reading = expected()[name][1]["expected"], reading_of(name)
    assert reading.dead is not want["alive"]
    if reading.dead:
        assert reading.situation is None
        assert str(reading.died) == want["died"]
    else:
        assert situation_of(name).age_years == want["age"]


@each_record
def test_the_conditions(name: str) -> None:
    want, situation = expected()[name][1]["expected"], situation_of(name)
    stated = situation.conditions or frozenset()
    must, may = set(map(Condition, want["conditions_must"])), set(map(Condition, want["conditions_may"]))
    assert must <= stated <= must | may
    assert not stated & set(map(Condition, want["conditions_never"]))
    for words in want.get("other_conditions", ()):
        assert matches(situation.other_conditions, [words]), words
    if "conditions" in want["unknown"] or "conditions" in want.get("partial", ()):
        assert situation.conditions is None or FactList.CONDITIONS in situation.partial


@each_record
def test_the_medicines_in_force(name: str) -> None:
    want, situation = expected()[name][1]["expected"], situation_of(name)
    stated = [str(medicine) for medicine in situation.medicines or ()]
    for words in want["medicines_in_force"]:
        assert matches(stated, [words]), words
    for medicine in stated:
        allowed = [*want["medicines_in_force"], *want["medicines_may"], *ALSO_IN_FORCE.get(name, ())]
        assert matches(medicine, allowed), medicine
        assert not matches(medicine, want["medicines_never"]), medicine
    assert len(set(stated)) == len(stated)
    if situation.medicines is not None:
        assert FactList.MEDICINES in situation.partial


@each_record
def test_the_kidney_result(name: str) -> None:
    want, situation = expected()[name][1]["expected"]["kidney"], situation_of(name)
    if want["kind"] != "egfr":
        assert (situation.egfr, situation.kidney) == (None, None)
    else:
        assert situation.egfr is not None
        assert situation.egfr.value == Decimal(want["value"])
        assert situation.egfr.unit is UNITS[want["unit"]]
        assert str(situation.kidney_date) == want["date"]
    if want["kind"] != "none":
        assert is_named(want["value"][:5], reading_of(name))


@each_record
def test_what_must_be_named(name: str) -> None:
    want, reading = expected()[name][1]["expected"], reading_of(name)
    for words in (*want["must_name"], *ALSO_IN_FORCE.get(name, ())):
        assert words in NO_NEED_TO_NAME or is_named(words, reading), words


@each_record
def test_each_relevant_resource_is_in_one_place(name: str) -> None:
    reading = reading_of(name)
    counted = Counter([*(fact.reference for fact in reading.facts), *(item.reference for item in reading.not_read)])
    repeated = {reference for reference, times in counted.items() if times > 1}
    assert not repeated
    for entry in record_of(name)["entry"]:
        body = entry["resource"]
        if body["resourceType"] in made.RELEVANT:
            assert counted[f"{body['resourceType']}/{body['id']}" if "id" in body else entry["fullUrl"]] == 1


@each_record
def test_old_facts_have_a_doubt(name: str) -> None:
    for fact in reading_of(name).facts:
        if fact.date is not None and fact.date.year < 2020 and fact.path.startswith(("medicines", "egfr")):
            assert fact.doubts, fact.reference
