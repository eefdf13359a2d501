"""Labels: columns, daily amounts, two servings, percentages of the daily value, crossed rows, heavy units."""

from time import process_time
from typing import Any

import pytest
from units.builders import faults_of

from alpims_mg import Elemental, Form, Label

SERVING = "Serving size: 2 capsules\n"
CITRATE = "Magnesium (as magnesium citrate)"


def per_unit(label: Label) -> str | None:
    """The milligrams of magnesium in one unit, or None if the label does not give one capsule."""
    if faults_of(label.capsule, divides_into=1, form=None if label.sources else Form.CITRATE):
        return None
    return label.capsule(divides_into=1, form=None if label.sources else Form.CITRATE).elemental.format_mg()


def reasons(label: Label) -> str:
    return "; ".join(gap.because for gap in label.not_read)


COLUMNS = [
    (f"{SERVING}per capsule | per 2 capsules\n{CITRATE} | 100 mg | 200 mg\nOther ingredients: silica", "100"),
    (f"{SERVING}per 2 capsules | per capsule\n{CITRATE} | 200 mg | 100 mg", "100"),
    (f"{SERVING}| Nutrient | per capsule | per 2 capsules |\n|---|---|---|\n| {CITRATE} | 100 mg | 200 mg |", "100"),
    ("Serving size: 2 tablets\nper tablet; per serving\nMagnesium (as magnesium taurate); 50 mg; 100 mg", "50"),
    (f"{SERVING}\tper capsule\tper 2 capsules\nVitamin C\t10 mg\t20 mg\n{CITRATE}\t100 mg\t200 mg", "100"),
    (f"{SERVING}Per capsule   Per 2 capsules\n{CITRATE}   100 mg   200 mg", "100"),
    (f"{SERVING}2 capsules* | 1 capsule\n{CITRATE} | 200 mg | 100 mg\n* daily dose", "100"),
    (f"{SERVING} | per | per 2\n | capsule | capsules\n{CITRATE} | 100 mg | 200 mg", "100"),
    (f"{SERVING}Nutrient | Amount | Amount\n | per 100 g | per 2 capsules\n{CITRATE} | 16 g | 200 mg", "100"),
    ((f"{SERVING}Nutrition information | per 100 g | per 2 capsules | %NRV*\nMagnesium | 16 g | 200 mg | 53%\n*NRV = "
     f"nutrient reference value\nIngredients: magnesium citrate, hypromellose"), "100"),
    (f"{SERVING}Nutrition information | per 100 ml | per serving | %NRV\n{CITRATE} | 16 g | 200 mg | 53 %", "100"),
    (f"{SERVING}Amount per serving | % Daily Value\n{CITRATE} | 200 mg | 48%", "100"),
    (f"{SERVING}Amount Per Serving     % Daily Value\n{CITRATE}     200 mg     48%", "100"),
    (f"{SERVING}Amount per serving | % Daily Value\n{CITRATE} | 200 mg", "100"),
    (f"{SERVING}per capsule | per day\n{CITRATE} | 100 mg | 400 mg", "100"),
    (f"{SERVING}per capsule | Daily dose (4 capsules) | %NRV\n{CITRATE} | 100 mg | 400 mg | 107%", "100"),
    (f"{SERVING}Nutrient | %DV | per 2 capsules\n{CITRATE} | 48% | 200 mg", "100"),
    (f"{SERVING}Nutrient | Source | per 2 capsules\nMagnesium | (as magnesium citrate) | 200 mg", "100"),
    (f"{SERVING}per 2 capsules | %NRV\nMagnesium | 200 mg | 53%\n(as magnesium citrate)", "100"),
    (f"Serving size | 2 capsules\n{CITRATE} | 200 mg", "100"),
    (f"{SERVING}Form | Capsule size\n{CITRATE} | 200 mg", "100"),
    (f"{SERVING} | 2 capsules (daily dose)\n{CITRATE} | 200 mg", "100"),
    # not matched, so not read
    (f"{SERVING}per capsule | per 2 capsules\n{CITRATE} | 100 mg", None),
    (f"{SERVING}per capsule | per 2 capsules\n{CITRATE} | 100 mg | 200 mg | 300 mg", None),
    (f"{SERVING}per capsule | per 2 capsules\n{CITRATE} 100 mg 200 mg", None),
    (f"{SERVING}per capsule per 2 capsules\n{CITRATE} 200 mg", None),
    (f"{SERVING}Nutrition information per 100 g and per serving\n{CITRATE} 16 g", None),
    (f"{SERVING}Typical values | per 100 g\n{CITRATE} | 16 g", None),
    (f"{SERVING}Typical values per 100 g\n{CITRATE} 16 g", None),
    (f"{SERVING}Per 100 g: energy 900 kJ, fat 1 g\n{CITRATE} 16 g", None),
    (f"{SERVING}per 100 g (2 capsules) | %NRV\n{CITRATE} | 16 g | 53%", None),
    (f"{SERVING}per capsule | per 2 capsules\n{CITRATE} | see pack | 200 mg | 100 mg | 300 mg", None),
    (f"{SERVING}per 100 g | per 2 capsules\nMagnesium citrate 500 mg | 200 mg", None),
    (f"{SERVING}{CITRATE} 16 g per 100 g", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "each"), COLUMNS)
def test_an_amount_belongs_to_the_heading_of_its_column(text: str, each: str | None) -> None:
    label = Label.from_text(text)
    assert per_unit(label) == each
    assert all(serving.elemental != Elemental.mg(16_000) for serving in label.servings)
    if each is None:
        assert any(gap.path.startswith(("label.servings", "label.text")) for gap in label.not_read)


DAYS = [
    (f"Serving size: 1 tablet\nDaily dose (3 tablets):\n{CITRATE} 300 mg 80%\nOther ingredients: silica", "100"),
    (f"Serving size: 1 tablet\nThree tablets provide:\n{CITRATE} 300 mg", "100"),
    (f"Serving size: 1 tablet\nThree tablets daily provide:\n{CITRATE} 300 mg", "100"),
    (f"Serving size: 1 tablet\n3 tablets (daily dose) contain: {CITRATE} 300 mg", "100"),
    (f"Serving size: 1 tablet\nPer recommended daily intake (3 tablets):\n{CITRATE} 300 mg", "100"),
    (f"Recommended daily intake: 3 tablets\nPer recommended daily intake:\n{CITRATE} 300 mg", "100"),
    (f"Serving size: 1 tablet\nA daily dose of 3 tablets provides {CITRATE} 300 mg", "100"),
    (f"Serving size: 1 tablet\nDaily serving (2 tablets) contains:\n{CITRATE} 300 mg", "150"),
    (f"Serving size: 1 tablet\n3 tablets:\n{CITRATE} 300 mg", "100"),
    (f"Serving size: 1 capsule. Take 3 times daily. Daily dose provides: {CITRATE} 300 mg", None),
    (f"Serving size: 1 tablet\nDaily dose:\n{CITRATE} 300 mg", None),
    (f"Serving size: 1 tablet\nPer recommended daily intake:\n{CITRATE} 300 mg", None),
    (f"Serving size: 1 tablet\nPer day: vitamin C 80 mg\n{CITRATE} 300 mg", None),
    (f"Daily dose: 1 tablet for children, 2 tablets for adults\nDaily dose provides:\n{CITRATE} 300 mg", None),
    (f"Serving size: 1 tablet\n1 or 2 tablets provide: {CITRATE} 300 mg", None),
    (f"Serving size: 1 tablet\nRecommended daily dose: 2 tablets with a meal\n{CITRATE} 100 mg", "100"),
    (f"Serving size: 1 tablet\nRecommended daily dose: 2 tablets\n{CITRATE} 100 mg", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "each"), DAYS)
def test_an_amount_of_a_day_is_that_of_its_units(text: str, each: str | None) -> None:
    assert per_unit(Label.from_text(text)) == each


@pytest.mark.parametrize(
    "size",
    [
        "Serving Size: 1 Capsule for Ages 4+, 2 Capsules for Adults",
        "Serving size: 2 Capsules / 3 Capsules",
        "Serving size: 2 capsules or 3 capsules",
        "Serving size: Adults: 2 capsules, children: 1 capsule",
        "Serving size: 2 capsules (children: 1 capsule)",
        "Serving size: 1-2 capsules",
        "Serving size: 1 capsule (children)\n2 capsules for adults",
        "Serving size: 1 capsule\nServing size: 2 capsules",
        "Serving size: 1 tablet or 2 capsules",
    ],
)
def test_two_sizes_of_a_serving_give_no_amount_for_a_unit(size: str) -> None:
    label = Label.from_text(f"{size}\n{CITRATE} 100 mg")
    assert per_unit(label) is None
    assert "label.servings.capsules" in {gap.path for gap in label.not_read}


@pytest.mark.parametrize(
    "size",
    [
        "Serving size: 2 capsules (60 capsules per bottle)",
        "Serving size: 2 capsules (1.3 g)",
        "Serving size: 2 capsules. Children take half",
        "Serving size: two (2) capsules",
        "Serving size: 2 capsules, 30 servings per container",
        "Serving size: 2 capsules; each capsule is small",
    ],
)
def test_a_second_number_that_is_no_size_does_not_hide_the_size(size: str) -> None:
    assert per_unit(Label.from_text(f"{size}\n{CITRATE} 100 mg")) == "50"


@pytest.mark.parametrize(
    ("amount", "each"),
    [
        ("1000 mg 24% DV", None), ("1000 mg (24 %)", None), ("350 mg 24%", None), ("50 mg 100% NRV", None),
        ("10 mg 24%", None), ("118 mg 24,0 %", None), ("76 mg 24%", None), ("0.2 mg 48%", None),
        ("100 mg 24% DV", "50"), ("100 mg 25%", "50"), ("100 mg 27% NRV", "50"), ("90 mg 24%", "45"),
        ("6 mg 1%", "3"), ("100 mg (100 % chelated)", "50"), ("100 mg <24%", "50"), ("100 mg 24% 27%", "50"),
        ("100 mg 24% 80%", None), ("115 mg 24%", "57.5"),
    ],
)  # fmt: skip
def test_an_amount_that_contradicts_its_percentage_is_not_taken(amount: str, each: str | None) -> None:
    label = Label.from_text(f"{SERVING}{CITRATE} {amount}")
    assert per_unit(label) == each
    assert ("contradict each other" in reasons(label)) == (each is None)


def test_a_contradiction_names_the_amount_that_the_percentage_means() -> None:
    label = Label.from_text(f"{SERVING}{CITRATE} 1000 mg 24% DV. Each capsule provides 500 mg elemental magnesium")
    assert "24 % of the daily value is about 90 to 100.8 mg" in reasons(label)
    assert [serving.elemental for serving in label.servings if serving.elemental] == []


def test_a_percentage_in_a_row_may_be_that_of_any_of_its_columns() -> None:
    heading = f"{SERVING}per capsule | per 2 capsules | %NRV\n{CITRATE}"
    assert per_unit(Label.from_text(f"{heading} | 100 mg | 200 mg | 27%")) == "100"
    assert per_unit(Label.from_text(f"{heading} | 100 mg | 200 mg | 53%")) == "100"
    label = Label.from_text(f"{heading} | 500 mg | 1000 mg | 27%")
    assert per_unit(label) is None
    assert "contradict each other" in reasons(label)


def row(name: str, quantity: float, percent: float | None = None, **rest: Any) -> dict[str, Any]:
    groups = [] if percent is None else [{"name": "Adults and children 4 or more years of age", "percent": percent}]
    amount = {"servingSizeOrder": 1, "quantity": quantity, "unit": "mg", "dailyValueTargetGroup": groups}
    return {"name": name, "quantity": [amount], **rest}


def record(*rows: dict[str, Any], unit: str = "Capsule(s)", capsules: int = 2) -> dict[str, Any]:
    size = {"order": 1, "minQuantity": capsules, "maxQuantity": capsules, "unit": unit}
    return {"servingSizes": [size], "ingredientRows": [*rows]}


THREONATE = "Magnesium L-Threonate"


@pytest.mark.parametrize(
    ("rows", "each", "compound"),
    [
        ([row("Magnesium", 1000, 24, forms=[{"name": "Magnesium Glycinate"}])], None, None),
        ([row("Magnesium", 100, 24, forms=[{"name": "Magnesium Glycinate"}])], "50", None),
        ([row("Magnesium", 1000, nestedRows=[row(THREONATE, 72, 17)])], "36", "500"),
        ([row(THREONATE, 72, 17, nestedRows=[row("Magnesium", 1000)])], "36", "500"),
        ([row("Magnesium", 1000), row(THREONATE, 72, 17)], "36", "500"),
        ([row("Magnesium", 72, 17, nestedRows=[row(THREONATE, 1000)])], "36", "500"),
        ([row(THREONATE, 1000, nestedRows=[row("Magnesium", 72, 17)])], "36", "500"),
        ([row("Magnesium", 1000, nestedRows=[row(THREONATE, 300, 71)])], None, None),
        ([row("Magnesium", 1000, nestedRows=[row(THREONATE, 72, 90)])], None, None),
        ([row("Magnesium", 72, nestedRows=[row(THREONATE, 1000, 17)])], None, None),
        ([row("Magnesium", 1000, nestedRows=[row(THREONATE, 72)])], None, None),
    ],
)
def test_rows_of_a_record_that_are_crossed_are_never_read_as_they_stand(
    rows: list[dict[str, Any]], each: str | None, compound: str | None
) -> None:
    label = Label.from_dsld(record(*rows))
    assert per_unit(label) == each
    if compound:
        assert [str(serving.compound) for serving in label.servings] == [f"{2 * int(compound)} mg compound"]
    else:
        assert each is not None or any(gap.path == "label.servings.elemental_mg" for gap in label.not_read)


def test_a_percentage_for_small_children_is_not_compared() -> None:
    amount = row("Magnesium", 20, forms=[{"name": "Magnesium Oxide"}])
    amount["quantity"][0]["dailyValueTargetGroup"] = [
        {"name": "Children 1-3 years", "percent": 25}, {"name": "Adults", "operator": "<", "percent": 40},
    ]  # fmt: skip
    assert per_unit(Label.from_dsld(record(amount))) == "10"


def test_an_amount_whose_serving_is_stated_in_two_ways_has_no_units() -> None:
    amount = row("Magnesium", 100, forms=[{"name": "Magnesium Oxide"}])
    amount["quantity"][0] |= {"servingSizeQuantity": 1, "servingSizeUnit": "Capsule(s)"}
    assert per_unit(Label.from_dsld(record(amount))) is None
    assert per_unit(Label.from_dsld(record(amount, capsules=1))) == "100"


def test_an_amount_without_an_order_is_for_the_only_serving() -> None:
    amount = row("Magnesium", 100, forms=[{"name": "Magnesium Oxide"}])
    del amount["quantity"][0]["servingSizeOrder"]
    assert per_unit(Label.from_dsld(record(amount))) == "50"
    assert per_unit(Label.from_dsld({"ingredientRows": [amount]})) is None


def heavy(label: Label) -> set[str]:
    return {finding.rule for finding in label.findings if finding.rule.startswith("label.heavy")}


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Serving size: 1 capsule. Magnesium (as magnesium glycinate) 500 mg", {"label.heavy.by-form"}),
        ("Serving size: 1 softgel. Magnesium (as magnesium glycinate) 212 mg", {"label.heavy.by-form"}),
        ("Serving size: 1 capsule. Magnesium (as magnesium glycinate) 211 mg", set()),
        ("Serving size: 1 tablet. Magnesium (as magnesium glycinate) 281 mg", set()),
        ("Serving size: 1 tablet. Magnesium (as magnesium glycinate) 282 mg", {"label.heavy.by-form"}),
        ("Serving size: 4 capsules. Magnesium (as magnesium glycinate) 500 mg", set()),
        ("Serving size: 1 capsule. Magnesium (as magnesium oxide) 500 mg", set()),
        ("Serving size: 1 capsule. Magnesium (as magnesium oxide and glycinate) 500 mg", set()),
        ("Serving size: 1 capsule. Elemental magnesium 500 mg", set()),
        ("Serving size: 1 capsule. Elemental magnesium 905 mg", {"label.heavy.by-form"}),
        ("One capsule contains magnesium citrate 1500 mg", {"label.heavy.stated"}),
        ("One capsule contains magnesium citrate 1499 mg", set()),
        ("One tablet contains magnesium citrate 1500 mg", set()),
        ("One caplet contains magnesium citrate 2,000 mg (300 mg elemental)", {"label.heavy.stated"}),
        ("Two capsules contain magnesium citrate 1500 mg", set()),
        ("Serving size: 1 scoop. Magnesium (as magnesium glycinate) 500 mg", set()),
        ("Serving size: 1 sachet. Magnesium citrate 5 g", set()),
    ],
)
def test_more_salt_than_a_unit_holds_is_a_caution(text: str, rules: set[str]) -> None:
    assert heavy(Label.from_text(text)) == rules


def test_a_heavy_unit_is_shown_but_not_refused() -> None:
    label = Label.from_text("Serving size: 1 capsule. Magnesium (as magnesium glycinate) 500 mg")
    assert per_unit(label) == "500"
    assert "500 mg need 3.5 to 5 g, and one capsule rarely holds 1.5 g" in label.page().text(None)
    assert "often print the mass of the salt" in label.page().text(None)


def test_a_heavy_unit_of_a_record_is_a_caution() -> None:
    glycinate = row("Magnesium", 1000, forms=[{"name": "Magnesium Glycinate"}])
    assert heavy(Label.from_dsld(record(glycinate))) == {"label.heavy.by-form"}
    assert heavy(Label.from_dsld(record(glycinate, unit="Scoop(s)"))) == set()
    assert heavy(Label.from_dsld(record(row(THREONATE, 4000), unit="Tablet(s)"))) == {"label.heavy.stated"}


UNNAMED = "One tablet contains 100 mg elemental magnesium"


def test_the_form_may_be_given_where_the_label_names_none() -> None:
    assert Label.from_text(UNNAMED).capsule(divides_into=2, form=Form.MALATE).form is Form.MALATE
    assert [fault.path for fault in faults_of(Label.from_text(UNNAMED).capsule, divides_into=2)] == ["sources"]


def test_a_form_that_is_given_never_changes_the_one_on_the_label() -> None:
    citrate = Label.from_text(f"{SERVING}{CITRATE} 100 mg")
    assert citrate.capsule(divides_into=1, form=Form.CITRATE).form is Form.CITRATE
    assert [fault.path for fault in faults_of(citrate.capsule, divides_into=1, form=Form.OXIDE)] == ["form"]
    wrong: Any = "oxide"
    assert [fault.path for fault in faults_of(citrate.capsule, divides_into=1, form=wrong)] == ["form"]
    chloride = Label.from_text(f"{SERVING}Magnesium (as magnesium chloride) 100 mg")
    paths = [fault.path for fault in faults_of(chloride.capsule, divides_into=1, form=Form.OXIDE)]
    assert paths == ["sources", "form"]


@pytest.mark.parametrize(
    ("label", "words"),
    [
        (Label.from_text(""), "the text is empty"),
        (Label.from_text(" \n\t"), "the text is empty"),
        (Label.from_text("Vitamin C 80 mg"), "the text names no magnesium"),
        (Label.from_text("Other ingredients: magnesium stearate"), "the text names no magnesium"),
        (Label.from_text("per capsule | per 2 capsules\nZinc | 10 mg | 20 mg"), "the text names no magnesium"),
        (Label.from_dsld({}), "the record names no magnesium"),
        (Label.from_dsld(record(row("Zinc", 10))), "the record names no magnesium"),
    ],
)
def test_a_label_without_magnesium_says_so(label: Label, words: str) -> None:
    assert words in reasons(label)
    assert words[1:] in label.page().text(None)
    faults = faults_of(label.capsule, divides_into=1)
    assert [words in fault.actual for fault in faults] == [True, True]


def test_a_label_with_magnesium_never_says_that_it_has_none() -> None:
    for text in (f"{SERVING}{CITRATE} 100 mg", "per capsule | per 2 capsules\nMagnesium | 10 mg | 20 mg"):
        assert "names no magnesium" not in reasons(Label.from_text(text))


def test_a_heading_may_have_three_lines_and_no_more() -> None:
    three = f"{SERVING}Nutrient | Amount | Amount\n | in one | in\n | capsule | 2 capsules\n{CITRATE} | 100 mg | 200 mg"
    assert per_unit(Label.from_text(three)) == "100"
    names = "a | capsule size\nb | c\nd | e\n"
    assert per_unit(Label.from_text(f"{SERVING}{names}{CITRATE} | 200 mg")) == "100"


def test_an_amount_that_is_not_exact_for_one_unit_gives_no_capsule() -> None:
    label = Label.from_text(f"Serving size: 3 capsules\n{CITRATE} 100 mg")
    assert [fault.path for fault in faults_of(label.capsule, divides_into=1)] == ["servings.elemental"]


def test_a_salt_whose_share_is_not_known_is_not_compared() -> None:
    label = Label.from_text("One capsule contains magnesium chloride 500 mg")
    assert "the name of the compound does not show how much of it is magnesium" in reasons(label)
    assert label.findings == ()


HOSTILE = [
    "1,", "1,,", "(", "magnesium ", "100 mg ", "as ", " ", "no ", "|", "7", "1 ", "\r\n\n\r", "a-", "\t", "; ",
    "1 capsule or ", "serving size: 1 capsule or 2 ", "per capsule | per 2 capsules\n", "a  b  c\n", "E 330, ", "1 (",
    "ingredients: a,\n", "per 2 capsules | 1 mg\n(a\n", "magnesium citrate 1 mg, ", "no stevia and ",
    "daily dose: 1 capsule ",
]  # fmt: skip


@pytest.mark.parametrize("part", HOSTILE)
@pytest.mark.parametrize("before", ["", "per capsule | per 2 capsules\nmagnesium | 1 mg | 2 mg\n", "per "])
def test_no_text_takes_long_to_read(before: str, part: str) -> None:
    text = f"{before}{part * 20_000}"[:20_000]
    begun = process_time()
    Label.from_text(text)
    assert process_time() - begun < 12


def test_a_long_word_takes_no_longer_to_read() -> None:
    begun = process_time()
    Label.from_text(f"per {'a' * 19_000}")
    assert process_time() - begun < 2


def test_of_more_ingredients_than_a_capsule_may_have_those_with_an_additive_are_kept() -> None:
    others = ", ".join(f"herb {letter}{number}" for number in range(60) for letter in "abcdefghij")
    text = f"Serving size: 1 capsule. Magnesium (as magnesium citrate) 100 mg. Other ingredients: {others}, stevia."
    label = Label.from_text(text)
    assert label.ingredients is not None
    assert len(label.ingredients) == 500
    assert label.ingredients[-2:] == ("stevia", "not stated")
    assert any("ingredients" in gap.path for gap in label.not_read)
    assert len(label.capsule(divides_into=4).ingredients or ()) == 500
