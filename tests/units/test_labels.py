"""Labels: what is read from a text or a record, and one capsule of it."""

from typing import Any

import pytest
from units.builders import capsule, faults_of, proposal, situation

from alpims_mg import Additive, Compound, Consult, Elemental, Form, Label, NamedSalt, Serving, assess
from alpims_mg.labels.shapes import SHAPES, amounts_in
from alpims_mg.labels.tokens import exact_nanograms, label_text, label_tokens


def _mg(mass: Elemental | Compound | None) -> str | None:
    return None if mass is None else mass.format_mg()


def read(text: str) -> list[tuple[int | None, str | None, str | None]]:
    """The servings of a text: capsules, milligrams of magnesium, milligrams of compound."""
    return [
        (serving.capsules, _mg(serving.elemental), _mg(serving.compound)) for serving in Label.from_text(text).servings
    ]


@pytest.mark.parametrize(
    ("number", "milligrams"),
    [
        ("100", "100"), ("2,500", "2500"), ("62.5", "62.5"), ("62,5", "62.5"), ("0,125", "0.125"), ("0.500", "0.5"),
        ("123,456", "123456"),
        ("1,234,567", None), ("1,000.5", "1000.5"), ("2.500", None), ("1.000", None), ("1,23,4", None),
        ("1.2.3", None), ("0.0000001", None), ("9" * 30, None), ("1000000000", None),
    ],
)  # fmt: skip
def test_a_number_is_read_if_it_is_unambiguous(number: str, milligrams: str | None) -> None:
    nanograms = exact_nanograms(number, "mg")
    assert nanograms == (None if milligrams is None else Compound.mg(milligrams).nanograms)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.example)
def test_each_shape_reads_its_own_example(shape: Any) -> None:
    elemental, compound = "(?P<e>A)" in shape.order, "(?P<c>A)" in shape.order
    (serving,) = read(f"{shape.example} per tablet")
    assert serving == (1, "100" if elemental else None, "700" if compound else None)


@pytest.mark.parametrize("kinds", ["", "A", "SAP", "MA", "AM", "MOA", "OAS", "SOA", "SX", "SAOMA", "YA", "ASOAMOAE"])
def test_an_order_of_tokens_without_a_shape_is_not_read(kinds: str) -> None:
    assert amounts_in(kinds, nutrients=False) is None


def test_a_heading_states_the_serving_of_the_lines_below_it() -> None:
    text = "Each capsule contains:\nMagnesium malate 500 mg\n(75 mg elemental magnesium)"
    assert read(text) == [(1, "75", "500")]


def test_the_element_may_be_named_by_its_symbol() -> None:
    assert read("One tablet contains Mg glycinate 500 mg, of which Mg 60 mg") == [(1, "60", "500")]


def test_mg_after_a_number_is_a_unit() -> None:
    assert read("Each tablet contains Magnesium Citrate 500 Mg") == [(1, None, "500")]


def test_denied_magnesium_does_not_count() -> None:
    label = Label.from_text("Each tablet contains no magnesium 100 mg")
    assert label.servings == ()
    assert "O" in {token.kind for token in label_tokens("no magnesium")}


def test_with_two_amounts_in_one_serving_neither_is_used() -> None:
    text = "Each capsule contains 100 mg elemental magnesium. Each capsule contains 120 mg elemental magnesium"
    label = Label.from_text(text)
    assert [serving.elemental for serving in label.servings] == [None]
    assert any("2 different amounts" in gap.because for gap in label.not_read)


def test_an_amount_that_is_repeated_with_its_serving_counts_once() -> None:
    front = "100 mg elemental magnesium\nOne tablet contains 100 mg elemental magnesium"
    assert read(front) == [(1, "100", None)]
    other = "120 mg elemental magnesium\nOne tablet contains 100 mg elemental magnesium"
    assert sorted(read(other), key=str) == [(1, "100", None), (None, "120", None)]


def test_an_amount_after_a_comma_belongs_to_the_name_before_it() -> None:
    assert read("Each tablet contains magnesium citrate, 500 mg") == [(1, None, "500")]


def test_an_amount_with_two_servings_has_no_serving() -> None:
    assert read("Per capsule, per 2 capsules: elemental magnesium 100 mg") == [(None, "100", None)]


def test_a_serving_without_a_size_has_no_capsules() -> None:
    assert read("Elemental magnesium 100 mg per serving") == [(None, "100", None)]


def test_every_kind_of_line_end_is_read() -> None:
    assert label_text("a\r\nb\rc\u2028d") == "a\nb\nc\nd"


def test_an_ingredient_that_is_too_long_is_split_without_loss() -> None:
    long = " ".join(f"cellulose{number}" for number in range(50))
    unbroken = "x" * 200 + "y" * 200 + "z" * 50
    label = Label.from_text(f"Ingredients: {long}, {unbroken}")
    assert label.ingredients is not None
    assert " ".join(label.ingredients[:-3]) == long
    assert "".join(label.ingredients[-3:]) == unbroken
    assert all(len(ingredient) <= 200 for ingredient in label.ingredients)


def test_a_record_may_name_an_unknown_source_and_a_serving_of_one_to_two() -> None:
    size = {"order": 1, "minQuantity": 1, "maxQuantity": 2, "unit": "Capsule(s)"}
    amount = {"servingSizeOrder": 1, "servingSizeQuantity": 1, "servingSizeUnit": "Capsule(s)", "unit": "mg"}
    row = {"name": "Magnesium", "forms": [{"name": "Magnesium Pidolate"}], "quantity": [{**amount, "quantity": 100.5}]}
    label = Label.from_dsld({"servingSizes": [size], "ingredientRows": [row]})
    assert label.sources == (NamedSalt(words="magnesium pidolate", form=None),)
    assert [(serving.capsules, str(serving.elemental)) for serving in label.servings] == [(None, "100.5 mg elemental")]
    assert label.ingredients == ("Magnesium Pidolate", "not stated")


@pytest.mark.parametrize("order", [[], {}, None, 1.5])
def test_a_serving_with_an_invalid_order_is_still_read(order: Any) -> None:
    quantity = {"servingSizeOrder": order, "servingSizeQuantity": 1, "servingSizeUnit": "Tablet(s)", "quantity": 40,
                "unit": "mg", "operator": "="}  # fmt: skip
    row = {"name": "Magnesium", "forms": [{"name": "Magnesium Oxide"}], "quantity": [quantity]}
    sizes = [{"order": order, "minQuantity": 1, "maxQuantity": 1, "unit": "Tablet(s)"}]
    (serving,) = Label.from_dsld({"servingSizes": sizes, "ingredientRows": [row]}).servings
    assert (serving.capsules, serving.elemental) == (1, Elemental.mg(40))


@pytest.mark.parametrize("quantity", [True, "100", None, -1, 10**13, float("nan"), float("inf")])
def test_an_implausible_quantity_is_not_read(quantity: Any) -> None:
    amount = {"quantity": quantity, "unit": "mg", "servingSizeQuantity": 1, "servingSizeUnit": "Tablet(s)"}
    label = Label.from_dsld({"ingredientRows": [{"name": "Magnesium", "quantity": [amount]}]})
    assert [serving.elemental for serving in label.servings] == [None]


def test_an_amount_in_a_unit_other_than_mass_is_not_read() -> None:
    amount = {"quantity": 1, "unit": "NP", "servingSizeQuantity": 1, "servingSizeUnit": "Tablet(s)"}
    label = Label.from_dsld({"ingredientRows": [{"name": "Magnesium", "quantity": [amount]}]})
    assert "label.rows" in {gap.path for gap in label.not_read}


@pytest.mark.parametrize("value", [None, b"Magnesium 100 mg", 100, ["Magnesium"]])
def test_a_label_must_be_text_or_a_record(value: Any) -> None:
    assert [fault.path for fault in faults_of(Label.from_text, value)] == ["text"]
    assert [fault.path for fault in faults_of(Label.from_dsld, value)] == ["record"]


def test_invalid_parts_of_a_label_report_all_their_faults() -> None:
    wrong: Any = {"words": "", "capsules": 0, "elemental": 1, "compound": 2}
    assert [fault.path for fault in faults_of(Serving, **wrong)] == ["words", "capsules", "compound", "elemental"]
    assert [fault.path for fault in faults_of(NamedSalt, words="", form="x", salts=("y",))] == [
        "words",
        "form",
        "salts[0]",
    ]
    parts: Any = {"sources": (1,), "servings": (2,), "ingredients": ("",), "not_read": (3,), "findings": (4,)}
    assert len(faults_of(Label, **parts)) == 5


def test_a_page_shows_a_range_as_not_stated() -> None:
    page = Label.from_text("Each capsule contains magnesium citrate 1,000 mg").page().text(None)
    assert "1000 mg compound, which can be 103.67 to 161.63 mg elemental, not stated" in page


def test_a_compound_of_0_mg_is_not_compared() -> None:
    assert read("Each capsule contains magnesium citrate 0 mg") == [(1, None, "0")]


@pytest.mark.parametrize(
    ("serving", "units"),
    [
        ("1 scored tablet", 1),
        ("1 slow release tablet", 1),
        ("1 slow\nrelease tablet", 1),
        ("1 extended-release tablet", 1),
        ("1 enteric coated capsule", 1),
        ("1 chewable tablet", 1),
        ("1 effervescent tablet", 1),
        ("1 mini tablet", 1),
        ("2 rapid release capsules", 2),
        ("2 small, film-coated tablets", 2),
        ("two (2) easy-to-swallow capsules", 2),
        ("1 8-hour release tablet", 1),
        ("1 scoop", 1),
        ("2 level scoops (7 g)", 2),
        ("3.5 g (1 scoop)", 1),
        ("1 level teaspoon", 1),
        ("1 sachet", 1),
        ("1 stick pack", 1),
        ("half a scored tablet", None),
        ("1/2 scoop", None),
        ("1 heaped teaspoon", None),
        ("1 teaspoon", None),
        ("5 g", None),
        ("1 bottle of 60 tablets", None),
    ],
)
def test_words_on_the_kind_of_a_unit_do_not_hide_how_many_a_serving_is(serving: str, units: int | None) -> None:
    label = Label.from_text(f"Serving size: {serving}\nMagnesium (as magnesium glycinate) 100 mg")
    if units is None:
        assert faults_of(label.capsule, divides_into=2)
    else:
        assert label.capsule(divides_into=2).elemental == Elemental.mg(100 // units)


@pytest.mark.parametrize(
    ("basis", "units"),
    [
        ("per slow-release tablet", 1),
        ("Each 24-hour release tablet contains", 1),
        ("2 chewable tablets contain", 2),
        ("per scoop", 1),
    ],
)
def test_an_amount_may_be_stated_for_a_unit_of_a_kind(basis: str, units: int) -> None:
    assert read(f"{basis}: 100 mg elemental magnesium") == [(units, "100", None)]


def test_a_sachet_that_holds_tablets_is_no_unit() -> None:
    assert read("Serving size: 1 sachet (2 tablets)\nMagnesium (as magnesium citrate) 100 mg") == [(None, "100", None)]
    assert read("Serving size: 1 sachet\nMagnesium (as magnesium citrate) 100 mg") == [(1, "100", None)]


def test_an_amount_in_one_scoop_is_never_divided_by_the_serving() -> None:
    text = "Serving size: 2 scoops\nA scoop contains magnesium (as magnesium citrate) 150 mg"
    assert [serving.elemental for serving in Label.from_text(text).servings if serving.elemental] == []


# --- A capsule and its compound
def rules(compound: str, form: Form = Form.GLYCINATE) -> set[str]:
    product = capsule("101", form=form, compound=Compound.mg(compound))
    findings = assess(situation(), proposal(product)).findings
    return {finding.rule for finding in findings if finding.rule.startswith("form.share")}


def test_a_capsule_is_compared_with_its_compound() -> None:
    assert rules("560") == {"form.share-above"}
    assert rules("101") == {"form.share-above"}
    assert rules("1000") == {"form.share-within"}
    assert rules("2000") == {"form.share-below"}


def test_a_contradiction_lists_what_was_not_checked() -> None:
    decision = assess(situation(), proposal(capsule("101", compound=Compound.mg(560))))
    assert isinstance(decision, Consult)
    assert "proposal.product.compound_mg" in {gap.path for gap in decision.not_checked}


def test_a_compound_must_be_a_positive_mass_of_compound() -> None:
    for compound in (Compound.mg(0), 500, "500"):
        assert [fault.path for fault in faults_of(capsule, compound=compound)] == ["compound"]


def test_a_page_never_says_that_a_product_is_free_of_anything() -> None:
    read = Label.from_text("Magnesium (as magnesium oxide) 100 mg. Other ingredients: citric acid.")
    assert read.additives == {Additive.CITRIC_ACID}
    assert "The guide says to avoid\n  on the label  counts as\n  citric acid   [x] citric acid\n" in str(read)
    assert "Not named on the label\n  Citrus, stevia, flavouring" in str(read)
    assert '"Not named" does not prove that it is absent.' in str(read)
    unread = Label.from_text("Magnesium (as magnesium oxide) 100 mg")
    assert unread.additives == frozenset()
    assert "It may contain, since the list was not read\n  Citrus, citric acid" in str(unread)


def test_a_page_begins_with_what_one_capsule_holds() -> None:
    two = Label.from_text("Serving size: 2 capsules. Magnesium (as magnesium bisglycinate) 201 mg")
    assert str(two).startswith("100.5 mg of magnesium in each capsule, as glycinate (magnesium bisglycinate).\n\nKind")
    salt = Label.from_text("Each tablet contains magnesium citrate 1,000 mg")
    assert salt.page().title == (
        "The label does not show how much magnesium is in each tablet. It names citrate (magnesium citrate)."
    )
    assert Label.from_text("").page().title == "The label does not show how much magnesium is in each one."


def test_a_page_says_whether_the_magnesium_fits_its_compound() -> None:
    fits = Label.from_text("Each tablet contains 500 mg magnesium citrate and 80 mg elemental magnesium")
    (found,) = fits.findings
    assert f"Does the magnesium fit its compound?\n  {found.text[:1].upper()}" in str(fits)
    assert found.rule not in str(fits)
    assert f"({found.rule}). " in fits.page().text(None, details=True)


def test_a_page_of_a_label_that_holds_nothing_has_no_details() -> None:
    empty = Label(sources=(), servings=(), ingredients=(), not_read=(), findings=())
    assert empty.page().text(details=True) == str(empty)


def test_a_page_tells_what_to_avoid_from_what_is_avoided_on_request() -> None:
    words = str(Label.from_text("Magnesium oxide 100 mg. Other ingredients: stevia, rice bran, water"))
    assert "  stevia        [x] stevia\n\nThese rules do not let a product with these be started." in words
    assert "Also on the label\n  on the label  counts as\n  rice bran     filler; avoided only if you say so\n" in words
    assert "  water         nothing that these rules look for\n" in words
    plain = str(Label.from_text("Magnesium oxide 100 mg. Other ingredients: rice bran"))
    assert "On the label\n  on the label  counts as\n  rice bran" in plain
    assert "avoid\n" not in plain
    assert "The label says that there are none." in str(Label.from_text("Oxide 1 mg. Other ingredients: none."))


def test_a_page_without_gaps_says_so_and_its_fields_are_details() -> None:
    full = "Serving size: 1 capsule. Magnesium (as magnesium oxide) 300 mg. Other ingredients: rice bran"
    assert "Not read\n  We found no part that we could not read." in str(Label.from_text(full))
    gaps = Label.from_text("")
    assert "label.magnesium" not in str(gaps)
    assert "the text is empty (label.magnesium)" in gaps.page().text(details=True)
    assert "Sources of magnesium" not in gaps.page().text(details=True)


def test_a_text_longer_than_any_label_is_rejected() -> None:
    assert [fault.actual for fault in faults_of(Label.from_text, "1," * 10_001)] == ["20002 characters"]
    assert faults_of(Label.from_text, "1," * 10_000) == ()


AMOUNT = "magnesium (as magnesium citrate) 150 mg"


@pytest.mark.parametrize(
    "text",
    [
        f"Serving Size 2 Capsules\n1 capsule: {AMOUNT}",
        f"Serving Size 2 Capsules\n1 capsule = {AMOUNT}",
        f"Serving size: 2 capsules\nA capsule contains {AMOUNT}",
        f"Serving size: 2 capsules\nOne capsule has {AMOUNT}",
        f"Serving size: 2 tablets\n{AMOUNT} (in a tablet)",
        f"Serving size: 2 capsules\n{AMOUNT} each",
        f"Serving size: 2 capsules\nEach one contains {AMOUNT}",
        f"Serving size: 2 capsules\nPer single capsule\n{AMOUNT}",
        f"Serving size: 2 capsules\nper vegcap\n{AMOUNT}",
        f"Serving size: 2 capsules\nper HPMC capsule {AMOUNT}",
        f"Serving size: 2 capsules\nper delayed-release capsule {AMOUNT}",
        f"Serving size: 2 capsules\nper unit {AMOUNT}",
        f"Serving size: 2 capsules\n(values per single capsule)\n{AMOUNT}",
    ],
)
def test_an_amount_in_one_capsule_is_never_divided_by_the_serving(text: str) -> None:
    stated = [(serving.capsules, serving.elemental) for serving in Label.from_text(text).servings if serving.elemental]
    assert stated in ([], [(1, Elemental.mg(150))])


@pytest.mark.parametrize(
    "text",
    [
        "Nutrition information per tablet\nMagnesium (as citrate) 40% NRV\nNRV: nutrient reference, magnesium 375 mg",
        "Serving size 2 capsules. Magnesium citrate 53% NRV\n*NRV = nutrient reference value (magnesium 375 mg)",
        "Serving size 2 capsules. Tolerable upper intake level: elemental magnesium 350 mg",
        "Serving size 2 capsules. Adults should not take more than elemental magnesium 350 mg",
        "Supplement facts per tablet. RDA: 400 mg elemental magnesium for men",
        "Supplement facts per tablet. Do not exceed elemental magnesium 350 mg a day",
        "Supplement facts per tablet. Maximum elemental magnesium 350 mg",
    ],
)
def test_a_reference_or_a_limit_is_not_an_amount_in_the_product(text: str) -> None:
    label = Label.from_text(text)
    assert [serving.elemental for serving in label.servings if serving.elemental] == []
    assert label.not_read


@pytest.mark.parametrize(
    "text",
    [
        "Magnesium (as Magnesium Glycinate 500 mg) per capsule",
        "Magnesium (as magnesium oxide 420 mg) per tablet",
        "Magnesium as magnesium citrate, 750 mg per tablet",
        "Magnesium (elemental) as magnesium oxide 400 mg per tablet",
        "Elemental magnesium from magnesium oxide 400 mg per tablet",
        "Elemental magnesium (as magnesium oxide 400 mg) per tablet",
        "Each tablet provides magnesium as magnesium oxide 400 mg",
        "2 capsules provide magnesium (Magtein 2000 mg)",
        "Calcium/Magnesium (as magnesium glycinate) 100 mg per tablet",
        "Magnesium (as magnesium glycinate) 100 mg +/- 10% per tablet",
    ],
)
def test_an_amount_that_may_be_the_compounds_is_never_read_as_elemental(text: str) -> None:
    assert [serving.elemental for serving in Label.from_text(text).servings if serving.elemental] == []


@pytest.mark.parametrize("ending", ["", "*", "see pack", "not provided", "none listed", "see bottle"])
def test_an_absent_list_is_not_read_as_an_empty_one(ending: str) -> None:
    label = Label.from_text(f"Each tablet: magnesium (as magnesium oxide) 100 mg\nOther ingredients: {ending}")
    assert "may contain, since the list was not read" in str(label)


def test_a_record_may_have_its_other_ingredients_as_a_list_or_as_text() -> None:
    row = {"name": "Magnesium", "forms": [{"name": "Magnesium Oxide"}]}
    other = {"text": "citric acid, stevia", "ingredients": []}
    assert Label.from_dsld({"ingredientRows": [row], "otheringredients": other}).additives == {
        Additive.CITRIC_ACID,
        Additive.STEVIA,
    }
    empty = {"text": " ", "ingredients": []}
    assert Label.from_dsld({"ingredientRows": [row], "otheringredients": empty}).ingredients is None
    none = {"ingredients": [{"name": "None"}]}
    assert Label.from_dsld({"ingredientRows": [row], "otheringredients": none}).ingredients == ()


def test_a_range_of_one_value_is_shown_as_one_number() -> None:
    assert "which can be 253.2768 mg elemental" in str(Label.from_text("Magnesium oxide 420 mg"))


def test_an_invisible_hyphen_in_a_record_hides_no_name() -> None:
    row = {"name": "Magne\u00adsium", "forms": [{"name": "Magnesium Oxide"}]}
    label = Label.from_dsld({"ingredientRows": [row], "otheringredients": {"ingredients": [{"name": "Ste\u00advia"}]}})
    assert [str(source.form) for source in label.sources] == ["oxide"]
    assert label.ingredients == ("Stevia",)


@pytest.mark.parametrize("amount", ["10\u00ad0 mg", "100\u00admg", "1\u200d00 mg"])
def test_an_invisible_hyphen_never_changes_a_number(amount: str) -> None:
    label = Label.from_text(f"Serving size: 1 capsule\nMagnesium (as magnesium glycinate) {amount}")
    assert [serving.elemental for serving in label.servings] == [None]


MAGNESIUM_FIRST = "Serving size: 1 capsule. Magnesium (as magnesium oxide) 100 mg.\n"


@pytest.mark.parametrize(
    ("rest", "ingredients"),
    [
        ("Ingredients:\n- cellulose\n- xylitol\n- citric acid\nStore cool", ("cellulose", "xylitol", "citric acid")),
        ("INGREDIENTS\n\u2022 Magnesium oxide\n\u2022 Xylitol", ("Xylitol",)),
        ("Other ingredients:\nhypromellose\n\nTwo a day", ("hypromellose",)),
        ("Other ingredients:\nhypromellose\nStore cool", ("hypromellose",)),
        ("Other ingredients: hypromellose\nTwo a day", ("hypromellose",)),
        ("Ingredients:\ncellulose\nxylitol\ntalc", ("cellulose", "xylitol", "talc")),
        ("Ingredients:\nMagnesium oxide (60%)\nCapsule shell: gelatin", ("not stated",)),
    ],
)
def test_a_list_with_one_item_per_line_is_read_to_its_end_or_marked_as_incomplete(
    rest: str, ingredients: tuple[str, ...]
) -> None:
    assert Label.from_text(MAGNESIUM_FIRST + rest).ingredients == ingredients


@pytest.mark.parametrize(
    ("rest", "additive"),
    [
        ("Ingredients: cellulose\nWarning: contains citric acid", "citric-acid"),
        ("Ingredients: cellulose\nAllergens: citrus fruit", "citrus"),
        ("Other ingredients (cellulose, citric acid)", "citric-acid"),
        ("Other ingredients cellulose, stevia", "stevia"),
        ("Ingredients: cellulose\nDirections: mix with orange juice", None),
        ("Ingredients: cellulose\nAllergen advice: free from citrus", None),
    ],
)
def test_a_line_outside_the_list_names_an_additive_unless_it_directs_or_denies(rest: str, additive: str | None) -> None:
    screened = {"citrus", "citric-acid", "stevia", "flavouring"}
    named = set(map(str, Label.from_text(MAGNESIUM_FIRST + rest).additives))
    assert named & screened == ({additive} if additive else set())
