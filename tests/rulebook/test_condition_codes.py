"""The codes and words of conditions: what each code, prefix and phrase counts as."""

from collections import Counter
from typing import Final

import pytest

from alpims_mg._internal.words import plain
from alpims_mg.adapters.fhir.code_systems import system_of
from alpims_mg.adapters.fhir.codes import conditions_in_words, conditions_of
from alpims_mg.adapters.fhir.values import Coding
from alpims_mg.model.findings import Verdict
from alpims_mg.model.vocabulary import Condition
from alpims_mg.rulebook import condition_codes as rows
from alpims_mg.rulebook.condition_codes import CONDITION_CODES
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rulebook.record_code_systems import CODE_SYSTEMS, CodeSystem

SNOMED: Final = "http://snomed.info/sct"
ICD: Final = "http://hl7.org/fhir/sid/icd-10-cm"
STRICTER_ALREADY: Final = {
    "I44.0": "first degree, measured",
    **dict.fromkeys(("I44.4", "I44.5", "I44.6", "I44.7"), "no atrioventricular block"),
    **dict.fromkeys(("I45.3", "I45.5", "I45.9", "Q24.6"), "heart block rules capsules out"),
    **dict.fromkeys(("G70.0", "G70.1", "G70.2", "G70.8", "G70.9", "K59.31"), "as strict, and more exact"),
    **dict.fromkeys(("O03.32", "O03.82", "O04.82", "O08.4"), "the pregnancy is over"),
}
"""The longer prefixes that do not have all conditions of the shorter one, and why."""


def of(system: str, code: str) -> frozenset[Condition] | None:
    return conditions_of(Coding(system, code, ""))


def test_every_condition_has_one_row_with_a_code_or_a_phrase() -> None:
    assert Counter(row.condition for row in CONDITION_CODES) == Counter(Condition)
    assert [row.condition for row in CONDITION_CODES if not (row.snomed or row.icd or row.phrases)] == []


@pytest.mark.parametrize("row", CONDITION_CODES, ids=lambda row: str(row.condition))
def test_each_listed_code_and_phrase_counts_as_its_condition(row: rows.ConditionCodes) -> None:
    codes = [of(SNOMED, code) for code, _ in row.snomed] + [
        of(ICD, code if len(code) > 1 else f"{code}99") for code, _ in row.icd + row.icd_elsewhere
    ]
    assert all(found is not None and row.condition in found for found in codes)
    for phrase in row.phrases:
        assert phrase.replace("*", "") == plain(phrase.replace("*", ""))
        assert row.condition in conditions_in_words(phrase.replace("*", "")).conditions, phrase


def test_a_code_of_a_condition_that_may_only_call_for_care_is_listed_for_no_stricter_one() -> None:
    """Such a code means exactly this condition. What covers more stays in its own words, which always ask."""
    ask = {key.condition for key, rule in CURRENT.conditions if rule.then.severity < Verdict.CONSULT.severity}
    mild = [row for row in CONDITION_CODES if row.condition in ask]
    strict = {code for row in CONDITION_CODES if row.condition not in ask for code, _ in row.snomed + row.icd}
    assert {row.condition for row in mild} >= {Condition.EDS, Condition.POTS, Condition.MCAS, Condition.IBS}
    assert [code for row in mild for code, _ in row.snomed + row.icd if code in strict] == []


def test_the_name_of_a_condition_states_it() -> None:
    assert {one: conditions_in_words(str(one)) for one in Condition} == {
        one: (frozenset({one}), True) for one in Condition
    }


def test_no_code_is_listed_twice_in_one_row_or_as_both_a_condition_and_none() -> None:
    listed = [row.snomed for row in CONDITION_CODES] + [row.icd + row.icd_elsewhere for row in CONDITION_CODES]
    assert [codes for codes in listed if len({code for code, _ in codes}) != len(codes)] == []
    counted = {code for codes in listed for code, _ in codes}
    others = (*rows.OWN_WORDS_SNOMED, *rows.OWN_WORDS_ICD, *rows.NO_DISORDER_SNOMED, *rows.NO_DISORDER_ICD)
    assert [code for code, _ in others if code in counted] == []
    assert len({code for code, _ in others}) == len(others)


def test_one_code_means_one_thing_in_every_row() -> None:
    meanings: dict[str, set[str]] = {}
    for row in CONDITION_CODES:
        for code, meaning in row.snomed:
            meanings.setdefault(code, set()).add(meaning)
    assert {code: found for code, found in meanings.items() if len(found) > 1} == {}


def test_a_longer_prefix_keeps_the_conditions_of_the_shorter_one() -> None:
    prefixes = {code for row in CONDITION_CODES for code, _ in row.icd + row.icd_elsewhere}
    lost = {
        longer
        for longer in prefixes
        for shorter in prefixes
        if longer != shorter
        and longer.startswith(shorter)
        and not (of(ICD, longer) or set()) >= (of(ICD, shorter if len(shorter) > 1 else "O99") or set())
    }
    assert lost == set(STRICTER_ALREADY)


@pytest.mark.parametrize(
    ("code", "conditions"),
    [
        ("I44", {Condition.HEART_BLOCK}),
        ("I44.0", {Condition.FIRST_DEGREE_HEART_BLOCK}),
        ("I44.30", {Condition.HEART_BLOCK}),
        ("I4430", {Condition.HEART_BLOCK}),
        ("i44.2", {Condition.HEART_BLOCK}),
        ("N18.3+", {Condition.KIDNEY_DISEASE}),
        ("N18.30", {Condition.KIDNEY_DISEASE}),
        ("N18.6", {Condition.KIDNEY_DISEASE, Condition.DIALYSIS}),
        ("I13.11", {Condition.KIDNEY_DISEASE, Condition.CARDIAC}),
        ("Z99.2", {Condition.DIALYSIS}),
        ("R00.1", {Condition.BRADYCARDIA}),
        ("Q79.62", {Condition.EDS}),
        ("D89.42", {Condition.MCAS}),
        ("O09.521", {Condition.PREGNANCY}),
        ("Z33.1", {Condition.PREGNANCY}),
        ("Z39.1", {Condition.LACTATION}),
        ("Z56.0", set()),
        ("Z32.02", set()),
    ],
)
def test_the_longest_prefix_of_an_icd_code_decides(code: str, conditions: set[Condition]) -> None:
    assert of(ICD, code) == frozenset(conditions)


@pytest.mark.parametrize(
    "code",
    [
        *("Z32.00", "Z31.69", "D89.44", "K50.90", "O03.9", "D47.02", "I10", "E83.4", "N20.0"),
        *("O", "I4", "44.0", "", "I44 A", "I20-I25", "I44.01234567"),
    ],
)
def test_a_code_that_no_row_lists_is_not_known(code: str) -> None:
    assert of(ICD, code) is None


@pytest.mark.parametrize(
    ("code", "conditions"),
    [
        ("49436004", {Condition.IRREGULAR_HEARTBEAT}),
        ("49436004 |Atrial fibrillation (disorder)|", {Condition.IRREGULAR_HEARTBEAT}),
        ("160903007", set()),
        ("38341003", None),
        ("34000006", None),
        ("49436004 : 246090004", None),
        ("", None),
    ],
)
def test_a_snomed_code_counts_only_as_a_whole(code: str, conditions: set[Condition] | None) -> None:
    assert of(SNOMED, code) == (None if conditions is None else frozenset(conditions))


@pytest.mark.parametrize(
    ("address", "system"),
    [
        ("http://snomed.info/sct", CodeSystem.SNOMED_CT),
        ("https://snomed.info/sct/", CodeSystem.SNOMED_CT),
        ("http://snomed.info/sct|http://snomed.info/sct/731000124108", CodeSystem.SNOMED_CT),
        ("http://snomed.info/sct/900000000000207008/version/20240101", CodeSystem.SNOMED_CT),
        ("urn:oid:2.16.840.1.113883.6.96", CodeSystem.SNOMED_CT),
        ("http://hl7.org/fhir/sid/icd-10", CodeSystem.ICD_10),
        ("urn:oid:2.16.840.1.113883.6.90", CodeSystem.ICD_10),
        ("http://fhir.de/CodeSystem/bfarm/icd-10-gm", CodeSystem.ICD_10),
        ("http://fhir.de/CodeSystem/dimdi/icd-10-gm", CodeSystem.ICD_10),
        ("http://hl7.org/fhir/sid/icd-9-cm", None),
        ("http://hl7.org/fhir/sid/icd-10-pcs", None),
        ("local", None),
        ("", None),
    ],
)
def test_a_code_system_is_known_by_each_of_its_addresses(address: str, system: CodeSystem | None) -> None:
    assert system_of(address) == system


def test_a_code_without_a_known_system_is_not_known() -> None:
    assert of("", "49436004") is None
    assert of("local", "I44.2") is None


def test_each_address_is_written_as_it_is_compared_and_means_one_system() -> None:
    spellings = [spelling for _, listed in CODE_SYSTEMS for spelling in listed]
    assert len(set(spellings)) == len(spellings)
    assert {one: system_of(f"HTTP://{one}") for one in spellings} == {
        one: system for system, listed in CODE_SYSTEMS for one in listed
    }


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("Chronic kidney disease stage 3 (disorder)", {Condition.KIDNEY_DISEASE}),
        ("CKD, stage 4", {Condition.KIDNEY_DISEASE}),
        ("Ehlers-Danlos syndrome", {Condition.EDS}),
        ("Postural orthostatic tachycardia syndrome", {Condition.POTS}),
        ("Pregnant", {Condition.PREGNANCY}),
        ("AV block, first degree", {Condition.FIRST_DEGREE_HEART_BLOCK}),
        ("Complete heart block", {Condition.HEART_BLOCK}),
        ("Heart block", {Condition.HEART_BLOCK}),
        ("Coronary Heart Disease", {Condition.CARDIAC}),
        ("ME/CFS", {Condition.ME_CFS}),
    ],
)
def test_a_text_that_names_a_condition_states_it(text: str, conditions: set[Condition]) -> None:
    assert conditions_in_words(text).conditions == conditions


@pytest.mark.parametrize(
    "text",
    [
        "No history of kidney disease",
        "Family history of kidney disease",
        "Family history: kidney disease",
        "Kidney disease: ruled out",
        "Kidney disease ruled out",
        "Not pregnant",
        "Pregnancy test negative",
        "Trying to become pregnant",
        "Mother with Ehlers-Danlos syndrome",
        "Dialysis (denied)",
        "Kidney disease: no",
        "Pregnancy not confirmed",
        "Schwangerschaft nicht bekannt",
    ],
)
def test_what_a_text_denies_or_says_of_a_relative_is_not_read_and_stays_in_its_words(text: str) -> None:
    assert conditions_in_words(text) == (frozenset(), False)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Myasthenia gravis without (acute) exacerbation", Condition.MYASTHENIA_GRAVIS),
        ("Hypertensive heart disease without heart failure", Condition.CARDIAC),
        ("Heart block, not otherwise specified", Condition.HEART_BLOCK),
        ("Heart block not elsewhere classified", Condition.HEART_BLOCK),
        ("Niereninsuffizienz ohne Dialyse", Condition.KIDNEY_DISEASE),
    ],
)
def test_a_denial_hides_no_condition_that_stands_before_it(text: str, condition: Condition) -> None:
    assert conditions_in_words(text).conditions == {condition}


def test_a_denial_in_another_clause_hides_no_condition() -> None:
    assert conditions_in_words("Kidney disease on dialysis; no diabetes") == (
        frozenset({Condition.KIDNEY_DISEASE, Condition.DIALYSIS}),
        False,
    )


@pytest.mark.parametrize("text", ["Ehlers-Danlos syndrome with aortic dissection", "POTS after COVID", "IBS or sprue?"])
def test_a_text_that_says_more_than_a_condition_is_not_whole(text: str) -> None:
    found = conditions_in_words(text)
    assert found.conditions
    assert not found.whole


@pytest.mark.parametrize("text", ["Hypertension", "disorder", "stage 3", "", "Гипертония"])
def test_a_text_that_names_no_listed_condition_stays_in_its_words(text: str) -> None:
    assert conditions_in_words(text) == (frozenset(), False)


def test_the_rows_cite_every_code_system_and_our_own_reading() -> None:
    assert {cite.source.title for cite in rows.CODE_CITES} == {
        rows.SNOMED_CT.title,
        rows.ICD_10.title,
        rows.ICD_10_CM.title,
        "alpims_mg",
    }
