"""Medicines, typed out by hand from the sources: each by its code, its RxNorm ingredient and its name."""

import csv
import json
from pathlib import Path

import pytest

from alpims_mg import (
    CURRENT,
    Certainty,
    Citation,
    DoseSeparation,
    Effect,
    KidneyFunction,
    Medicine,
    MedicineClass,
    Route,
    Severity,
    SourceKind,
    Verdict,
)
from alpims_mg.medicines.recognition import medicine_classes
from alpims_mg.model.findings import strictest
from alpims_mg.rulebook.medicines.names import RECOGNITIONS
from alpims_mg.rulebook.medicines.tables import Interaction, MedicineKey
from alpims_mg.rules.index import AnyRule, tables
from alpims_mg.rules.strictness import verdict_of

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "ansm"


def interactions(medicine: Medicine, kidney: KidneyFunction = KidneyFunction.NORMAL) -> list[Interaction]:
    kinds = medicine_classes(medicine)
    return [CURRENT.medicines[MedicineKey(medicine=kind, route=Route.CAPSULE, kidney=kidney)].then for kind in kinds]


def separation_of(medicine: Medicine, kidney: KidneyFunction = KidneyFunction.NORMAL) -> str:
    """The separation interval as ``after/before``, ``-`` for none, ``avoid`` where the row withholds."""
    found = interactions(medicine, kidney)
    intervals = [interaction.separation for interaction in found if interaction.separation]
    if any(interaction.verdict is Verdict.WITHHOLD for interaction in found):
        return "avoid"
    longest = strictest(*intervals)
    return f"{longest.medicine_to_magnesium}/{longest.magnesium_to_medicine}" if intervals else "-"


# Name, ATC code, RxNorm ingredient if known, hours from the medicine to magnesium / from magnesium to the medicine,
# kinds.
BY_HAND = """
doxycycline          | J01AA02 | 3640    | 2/6   | tetracycline
minocycline          | J01AA08 | 6980    | 2/6   | tetracycline
tetracycline         | J01AA07 | 10395   | 2/6   | tetracycline
lymecycline          | J01AA04 | 6513    | 2/6   | tetracycline
fluoroquinolone      | J01MA   | -       | 6/8   | quinolone
gemifloxacin         | J01MA15 | -       | 6/8   | quinolone
lomefloxacin         | J01MA07 | -       | 6/8   | quinolone
prulifloxacin        | J01MA17 | -       | 6/8   | quinolone
gatifloxacin         | J01MA16 | -       | 6/8   | quinolone
ciprofloxacin        | J01MA02 | 2551    | 2/6   | ciprofloxacin
levofloxacin         | J01MA12 | 82122   | 2/4   | levofloxacin
moxifloxacin         | J01MA14 | 139462  | 4/8   | moxifloxacin
delafloxacin         | J01MA23 | -       | 6/6   | delafloxacin
ofloxacin            | J01MA01 | 7623    | 2/2   | ofloxacin
norfloxacin          | J01MA06 | 7517    | 2/2   | norfloxacin
nitrofurantoin       | J01XE01 | -       | 4/4   | nitrofurantoin
gentamicin           | J01GB03 | 1596450 | -     | aminoglycoside
tobramycin           | J01GB01 | 10627   | -     | aminoglycoside
amikacin             | J01GB06 | 641     | -     | aminoglycoside
cefaclor             | J01DC04 | -       | 2/2   | cephalosporin
cefpodoxime          | J01DD13 | -       | 2/2   | cephalosporin
cefdinir             | J01DD15 | -       | 2/2   | cephalosporin
azithromycin         | J01FA10 | -       | 2/2   | azithromycin
isoniazid            | J04AC01 | -       | 2/2   | isoniazid
rifampicin           | J04AB02 | -       | 2/2   | rifampicin
methenamine          | J01XX05 | -       | -     | methenamine
amoxicillin          | J01CA04 | -       | 2/2   | beta-lactam
trimethoprim         | J01EA01 | -       | 2/2   | trimethoprim
metronidazole        | P01AB01 | -       | 2/2   | metronidazole
alendronic acid      | M05BA04 | 46041   | 4/4   | bisphosphonate
etidronic acid       | M05BA01 | 42682   | 4/4   | bisphosphonate
ibandronic acid      | M05BA06 | 115264  | 4/4   | bisphosphonate
risedronic acid      | M05BA07 | 73056   | 4/4   | bisphosphonate
pamidronic acid      | M05BA03 | -       | -     | intravenous-bisphosphonate
zoledronic acid      | M05BA08 | -       | -     | intravenous-bisphosphonate
levothyroxine        | H03AA01 | 10582   | 4/4   | levothyroxine
gabapentin           | N02BF01 | 25480   | 2/2   | gabapentin
gabapentin           | N03AX12 | 25480   | 2/2   | gabapentin
pregabalin           | N02BF02 | -       | 4/4   | pregabalin
raltegravir          | J05AJ01 | -       | avoid | raltegravir
dolutegravir         | J05AJ03 | 1433868 | 2/6   | dolutegravir
Juluca               | J05AR21 | -       | 4/6   | dolutegravir-rilpivirine
bictegravir          | J05AR20 | -       | 2/6   | bictegravir
elvitegravir         | J05AJ02 | 1306286 | 4/4   | elvitegravir
Genvoya              | J05AR18 | -       | 4/4   | elvitegravir
Stribild             | J05AR09 | -       | 4/4   | elvitegravir
cabotegravir         | J05AJ04 | -       | 4/2   | cabotegravir
rilpivirine          | J05AG05 | -       | 4/2   | rilpivirine
Eviplera             | J05AR08 | -       | 4/2   | rilpivirine
Odefsey              | J05AR19 | -       | 4/2   | rilpivirine
atazanavir           | J05AE08 | -       | 2/2   | atazanavir
baloxavir            | J05AX25 | -       | avoid | baloxavir
eltrombopag          | B02BX05 | -       | 4/4   | eltrombopag
mycophenolate        | L04AA06 | 68149   | 2/2   | mycophenolate
rosuvastatin         | C10AA07 | 301542  | 2/2   | rosuvastatin
penicillamine        | M01CC01 | 7975    | 4/4   | penicillamine
iron                 | B03AA07 | 90176   | 4/4   | iron
chloroquine          | P01BA01 | 2393    | 4/4   | aminoquinoline
hydroxychloroquine   | P01BA02 | 5521    | 4/4   | aminoquinoline
digoxin              | C01AA05 | 3407    | 2/2   | digoxin
sotalol              | C07AA07 | -       | 2/2   | sotalol
fexofenadine         | R06AX26 | 87636   | 2/2   | fexofenadine
levodopa             | N04BA01 | -       | 2/2   | levodopa
phenytoin            | N03AB02 | -       | 3/3   | phenytoin
erlotinib            | L01EB02 | -       | 2/4   | erlotinib
nilotinib            | L01EA03 | -       | avoid | nilotinib
pazopanib            | L01EX03 | -       | avoid | pazopanib
captopril            | C09AA01 | -       | 3/3   | ace-inhibitor
enalapril            | C09AA02 | -       | 3/3   | ace-inhibitor
fosinopril           | C09AA09 | -       | 3/3   | ace-inhibitor
deferiprone          | V03AC02 | -       | 4/4   | deferiprone
polystyrene sulfonate| V03AE01 | -       | avoid | polystyrene-sulfonate
calcitriol           | A11CC04 | -       | 4/4   | active-vitamin-d
alfacalcidol         | A11CC03 | -       | 4/4   | active-vitamin-d
furosemide           | C03CA01 | 4603    | -     | loop-or-thiazide-diuretic
bumetanide           | C03CA02 | 1808    | -     | loop-or-thiazide-diuretic
torasemide           | C03CA04 | 38413   | -     | loop-or-thiazide-diuretic
hydrochlorothiazide  | C03AA03 | 5487    | -     | loop-or-thiazide-diuretic
chlortalidone        | C03BA04 | 2409    | -     | loop-or-thiazide-diuretic
indapamide           | C03BA11 | 5764    | -     | loop-or-thiazide-diuretic
spironolactone       | C03DA01 | 9997    | -     | potassium-sparing-diuretic
eplerenone           | C03DA04 | 298869  | -     | potassium-sparing-diuretic
amiloride            | C03DB01 | 644     | -     | potassium-sparing-diuretic
triamterene          | C03DB02 | 10763   | -     | potassium-sparing-diuretic
verapamil            | C08DA01 | 11170   | -     | blood-pressure
amlodipine           | C08CA01 | 17767   | -     | blood-pressure
nifedipine           | C08CA05 | 7417    | -     | blood-pressure
losartan             | C09CA01 | -       | -     | blood-pressure
doxazosin            | C02CA04 | -       | -     | blood-pressure
sertraline           | N06AB06 | 36437   | -     | ssri
fluoxetine           | N06AB03 | 4493    | -     | ssri
citalopram           | N06AB04 | 2556    | -     | ssri
escitalopram         | N06AB10 | 321988  | -     | ssri
paroxetine           | N06AB05 | 32937   | -     | ssri
fluvoxamine          | N06AB08 | 42355   | -     | ssri
omeprazole           | A02BC01 | 7646    | -     | proton-pump-inhibitor
suxamethonium        | M03AB01 | -       | -     | neuromuscular-blocker
baclofen             | M03BX01 | 1292    | 4/4   | muscle-relaxant
tizanidine           | M03BX02 | -       | 4/4   | muscle-relaxant
magnesium oxide      | A06AD02 | -       | -     | magnesium-medicine
magnesium citrate    | A06AD19 | -       | -     | magnesium-medicine
magnesium hydroxide  | A02AA04 | 6581    | -     | magnesium-medicine
co-magaldrox         | A02AD01 | -       | -     | magnesium-medicine
magnesium salicylate | N02BA67 | -       | -     | magnesium-medicine
magnesium supplement | A12CC04 | 6574    | -     | magnesium-medicine
cisplatin            | L01XA01 | -       | -     | magnesium-wasting-medicine
ciclosporin          | L04AD01 | -       | -     | magnesium-wasting-medicine
tacrolimus           | L04AD02 | -       | -     | magnesium-wasting-medicine
amphotericin b       | J02AA01 | -       | -     | magnesium-wasting-medicine
foscarnet            | J05AD01 | -       | -     | magnesium-wasting-medicine
pentamidine          | P01CX01 | -       | -     | magnesium-wasting-medicine
cetuximab            | L01FE01 | -       | -     | magnesium-wasting-medicine
lithium              | N05AN01 | -       | 4/4   | lithium
atenolol             | C07AB03 | -       | 3/3   | antacid-sensitive blood-pressure
metoprolol           | C07AB02 | -       | 3/3   | antacid-sensitive blood-pressure
propranolol          | C07AA05 | -       | 3/3   | antacid-sensitive blood-pressure
lansoprazole         | A02BC03 | -       | 3/3   | antacid-sensitive proton-pump-inhibitor
quinidine            | C01BA01 | -       | 4/4   | quinidine
nitroxoline          | J01XX07 | -       | 4/4   | nitroxoline
fluoride             | A12CD01 | -       | 4/4   | fluoride
ketoconazole         | J02AB02 | -       | 3/3   | azole-antifungal
ulipristal           | G03AD02 | -       | 4/4   | ulipristal
paracetamol          | N02BE01 | 161     | 4/4   | other-prescription
antibiotic           | J01     | -       | 6/8   | antibiotic
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in BY_HAND.strip().splitlines()]


@pytest.mark.parametrize(("name", "atc", "rxnorm", "separation", "kinds"), ROWS, ids=lambda cell: cell)
def test_a_medicine_is_the_same_by_its_name_its_code_and_its_ingredient(
    name: str, atc: str, rxnorm: str, separation: str, kinds: str
) -> None:
    variants = [
        Medicine(name=name),
        Medicine(name=f"{name.upper()} 5 mg"),
        Medicine(atc=atc),
        Medicine(name="?", atc=atc),
    ]
    variants += [Medicine(rxnorm=rxnorm)] * (rxnorm != "-")
    for medicine in variants:
        assert sorted(map(str, medicine_classes(medicine))) == kinds.split(), medicine
        assert separation_of(medicine) == separation
        assert {interaction.verdict for interaction in interactions(medicine)} == {
            Verdict.WITHHOLD if separation == "avoid" else Verdict.CONSULT
        }


def test_every_kind_but_a_group_or_a_combination_has_a_typed_medicine() -> None:
    typed = {kind for row in ROWS for kind in row[4].split()}
    groups = {"group-with-avoid", "beta-blocker", "diuretic-unnamed", "blood-pressure-unnamed", "unrecognised"}
    assert {str(kind) for kind in MedicineClass} - typed == groups


def test_the_wrong_code_of_levofloxacin_in_a_public_list_is_not_recognised() -> None:
    assert medicine_classes(Medicine(rxnorm="1546009")) == {MedicineClass.UNRECOGNISED}


# Combinations by code, the separation with normal kidneys and with weak or untested ones, and every kind that they
# contain. With weak or untested kidneys, a combination with a potassium-sparing diuretic is withheld.
COMBINATIONS = """
C02LA01 | -   avoid | blood-pressure diuretic-unnamed
C03EA01 | -   avoid | potassium-sparing-diuretic
C03EB01 | -   avoid | potassium-sparing-diuretic
C07BA07 | 2/2 2/2   | blood-pressure loop-or-thiazide-diuretic sotalol
C07BB03 | 3/3 3/3   | antacid-sensitive blood-pressure loop-or-thiazide-diuretic
C07BB07 | -   -     | blood-pressure loop-or-thiazide-diuretic
C07CB03 | 3/3 avoid | antacid-sensitive blood-pressure diuretic-unnamed
C07CA03 | -   avoid | blood-pressure diuretic-unnamed
C07DA06 | -   avoid | blood-pressure diuretic-unnamed
C07DB01 | 3/3 avoid | antacid-sensitive blood-pressure diuretic-unnamed
C08GA02 | -   avoid | blood-pressure diuretic-unnamed
C09BA02 | 3/3 3/3   | ace-inhibitor loop-or-thiazide-diuretic
C09BB05 | 3/3 3/3   | ace-inhibitor blood-pressure
C09DA01 | -   -     | blood-pressure loop-or-thiazide-diuretic
J05AR13 | 2/6 2/6   | dolutegravir
J05AR16 | avoid avoid | raltegravir
J05AR25 | 2/6 2/6   | dolutegravir
J05AR27 | 2/6 2/6   | dolutegravir
J05AR29 | 2/6 2/6   | dolutegravir
J05AR15 | 2/2 2/2   | atazanavir
M05BB01 | 4/4 4/4   | bisphosphonate other-prescription
M05BB03 | 4/4 4/4   | bisphosphonate other-prescription
M05BB06 | 4/4 4/4   | active-vitamin-d bisphosphonate
"""


@pytest.mark.parametrize("line", COMBINATIONS.strip().splitlines())
def test_a_combination_counts_as_every_kind_that_it_contains_and_keeps_the_longest_intervals(line: str) -> None:
    code, separation, kinds = (cell.strip() for cell in line.split("|"))
    normal, untested = separation.split()
    assert sorted(map(str, medicine_classes(Medicine(atc=code)))) == kinds.split()
    assert separation_of(Medicine(atc=code)) == normal
    for kidney in (KidneyFunction.MODERATE, KidneyFunction.NOT_ASSESSED):
        assert separation_of(Medicine(atc=code), kidney) == untested


COUNTED_TWICE = "A12CC02 A02AA01 A02AD01 A06AD01 A06AD02 A06AD03 A06AD04 A06AD19 N02BA67 V03AE04"


@pytest.mark.parametrize("code", COUNTED_TWICE.split())
def test_a_medicine_that_gives_magnesium_is_counted(code: str) -> None:
    assert MedicineClass.MAGNESIUM_MEDICINE in medicine_classes(Medicine(atc=code))


# The severity that the sources give, the stricter of two, and the effects.
SEVERITIES_AND_EFFECTS = """
tetracycline               major      chelation
quinolone                  major      chelation
ciprofloxacin              major      chelation
levofloxacin               major      chelation
moxifloxacin               major      chelation
delafloxacin               major      chelation
ofloxacin                  major      chelation
norfloxacin                major      chelation
nitrofurantoin             moderate   adsorption
aminoglycoside             moderate   muscle-block magnesium-loss
cephalosporin              moderate   gastric-ph chelation
azithromycin               minor      less-absorbed
isoniazid                  moderate   less-absorbed
rifampicin                 moderate   less-absorbed
methenamine                minor      alkaline-urine
beta-lactam                not-graded none-documented
trimethoprim               not-graded none-documented
metronidazole              not-graded none-documented
bisphosphonate             major      chelation
intravenous-bisphosphonate not-graded none-documented
levothyroxine              moderate   adsorption
gabapentin                 moderate   less-absorbed
pregabalin                 not-graded none-documented
raltegravir                major      chelation
dolutegravir               major      chelation
dolutegravir-rilpivirine   major      chelation gastric-ph
bictegravir                major      chelation
elvitegravir               major      chelation
cabotegravir               major      chelation
rilpivirine                major      gastric-ph
atazanavir                 major      gastric-ph
baloxavir                  major      chelation
eltrombopag                major      chelation
mycophenolate              moderate   less-absorbed
rosuvastatin               moderate   less-absorbed
penicillamine              major      chelation
iron                       moderate   gastric-ph chelation
aminoquinoline             moderate   adsorption
digoxin                    moderate   adsorption low-magnesium-toxicity
sotalol                    moderate   less-absorbed heart-rhythm lower-blood-pressure
fexofenadine               moderate   less-absorbed
levodopa                   moderate   less-absorbed
phenytoin                  moderate   less-absorbed
erlotinib                  moderate   gastric-ph
nilotinib                  major      gastric-ph
pazopanib                  major      gastric-ph
ace-inhibitor              minor      less-absorbed lower-blood-pressure
deferiprone                moderate   chelation
polystyrene-sulfonate      major      alkaline-blood
active-vitamin-d           moderate   magnesium-retention
loop-or-thiazide-diuretic  not-graded magnesium-loss
potassium-sparing-diuretic not-graded magnesium-retention
blood-pressure             not-graded lower-blood-pressure
ssri                       not-graded none-documented
proton-pump-inhibitor      not-graded magnesium-loss
antacid-sensitive          not-graded less-absorbed
neuromuscular-blocker      not-graded muscle-block
muscle-relaxant            not-graded drowsiness lower-blood-pressure
magnesium-medicine         not-graded double-counting
magnesium-wasting-medicine not-graded magnesium-loss
lithium                    not-graded unknown
quinidine                  not-graded less-absorbed
nitroxoline                not-graded less-absorbed
fluoride                   not-graded less-absorbed
azole-antifungal           not-graded less-absorbed
ulipristal                 not-graded less-absorbed
other-prescription         not-graded unknown
antibiotic                 major      unknown
group-with-avoid           major      unknown
unrecognised               major      unknown
beta-blocker               moderate   less-absorbed heart-rhythm lower-blood-pressure
blood-pressure-unnamed     moderate   less-absorbed lower-blood-pressure
diuretic-unnamed           not-graded magnesium-retention
"""
TYPED_EFFECTS = {
    kind: (graded, effects) for kind, graded, *effects in map(str.split, SEVERITIES_AND_EFFECTS.strip().splitlines())
}


def test_every_kind_has_its_effects_and_its_severity_typed_out() -> None:
    assert set(TYPED_EFFECTS) == {str(kind) for kind in MedicineClass}


@pytest.mark.parametrize("kind", list(MedicineClass), ids=str)
@pytest.mark.parametrize("kidney", list(KidneyFunction), ids=str)
def test_effects_and_severity_of_a_kind_are_as_typed(kind: MedicineClass, kidney: KidneyFunction) -> None:
    then = CURRENT.medicines[MedicineKey(medicine=kind, route=Route.CAPSULE, kidney=kidney)].then
    assert (str(then.severity), list(map(str, then.effects))) == TYPED_EFFECTS[str(kind)]


def test_a_kind_with_an_effect_in_the_gut_has_a_separation_interval_or_is_withheld() -> None:
    in_the_gut = {Effect.CHELATION, Effect.ADSORPTION, Effect.GASTRIC_PH, Effect.LESS_ABSORBED}
    for key, rule in CURRENT.medicines:
        if key.route is Route.CAPSULE and in_the_gut.intersection(rule.then.effects):
            assert rule.then.separation or rule.then.verdict is Verdict.WITHHOLD, rule.id


# --- Certainty

GENERAL = DoseSeparation(medicine_to_magnesium=4, magnesium_to_medicine=4)
EVERY_ROW = [(field, rule) for field, table in tables(CURRENT) for rule in table.rules]


FOR_READING_ONLY = {"total_intakes", "label_intakes"}


def sources_read(rule: AnyRule) -> list[Citation]:
    """The citations of a row that are not our own and that were read or quoted, not recalled."""
    others = [cite for cite in rule.cites if cite.kind is not SourceKind.CONVENTION]
    return [cite for cite in others if cite.certainty is not Certainty.RECALLED]


@pytest.mark.parametrize(("field", "rule"), EVERY_ROW, ids=[rule.id for _, rule in EVERY_ROW])
def test_every_row_has_a_source_with_a_kind_and_a_certainty(field: str, rule: AnyRule) -> None:
    assert rule.cites
    for cite in rule.cites:
        assert cite.source.title.strip()
        assert isinstance(cite.kind, SourceKind)
        assert isinstance(cite.certainty, Certainty)


@pytest.mark.parametrize(("field", "rule"), EVERY_ROW, ids=[rule.id for _, rule in EVERY_ROW])
def test_a_row_with_only_recalled_sources_permits_nothing(field: str, rule: AnyRule) -> None:
    recalled = any(cite.certainty is Certainty.RECALLED for cite in rule.cites)
    if recalled and not sources_read(rule):
        verdict = verdict_of(rule.then)
        if verdict is None:
            assert field in FOR_READING_ONLY  # no answer depends on it
            return
        assert verdict.severity >= Verdict.CONSULT.severity


@pytest.mark.parametrize("rule", CURRENT.medicines.rules, ids=lambda rule: rule.id)
def test_an_interval_from_recalled_sources_is_no_shorter_than_the_general_one(rule: AnyRule) -> None:
    # The guide names medicines but no hours, so a shorter interval needs an authority that was read.
    read = [cite for cite in sources_read(rule) if cite.kind is SourceKind.AUTHORITY]
    recalled = any(cite.certainty is Certainty.RECALLED for cite in rule.cites)
    then: Interaction = rule.then
    if recalled and then.verdict is not Verdict.WITHHOLD:
        assert then.separation is not None
        if not read:
            assert strictest(then.separation, GENERAL) == then.separation


@pytest.mark.parametrize("kind", ["pregabalin", "lithium", "muscle-relaxant", "active-vitamin-d", "deferiprone"])
def test_a_kind_with_no_source_that_was_read_keeps_the_general_interval(kind: str) -> None:
    (then,) = {
        rule.then
        for key, rule in CURRENT.medicines
        if (str(key.medicine), key.route, key.kidney) == (kind, Route.CAPSULE, KidneyFunction.NORMAL)
    }
    assert then.separation == GENERAL


# --- The French thesaurus and its codes, where they are available


def _shared_text(name: str) -> str:
    path = SHARED / name
    if not path.exists():
        pytest.skip("the French thesaurus is not available")
    return path.read_text(encoding="utf-8")


# The sources say that these two are infused, so they never meet a capsule in the gut.
INFUSED = {"acide pamidronique", "acide zoledronique"}


def test_every_substance_that_the_french_thesaurus_keeps_apart_from_antacids_has_an_interval() -> None:
    substances: list[str] = json.loads(_shared_text("ansm_2020_10_magnesium_extract.json"))["substances"]
    assert len(substances) == 78
    separation = {name: separation_of(Medicine(name=name)) for name in substances}
    assert {name for name, interval in separation.items() if interval == "-"} == INFUSED
    unknown = {name for name in substances if MedicineClass.UNRECOGNISED in medicine_classes(Medicine(name=name))}
    assert unknown == set()
    for name in substances:
        kinds = medicine_classes(Medicine(name=name))
        if MedicineClass.OTHER_PRESCRIPTION in kinds and separation[name] != "avoid":
            after, before = map(int, separation[name].split("/"))
            assert after >= 4, name
            assert before >= 4, name


CODES = [(row.medicine, code) for row in RECOGNITIONS for code in row.rxnorm]


def test_every_rxnorm_code_is_in_the_public_list_under_a_name_of_its_kind() -> None:
    listed: dict[str, list[str]] = {}
    for name, code in csv.reader(_shared_text("rxnorm_mappings.tsv").splitlines(), delimiter="\t"):
        listed.setdefault(code, []).append(name)
    # The list gives levofloxacin the code of a product.
    assert [code for _, code in CODES if code not in listed] == ["82122"]
    assert listed["1546009"] == ["levofloxacine"]
    for kind, code in CODES:
        for name in listed.get(code, []):
            assert kind in medicine_classes(Medicine(name=name)), (code, name)


def test_severities_have_grades_in_rising_order() -> None:
    assert [
        severity.grade for severity in (Severity.NOT_GRADED, Severity.MINOR, Severity.MODERATE, Severity.MAJOR)
    ] == [*range(4)]
