"""Medicines by kind: names of five languages, codes that agree with names, and the hours and effects of each source."""

import pytest

from alpims_mg import (
    CURRENT,
    Effect,
    KidneyFunction,
    Medicine,
    MedicineClass,
    Route,
    SourceKind,
    Verdict,
)
from alpims_mg.medicines.recognition import medicine_classes
from alpims_mg.model.findings import worst
from alpims_mg.rulebook.medicines.names import RECOGNITIONS, Recognition
from alpims_mg.rulebook.medicines.tables import Interaction, MedicineKey


def kinds(**written: str) -> set[str]:
    return {kind.value for kind in medicine_classes(Medicine(**written)).classes}  # type: ignore[arg-type]


def interactions(medicine: Medicine, kidney: KidneyFunction = KidneyFunction.NORMAL) -> list[Interaction]:
    keys = (
        MedicineKey(medicine=kind, route=Route.CAPSULE, kidney=kidney) for kind in medicine_classes(medicine).classes
    )
    return [CURRENT.medicines[key].then for key in keys]


def verdict(medicine: Medicine, kidney: KidneyFunction = KidneyFunction.NORMAL) -> Verdict:
    return worst(interaction.verdict for interaction in interactions(medicine, kidney))


def hours(medicine: Medicine) -> str:
    """The longest gap in each direction, as after/before."""
    kept = [interaction.separation for interaction in interactions(medicine) if interaction.separation]
    after, before = (hours.medicine_to_magnesium for hours in kept), (hours.magnesium_to_medicine for hours in kept)
    return f"{max(after)}/{max(before)}" if kept else "-"


# --- Diuretics in five languages
SPARING = """
Espironolactona 25 mg, Spironolattone, Spironolacton 50 mg, spironolactona, Kanrenol, Luvion, Soludactone, Phanurane,
Spiroctan, Kaliumcanrenoat, canrenoato de potasio, canrenoato di potassio, canrénoate de potassium, canrenone,
éplérénone, eplerenona, Eplerenon, Inspra, Elecor, amilorida, Amilorid, amiloride, Modamide, triamtereno, Triamteren,
triamterene, kaliumsparendes Diuretikum, diurétique épargneur de potassium, diurético ahorrador de potasio,
diuretico risparmiatore di potassio, aldosterone antagonist, antagonista dell'aldosterone
"""
SPARING_AND_THIAZIDE = """
Aldactazine, Aldactazide, Aldalix, Aldactacine, Aldoleo, Ameride, Moduretic, Moduretik, Dyazide, Prestole, Cycloteriam,
Triamteren comp, Amilozid, Lasitone, Spirofur, Kadiur, Frumil, co-amilofruse, Spironothiazid, Diaphal, Nephral
"""
THIAZIDE = """
enalapril + idroclorotiazide, Losartan + Hidroclorotiazida, Ramipril / Hydrochlorothiazid,
valsartan/hydrochlorothiazide, lisinopril hidroclorotiazida, perindopril/indapamida, Perindopril + Indapamid,
atenolol + clortalidone,
atenolol/clortalidona, Atenolol + Chlortalidon, azilsartan/chlortalidone, bisoprolol + idroclorotiazide,
Cotareg, Fortzaar, Cokenzen, Bipreterax, Emcoretic, Lodoz, Blopresid, Delix plus, Co-Renitec, Exforge HCT, Hyzaar,
furosemida, torasemid, indapamid, xipamid, Schleifendiuretikum, diurétique thiazidique, diuretico dell'ansa
"""


def listed(text: str) -> list[str]:
    return [name.strip() for name in text.replace("\n", " ").split(",")]


@pytest.mark.parametrize("name", listed(SPARING) + listed(SPARING_AND_THIAZIDE))
def test_a_potassium_sparing_diuretic_by_any_name_is_withheld_with_a_weak_kidney(name: str) -> None:
    assert kinds(name=name) <= {"potassium-sparing-diuretic", "loop-or-thiazide-diuretic", "blood-pressure"}
    assert verdict(Medicine(name=name), KidneyFunction.MODERATE) is Verdict.WITHHOLD
    assert verdict(Medicine(name=name), KidneyFunction.NORMAL) is Verdict.CONSULT


@pytest.mark.parametrize("name", listed(THIAZIDE) + listed(SPARING_AND_THIAZIDE))
def test_a_thiazide_or_loop_diuretic_in_a_combination_is_among_the_classes(name: str) -> None:
    assert "loop-or-thiazide-diuretic" in kinds(name=name)
    assert "unrecognised" not in kinds(name=name)


VAGUE = {
    "diuretic-unnamed": "diurétique, diuretico, diurético, Diuretikum, Entwässerungsmittel, water pill",
    "antibiotic": "Antibiotikum, antibiotique, antibiotico, antibiotici, antibióticos, antibiotic",
    "quinolone": "Chinolon, fluoroquinolone, fluorochinolone, fluoroquinolona, Fluorchinolone, quinolone",
    "blood-pressure-unnamed": "Blutdrucksenker, antihypertenseur, antihipertensivo, antiipertensivo, BP tablets",
    "beta-blocker": "Betablocker, bêtabloquant, betabloqueante, betabloccante, beta blocker",
}


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, text in VAGUE.items() for name in listed(text)])
def test_a_vague_word_names_its_group_in_five_languages(kind: str, name: str) -> None:
    assert kinds(name=name) == {kind}


# --- Vague words take the strictest member, each direction by itself
@pytest.mark.parametrize("name", ["antibiotic", "quinolone", "gemifloxacin"])
def test_an_unnamed_antibiotic_or_quinolone_keeps_six_and_eight_hours(name: str) -> None:
    assert hours(Medicine(name=name)) == "6/8"


@pytest.mark.parametrize("kidney", KidneyFunction)
@pytest.mark.parametrize(
    "medicine",
    [Medicine(name="water pill"), *(Medicine(atc=code) for code in ("C02L", "C07C", "C07D", "C08G", "C03"))],
    ids=str,
)
def test_an_unnamed_diuretic_counts_as_a_potassium_sparing_one(medicine: Medicine, kidney: KidneyFunction) -> None:
    assert verdict(medicine, kidney) is verdict(Medicine(name="spironolactone"), kidney)
    assert Effect.MAGNESIUM_RETENTION in {effect for row in interactions(medicine) for effect in row.effects}


@pytest.mark.parametrize("kidney", KidneyFunction)
def test_an_unnamed_blood_pressure_medicine_asks_and_leaves_open_whether_it_holds_a_diuretic(
    kidney: KidneyFunction,
) -> None:
    key = MedicineKey(medicine=MedicineClass.BLOOD_PRESSURE_UNNAMED, route=Route.CAPSULE, kidney=kidney)
    row = CURRENT.medicines[key]
    assert row.then.verdict is Verdict.CONSULT
    assert "also holds a water pill (diuretic)" in (row.not_covered or "")


def test_what_nothing_recognises_keeps_the_longest_gap_of_the_table_in_each_direction() -> None:
    separations = [rule.then.separation for rule in CURRENT.medicines.rules if rule.then.separation]
    unknown = CURRENT.medicines[
        MedicineKey(medicine=MedicineClass.UNRECOGNISED, route=Route.CAPSULE, kidney=KidneyFunction.NORMAL)
    ].then.separation
    assert unknown
    assert (unknown.medicine_to_magnesium, unknown.magnesium_to_medicine) == (
        max(separation.medicine_to_magnesium for separation in separations),
        max(separation.magnesium_to_medicine for separation in separations),
    )
    assert hours(Medicine(name="qxzqxzqxz")) == "6/10"
    assert hours(Medicine(name="some medicine", atc="N02BE01")) == "4/4"


# --- Codes
NO_DIURETIC = """
C09BX02 | perindopril and bisoprolol
C09BX04 | perindopril, bisoprolol and amlodipine
C09BX05 | ramipril and bisoprolol
C09BX07 | zofenopril and nebivolol
C09BB02 | enalapril and lercanidipine
C09BB05 | ramipril and felodipine
C09BB10 | trandolapril and verapamil
C09DB01 | valsartan and amlodipine
C09DB02 | olmesartan medoxomil and amlodipine
C09DX02 | valsartan and aliskiren
C09DX04 | valsartan and sacubitril
C09DX05 | valsartan and nebivolol
C09XA02 | aliskiren
C09XA53 | aliskiren and amlodipine
C07FB02 | metoprolol and felodipine
C07FB03 | atenolol and nifedipine
C07FB07 | bisoprolol and amlodipine
C07FX02 | sotalol and acetylsalicylic acid
C07FX04 | bisoprolol and acetylsalicylic acid
C10BX03 | atorvastatin and amlodipine
C10BX07 | rosuvastatin, amlodipine and lisinopril
C10BX12 | atorvastatin, acetylsalicylic acid and perindopril
C10BX14 | rosuvastatin, amlodipine and perindopril
C10BX22 | rosuvastatin and nebivolol
"""
AGREE = """
C09BX01 | perindopril, amlodipine and indapamide
C09BX03 | ramipril, amlodipine and hydrochlorothiazide
C09BX06 | perindopril, bisoprolol, amlodipine and indapamide
C09DX01 | valsartan, amlodipine and hydrochlorothiazide
C09DX03 | olmesartan medoxomil, amlodipine and hydrochlorothiazide
C09DX09 | candesartan, amlodipine and indapamide
C09XA52 | aliskiren and hydrochlorothiazide
C10BX13 | rosuvastatin, perindopril and indapamide
C03EA01 | amiloride and hydrochlorothiazide
C03EA01 | Aldactazide
C03EB01 | spironolactone and furosemide
C03DA02 | potassium canrenoate
C03DA03 | canrenone
C03DA05 | finerenone
A01AB04 | amphotericin b
A01AB08 | neomycin
A02BB01 | misoprostol
A02BD01 | omeprazole, amoxicillin and metronidazole
A02BD10 | lansoprazole, amoxicillin and levofloxacin
A07AA01 | neomycin
A07AA04 | streptomycin
A07AA06 | paromomycin
A07AA08 | kanamycin
A07AA07 | amphotericin b
A07AA09 | vancomycin
A10BB01 | glibenclamide
A10BB07 | glipizide
A10BB09 | gliclazide
A10BH52 | sitagliptin and rosuvastatin
A11CC01 | ergocalciferol
A11CC03 | alfacalcidol
A11CC04 | calcitriol
A11CC05 | colecalciferol
A11CC05 | cholecalciferol
A11CC06 | calcifediol
A16AX12 | trientine
B05CB03 | magnesium citrate
G03XB02 | ulipristal
G04BX01 | magnesium hydroxide
G04BX14 | dapoxetine
H02CA03 | ketoconazole
H05BX02 | paricalcitol
H05BX05 | calcifediol
J04AM02 | rifampicin and isoniazid
L01EB01 | gefitinib
L01EG04 | sirolimus
L01FF01 | nivolumab
L01FG01 | bevacizumab
L01XX73 | sotorasib
L04AH01 | sirolimus
M01AB55 | diclofenac and misoprostol
M01AE56 | naproxen and misoprostol
M05BB03 | alendronic acid and colecalciferol
V03AE09 | patiromer calcium
"""


def pairs(text: str) -> list[tuple[str, str]]:
    return [(code.strip(), name.strip()) for code, name in (line.split("|") for line in text.strip().splitlines())]


@pytest.mark.parametrize(("code", "name"), pairs(NO_DIURETIC) + pairs(AGREE))
def test_a_code_and_the_name_that_it_stands_for_have_one_answer(code: str, name: str) -> None:
    assert kinds(name=name) == kinds(atc=code)


@pytest.mark.parametrize(("code", "name"), pairs(NO_DIURETIC))
def test_a_full_code_without_a_diuretic_has_no_class_of_a_diuretic(code: str, name: str) -> None:
    assert not [kind for kind in kinds(atc=code) if "diuretic" in kind], name


def test_a_full_code_that_is_not_listed_keeps_the_diuretic_that_its_group_may_hold() -> None:
    for code in ("C09BX99", "C09DX99", "C09XA99"):
        assert "loop-or-thiazide-diuretic" in kinds(atc=code)


ROWS = [row for row in RECOGNITIONS if row.rxnorm]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.medicine))
def test_an_ingredient_code_has_the_classes_of_some_name(row: Recognition) -> None:
    named = {frozenset(kinds(name=name)) for row in RECOGNITIONS for name in (*row.names, *row.alone)}
    assert [code for code in row.rxnorm if frozenset(kinds(rxnorm=code)) not in named] == []


# --- Magnesium
MAGNESIUM = """
Mg citrate, MG CITRATE 400 mg, Mg oxide, Mg glycinate, Mg bisglycinate, MgO 400, MgO, MgCl2, Gadral, Megamagnesia,
Magnesiumcitrat, Magnesium Verla, Magnetrans forte, Biolectra, Magnespasmyl, Uvimag, Polase, Almax, Magion, Uro-Mag,
Mag-Tab SR, citrate de magnésium, ossido di magnesio, hidróxido de magnesio, Mag 2
"""


@pytest.mark.parametrize("name", listed(MAGNESIUM))
def test_magnesium_by_its_sign_or_brand_is_counted(name: str) -> None:
    assert "magnesium-medicine" in kinds(name=name)


@pytest.mark.parametrize("name", ["sildenafil 50 mg citrate", "zinc 15 mg oxide", "tamoxifen 20 mg citrate"])
def test_milligrams_before_a_salt_are_not_magnesium(name: str) -> None:
    assert "magnesium-medicine" not in kinds(name=name)


# --- Hours and effects
HOURS = """
3/3: azithromycin, isoniazid, rifampicin, cephalosporins, cefaclor, fexofenadine, rosuvastatin, mycophenolate, digoxin,
gabapentin, atazanavir, beta-lactams, amoxicillin, trimethoprim, sulfadiazine, metronidazole, ketoconazole, phenytoin,
enalapril, levodopa
2/6: levofloxacin, ofloxacin, norfloxacin, ciprofloxacin
6/6: gefitinib, Iressa, delafloxacin
4/10: sotorasib, Lumakras, Lumykras
4/4: cabotegravir, trientine, Cuprior, misoprostol, glipizide, glibenclamide, glyburide, vitamin D, calcifediol
4/2: rilpivirine
2/4: erlotinib
"""


def hours_and_names() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    expected = ""
    for line in HOURS.strip().splitlines():
        if ":" in line:
            expected, _ = line.split(":")
        names = line.rpartition(":")[2].split(",")
        found += [(expected, name.strip()) for name in names if name.strip()]
    return found


@pytest.mark.parametrize(("expected", "name"), hours_and_names())
def test_a_medicine_keeps_the_hours_of_its_sources(expected: str, name: str) -> None:
    assert hours(Medicine(name=name)) == expected


EFFECTS = {
    Effect.DIARRHOEA: "misoprostol, Cytotec, Arthrotec",
    Effect.MORE_ABSORBED: "glipizide, glibenclamide, glyburide, sulfonylurea, levodopa",
    Effect.LOW_BLOOD_SUGAR: "glipizide, Daonil, sulfonylureas",
    Effect.MAGNESIUM_LOSS: "sirolimus, Rapamune, erlotinib, bevacizumab, Avastin, nivolumab, Opdivo",
    Effect.MAGNESIUM_RETENTION: (
        "calcifediol, vitamin D, vitamin D3, colecalciferol, Vigantol, Uvedose, paricalcitol, D3"
    ),
    Effect.ALKALINE_BLOOD: "patiromer, Veltassa, Kayexalate",
}


@pytest.mark.parametrize(
    ("effect", "name"), [(effect, name) for effect, text in EFFECTS.items() for name in listed(text)]
)
def test_a_medicine_has_the_effects_of_its_sources(effect: Effect, name: str) -> None:
    rows = interactions(Medicine(name=name))
    assert effect in {found for row in rows for found in row.effects}
    assert all(row.verdict.severity >= Verdict.CONSULT.severity for row in rows)


@pytest.mark.parametrize("name", ["dolutegravir", "Dovato", "bictegravir", "Biktarvy", "Juluca", "patiromer"])
def test_a_medicine_that_an_authority_advises_against_is_withheld(name: str) -> None:
    assert verdict(Medicine(name=name)) is Verdict.WITHHOLD


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        (MedicineClass.DOLUTEGRAVIR, "antacids and oral medicines"),
        (MedicineClass.DOLUTEGRAVIR_RILPIVIRINE, "antacids and oral medicines"),
        (MedicineClass.BICTEGRAVIR, "antacids and oral medicines"),
        (MedicineClass.LEVODOPA, "after Drugs.com on levodopa with antacids"),
        (MedicineClass.CABOTEGRAVIR, "after a review of interactions (Authorea 733588)"),
        (MedicineClass.DELAFLOXACIN, "after a pharmacy's text on Baxdela (Familiprix)"),
    ],
)
def test_a_conflict_between_sources_is_shown_and_cites_both(kind: MedicineClass, place: str) -> None:
    key = MedicineKey(medicine=kind, route=Route.CAPSULE, kidney=KidneyFunction.NORMAL)
    row = CURRENT.medicines[key]
    assert "ources disagree" in row.because or "uthorities disagree" in row.because
    assert place in {cite.place for cite in row.cites}
    assert "reading of sources that disagree" in {cite.place for cite in row.cites}
    authorities = [cite for cite in row.cites if cite.kind is SourceKind.AUTHORITY]
    assert authorities, "the other source of the conflict"


def test_each_new_hour_or_effect_cites_a_source() -> None:
    for name in listed("gefitinib, sotorasib, misoprostol, glipizide, patiromer, trientine, levofloxacin, sirolimus"):
        for kind in medicine_classes(Medicine(name=name)).classes:
            key = MedicineKey(medicine=kind, route=Route.CAPSULE, kidney=KidneyFunction.NORMAL)
            named = [cite for cite in CURRENT.medicines[key].cites if cite.kind is not SourceKind.GUIDE]
            assert named, (name, kind)
