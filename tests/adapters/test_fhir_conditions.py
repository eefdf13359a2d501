"""Conditions: which of a record are in force, what they count as, and the words of those that no row knows."""

from datetime import date
from typing import Any, Final

import pytest

from alpims_mg import Condition, InvalidInputError, Medicine, Situation
from alpims_mg.adapters.fhir import Coding, Reading, RecordFact, read
from alpims_mg.rulebook.record_conditions import IN_FORCE, NO_DISORDER_CATEGORIES, OVER, UNTRUE

Json = dict[str, Any]
TODAY: Final = date(2026, 11, 22)
KIDNEY: Final = {"coding": [{"system": "http://snomed.info/sct", "code": "709044004", "display": "CKD"}]}
MASKED: Final = {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason"}]}


def status(*codes: str) -> Json:
    return {"coding": [{"code": code} for code in codes]}


def condition(code: Any = KIDNEY, id_: str = "1", **more: Any) -> Json:
    body = {"resourceType": "Condition", "id": id_, "code": code, "clinicalStatus": status("active"), **more}
    return {name: value for name, value in body.items() if value is not None}


def reading(*resources: Json, **options: Any) -> Reading:
    return read(list(resources), today=TODAY, **options)


def situation(*resources: Json, **options: Any) -> Situation:
    found = reading(*resources, **options).situation
    assert found is not None
    return found


def fact(*resources: Json, **options: Any) -> RecordFact:
    (found,) = reading(*resources, **options).facts
    return found


def why(*resources: Json, **options: Any) -> str:
    found = reading(*resources, **options)
    assert found.facts == ()
    (line,) = found.not_read
    return line.why


# --- In force
@pytest.mark.parametrize("code", IN_FORCE)
def test_an_active_condition_counts_without_a_doubt(code: str) -> None:
    found = fact(condition(clinicalStatus=status(code), onsetDateTime="2020-01-01"))
    assert (found.path, found.words, found.reference) == ("conditions", "CKD", "Condition/1")
    assert (found.date, found.doubts) == (date(2020, 1, 1), ())


@pytest.mark.parametrize("code", OVER)
def test_a_condition_that_is_over_is_named(code: str) -> None:
    assert why(condition(clinicalStatus=status(code))) == OVER[code]
    assert why(condition(clinicalStatus=code.upper())) == OVER[code]


@pytest.mark.parametrize("code", UNTRUE)
def test_a_condition_that_is_not_true_is_named(code: str) -> None:
    assert why(condition(verificationStatus=status(code))) == UNTRUE[code]


@pytest.mark.parametrize(
    ("more", "doubt"),
    [
        ({"clinicalStatus": None}, "does not say whether"),
        ({"clinicalStatus": status()}, "does not say whether"),
        ({"clinicalStatus": " "}, "does not say whether"),
        ({"clinicalStatus": status("unknown")}, "none that FHIR knows"),
        ({"clinicalStatus": {"text": "present"}}, "none that FHIR knows"),
        ({"clinicalStatus": status("active", "resolved")}, "statuses differ"),
        ({"verificationStatus": status("provisional")}, "not confirmed"),
        ({"abatementDateTime": "2020-01-01"}, "an end"),
        ({"abatementString": "when it got better"}, "does not date"),
        ({"abatementPeriod": {"start": "2020-01-01"}}, "does not date"),
        ({"modifierExtension": [{"url": "x"}]}, "extension"),
    ],
)
def test_an_open_question_about_a_condition_is_a_doubt(more: Json, doubt: str) -> None:
    (found,) = fact(condition(**more)).doubts
    assert doubt in found


@pytest.mark.parametrize(
    "more",
    [
        {"verificationStatus": status("confirmed")},
        {"abatementDateTime": "2027-01-01"},
        {"abatementDateTime": "2026"},
        {"abatementBoolean": False},
        {"abatementPeriod": {"end": "2027-01-01"}},
    ],
)
def test_what_is_usual_is_no_doubt(more: Json) -> None:
    assert fact(condition(**more)).doubts == ()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"abatementDateTime": "2020-01-01"}, "The condition ended on 2020-01-01."),
        ({"abatementDateTime": "2020"}, "The condition ended on 2020."),
        ({"abatementPeriod": {"end": "2020-01-01"}}, "The condition ended on 2020-01-01."),
        ({"abatementBoolean": True}, "The record says that the condition ended."),
    ],
)
def test_a_condition_without_a_status_is_over_if_it_ended(more: Json, words: str) -> None:
    assert why(condition(clinicalStatus=None, **more)) == words


@pytest.mark.parametrize("name", ["onsetDateTime", "recordedDate"])
def test_a_condition_of_later_than_today_is_named(name: str) -> None:
    assert why(condition(**{name: "2026-11-23"})) == "It is dated after today."
    assert fact(condition(**{name: "2026-11"})).date == date(2026, 11, 1)
    assert fact(condition(onsetPeriod={"start": "2026-11-22"})).date == TODAY


@pytest.mark.parametrize("mark", ["A", "Z"])
def test_a_code_that_denies_its_disorder_does_not_count(mark: str) -> None:
    url = "http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit"
    coding = {"system": "http://fhir.de/CodeSystem/bfarm/icd-10-gm", "code": "N18.4"}
    denied = {"coding": [{**coding, "extension": [{"url": url, "valueCoding": {"code": mark}}]}]}
    assert why(condition(denied))
    sure = {"coding": [{**coding, "extension": [{"url": url, "valueCoding": {"code": "G"}}, {"url": url}]}]}
    assert situation(condition(sure)).conditions == frozenset({Condition.KIDNEY_DISEASE})


def test_an_old_pregnancy_and_old_breastfeeding_count_with_a_doubt() -> None:
    pregnant = {"coding": [{"system": "http://snomed.info/sct", "code": "77386006"}]}
    (doubt,) = fact(condition(pregnant, onsetDateTime="2025-01-01")).doubts
    assert "most likely ended" in doubt
    assert fact(condition(pregnant, onsetDateTime="2026-10-01")).doubts == ()
    (doubt,) = fact(condition({"text": "Breastfeeding"}, onsetDateTime="2023-01-01")).doubts
    assert "most likely ended" in doubt


# --- What a condition counts as
def test_a_code_of_two_conditions_states_both_in_one_fact() -> None:
    both = {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "I13.10"}]}
    assert situation(condition(both)).conditions == frozenset({Condition.CARDIAC, Condition.KIDNEY_DISEASE})
    assert fact(condition(both)).path == "conditions"


def test_words_count_if_no_code_is_known() -> None:
    found = situation(condition({"coding": [{"system": "x", "code": "1"}], "text": "Ehlers-Danlos syndrome"}))
    assert (found.conditions, found.other_conditions) == (frozenset({Condition.EDS}), ())


def test_words_that_say_more_than_a_condition_count_too() -> None:
    words = "Ehlers-Danlos syndrome with sarcoidosis"
    found = situation(condition({"text": words}))
    assert (found.conditions, found.other_conditions) == (frozenset({Condition.EDS}), (words,))
    assert fact(condition({"text": words})).path == "conditions, other_conditions[0]"


def test_an_unknown_condition_counts_in_its_own_words() -> None:
    found = situation(condition({"text": "Sarcoidosis"}), condition({"text": "Gout; left foot"}, "2"))
    assert found.other_conditions == ("Gout, left foot", "Sarcoidosis")
    assert found.conditions == frozenset()
    assert found.whole_conditions is None


def test_the_name_of_a_condition_of_the_library_counts_as_it() -> None:
    assert situation(condition({"text": "Heart  block"})).conditions == frozenset({Condition.HEART_BLOCK})


def test_a_condition_with_a_code_and_no_words_counts() -> None:
    assert situation(condition({"coding": [{"code": "heart-block"}]})).conditions == frozenset({Condition.HEART_BLOCK})
    assert situation(condition({"coding": [{"code": "274.9"}]})).other_conditions == ("code 274.9",)


def test_long_words_are_cut_and_not_lost() -> None:
    found = fact(condition({"text": "Gout " * 100}))
    assert found.words == ("Gout " * 100).strip()
    assert "too long" in found.doubts[0]
    (cut,) = situation(condition({"text": "Gout " * 100})).other_conditions
    assert len(cut) < 200


def test_one_condition_in_two_spellings_is_one_with_two_facts() -> None:
    spellings = [condition({"text": "gout"}, "1"), condition({"text": "Gout"}, "2")]
    assert situation(*spellings).other_conditions == ("Gout",)
    assert {found.path for found in reading(*spellings).facts} == {"other_conditions[0]"}


def test_conditions_beyond_two_hundred_are_named_and_leave_the_list_open() -> None:
    many = [condition({"text": f"Disease {i:03}"}, str(i)) for i in range(201)]
    both = condition({"text": "Ehlers-Danlos syndrome with zoster"}, "z")
    found = reading(*many, both, complete=["conditions"])
    assert found.situation is not None
    assert len(found.situation.other_conditions) == 200
    assert found.situation.whole_conditions is None
    assert [line.why for line in found.not_read] == [
        "The record has more conditions than can be read. This one does not fit."
    ]
    (cut,) = [one for one in found.facts if one.reference == "Condition/z"]
    assert (cut.path, len(cut.doubts)) == ("conditions", 1)


@pytest.mark.parametrize("code", [None, {}, {"text": "unknown"}, {"text": "none"}, {"text": "???"}, "Gout", 5])
def test_a_condition_without_a_name_is_named_and_leaves_the_list_open(code: Any) -> None:
    assert why(condition(code)) == "The record does not say which condition it is."
    assert situation(condition(code), condition(id_="2"), complete=["conditions"]).whole_conditions is None


def test_a_masked_condition_is_not_stated() -> None:
    assert why(condition(_code=MASKED)) == "The record does not say which condition it is."


@pytest.mark.parametrize("category", NO_DISORDER_CATEGORIES)
def test_what_is_no_disorder_does_not_count(category: str) -> None:
    social = [status("problem-list-item"), status(category)]
    assert why(condition({"text": "Lives alone"}, category=social)) == "It is no disorder."
    assert situation(condition(category=social)).conditions == frozenset({Condition.KIDNEY_DISEASE})
    employed = {"coding": [{"system": "http://snomed.info/sct", "code": "160903007"}]}
    assert why(condition(employed)) == "It is no disorder."


def test_no_information_about_problems_is_named() -> None:
    assert why(condition({"coding": [{"code": "no-problem-info"}]})) == "It says that nothing is known."


# --- The function of a clinic
def test_a_clinic_may_say_what_its_codes_mean() -> None:
    asked: list[Coding] = []

    def translate(coding: Coding) -> Condition | None:
        asked.append(coding)
        return Condition.MCAS if coding.code == "X17" else None

    house = {"coding": [{"system": "urn:oid:1.2.3", "code": "X17", "display": "House code"}]}
    assert situation(condition(house), translate=translate).conditions == frozenset({Condition.MCAS})
    assert asked == [Coding(system="urn:oid:1.2.3", code="X17", display="House code")]
    assert situation(condition(), translate=translate).conditions == frozenset({Condition.KIDNEY_DISEASE})


@pytest.mark.parametrize("result", ["mcas", Medicine(name="digoxin"), 5])
def test_a_function_with_a_wrong_result_is_a_fault(result: Any) -> None:
    with pytest.raises(InvalidInputError) as caught:
        reading(condition({"coding": [{"code": "1"}], "text": "Gout"}), translate=lambda _: result)
    assert "translate must be a Condition or None" in str(caught.value)
    assert "Gout" not in str(caught.value)


def test_an_error_of_the_function_passes_through() -> None:
    def translate(_: Coding) -> None:
        raise LookupError("no server")

    with pytest.raises(LookupError, match="no server"):
        reading(condition(), translate=translate)
