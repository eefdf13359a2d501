"""Names and codes of medicines as people, clinics and spreadsheets write them."""

from collections.abc import Callable
from itertools import product
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, strategies as st
from units.builders import faults_of, proposal, situation

from alpims_mg import (
    Acknowledgement,
    Consult,
    InvalidInputError,
    Medicine,
    MedicineClass,
    MedicineRoute,
    assess,
    medicine_classes,
)
from alpims_mg.medicines.misspellings import likely_name
from alpims_mg.medicines.ways_of_giving import given_by
from alpims_mg.rulebook.medicines.names import RECOGNITIONS
from alpims_mg.rulebook.medicines.wording import BESIDE_A_NAME, NOT_SWALLOWED
from alpims_mg.testing import laws

MAPPINGS = Path(__file__).parents[3] / "shared" / "data" / "ansm" / "rxnorm_mappings.tsv"
NAMES = sorted({name for row in RECOGNITIONS for name in (*row.names, *row.alone)})
WRAPPINGS = (
    "{} 75 microgram tablets x 30 Sandoz",
    "{} ZENTIVA 40MG CPR 30 BLISTER",
    "Teva {} 0,5 mg/ml Filmtabletten N3",
    "{} Mylan 100 mg, comprimé pelliculé, boîte de 30",
    "{} cinfa 10 mg comprimidos EFG",
    "{} EG 20 mg 28 compresse",
    "{} Krka 5 mg tabletki powlekane 28 szt.",
)


def paths(build: Callable[[], object]) -> set[str]:
    return {fault.path for fault in faults_of(build)}


def kinds(name: str) -> set[str]:
    return {str(kind) for kind in medicine_classes(Medicine(name=name)).classes}


@pytest.mark.parametrize(
    ("name", "classes", "unknown"),
    [
        ("moxifloxacn and calcium", {"other-prescription", "unrecognised"}, ("moxifloxacn",)),
        ("moxifloxacn + Mg", {"magnesium-medicine", "unrecognised"}, ("moxifloxacn",)),
        ("potassium, zzz 5 mg", {"other-prescription", "unrecognised"}, ("zzz",)),
        ("zzz mit Calcium 500 mg Tabletten", {"other-prescription", "unrecognised"}, ("zzz",)),
        ("sertraline zzz 50 mg", {"ssri", "unrecognised"}, ("zzz",)),
        ("Levothyroxine / zzz / iron", {"levothyroxine", "iron", "unrecognised"}, ("zzz",)),
        ("zzz b12", {"unrecognised"}, ("zzz", "b12")),
    ],
)
def test_an_unknown_part_counts_beside_what_is_recognised(
    name: str, classes: set[str], unknown: tuple[str, ...]
) -> None:
    found = medicine_classes(Medicine(name=name))
    assert {str(kind) for kind in found.classes} == classes
    assert found.not_recognised == unknown
    answer = assess(situation(medicines=[Medicine(name=name)]), proposal())
    separation = answer.separation_by_medicine()[name]
    alone = assess(situation(medicines=[Medicine(name="qxzqxzqxz")]), proposal())
    assert separation == alone.separation_by_medicine()["qxzqxzqxz"]


def test_what_was_recognised_is_told_code_by_code_and_word_by_word() -> None:
    found = medicine_classes(Medicine(name="Sertraline and Calcium", rxnorm="10582", atc="J01MA02"))
    assert found.recognised == ("ATC J01MA02", "RxNorm 10582", "sertraline", "calcium")
    assert found.not_recognised == ()
    with pytest.raises(InvalidInputError, match="medicine must be of type Medicine; got 'aspirin'"):
        medicine_classes("aspirin")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("Colchicina 0.5 mg Chemo Caja x 30 Tabletas", {"other-prescription"}),
        ("Warfarin Chemo 5 mg", {"other-prescription"}),
        ("Ibuprofen Beta 400 mg", {"other-prescription"}),
        ("warfarin and chemo", {"other-prescription", "group-with-avoid"}),
        ("chemo", {"group-with-avoid"}),
        ("my chemo 50 mg", {"group-with-avoid"}),
        ("beta blocker", {"beta-blocker"}),
    ],
)
def test_a_makers_name_beside_a_medicine_is_no_medicine(name: str, classes: set[str]) -> None:
    assert kinds(name) == classes


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("Omeprazole Tablet 10 mg (as magnesium)", {"proton-pump-inhibitor"}),
        ("omeprazole 20 mg (as magnesium dihydrate)", {"proton-pump-inhibitor"}),
        ("Esomeprazol 40 mg (als Magnesium)", {"proton-pump-inhibitor"}),
        ("Omeprazol als Magnesiumsalz", {"proton-pump-inhibitor"}),
        ("\u00c9som\u00e9prazole (sous forme de magn\u00e9sium)", {"proton-pump-inhibitor"}),
        ("omeprazole as magnesium 20 mg tablets", {"proton-pump-inhibitor"}),
        ("esomeprazole magnesium 20 mg", {"proton-pump-inhibitor"}),
        ("Esomeprazole magnesium trihydrate 20 mg [Nexium]", {"proton-pump-inhibitor"}),
        ("Esomeprazolo magnesio 20 mg capsule", {"proton-pump-inhibitor"}),
        ("pantoprazole magnesium tablets", {"proton-pump-inhibitor"}),
        ("valproate magnesium", {"other-prescription"}),
        ("pantoprazole magnesium?", {"proton-pump-inhibitor", "unrecognised"}),
        ("omeprazole + magnesium", {"proton-pump-inhibitor", "magnesium-medicine"}),
        ("omeprazole/magnesium 300 mg", {"proton-pump-inhibitor", "magnesium-medicine"}),
        ("omeprazole, magnesium", {"proton-pump-inhibitor", "magnesium-medicine"}),
        ("omeprazole magnesium oxide", {"proton-pump-inhibitor", "magnesium-medicine"}),
        ("omeprazole 20 mg magnesium 300 mg", {"proton-pump-inhibitor", "magnesium-medicine"}),
        ("naproxen magnesium", {"other-prescription", "magnesium-medicine"}),
        ("zzz (as magnesium)", {"unrecognised", "magnesium-medicine"}),
        ("omeprazole and magnesium", {"proton-pump-inhibitor", "magnesium-medicine"}),
        ("omeprazole (as magnesium citrate)", {"proton-pump-inhibitor", "magnesium-medicine"}),
        ("as magnesium", {"magnesium-medicine"}),
        ("Antacid (as magnesium)", {"magnesium-medicine"}),
    ],
)
def test_magnesium_as_the_salt_of_another_medicine_is_no_magnesium_medicine(name: str, classes: set[str]) -> None:
    assert kinds(name) >= classes
    assert ("unrecognised" in kinds(name)) is ("unrecognised" in classes)
    assert ("magnesium-medicine" in kinds(name)) is ("magnesium-medicine" in classes)


@pytest.mark.parametrize("name", NAMES)
def test_dose_forms_strengths_packs_and_makers_add_no_unknown_part(name: str) -> None:
    found = medicine_classes(Medicine(name=name))
    if name in {"mg", "beta"} or MedicineClass.UNRECOGNISED in found.classes:
        return
    for wrapping in WRAPPINGS:
        wrapped = medicine_classes(Medicine(name=wrapping.format(name)))
        assert wrapped.not_recognised == (), wrapping
        assert wrapped.classes >= found.classes or found.classes <= {MedicineClass.OTHER_PRESCRIPTION}, wrapping


@pytest.mark.skipif(not MAPPINGS.exists(), reason="the list of names is not here")
@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_a_listed_name_is_recognised_as_without_the_words_around_it(wrapping: str) -> None:
    names = [line.rsplit("\t", 1)[0] for line in MAPPINGS.read_text(encoding="utf-8").splitlines()[1:]]
    assert len(names) == 1309
    changed = {name for name in names if kinds(name) != kinds(wrapping.format(name))}
    assert changed == set()


@pytest.mark.parametrize(
    "name",
    [
        "L-Thyroxin\u00a075\u00a0\u00b5g", "L-Thyroxin\u202f75 \u00b5g", "\ufeffL-Thy\u00adroxin", "L-Thyroxin\t75",
        "  L-Thyro\u200bxin  ",
    ],
)  # fmt: skip
def test_odd_spaces_and_invisible_signs_are_cleaned(name: str) -> None:
    medicine = Medicine(name=name)
    assert medicine.name is not None
    assert medicine.name.isprintable()
    assert kinds(name) == {"levothyroxine"}
    acknowledged = Acknowledgement(rule="medicine.levothyroxine", reason="discussed", about=name)
    assert acknowledged.about == str(medicine)


def test_two_lines_are_no_name() -> None:
    assert paths(lambda: Medicine(name="aspirin\nlevothyroxine")) == {"name"}


def test_a_name_has_up_to_1000_characters_and_reaches_the_answer_whole() -> None:
    name = "levothyroxine " + "x" * 986
    answer = assess(situation(medicines=[Medicine(name=name)]), proposal())
    assert name in answer.separation_by_medicine()
    signed = [Acknowledgement(rule="medicine.levothyroxine", reason="discussed", about=name)]
    assert isinstance(answer, Consult)
    assert any(item.about == name for item in answer.to_acknowledge)
    assert assess(situation(medicines=[Medicine(name=name)], acknowledged=signed), proposal()).acknowledged
    with pytest.raises(InvalidInputError, match="1 to 1000 characters"):
        Medicine(name=name + "x")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("10582.0", "10582"),
        ("10582.00", "10582"),
        ("RXCUI:10582", "10582"),
        ("rxcui 10582", "10582"),
        ("RxNorm: 10582", "10582"),
        (" 10582 ", "10582"),
        ("10582,0", "10582"),
        ("rxcui=10582", "10582"),
        ("RxNorm CUI 10582", "10582"),
        ("\uff11\uff10\uff15\uff18\uff12", "10582"),
        ("10582x", "10582x"),
    ],
)
def test_an_rxnorm_code_is_the_same_code_however_it_is_written(written: str, code: str) -> None:
    assert Medicine(rxnorm=written) == Medicine(rxnorm=code)
    assert (MedicineClass.LEVOTHYROXINE in medicine_classes(Medicine(rxnorm=written)).classes) is (code == "10582")


@pytest.mark.parametrize(
    "written",
    [
        "ATC:H03AA01",
        "h03aa01 ",
        "ATC h03 aa01",
        "H03-AA-01",
        "\uff2803AA01",
        "atc_H03AA01",
        "(H03AA01)",
        "ATC code: H03AA01",
        "H03AA01.",
    ],
)
def test_an_atc_code_is_the_same_code_however_it_is_written(written: str) -> None:
    assert Medicine(atc=written) == Medicine(atc="H03AA01")
    assert medicine_classes(Medicine(atc=written)).classes == {MedicineClass.LEVOTHYROXINE}


def test_what_is_no_code_stays_as_it_is() -> None:
    assert Medicine(atc="levothyroxine").atc == "levothyroxine"
    assert Medicine(rxnorm="x" * 150).rxnorm == "x" * 150
    assert paths(lambda: Medicine(atc="", rxnorm=10582, name=5)) == {"atc", "rxnorm", "name"}
    assert paths(lambda: Medicine(rxnorm="1" * 2000)) == {"rxnorm"}


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Hydrocortisone 10 MG/ML Topical Cream", "other"),
        ("Epinephrine 1 MG/ML Auto-Injector", "other"),
        ("Fluticasone propionate 0.044 MG/ACTUAT Metered Dose Inhaler", "other"),
        ("Fluticasone 0.25 MG/ACTUAT / salmeterol 0.05 MG/ACTUAT Dry Powder Inhaler", "other"),
        ("Timolol 5 MG/ML eye drops", "other"),
        ("Estradiol 0,05 mg/24 h Pflaster", "other"),
        ("Hydrocortison Creme 1 %", "other"),
        ("enoxaparina 4000 UI soluzione iniettabile in siringa preriempita", "other"),
        ("Salbutamol inhalador", "other"),
        ("etonogestrel implant", "other"),
        ("zzz injection", "other"),
        ("enoxaparin injection and estradiol patch", "other"),
        ("salbutamol for oral inhalation", "other"),
        ("Ventolin Evohaler with spacer", "other"),
        ("levothyroxine", "unknown"),
        ("levothyroxine, estradiol patch", "unknown"),
        ("hydrocortisone cream and tablets", "unknown"),
        ("hydrocortisone tablets or injection", "unknown"),
        ("amoxicillin powder for oral solution", "unknown"),
        ("paracetamol effervescent", "unknown"),
        ("ciprofloxacin 500 mg oral syringe", "unknown"),
        ("diazepam rectal", "unknown"),
        ("cholecalciferol fiale", "unknown"),
        ("Salbutamol Autohaler", "other"),
        ("tiotropium Inhalationspulver", "other"),
        ("enoxaparin s.c.", "other"),
        ("injection", "other"),
    ],
)
def test_a_dose_form_that_is_not_swallowed_sets_the_route(name: str, given: str) -> None:
    medicine = Medicine(name=name)
    assert str(given_by(medicine)) == given
    separations = assess(situation(medicines=[medicine]), proposal()).separation_by_medicine()
    assert (name in separations) is (given == "unknown")


@pytest.mark.parametrize("first", ["lanoxin", "tasigna", "montelukast", "actonel", "istin"])
def test_a_medicine_whose_letters_are_those_of_short_harmless_words_is_not_overlooked(first: str) -> None:
    assert given_by(Medicine(name=f"{first} + salbutamol inhaler")) is MedicineRoute.UNKNOWN


@pytest.mark.parametrize("letters", ["1", "in", "1 ", "g", "x1", "di da ", "a, ", "mg/"])
def test_a_long_name_is_read_at_once_whatever_its_words(letters: str) -> None:
    name = f"cream {letters * 500}"[:999] + "q"
    started = perf_counter()
    medicine = Medicine(name=name)
    assert MedicineClass.UNRECOGNISED in medicine_classes(medicine).classes
    given_by(medicine)
    assert perf_counter() - started < 5


@pytest.mark.parametrize("route", [MedicineRoute.ORAL, MedicineRoute.OTHER])
def test_a_stated_route_wins(route: MedicineRoute) -> None:
    assert given_by(Medicine(name="hydrocortisone cream", route=route)) is route
    assert given_by(Medicine(atc="H03AA01")) is MedicineRoute.UNKNOWN


def test_a_medicine_that_is_not_swallowed_keeps_its_classes_and_its_findings() -> None:
    injected = Medicine(name="raltegravir injection")
    swallowed = Medicine(name="raltegravir")
    rules = [
        {finding.rule for finding in assess(situation(medicines=[medicine]), proposal()).findings}
        for medicine in (injected, swallowed)
    ]
    assert rules[0] == rules[1]


def test_every_word_for_what_is_not_swallowed_is_harmless_too() -> None:
    assert set(NOT_SWALLOWED) <= set(BESIDE_A_NAME)


@pytest.mark.parametrize(
    "name",
    [
        "none", "None.", "NIL", "no known medications", "No regular medicines", "keine", "Keine Medikamente", "aucun",
        "Aucun traitement", "ninguno", "sin medicaci\u00f3n", "nessuno", "Nessun farmaco", "brak", "brak lek\u00f3w",
        "geen", "geen medicijnen", "no meds", "none known", "not on any medication", "doesn't take any", "denies",
        "No current medications.", "nehme keine Medikamente", "keine Medikamente bekannt",
        "ne prend aucun m\u00e9dicament",
        "pas de traitement en cours", "ning\u00fan medicamento conocido", "nessun farmaco noto",
        "nie przyjmuje lek\u00f3w",
        "gebruikt geen medicijnen",
    ],
)  # fmt: skip
def test_words_that_state_no_medicine_are_refused_with_the_empty_list(name: str) -> None:
    with pytest.raises(InvalidInputError, match=r"give an empty list of medicines: medicines=\[\]"):
        Medicine(name=name)


@pytest.mark.parametrize(
    "name",
    [
        "unknown",
        "N/A",
        "nan",
        "not stated",
        "unbekannt",
        "inconnu",
        "nie wiadomo",
        "NULL",
        "-",
        "--",
        "\u2014",
        "not applicable",
    ],
)
def test_words_that_state_nothing_are_refused_and_never_mean_none(name: str) -> None:
    with pytest.raises(InvalidInputError, match="medicines=None means not stated"):
        Medicine(name=name)


@pytest.mark.parametrize(
    "name",
    [
        "nonexistentol", "noradrenaline", "nadolol", "naproxen", "non-drowsy antihistamine", "no iron", "not sure",
        "keine Eisentabletten", "no other medicines", "0", "\u043d\u0435\u0442",
    ],
)  # fmt: skip
def test_a_name_that_only_begins_so_is_a_name(name: str) -> None:
    assert Medicine(name=name).name == name


@pytest.mark.parametrize(
    ("written", "likely"),
    [
        ("levotyroxine", "levothyroxine"),
        ("ciproflaxacin", "ciprofloxacin"),
        ("sprionolactone", "spironolactone"),
        ("clarithromicin", "clarithromycin"),
        ("alendronat acid", None),
        ("gabapentine x", None),
        ("furosimide 40 mg", "furosemide"),
        ("qxzqxzqxz", None),
        ("zz", None),
        ("metphormin", "metformin"),
        ("predisolone 5 mg", "prednisolone"),
        ("qxz qxz qxz qxz qxz qxz qxz qxz qxz qxz qxz qxz levotyroxine", None),
        ("x" * 200, None),
    ],
)
def test_a_likely_name_is_suggested_and_never_counted(written: str, likely: str | None) -> None:
    medicine = Medicine(name=written)
    found = medicine_classes(medicine)
    assert found.likely == (() if likely is None else (likely,))
    answer = assess(situation(medicines=[medicine]), proposal())
    said = [gap.text for gap in answer.not_checked if "Check the spelling" in gap.text]
    assert len(said) == (0 if likely is None else 1)
    if likely is not None:
        assert found.classes == {MedicineClass.UNRECOGNISED}
        assert f"is this {likely}?" in said[0]


def test_a_name_is_the_likely_name_of_itself_with_one_letter_more() -> None:
    names = [name for name in NAMES if name.isalpha() and len(name) >= 9]
    found = sum(likely_name(name[:4] + "q" + name[4:]) == name for name in names)
    assert found >= len(names) * 0.95


class TestAnUnknownWordNeverMakesAMedicineMilder:
    @given(name=st.sampled_from(NAMES), word=st.text("bcdfghjklmnpqrstvwxz", min_size=4, max_size=12))
    def test_whatever_the_word(self, name: str, word: str) -> None:
        laws.an_unknown_word_never_makes_a_medicine_milder(name, word)

    @pytest.mark.parametrize(
        "name",
        ["bisoprolol plus", "losartan comp", "water pill (furosemide)", "mg", "chemo", "milk of magnesia, calcium"],
    )
    @pytest.mark.parametrize("word", ["qxzqxz", "[qxzqxz]", "(qxzqxz)", "+ qxzqxz", "qxzqxz?"])
    def test_beside_a_name_that_is_more_than_one_word(self, name: str, word: str) -> None:
        laws.an_unknown_word_never_makes_a_medicine_milder(name, word)

    def test_a_rule_that_forgets_the_unknown_part_breaks_the_law(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def forgetful(medicine: Medicine) -> object:
            found = medicine_classes(Medicine(name=(medicine.name or "").removesuffix(" zzz").removeprefix("zzz ")))
            milder = {MedicineClass.IRON} if "zzz" in str(medicine) else found.classes
            return type("Found", (), {"classes": milder})

        monkeypatch.setattr("alpims_mg.testing.laws.medicines.recognised", forgetful)
        with pytest.raises(laws.LawBrokenError, match="unknown word softens"):
            laws.an_unknown_word_never_makes_a_medicine_milder("raltegravir", "zzz")


@pytest.mark.parametrize(("first", "second"), list(product(("aspirin", "bisoprolol plus"), ("zzz", "amlodipine"))))
def test_what_follows_plus_is_a_medicine_only_if_it_is_known(first: str, second: str) -> None:
    found = kinds(f"{first} {second}")
    assert ("loop-or-thiazide-diuretic" in found) is (first == "bisoprolol plus")
