"""Explanation: answers and rules in words."""

from datetime import date

import pytest
from units.builders import START_ACKNOWLEDGED, capsule, paths_of, proposal, situation, topical

from alpims_mg import (
    CURRENT,
    Audience,
    Condition,
    Intent,
    InvalidInputError,
    KidneyFunction,
    Medicine,
    Situation,
    Tolerance,
    WhyNot,
    Zone,
    assess,
    explain,
    tabulate,
    why_not,
)
from alpims_mg.rules.index import tables

ASKED = [
    (situation(acknowledged=[START_ACKNOWLEDGED]), proposal()),
    (situation(conditions=[Condition.MCAS], medicines=[Medicine(name="zzz")]), proposal()),
    (situation(zone=Zone.RED), proposal(capsule(500, ingredients=["stevia"]))),
    (Situation(), proposal()),
    (Situation(zone=Zone.RED), topical()),
]


def unwrapped(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


@pytest.mark.parametrize(("who", "what"), ASKED)
def test_an_explanation_names_every_finding_with_its_reason_and_its_source(who: Situation, what: object) -> None:
    answer = assess(who, what)  # type: ignore[arg-type]
    words = unwrapped(explain(answer))
    for one in answer.findings:
        assert f"({one.rule})" in words
        assert one.text in words
        assert str(one.cites[0]) in words


@pytest.mark.parametrize(("who", "what"), ASKED)
def test_an_explanation_says_what_was_acknowledged_what_was_not_checked_the_edition_and_the_disclaimer(
    who: Situation, what: object
) -> None:
    answer = assess(who, what)  # type: ignore[arg-type]
    words = unwrapped(explain(answer))
    assert all(str(one) in words for one in (*answer.acknowledged, *answer.not_checked))
    assert answer.edition in words
    assert answer.disclaimer in words
    assert words == unwrapped(answer.page().text(details=True))


def test_the_rungs_have_dates_when_the_first_day_is_named() -> None:
    offer = assess(*ASKED[0])
    words = explain(offer, starts=date(2026, 3, 1))
    dates = ("1 March", "8 March or later", "15 March or later", "22 March or later")
    assert all(day in words for day in dates)
    assert "March" not in explain(offer)


@pytest.mark.parametrize(("who", "what"), ASKED[2:])
def test_an_answer_without_a_dose_plan_has_no_dates(who: Situation, what: object) -> None:
    answer = assess(who, what)  # type: ignore[arg-type]
    assert explain(answer, starts=date(2026, 3, 1)) == explain(answer)


def test_a_first_day_that_leaves_no_room_for_the_plan_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="name an earlier day"):
        explain(assess(*ASKED[0]), starts=date.max)


@pytest.mark.parametrize("field", [field for field, _ in tables(CURRENT)])
def test_a_table_is_written_by_its_name_with_every_row(field: str) -> None:
    table = getattr(CURRENT, field)
    words = tabulate(field)
    directed = any(rule.stricter for rule in table.rules)
    assert words.count("| answer | stricter | because | says | rule |") == directed
    assert words.count("| because | says | rule |") == 1
    assert all(f"| {rule.id} |" in words for rule in table.rules)


FIELDS = {field for field, _ in tables(CURRENT)}


# Where a table bears the name of its family, the table comes first.
@pytest.mark.parametrize("family", sorted({table.name for _, table in tables(CURRENT)} - FIELDS))
def test_a_family_is_written_as_all_its_tables_and_no_other(family: str) -> None:
    words = tabulate(family)
    for _, table in tables(CURRENT):
        assert {f"| {rule.id} |" in words for rule in table.rules} == {table.name == family}


def test_without_a_name_every_table_is_written() -> None:
    words = tabulate()
    assert all(f"| {rule.id} |" in words for _, table in tables(CURRENT) for rule in table.rules)


@pytest.mark.parametrize("name", ["", "zon", "Zones", "edition", "zone.red", "x" * 1000])
def test_a_table_that_does_not_exist_is_refused_naming_those_that_do(name: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        tabulate(name)
    (fault,) = caught.value.faults
    assert "zones" in fault.expected
    assert "ceilings" in fault.expected
    assert len(fault.actual) <= 42


def test_what_withholds_blocks_by_itself() -> None:
    reasons = why_not(assess(situation(zone=Zone.RED, conditions=[Condition.HEART_BLOCK]), proposal()))
    assert [[one.rule for one in held] for held in reasons.sets] == [
        ["condition.heart-block"],
        ["zone.red.capsule.change"],
    ]
    assert reasons.missing == ()


def test_what_holds_for_some_supposed_amounts_only_blocks_together() -> None:
    proven = Situation(zone=Zone.GREEN, tolerance=Tolerance.PROVEN)
    decision = assess(proven, proposal(capsule(150, 1), Intent.INCREASE))
    (held,) = why_not(decision).sets
    assert [one.rule for one in held] == ["dose.at-last-rung", "dose.rise.too-large"]
    assert all(one.supposed for one in held)
    assert " Together with this: " in unwrapped(str(why_not(decision)))


def test_what_holds_for_every_supposed_value_blocks_by_itself() -> None:
    (held,) = why_not(assess(Situation(), proposal(capsule(200, 1), Intent.INCREASE))).sets
    assert [one.rule for one in held] == ["zone.green.capsule.increase.unproven"]


def test_what_waits_for_a_clinician_blocks_an_offer() -> None:
    reasons = why_not(assess(situation(kidney=KidneyFunction.MODERATE, acknowledged=[START_ACKNOWLEDGED]), proposal()))
    assert [[one.rule for one in held] for held in reasons.sets] == [["kidney.moderate"]]


def test_missing_facts_block_an_answer() -> None:
    reasons = why_not(assess(Situation(zone=Zone.GREEN), proposal()))
    assert reasons.sets == ()
    assert {one.path for one in reasons.missing} == {
        "situation.age_years", "situation.kidney", "situation.conditions", "situation.medicines",
        "situation.other_magnesium_mg",
    }  # fmt: skip


def test_nothing_stands_against_an_offer() -> None:
    reasons = why_not(assess(*ASKED[0]))
    assert (reasons.sets, reasons.missing) == ((), ())
    assert "Nothing rules it out." in str(reasons)


def test_a_patient_reads_reasons_and_a_clinician_rule_ids_and_sources_as_well() -> None:
    reasons = why_not(assess(situation(medicines=[Medicine(name="raltegravir")]), proposal()))
    patient = reasons.page(Audience.PATIENT).text(details=True)
    clinician = unwrapped(reasons.page().text(details=True))
    assert "Raltegravir: magnesium binds raltegravir" in patient
    assert "medicine.raltegravir" not in patient
    assert "medicine.raltegravir" not in str(reasons)
    assert "(medicine.raltegravir)" in clinician
    assert reasons.sets[0][0].places() in clinician
    missing = why_not(assess(Situation(zone=Zone.GREEN), proposal()))
    asked = missing.page(Audience.PATIENT).text(details=True)
    assert asked.startswith("Why there is no answer yet\n\nPlease tell us\n  1. How old are you?\n")
    assert "situation.kidney" not in asked
    assert "kidney function: not stated (situation.kidney)" in missing.page().text(details=True)


def test_why_not_says_what_is_wrong_with_it() -> None:
    assert paths_of(WhyNot, answer="no", sets=((1,),), missing=(1,)) == ["answer", "sets[0][0]", "missing[0]"]
