"""Laws of labels: nothing is read that is not written, and stating a compound never permits more."""

from typing import Any

from hypothesis import example, given, strategies as st

from alpims_mg import Compound, Label, Proposal, Situation
from alpims_mg.labels.tokens import label_text, label_tokens
from alpims_mg.rulebook.labels.additives import SPELLINGS
from alpims_mg.testing import laws, strategies

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | strategies.label_texts(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    (
        *("servingSizes", "ingredientRows", "otheringredients", "ingredients", "forms", "nestedRows", "name"),
        *("quantity", "unit", "operator", "order", "minQuantity", "maxQuantity", "servingSizeOrder"),
        *("servingSizeQuantity", "servingSizeUnit", "notes", "dailyValueTargetGroup", "percent"),
    )
)
WORDS = st.sampled_from(("Magnesium", "Magnesium Oxide", "Tablet(s)", "mg", "=", "<", "None", "Stevia")) | st.integers()
RECORDS = st.dictionaries(
    KEYS,
    st.recursive(
        JUNK | WORDS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6),
        max_leaves=20,
    ),
    max_size=6,
)


@given(text=strategies.label_texts())
@example(text="Serving size: 2 capsules\nMagnesium (from 1,000 mg magnesium glycinate) 120.5 mg")
def test_a_label_never_invents_an_amount(text: str) -> None:
    laws.a_label_never_invents_an_amount(text)


@given(texts=strategies.widened_label_texts())
@example(
    texts=(
        "Serving size: 2 capsules\nper 2 capsules | %NRV\nMagnesium (as magnesium citrate) | 200 mg | 53%",
        "Serving size: 2 capsules\nper capsule | per 2 capsules\nMagnesium (as magnesium citrate) | 100 mg | 200 mg",
    )
)
def test_adding_a_column_never_changes_the_amount_per_unit(texts: tuple[str, str]) -> None:
    laws.adding_a_column_never_changes_the_amount_per_unit(*texts)


@given(text=strategies.daily_label_texts())
def test_a_day_without_units_gives_no_amount_per_unit(text: str) -> None:
    laws.a_day_without_units_gives_no_amount_per_unit(text)


@given(text=st.text())
def test_any_text_gives_a_label_that_lists_what_was_not_read(text: str) -> None:
    laws.a_label_never_invents_an_amount(text)
    assert Label.from_text(text).not_read


ADDITIVES = st.sampled_from([word.replace("*", "") for spelling in SPELLINGS for word in spelling.words])
LISTS = st.lists(ADDITIVES | st.sampled_from(("silica", "rice", "with", "free", "oil")), min_size=1, max_size=5)
STATEMENTS = st.tuples(
    st.sampled_from(("", "Other ingredients: ", "Ingredients:\n", "Contains ", "Sweetened with ")),
    st.tuples(st.sampled_from((", ", "\n", " ", " and ")), LISTS).map(lambda drawn: drawn[0].join(drawn[1])),
    st.sampled_from(("", ".", ",", "\n")),
).map("".join)


@given(text=STATEMENTS | strategies.label_texts(), denial=strategies.denials())
@example(text="Other ingredients: stevia", denial="oil-free.")
@example(text="Sweetened with stevia", denial="No artificial colours.")
def test_a_denial_removes_no_additive_that_is_stated_elsewhere(text: str, denial: str) -> None:
    laws.a_denial_removes_no_additive(text, denial)


@given(record=RECORDS)
def test_any_record_gives_a_label(record: dict[str, Any]) -> None:
    assert isinstance(Label.from_dsld(record), Label)


@given(text=strategies.label_texts())
def test_tokens_occur_in_the_text_in_their_order(text: str) -> None:
    clean = label_text(text)
    position = 0
    for token in label_tokens(clean):
        position = clean.index(token.words.split(" ")[0], position)


@given(situation=strategies.situations(), proposal=strategies.proposals(), mass=st.integers(1, 10**12 - 1))
def test_stating_a_compound_never_permits_more(situation: Situation, proposal: Proposal, mass: int) -> None:
    laws.adding_a_compound_never_permits_more(situation, proposal, Compound(nanograms=mass))
