"""The rows on ICD codes, compared with the tabular list of ICD-10-CM that the package ``simple-icd-10-cm`` carries."""

import re
import warnings
from importlib import import_module
from typing import Any, Final

import pytest

from alpims_mg.adapters.fhir.codes import conditions_of
from alpims_mg.adapters.fhir.values import Coding
from alpims_mg.model.vocabulary import Condition
from alpims_mg.rulebook.condition_codes import CONDITION_CODES, NO_DISORDER_ICD, OWN_WORDS_ICD

pytestmark = pytest.mark.peers

CHAPTER_OF_PREGNANCY: Final = "O"
TITLES: Final = (
    (r"dialysis", Condition.DIALYSIS, r"[Rr]etinal|Iridodialysis|foreign body|sterile"),
    (r"myasthenia gravis", Condition.MYASTHENIA_GRAVIS, None),
    (r"^(?!.*first degree).*(?:atrioventricular block|heart block)", Condition.HEART_BLOCK, r"left bundle"),
    (r"hypermagnesemia", Condition.HYPERMAGNESAEMIA, None),
    (r"(?<!without )intestinal obstruction|\bileus\b|with obstruction, without gangrene", Condition.BOWEL_OBSTRUCTION,
     r"Gallstone|Congenital|hernia of"),
    (r"dehydration|volume depletion", Condition.DEHYDRATION, r"newborn"),
    (r"(?<!Personal history of )ehlers-danlos", Condition.EDS, None),
    (r"bradycardia", Condition.BRADYCARDIA, r"newborn"),
    (r"chronic kidney disease|renal failure|kidney failure", Condition.KIDNEY_DISEASE, None),
    (r"hyperkalemia|hypokalemia", Condition.POTASSIUM_DISORDER, r"paralysis"),
    (r"parathyroidism", Condition.CALCIUM_OR_PARATHYROID_DISORDER, r"neonatal"),
)  # fmt: skip
"""Words in the title of a code, the condition that it then counts as, and words of titles that mean something else."""


@pytest.fixture(scope="module")
def icd() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it imports pkg_resources
        return import_module("simple_icd_10_cm")


def words(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[a-z]{4,}", text.casefold())}


def found(code: str) -> frozenset[Condition] | None:
    return conditions_of(Coding("http://hl7.org/fhir/sid/icd-10-cm", code, ""))


def test_each_prefix_is_in_the_tabular_list_and_has_a_word_of_its_title(icd: Any) -> None:
    listed = [pair for row in CONDITION_CODES for pair in row.icd if pair[0] != CHAPTER_OF_PREGNANCY]
    pairs = [*listed, *OWN_WORDS_ICD, *NO_DISORDER_ICD]
    assert [code for code, _ in pairs if not icd.is_valid_item(code)] == []
    assert [(code, icd.get_description(code)) for code, meaning in pairs
            if not words(meaning) & words(icd.get_description(code))] == []  # fmt: skip


def test_a_prefix_of_other_editions_is_not_in_the_tabular_list(icd: Any) -> None:
    elsewhere = [code for row in CONDITION_CODES for code, _ in row.icd_elsewhere]
    assert elsewhere
    assert [code for code in elsewhere if icd.is_valid_item(code)] == []


def test_the_chapter_of_pregnancy_is_the_letter_that_is_listed(icd: Any) -> None:
    chapter = icd.get_ancestors("O10")[-1]
    assert icd.get_description(chapter).startswith("Pregnancy, childbirth and the puerperium")
    categories = [code for code in icd.get_descendants(chapter) if icd.is_category(code)]
    assert {code[0] for code in categories} == {CHAPTER_OF_PREGNANCY}


@pytest.mark.parametrize(("pattern", "condition", "but_not"), TITLES, ids=[str(one) for _, one, _ in TITLES])
def test_each_code_whose_title_names_a_condition_counts_as_it(
    icd: Any, pattern: str, condition: Condition, but_not: str | None
) -> None:
    titles = {
        code: icd.get_description(code) for code in icd.get_all_codes() if re.fullmatch(r"[A-Z]\w\w(\..+)?", code)
    }
    named = {
        code: title
        for code, title in titles.items()
        if re.search(pattern, title, re.IGNORECASE) and not (but_not and re.search(but_not, title))
    }
    assert named
    assert {code: title for code, title in named.items() if condition not in (found(code) or ())} == {}
