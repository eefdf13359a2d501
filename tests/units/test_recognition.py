"""Recognition: additives and medicines as labels and people name them."""

import pytest

from alpims_mg import CURRENT, Additive, EgfrUnit, KidneyFunction, Medicine, MedicineClass, Route, Verdict
from alpims_mg._internal.words import plain
from alpims_mg.assessment.kidney import egfr_unit
from alpims_mg.labels.ingredients import additives_in, label_was_read
from alpims_mg.medicines.recognition import medicine_classes
from alpims_mg.rulebook.medicines.names import RECOGNITIONS
from alpims_mg.rulebook.medicines.tables import MedicineKey

NAMED = [(name, row.medicine) for row in RECOGNITIONS for name in row.names]
CODED = [(code, row.medicine) for row in RECOGNITIONS for code in row.rxnorm]
PREFIXES = [(prefix, row.medicine) for row in RECOGNITIONS for prefix in row.atc]


def kinds(**written: str) -> set[str]:
    return {kind.value for kind in medicine_classes(Medicine(**written)).classes}  # type: ignore[arg-type]


def unknown_part(medicine: Medicine) -> str:
    found = medicine_classes(medicine)
    return " ".join(found.not_recognised) if found.recognised else ""


def strictness(classes: frozenset[MedicineClass], kidney: KidneyFunction) -> tuple[int, int, int]:
    """The strictest verdict and the longest separation in each direction, for a capsule."""
    answers = [
        CURRENT.medicines[MedicineKey(medicine=kind, route=Route.CAPSULE, kidney=kidney)].then for kind in classes
    ]
    separations = [answer.separation for answer in answers if answer.separation]
    return (
        max(answer.verdict.severity for answer in answers),
        max((hours.medicine_to_magnesium for hours in separations), default=0),
        max((hours.magnesium_to_medicine for hours in separations), default=0),
    )


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Arôme  naturel", "arome naturel"),
        ("\uff23\uff29\uff34\uff32\uff29\uff23\u00a0acid", "citric acid"),
        ("Limón; Orangen-Öl", "limon | orangen ol"),
        ("(stevia)", "stevia"),
        ("E-330", "e 330"),
        ("--- ... ---", ""),
        ("STRASSE straße", "strasse strasse"),
        ("Isentress™ 400 mg", "isentress 400 mg"),
        ("Truvia\u2120", "truvia"),
        ("β-Carotène 100 µg", "beta carotene 100 ug"),
        ("Lion\u02bcs Mane, aspirin 拉替拉韦", "lion s mane | aspirin 拉替拉韦"),
        ("Sertral\u0131n, kwas ask\u00f8rbinowy, Mag\u0142ek", "sertralin | kwas askorbinowy | maglek"),
    ],
)
def test_case_accents_and_punctuation_do_not_matter(text: str, bare: str) -> None:
    assert plain(text) == bare


@pytest.mark.parametrize(
    ("ingredient", "additive"),
    [
        ("Citric Acid", "citric-acid"),
        ("citric acid (anhydrous)", "citric-acid"),
        ("CITRIC ACID MONOHYDRATE", "citric-acid"),
        ("E330", "citric-acid"),
        ("E 330", "citric-acid"),
        ("E-330", "citric-acid"),
        ("e330", "citric-acid"),
        ("acidity regulator (E330)", "citric-acid"),
        ("sour salt", "citric-acid"),
        ("Citrus sinensis", "citrus"),
        ("orange peel powder", "citrus"),
        ("Lemon oil", "citrus"),
        ("lime juice", "citrus"),
        ("grapefruit", "citrus"),
        ("tangerines", "citrus"),
        ("Mandarin", "citrus"),
        ("bergamot", "citrus"),
        ("yuzu", "citrus"),
        ("citrus bioflavonoids", "citrus"),
        ("Citrus-Limon", "citrus"),
        ("C. reticulata", "citrus"),
        ("Limón", "citrus"),
        ("Stevia", "stevia"),
        ("Stevia rebaudiana (leaf) extract", "stevia"),
        ("steviol glycosides", "stevia"),
        ("Rebaudioside A", "stevia"),
        ("Reb M", "stevia"),
        ("Truvia®", "stevia"),
        ("Truvia™", "stevia"),
        ("Pure Via", "stevia"),
        ("E960", "stevia"),
        ("E 960c", "stevia"),
        ("Natural Flavors", "flavouring"),
        ("natural flavour", "flavouring"),
        ("N&A flavors", "flavouring"),
        ("flavor (vanilla)", "flavouring"),
        ("masking flavor", "flavouring"),
        ("ethyl vanillin", "flavouring"),
        ("orange essence", "flavouring"),
        ("spice extract", "flavouring"),
        ("aroma", "flavouring"),
        ("Magnesium Citrate", "citrate-salt"),
        ("E331", "citrate-salt"),
        ("FD&C Red No. 40", "dye"),
        ("FD&C Blue 1 Lake", "dye"),
        ("titanium dioxide (E171)", "dye"),
        ("caramel colour", "dye"),
        ("CI 77891", "dye"),
        ("sodium benzoate", "preservative"),
        ("E211", "preservative"),
        ("sulphites", "preservative"),
        ("BHT", "preservative"),
        ("sucralose", "sweetener"),
        ("Erythritol", "sweetener"),
        ("monk fruit extract", "sweetener"),
        ("vegetable magnesium stearate", "filler"),
        ("E470b", "filler"),
        ("microcrystalline cellulose", "filler"),
        ("hypromellose", "filler"),
    ],
)
def test_an_additive_is_found_in_every_spelling(ingredient: str, additive: str) -> None:
    assert Additive(additive) in additives_in((ingredient,))


@pytest.mark.parametrize(
    ("ingredient", "additive"),
    [
        ("magnesium citrate", "citrus"),
        ("magnesium citrate", "citric-acid"),
        ("calcium citrate", "citrus"),
        ("CitriMax", "citrus"),
        ("lemon balm", "citrus"),
        ("lemongrass", "citrus"),
        ("orange pekoe", "citrus"),
        ("isoquercitrin", "citrus"),
        ("myricitrin", "citrus"),
        ("citrulline", "citrus"),
        ("lime blossom", "citrus"),
        ("FD&C Orange No. 4", "citrus"),
        ("hydroxycitric acid", "citric-acid"),
        ("E3300", "citric-acid"),
        ("E1330", "citric-acid"),
        ("330 mg", "citric-acid"),
        ("vitamin E 330 IU", "citric-acid"),
        ("erythritol", "stevia"),
        ("flavonoids", "flavouring"),
        ("citrus bioflavonoids", "flavouring"),
        ("soy isoflavones", "flavouring"),
        ("riboflavin", "flavouring"),
        ("unflavored", "flavouring"),
        ("flavourless", "flavouring"),
        ("colorless", "dye"),
        ("Great Lakes gelatin", "dye"),
        ("silica gel", "filler"),
        ("None", "citrus"),
        ("None", "filler"),
    ],
)
def test_a_false_friend_is_not_an_additive(ingredient: str, additive: str) -> None:
    assert Additive(additive) not in additives_in((ingredient,))


@pytest.mark.parametrize(
    "ingredient",
    [
        "stevia-free",
        "Stevia free",
        "no stevia",
        "contains no stevia",
        "does not contain stevia",
        "doesn't contain stevia",
        "without stevia",
        "free from stevia",
        "free of stevia",
        "zero stevia",
        "no added stevia",
        "non-stevia",
    ],
)
def test_a_denied_additive_is_not_found(ingredient: str) -> None:
    assert Additive.STEVIA not in additives_in((ingredient,))


@pytest.mark.parametrize(
    "ingredient",
    [
        "stevia, free of gluten",
        "stevia free from pesticides",
        "gluten free stevia",
        "no sugar, stevia",
        "sugar-free; stevia",
        "may not contain stevia only",
        "non-GMO stevia",
        "no stevia aftertaste, made with stevia",
        "not only stevia",
        "free-form stevia",
    ],
)
def test_a_denial_of_something_else_denies_nothing(ingredient: str) -> None:
    assert Additive.STEVIA in additives_in((ingredient,))


@pytest.mark.parametrize("ingredient", ["not free from stevia", "cannot be guaranteed free from stevia"])
def test_a_double_denial_denies_nothing(ingredient: str) -> None:
    assert Additive.STEVIA in additives_in((ingredient,))


def test_a_denial_in_one_ingredient_does_not_affect_another() -> None:
    assert Additive.CITRIC_ACID in additives_in(("no citric acid", "citric acid"))
    assert additives_in(("no artificial flavors", "stevia-free")) == frozenset()


def test_an_additive_is_found_next_to_its_false_friend() -> None:
    assert Additive.CITRUS in additives_in(("lemon balm, lemon oil",))
    assert Additive.FLAVOURING in additives_in(("riboflavin, natural flavor",))


def test_one_ingredient_can_name_two_additives() -> None:
    assert {Additive.CITRUS, Additive.FLAVOURING} <= additives_in(("natural citrus flavor",))
    assert {Additive.SWEETENER, Additive.FILLER} <= additives_in(("maltodextrin",))
    assert additives_in(()) == frozenset()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("H03AA01", {"levothyroxine"}),
        ("h03aa01", {"levothyroxine"}),
        (" H03 AA01 ", {"levothyroxine"}),
        ("J01MA02", {"ciprofloxacin"}),
        ("J01MA12", {"levofloxacin"}),
        ("J01MA14", {"moxifloxacin"}),
        ("J01MA16", {"quinolone"}),
        ("J01AA02", {"tetracycline"}),
        ("J01XE01", {"nitrofurantoin"}),
        ("J01DD15", {"cephalosporin"}),
        ("M05BA04", {"bisphosphonate"}),
        ("M05BA08", {"intravenous-bisphosphonate"}),
        ("C07AA07", {"sotalol"}),
        ("C07AA05", {"blood-pressure", "antacid-sensitive"}),
        ("C07AB07", {"blood-pressure"}),
        ("C03CA01", {"loop-or-thiazide-diuretic"}),
        ("C03DA01", {"potassium-sparing-diuretic"}),
        ("C03EA01", {"loop-or-thiazide-diuretic", "potassium-sparing-diuretic"}),
        ("C09BA02", {"ace-inhibitor", "loop-or-thiazide-diuretic"}),
        ("C02LA01", {"diuretic-unnamed", "blood-pressure"}),
        ("J05AJ01", {"raltegravir"}),
        ("J05AR16", {"raltegravir"}),
        ("J05AR21", {"dolutegravir-rilpivirine"}),
        ("J05AJ04", {"cabotegravir"}),
        ("J05AX25", {"baloxavir"}),
        ("L01EA03", {"nilotinib"}),
        ("N02BF01", {"gabapentin"}),
        ("N03AX12", {"gabapentin"}),
        ("R06AX26", {"fexofenadine"}),
        ("C10AA07", {"rosuvastatin"}),
        ("N06AB06", {"ssri"}),
        ("A02BC01", {"proton-pump-inhibitor"}),
        ("A12CC04", {"magnesium-medicine"}),
        ("A06AD02", {"magnesium-medicine"}),
        ("N02BA67", {"magnesium-medicine"}),
        ("V03AE01", {"polystyrene-sulfonate"}),
        ("P01BA02", {"aminoquinoline"}),
        ("N02BE01", {"other-prescription"}),
    ],
)
def test_the_longest_known_prefix_of_an_atc_code_decides(code: str, expected: set[str]) -> None:
    assert kinds(atc=code) == expected


def test_a_combination_has_the_classes_of_all_its_parts() -> None:
    assert kinds(atc="M05BB06") == {"bisphosphonate", "active-vitamin-d"}
    assert kinds(name="Hyzaar") == {"loop-or-thiazide-diuretic", "blood-pressure"}
    assert kinds(name="amlodipine/spironolactone") == {"blood-pressure", "potassium-sparing-diuretic"}


@pytest.mark.parametrize(
    ("code", "member"),
    [
        ("J", "antibiotic"),
        ("J01", "antibiotic"),
        ("J01M", "quinolone"),
        ("J05", "group-with-avoid"),
        ("J05AE", "atazanavir"),
        ("C01B", "quinidine"),
        ("C03", "diuretic-unnamed"),
        ("M01C", "penicillamine"),
        ("V03A", "group-with-avoid"),
        ("L", "group-with-avoid"),
    ],
)
def test_a_shortened_code_includes_the_classes_of_the_codes_that_start_with_it(code: str, member: str) -> None:
    assert member in kinds(atc=code)


# Readings 4 decides these two by name: an unnamed blood-pressure medicine needs a clinician and lists the
# diuretic as not checked, and an unnamed diuretic is a potassium-sparing one.
NAMED_BY_THE_READING = ("C02", "C03", "C07", "C08", "C09")
WITHHOLDS = Verdict.WITHHOLD.severity


@pytest.mark.parametrize("kidney", KidneyFunction)
def test_a_shortened_code_is_never_milder_than_a_code_that_starts_with_it(kidney: KidneyFunction) -> None:
    milder = set()
    for prefix, kind in PREFIXES:
        for length in (1, 3, 4, 5):
            cut = prefix[:length]
            if len(cut) < length or cut == prefix or cut in NAMED_BY_THE_READING:
                continue
            group = strictness(medicine_classes(Medicine(atc=cut)).classes, kidney)
            # What is withheld has no hours to keep.
            if group[0] < WITHHOLDS and any(
                ours < theirs for ours, theirs in zip(group, strictness(frozenset({kind}), kidney), strict=True)
            ):
                milder.add((cut, prefix, kind.value))
    assert milder == set()


@pytest.mark.parametrize("code", ["", "???", "X", "H3", "H03AA1", "H03AA011", "0HAA", "levothyroxine", "Y99ZZ99"])
def test_an_invalid_or_unknown_atc_code_recognises_nothing(code: str) -> None:
    assert kinds(name="zzz", **({"atc": code} if code else {})) == {"unrecognised"}


def test_every_rxnorm_ingredient_has_its_class() -> None:
    assert [code for code, kind in CODED if kind not in medicine_classes(Medicine(rxnorm=code)).classes] == []


@pytest.mark.parametrize("code", ["0", "10582x", "999999999", "010582"])
def test_an_unknown_rxnorm_code_recognises_nothing(code: str) -> None:
    assert kinds(rxnorm=code) == {"unrecognised"}


def test_every_name_has_its_class_in_capitals_and_with_a_strength() -> None:
    for name, kind in NAMED:
        for written in (name, name.upper(), f"{name} 50 mg tablets", f"my {name}"):
            found = medicine_classes(Medicine(name=written)).classes
            assert kind in found or kind is MedicineClass.OTHER_PRESCRIPTION, written
            assert MedicineClass.UNRECOGNISED not in found, written


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lévothyrox®", {"levothyroxine"}),
        ("L-Thyroxine", {"levothyroxine"}),
        ("SYNTHROID (levothyroxine sodium) 50 mcg", {"levothyroxine"}),
        ("Z-Pak", {"azithromycin"}),
        ("Juluca", {"dolutegravir-rilpivirine"}),
        ("dolutegravir and rilpivirine", {"dolutegravir-rilpivirine"}),
        ("dolutegravir/rilpivirine", {"dolutegravir-rilpivirine"}),
        ("Milk of Magnesia", {"magnesium-medicine"}),
        ("co-amilofruse", {"loop-or-thiazide-diuretic", "potassium-sparing-diuretic"}),
        ("water pills", {"diuretic-unnamed"}),
        ("my blood pressure tablets", {"blood-pressure-unnamed"}),
        ("an antibiotic", {"antibiotic"}),
        ("beta blocker", {"beta-blocker"}),
        ("paracetamol", {"other-prescription"}),
    ],
)
def test_brands_general_words_and_combinations_are_recognised(name: str, expected: set[str]) -> None:
    assert kinds(name=name) == expected


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ciprofibrate", "ciprofloxacin"),
        ("ironwort", "iron"),
        ("ellagic acid", "ulipristal"),
        ("somatropin", "muscle-relaxant"),
        ("environment", "iron"),
        ("raltegravirx", "raltegravir"),
    ],
)
def test_a_name_inside_a_longer_word_is_not_recognised(name: str, kind: str) -> None:
    assert kind not in kinds(name=name)


@pytest.mark.parametrize("name", ["zzz", "???", "中文", "something for sleep that my aunt takes"])
def test_an_unknown_name_is_unrecognised(name: str) -> None:
    assert kinds(name=name) == {"unrecognised"}


def test_the_name_and_the_codes_all_count_and_one_known_is_enough() -> None:
    assert kinds(name="levothyroxine", atc="J01MA02", rxnorm="25480") == {
        "levothyroxine",
        "ciprofloxacin",
        "gabapentin",
    }
    assert kinds(name="zzz", atc="H03AA01") == {"levothyroxine"}


@pytest.mark.parametrize(
    ("both", "first", "second"),
    [
        ({"name": "metformin and rosuvastatin"}, {"name": "metformin"}, {"name": "rosuvastatin"}),
        ({"name": "paracetamol/gabapentin"}, {"name": "paracetamol"}, {"name": "gabapentin"}),
        ({"atc": "A10BH52"}, {"atc": "A10BH01"}, {"atc": "C10AA07"}),
        ({"name": "levothyroxine and gabapentin"}, {"name": "levothyroxine"}, {"name": "gabapentin"}),
    ],
)
def test_a_combination_has_the_longest_separations_of_its_parts(
    both: dict[str, str], first: dict[str, str], second: dict[str, str]
) -> None:
    whole, *parts = (
        strictness(medicine_classes(Medicine(**medicine)).classes, KidneyFunction.NORMAL)  # type: ignore[arg-type]
        for medicine in (both, first, second)
    )
    assert whole == tuple(map(max, *parts))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # A diuretic in other words, hidden in a combination, or under a brand.
        ("waterpill", {"diuretic-unnamed"}),
        ("Water Tabs", {"diuretic-unnamed"}),
        ("fluid tablets", {"diuretic-unnamed"}),
        ("Entwässerungstabletten", {"diuretic-unnamed"}),
        ("losartan HCT", {"blood-pressure", "loop-or-thiazide-diuretic"}),
        ("Micardis Plus", {"blood-pressure", "loop-or-thiazide-diuretic"}),
        ("bisoprolol plus", {"blood-pressure", "loop-or-thiazide-diuretic"}),
        ("Co-Diovan", {"blood-pressure", "loop-or-thiazide-diuretic"}),
        ("CoAprovel", {"blood-pressure", "loop-or-thiazide-diuretic"}),
        ("co-tenidone", {"blood-pressure", "loop-or-thiazide-diuretic"}),
        ("Ramipril comp.", {"ace-inhibitor", "loop-or-thiazide-diuretic"}),
        ("Coversyl Plus", {"ace-inhibitor", "loop-or-thiazide-diuretic"}),
        ("Coversyl", {"ace-inhibitor"}),
        ("Tarka", {"ace-inhibitor", "blood-pressure"}),
        ("Triam/HCTZ 37.5-25", {"loop-or-thiazide-diuretic", "potassium-sparing-diuretic"}),
        ("Burinex", {"loop-or-thiazide-diuretic"}),
        ("Burinex A", {"loop-or-thiazide-diuretic", "potassium-sparing-diuretic"}),
        ("Frumil LS", {"loop-or-thiazide-diuretic", "potassium-sparing-diuretic"}),
        (
            "Kalten",
            {"antacid-sensitive", "blood-pressure", "loop-or-thiazide-diuretic", "potassium-sparing-diuretic"},
        ),
        ("spiro 50 for acne", {"potassium-sparing-diuretic"}),
        # A group some of whose members rule capsules out.
        ("HIV meds", {"group-with-avoid"}),
        ("my cancer pills", {"group-with-avoid"}),
        ("chemo", {"group-with-avoid"}),
        # Magnesium under another name, beside what it comes with.
        ("cal-mag", {"magnesium-medicine", "other-prescription"}),
        ("Centrum Women", {"magnesium-medicine", "other-prescription"}),
        ("multivitamin with iron", {"iron", "magnesium-medicine", "other-prescription"}),
        ("prenatal vitamins", {"magnesium-medicine", "other-prescription"}),
        ("Pepcid", {"other-prescription"}),
        ("Pepcid Complete", {"magnesium-medicine", "other-prescription"}),
        ("buffered aspirin", {"magnesium-medicine", "other-prescription"}),
        ("Dulcolax liquid", {"magnesium-medicine", "other-prescription"}),
        ("electrolyte powder", {"magnesium-medicine"}),
        ("bowel prep", {"magnesium-medicine"}),
        ("Magnesiumcitrat", {"magnesium-medicine"}),
        # As people shorten and run together.
        ("L-thyroxine 50", {"levothyroxine"}),
        ("Eltroxin 100mcg od", {"levothyroxine"}),
        ("NP Thyroid", {"levothyroxine"}),
        ("thyroid meds", {"levothyroxine"}),
        ("Levothyroxine50", {"levothyroxine"}),
        ("spironolactone25mg", {"potassium-sparing-diuretic"}),
        ("doxy 100", {"tetracycline"}),
        ("HCQ", {"aminoquinoline"}),
        ("BP tablets", {"blood-pressure-unnamed"}),
        ("antibiotic from my dentist", {"antibiotic"}),
        ("TMP/SMX DS", {"trimethoprim"}),
        ("CBD oil", {"other-prescription"}),
        ("St. John\u2019s Wort", {"other-prescription"}),
        ("digitalis", {"digoxin", "other-prescription"}),
    ],
)
def test_informal_names_are_never_read_as_a_milder_medicine(name: str, expected: set[str]) -> None:
    assert kinds(name=name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Furosemid", {"loop-or-thiazide-diuretic"}),
        ("furosemida", {"loop-or-thiazide-diuretic"}),
        ("Levothyroxin-Natrium 75 µg", {"levothyroxine"}),
        ("digoxine", {"digoxin"}),
        ("Spironolacton", {"potassium-sparing-diuretic"}),
        ("Amilorid", {"potassium-sparing-diuretic"}),
        ("alendronat", {"bisphosphonate"}),
        ("lévofloxacine", {"levofloxacin"}),
        ("sertralina", {"ssri"}),
        ("omeprazolo", {"proton-pump-inhibitor"}),
        ("mycophénolate", {"mycophenolate"}),
    ],
)
def test_a_name_is_recognised_with_any_final_vowel(name: str, expected: set[str]) -> None:
    assert kinds(name=name) == expected


@pytest.mark.parametrize(("name", "kind"), [(name, row.medicine) for row in RECOGNITIONS for name in row.alone])
def test_a_word_that_counts_only_as_a_whole_name_counts_in_any_spelling_but_not_in_a_longer_name(
    name: str, kind: MedicineClass
) -> None:
    for written in (name, name.upper(), f" ({name}). "):
        assert medicine_classes(Medicine(name=written)).classes == {kind}
    assert kinds(name=f"{name} zzz") == {"unrecognised"}


@pytest.mark.parametrize(
    "name",
    [
        "the pill for water retention",
        "the pill my doctor gave me for HIV",
        "zzz 40 mg",
        "MoM",
        "levo 500",
        "moxi",
        "zzz one a day",
        "heart tablet",
        "morning after pill",
        "?",
    ],
)
def test_an_ambiguous_word_is_not_recognised(name: str) -> None:
    assert kinds(name=name) == {"unrecognised"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("digitoxin", "digoxin"),
        ("primidone", "primaquine"),
        ("chlorphenamine", "loop-or-thiazide-diuretic"),
        ("ferret", "iron"),
        ("Margaret", "magnesium-medicine"),
        ("doxylamine", "tetracycline"),
        ("doxazosin", "tetracycline"),
        ("irone50x", "levothyroxine"),
        ("hydroxychloroquine", "other-prescription"),
        ("chocolate", "other-prescription"),
    ],
)
def test_a_different_name_is_not_recognised_because_of_a_vowel(name: str, kind: str) -> None:
    assert kind not in kinds(name=name)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("mL/min", "ml/min"),
        ("ml/min", "ml/min"),
        ("mL/min/{1.73_m2}", "ml/min/1.73m2"),
        ("mL/min/1.73m2", "ml/min/1.73m2"),
        ("mL/min/1.73 m2", "ml/min/1.73m2"),
        ("ML/MIN/1.73M\N{SUPERSCRIPT TWO}", "ml/min/1.73m2"),
        ("ml/min/1.73m2", "ml/min/1.73m2"),
        ("mL/min/1.73 m^2", "ml/min/1.73m2"),
        ("mL/min/{1.73m2}", "ml/min/1.73m2"),
        ("mL/min per 1.73 m\N{SUPERSCRIPT TWO}", "ml/min/1.73m2"),
        ("mL/min/1,73m2", "ml/min/1.73m2"),
        ("mL/min/1.73 sq m", "ml/min/1.73m2"),
        ("mL/s", None),
        ("mL/min/1.73", "ml/min/1.73m2"),
        ("mg/dL", None),
        ("mL", None),
        ("", None),
    ],
)
def test_the_two_units_of_egfr_are_distinguished_in_all_common_spellings(text: str, unit: str | None) -> None:
    assert egfr_unit(text) is (unit and EgfrUnit(unit))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("furosemide (water tablet)", {"loop-or-thiazide-diuretic"}),
        ("water tablet (spironolactone)", {"potassium-sparing-diuretic"}),
        ("antibiotic (ciprofloxacin 500 mg)", {"ciprofloxacin"}),
        ("blood pressure tablets: ramipril 5mg", {"ace-inhibitor"}),
        ("ciprofloxacin (antibiotic) [quinolone]", {"ciprofloxacin"}),
        ("dolutegravir (HIV medicine)", {"dolutegravir"}),
    ],
)
def test_a_group_named_with_its_member_adds_nothing(name: str, expected: set[str]) -> None:
    assert kinds(name=name) == expected


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("paracetamol (antibiotic)", "antibiotic"),
        ("erlotinib (potassium binder)", "group-with-avoid"),
        ("metformin and ciprofloxacin (antibiotic)", "antibiotic"),
        ("furosemide (antibiotic)", "antibiotic"),
        ("furosemide (water tablet) (antibiotic)", "antibiotic"),
        ("furosemide (and another water tablet)", "diuretic-unnamed"),
        ("furosemide and a water tablet", "diuretic-unnamed"),
        ("furosemide, water tablet", "diuretic-unnamed"),
        ("allergic to ciprofloxacin (antibiotic)", "antibiotic"),
        ("moxifloxacn and ciprofloxacin (antibiotic)", "antibiotic"),
        ("zzz (antibiotic)", "antibiotic"),
        ("(antibiotic)", "antibiotic"),
    ],
)
def test_a_group_counts_if_it_may_mean_more_than_the_member(name: str, group: str) -> None:
    assert group in kinds(name=name)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("moxifloxacn vitamin d", "moxifloxacn"),
        ("Levothyroxine 50 mcg + Kalziumx 5", "kalziumx"),
        ("allergic to ciprofloxacin", "allergic to"),
        ("zzz [Zoloft]", "zzz"),
    ],
)
def test_the_unknown_part_of_a_name_is_reported(name: str, words: str) -> None:
    assert unknown_part(Medicine(name=name)) == words


@pytest.mark.parametrize(
    "name",
    [
        "Hydrochlorothiazide 25 MG Oral Tablet",
        "24 HR Metoprolol Tartrate 50 MG Extended Release Oral Tablet",
        "24 HR metoprolol succinate 100 MG Extended Release Oral Tablet [Toprol]",
        "10 ML Furosemide 10 MG/ML Injection",
        "Acetaminophen 325 MG / oxyCODONE Hydrochloride 5 MG Oral Tablet [Percocet]",
        "Lasix 40mg",
        "Penicillin V Potassium 500 MG Oral Tablet",
        "Nitroglycerin 0.4 MG/ACTUAT Mucosal Spray",
        "Vitamin B 12 5 MG/ML Injectable Solution",
        "Levothyroxine Sodium 0.075 MG Oral Tablet, once daily in the morning",
        "dolutegravir and rilpivirine",
        "zzz",
        "",
    ],
)
def test_amounts_dose_forms_and_salts_are_not_unknown_parts(name: str) -> None:
    assert unknown_part(Medicine(name=name or None, atc=None if name else "J01MA02")) == ""


@pytest.mark.parametrize("code", [{"atc": "J01MA14"}, {"rxnorm": "139462"}])
def test_with_a_known_code_no_part_of_the_name_is_unknown(code: dict[str, str]) -> None:
    assert unknown_part(Medicine(name="moxifloxacn vitamin d", **code)) == ""  # type: ignore[arg-type]


def test_no_known_name_has_an_unknown_part() -> None:
    assert {name for name, _ in NAMED if unknown_part(Medicine(name=name))} == set()


def test_a_group_never_has_itself_or_a_repeated_class_as_a_member() -> None:
    for row in RECOGNITIONS:
        assert row.medicine not in row.members
        assert len(set(row.members)) == len(row.members)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sertraline and ratlegravir", {"ssri", "unrecognised"}),
        ("metformin/dolutegravr", {"other-prescription", "unrecognised"}),
        ("amoxicillin, doxycylin", {"beta-lactam", "unrecognised"}),
        ("moxifloxacn 400 mg and vitamin D tablets", {"active-vitamin-d", "unrecognised"}),
        ("Amlo/Vals/HCT", {"loop-or-thiazide-diuretic", "unrecognised"}),
        ("antibiotic (amoxicillin?)", {"antibiotic", "beta-lactam", "unrecognised"}),
        ("ciprofloxacin?", {"ciprofloxacin", "unrecognised"}),
    ],
)
def test_an_unknown_or_doubtful_part_of_a_name_adds_unrecognised(name: str, expected: set[str]) -> None:
    assert kinds(name=name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Olmetec Plus",
        "Concor Plus",
        "Irbesartan plus",
        "Tritace Plus",
        "Renitec Plus 20/12.5 mg",
        "Coversyl Arginine Plus",
    ],
)
def test_plus_after_a_blood_pressure_medicine_means_a_diuretic(name: str) -> None:
    assert kinds(name=name) & {"diuretic-unnamed", "loop-or-thiazide-diuretic", "unrecognised"}
    assert "unrecognised" in kinds(name=name) or kinds(name=name) & {"diuretic-unnamed", "loop-or-thiazide-diuretic"}


def test_plus_between_two_medicines_does_not_mean_a_diuretic() -> None:
    assert kinds(name="captopril plus amlodipine") == {"ace-inhibitor", "blood-pressure"}
    assert kinds(name="vitamin D plus calcium") == {"active-vitamin-d", "other-prescription"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sertraline and calcium", {"ssri", "other-prescription"}),
        ("sertraline, potassium, calcium 500 mg", {"ssri", "other-prescription"}),
        ("losartan potassium", {"blood-pressure"}),
        ("sertraline, 50 mg", {"ssri"}),
    ],
)
def test_a_salt_between_joining_words_is_a_separate_medicine(name: str, expected: set[str]) -> None:
    assert kinds(name=name) == expected


@pytest.mark.parametrize("name", ["Raltegravir™", "Isentress\u2120 400 mg", "\u0131sentress"])
def test_a_trade_mark_after_a_name_hides_no_medicine(name: str) -> None:
    assert kinds(name=name) == {"raltegravir"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SPS 15 g/60 mL suspension", {"polystyrene-sulfonate"}),
        ("Isentress HD", {"raltegravir"}),
        ("HIV med", {"group-with-avoid"}),
        ("Triumeq PD", {"dolutegravir"}),
        ("potassium-sparing", {"potassium-sparing-diuretic"}),
        ("K-sparing diuretic", {"potassium-sparing-diuretic"}),
        ("potassium sparing water pill", {"potassium-sparing-diuretic"}),
        ("Phillips' Milk of Magnesia", {"magnesium-medicine"}),
        ("Ca-Mg-Zn", {"magnesium-medicine"}),
        ("Tekturna HCT", {"blood-pressure", "loop-or-thiazide-diuretic"}),
        ("Fosamax Plus D", {"active-vitamin-d", "bisphosphonate"}),
        ("Levothroid", {"levothyroxine"}),
        ("escitalopram oxalate", {"ssri"}),
        ("nitrofurantoin macrocrystals 100 mg", {"nitrofurantoin"}),
        ("ciprofloxacin eye drops", {"ciprofloxacin"}),
        ("Prilosec OTC", {"proton-pump-inhibitor"}),
        ("some antibiotic", {"antibiotic"}),
        ("fexofenadine / pseudoephedrine", {"fexofenadine", "other-prescription"}),
        ("Lokelma", {"other-prescription"}),
    ],
)
def test_brands_and_everyday_names_on_medicine_lists_are_recognised(name: str, expected: set[str]) -> None:
    assert kinds(name=name) == expected


def test_a_part_of_a_name_in_another_script_is_an_unknown_part() -> None:
    medicine = Medicine(name="aspirin + 拉替拉韦 400 mg")
    assert kinds(name="aspirin + 拉替拉韦 400 mg") == {"other-prescription", "unrecognised"}
    assert unknown_part(medicine) == "拉替拉韦"
    assert kinds(name="β-blocker") == {"beta-blocker"}


@pytest.mark.parametrize("ingredients", [("クエン酸",), ("cellulose", "クエン酸"), ("cellulose, クエン酸",)])
def test_a_label_in_another_script_counts_as_unread(ingredients: tuple[str, ...]) -> None:
    assert not label_was_read(ingredients)
    assert label_was_read(("β-carotène", "Lion\u02bcs Mane"))


def test_a_page_says_what_a_medicine_was_recognised_as_and_what_is_unknown() -> None:
    known = str(medicine_classes(Medicine(name="levothyroxine", atc="H03AA01")))
    assert known == "Recognised as levothyroxine.\n\nRecognised by\n  - ATC H03AA01\n  - levothyroxine"
    partly = str(medicine_classes(Medicine(name="levothyroxine, moxifloxacn")))
    assert "A part is unknown, so these rules keep the longest hours." in partly
    assert "Not recognised\n  - moxifloxacn" in partly
    assert "Did you mean one of these? Say so, and it will count\n  - moxifloxacin" in partly
    assert str(medicine_classes(Medicine(name="zzz"))).startswith("Nothing was recognised.\n\nA part is unknown")
