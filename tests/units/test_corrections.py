"""Corrections of check-ins: each names an entry of the diary, and a chain of them ends."""

from datetime import date

import pytest
from units.builders import capsule, dose_plan, faults_of, situation

from alpims_mg import CheckIn, Zone, begin_course, review_course

DAY = date(2026, 3, 1)
COURSE = begin_course(dose_plan(capsule(100)), starts=DAY, situation=situation())


def entry(name: str, replaces: str | None = None, zone: Zone = Zone.GREEN) -> CheckIn:
    return CheckIn(day=DAY, id=name, replaces=replaces, zone=zone, reactions=[])


@pytest.mark.parametrize(
    ("check_ins", "faults"),
    [
        ([entry("a"), entry("b", "a"), entry("c", "b"), entry("d", "a")], []),
        ([entry("b", "a"), entry("a")], []),
        ([entry("a", "x")], ["check_ins[0].replaces must be the id of an entry; got 'x'"]),
        ([entry("a", "b"), entry("b", "x")], ["check_ins[1].replaces must be the id of an entry; got 'x'"]),
        ([entry("a", "a")], ["check_ins[0].replaces must be a chain that ends; got 'a'"]),
        (
            [entry("a", "b"), entry("b", "a"), entry("c", "b"), entry("d")],
            [f"check_ins[{i}].replaces must be a chain that ends; got {name!r}" for i, name in enumerate("bab")],
        ),
        (
            [entry("a"), entry("a", zone=Zone.YELLOW)],
            [f"check_ins[{i}].id must be an id given once; got 'a'" for i in range(2)],
        ),
    ],
)
def test_each_fault_of_a_correction_is_named(check_ins: list[CheckIn], faults: list[str]) -> None:
    found = [str(fault) for fault in faults_of(review_course, COURSE, check_ins, DAY)] if faults else []
    assert [text.rpartition(";")[0] for text in found] == faults
    if not faults:
        assert review_course(COURSE, check_ins, DAY).as_of == DAY
