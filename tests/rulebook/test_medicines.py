"""Medicines by their names and codes: what is recognised, and what holds for the hours of every kind."""

import csv
import json
import re
from pathlib import Path

import pytest

from alpims_mg import (
    CURRENT,
    Certainty,
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
from alpims_mg.model.separations import strictest
from alpims_mg.rulebook.medicines.names import RECOGNITIONS
from alpims_mg.rulebook.medicines.tables import Interaction, MedicineKey

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "ansm"

# Name, ATC code, RxNorm ingredient if known, and kinds.
BY_HAND = """
doxycycline          | J01AA02 | 3640    | tetracycline
minocycline          | J01AA08 | 6980    | tetracycline
tetracycline         | J01AA07 | 10395   | tetracycline
lymecycline          | J01AA04 | 6513    | tetracycline
fluoroquinolone      | J01MA   | -       | quinolone
gemifloxacin         | J01MA15 | -       | quinolone
lomefloxacin         | J01MA07 | -       | quinolone
prulifloxacin        | J01MA17 | -       | quinolone
gatifloxacin         | J01MA16 | -       | quinolone
ciprofloxacin        | J01MA02 | 2551    | ciprofloxacin
levofloxacin         | J01MA12 | 82122   | levofloxacin
moxifloxacin         | J01MA14 | 139462  | moxifloxacin
delafloxacin         | J01MA23 | -       | delafloxacin
ofloxacin            | J01MA01 | 7623    | ofloxacin
norfloxacin          | J01MA06 | 7517    | norfloxacin
nitrofurantoin       | J01XE01 | -       | nitrofurantoin
gentamicin           | J01GB03 | 1596450 | aminoglycoside
tobramycin           | J01GB01 | 10627   | aminoglycoside
amikacin             | J01GB06 | 641     | aminoglycoside
cefaclor             | J01DC04 | -       | cephalosporin
cefpodoxime          | J01DD13 | -       | cephalosporin
cefdinir             | J01DD15 | -       | cephalosporin
azithromycin         | J01FA10 | -       | azithromycin
isoniazid            | J04AC01 | -       | isoniazid
rifampicin           | J04AB02 | -       | rifampicin
methenamine          | J01XX05 | -       | methenamine
amoxicillin          | J01CA04 | -       | beta-lactam
trimethoprim         | J01EA01 | -       | trimethoprim
metronidazole        | P01AB01 | -       | metronidazole
alendronic acid      | M05BA04 | 46041   | bisphosphonate
etidronic acid       | M05BA01 | 42682   | bisphosphonate
ibandronic acid      | M05BA06 | 115264  | bisphosphonate
risedronic acid      | M05BA07 | 73056   | bisphosphonate
pamidronic acid      | M05BA03 | -       | intravenous-bisphosphonate
zoledronic acid      | M05BA08 | -       | intravenous-bisphosphonate
levothyroxine        | H03AA01 | 10582   | levothyroxine
gabapentin           | N02BF01 | 25480   | gabapentin
gabapentin           | N03AX12 | 25480   | gabapentin
pregabalin           | N02BF02 | -       | pregabalin
raltegravir          | J05AJ01 | -       | raltegravir
dolutegravir         | J05AJ03 | 1433868 | dolutegravir
Juluca               | J05AR21 | -       | dolutegravir-rilpivirine
bictegravir          | J05AR20 | -       | bictegravir
elvitegravir         | J05AJ02 | 1306286 | elvitegravir
Genvoya              | J05AR18 | -       | elvitegravir
Stribild             | J05AR09 | -       | elvitegravir
cabotegravir         | J05AJ04 | -       | cabotegravir
rilpivirine          | J05AG05 | -       | rilpivirine
Eviplera             | J05AR08 | -       | rilpivirine
Odefsey              | J05AR19 | -       | rilpivirine
atazanavir           | J05AE08 | -       | atazanavir
baloxavir            | J05AX25 | -       | baloxavir
eltrombopag          | B02BX05 | -       | eltrombopag
mycophenolate        | L04AA06 | 68149   | mycophenolate
rosuvastatin         | C10AA07 | 301542  | rosuvastatin
penicillamine        | M01CC01 | 7975    | penicillamine
iron                 | B03AA07 | 90176   | iron
chloroquine          | P01BA01 | 2393    | aminoquinoline
hydroxychloroquine   | P01BA02 | 5521    | aminoquinoline
digoxin              | C01AA05 | 3407    | digoxin
sotalol              | C07AA07 | -       | sotalol
fexofenadine         | R06AX26 | 87636   | fexofenadine
levodopa             | N04BA01 | -       | levodopa
phenytoin            | N03AB02 | -       | phenytoin
erlotinib            | L01EB02 | -       | erlotinib
nilotinib            | L01EA03 | -       | nilotinib
pazopanib            | L01EX03 | -       | pazopanib
captopril            | C09AA01 | -       | ace-inhibitor
enalapril            | C09AA02 | -       | ace-inhibitor
fosinopril           | C09AA09 | -       | ace-inhibitor
deferiprone          | V03AC02 | -       | deferiprone
polystyrene sulfonate| V03AE01 | -       | polystyrene-sulfonate
calcitriol           | A11CC04 | -       | active-vitamin-d
alfacalcidol         | A11CC03 | -       | active-vitamin-d
furosemide           | C03CA01 | 4603    | loop-or-thiazide-diuretic
bumetanide           | C03CA02 | 1808    | loop-or-thiazide-diuretic
torasemide           | C03CA04 | 38413   | loop-or-thiazide-diuretic
hydrochlorothiazide  | C03AA03 | 5487    | loop-or-thiazide-diuretic
chlortalidone        | C03BA04 | 2409    | loop-or-thiazide-diuretic
indapamide           | C03BA11 | 5764    | loop-or-thiazide-diuretic
spironolactone       | C03DA01 | 9997    | potassium-sparing-diuretic
eplerenone           | C03DA04 | 298869  | potassium-sparing-diuretic
amiloride            | C03DB01 | 644     | potassium-sparing-diuretic
triamterene          | C03DB02 | 10763   | potassium-sparing-diuretic
verapamil            | C08DA01 | 11170   | blood-pressure
amlodipine           | C08CA01 | 17767   | blood-pressure
nifedipine           | C08CA05 | 7417    | blood-pressure
losartan             | C09CA01 | -       | blood-pressure
doxazosin            | C02CA04 | -       | blood-pressure
sertraline           | N06AB06 | 36437   | ssri
fluoxetine           | N06AB03 | 4493    | ssri
citalopram           | N06AB04 | 2556    | ssri
escitalopram         | N06AB10 | 321988  | ssri
paroxetine           | N06AB05 | 32937   | ssri
fluvoxamine          | N06AB08 | 42355   | ssri
omeprazole           | A02BC01 | 7646    | proton-pump-inhibitor
suxamethonium        | M03AB01 | -       | neuromuscular-blocker
baclofen             | M03BX01 | 1292    | muscle-relaxant
tizanidine           | M03BX02 | -       | muscle-relaxant
magnesium oxide      | A06AD02 | -       | magnesium-medicine
magnesium citrate    | A06AD19 | -       | magnesium-medicine
magnesium hydroxide  | A02AA04 | 6581    | magnesium-medicine
co-magaldrox         | A02AD01 | -       | magnesium-medicine
magnesium salicylate | N02BA67 | -       | magnesium-medicine
magnesium supplement | A12CC04 | 6574    | magnesium-medicine
cisplatin            | L01XA01 | -       | magnesium-wasting-medicine
ciclosporin          | L04AD01 | -       | magnesium-wasting-medicine
tacrolimus           | L04AD02 | -       | magnesium-wasting-medicine
amphotericin b       | J02AA01 | -       | magnesium-wasting-medicine
foscarnet            | J05AD01 | -       | magnesium-wasting-medicine
pentamidine          | P01CX01 | -       | magnesium-wasting-medicine
cetuximab            | L01FE01 | -       | magnesium-wasting-medicine
lithium              | N05AN01 | -       | lithium
atenolol             | C07AB03 | -       | antacid-sensitive blood-pressure
metoprolol           | C07AB02 | -       | antacid-sensitive blood-pressure
propranolol          | C07AA05 | -       | antacid-sensitive blood-pressure
lansoprazole         | A02BC03 | -       | antacid-sensitive proton-pump-inhibitor
quinidine            | C01BA01 | -       | quinidine
nitroxoline          | J01XX07 | -       | nitroxoline
fluoride             | A12CD01 | -       | fluoride
ketoconazole         | J02AB02 | -       | azole-antifungal
ulipristal           | G03AD02 | -       | ulipristal
paracetamol          | N02BE01 | 161     | other-prescription
antibiotic           | J01     | -       | antibiotic
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in BY_HAND.strip().splitlines()]


@pytest.mark.parametrize(("name", "atc", "rxnorm", "kinds"), ROWS, ids=lambda cell: cell)
def test_a_medicine_is_the_same_by_its_name_its_code_and_its_ingredient(
    name: str, atc: str, rxnorm: str, kinds: str
) -> None:
    variants = [
        Medicine(name=name),
        Medicine(name=f"{name.upper()} 5 mg"),
        Medicine(atc=atc),
        Medicine(name="?", atc=atc),
    ]
    variants += [Medicine(rxnorm=rxnorm)] * (rxnorm != "-")
    for medicine in variants:
        assert sorted(map(str, medicine_classes(medicine).classes)) == kinds.split(), medicine


def test_the_wrong_code_of_levofloxacin_in_a_public_list_is_not_recognised() -> None:
    assert medicine_classes(Medicine(rxnorm="1546009")).classes == {MedicineClass.UNRECOGNISED}


# Combinations by code, and every kind that they contain.
COMBINATIONS = """
C02LA01 | blood-pressure diuretic-unnamed
C03EA01 | loop-or-thiazide-diuretic potassium-sparing-diuretic
C03EB01 | loop-or-thiazide-diuretic potassium-sparing-diuretic
C07BA07 | blood-pressure loop-or-thiazide-diuretic sotalol
C07BB03 | antacid-sensitive blood-pressure loop-or-thiazide-diuretic
C07BB07 | blood-pressure loop-or-thiazide-diuretic
C07CB03 | antacid-sensitive blood-pressure diuretic-unnamed
C07CA03 | blood-pressure diuretic-unnamed
C07DA06 | blood-pressure diuretic-unnamed
C07DB01 | antacid-sensitive blood-pressure diuretic-unnamed
C08GA02 | blood-pressure diuretic-unnamed
C09BA02 | ace-inhibitor loop-or-thiazide-diuretic
C09BB05 | ace-inhibitor blood-pressure
C09DA01 | blood-pressure loop-or-thiazide-diuretic
J05AR13 | dolutegravir
J05AR16 | raltegravir
J05AR25 | dolutegravir
J05AR27 | dolutegravir
J05AR29 | dolutegravir
J05AR15 | atazanavir
M05BB01 | bisphosphonate other-prescription
M05BB03 | active-vitamin-d bisphosphonate
M05BB06 | active-vitamin-d bisphosphonate
"""


@pytest.mark.parametrize("line", COMBINATIONS.strip().splitlines())
def test_a_combination_counts_as_every_kind_that_it_contains(line: str) -> None:
    code, kinds = (cell.strip() for cell in line.split("|"))
    assert sorted(map(str, medicine_classes(Medicine(atc=code)).classes)) == kinds.split()


COUNTED_TWICE = "A12CC02 A02AA01 A02AD01 A06AD01 A06AD02 A06AD03 A06AD04 A06AD19 N02BA67 V03AE04"


@pytest.mark.parametrize("code", COUNTED_TWICE.split())
def test_a_medicine_that_gives_magnesium_is_counted(code: str) -> None:
    assert MedicineClass.MAGNESIUM_MEDICINE in medicine_classes(Medicine(atc=code)).classes


# --- Hours
GENERAL = DoseSeparation(medicine_to_magnesium=4, magnesium_to_medicine=4)
IN_THE_GUT = {Effect.CHELATION, Effect.ADSORPTION, Effect.GASTRIC_PH, Effect.LESS_ABSORBED}


def test_a_kind_with_an_effect_in_the_gut_has_a_separation_interval_or_is_withheld() -> None:
    for key, rule in CURRENT.medicines:
        if key.route is Route.CAPSULE and IN_THE_GUT.intersection(rule.then.effects):
            assert rule.then.separation or rule.then.verdict is Verdict.WITHHOLD, rule.id


SAID = {
    r"stomach acid": {Effect.GASTRIC_PH},
    r"binds?\b|holds back": {Effect.CHELATION, Effect.ADSORPTION, Effect.LESS_ABSORBED},
    r"apart from iron|several charges": {Effect.CHELATION},
    r"lose magnesium": {Effect.MAGNESIUM_LOSS},
    r"(keep|retain) magnesium": {Effect.MAGNESIUM_RETENTION},
    r"low magnesium in the body makes": {Effect.LOW_MAGNESIUM_TOXICITY},
    r"heart rhythm": {Effect.HEART_RHYTHM},
    r"blood pressure": {Effect.LOWER_BLOOD_PRESSURE},
    r"nerve to muscle|block the muscles": {Effect.MUSCLE_BLOCK},
    r"drowsy": {Effect.DROWSINESS},
    r"absorb more|raise how much": {Effect.MORE_ABSORBED},
    r"blood sugar": {Effect.LOW_BLOOD_SUGAR},
    r"diarrhoea": {Effect.DIARRHOEA},
}
"""What the reason or a source of a row says, and the effects of which the row then has at least one."""


def test_a_row_has_every_effect_that_its_reason_or_its_sources_speak_of() -> None:
    for pattern, effects in SAID.items():
        speaking = [
            rule
            for rule in CURRENT.medicines.rules
            if any(re.search(pattern, text) for text in (rule.because, *(cite.claim for cite in rule.cites)))
        ]
        assert speaking, pattern
        lacking = [rule.id for rule in speaking if effects.isdisjoint(rule.then.effects)]
        assert lacking == [rule.id for rule in speaking if Effect.UNKNOWN in rule.then.effects], pattern


def test_a_medicine_that_rules_out_capsules_is_not_to_be_stopped_for_them() -> None:
    withheld = [rule for rule in CURRENT.medicines.rules if rule.then.verdict is Verdict.WITHHOLD]
    assert withheld
    for rule in withheld:
        assert re.search(r"Take no magnesium capsules .*Do not stop or skip your medicine$", rule.because), rule.id


BODY = {Effect.LOW_MAGNESIUM_TOXICITY, Effect.HEART_RHYTHM, Effect.LOWER_BLOOD_PRESSURE, Effect.DROWSINESS}
BODY |= {Effect.MUSCLE_BLOCK, Effect.MAGNESIUM_LOSS, Effect.MAGNESIUM_RETENTION, Effect.DOUBLE_COUNTING}


def test_an_effect_in_the_body_does_not_end_at_the_skin() -> None:
    rows = {key: rule.then for key, rule in CURRENT.medicines}
    for key, by_mouth in rows.items():
        if key.route is Route.CAPSULE:
            on_the_skin: Interaction = rows[key._replace(route=Route.TOPICAL)]
            assert BODY.intersection(by_mouth.effects) <= set(on_the_skin.effects), key


def test_an_authority_on_one_medicine_is_cited_by_no_row_on_the_skin_that_the_capsule_lacks() -> None:
    rows = dict(CURRENT.medicines)
    for key, by_mouth in rows.items():
        if key.route is Route.CAPSULE and Effect.UNKNOWN not in by_mouth.then.effects:
            cited = [cite.source for cite in by_mouth.cites]
            on_the_skin = rows[key._replace(route=Route.TOPICAL)]
            foreign = [c.source for c in on_the_skin.cites if c.kind is SourceKind.AUTHORITY and c.source not in cited]
            assert foreign == [], key


def test_an_interval_from_recalled_sources_is_no_shorter_than_the_general_one() -> None:
    # The guide names medicines but no hours, so a shorter interval needs an authority that was read.
    for rule in {rule.id: rule for key, rule in CURRENT.medicines if key.route is Route.CAPSULE}.values():
        recalled = [cite for cite in rule.cites if cite.certainty is Certainty.RECALLED]
        read = [cite for cite in rule.cites if cite not in recalled and cite.kind is SourceKind.AUTHORITY]
        then: Interaction = rule.then
        if recalled and then.verdict is not Verdict.WITHHOLD:
            assert then.separation is not None, rule.id
            assert read or strictest(then.separation, GENERAL) == then.separation, rule.id


def separation_of(medicine: Medicine) -> str:
    """The separation interval as ``after/before``, ``-`` for none, ``avoid`` where a row withholds."""
    keys = (
        MedicineKey(medicine=kind, route=Route.CAPSULE, kidney=KidneyFunction.NORMAL)
        for kind in medicine_classes(medicine).classes
    )
    found: list[Interaction] = [CURRENT.medicines[key].then for key in keys]
    intervals = [interaction.separation for interaction in found if interaction.separation]
    if any(interaction.verdict is Verdict.WITHHOLD for interaction in found):
        return "avoid"
    longest = strictest(*intervals)
    return f"{longest.medicine_to_magnesium}/{longest.magnesium_to_medicine}" if intervals else "-"


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
    classes = {name: medicine_classes(Medicine(name=name)).classes for name in substances}
    unknown = {name for name in substances if MedicineClass.UNRECOGNISED in classes[name]}
    assert unknown == set()
    for name in substances:
        kinds = medicine_classes(Medicine(name=name)).classes
        if MedicineClass.OTHER_PRESCRIPTION in kinds and separation[name] != "avoid":
            after, before = map(int, separation[name].split("/"))
            assert after >= 4, name
            assert before >= 4, name


CODES = [(row.medicine, code) for row in RECOGNITIONS for code in row.rxnorm]


def test_every_rxnorm_code_is_in_the_public_list_under_a_name_of_its_kind() -> None:
    listed: dict[str, list[str]] = {}
    for name, code in csv.reader(_shared_text("rxnorm_mappings.tsv").splitlines(), delimiter="\t"):
        listed.setdefault(code, []).append(name)
    # The list gives levofloxacin the code of its water-free form.
    assert {code for _, code in CODES if code not in listed} == {"82122", *KNOWN_ELSEWHERE}
    assert listed["1546009"] == ["levofloxacine"]
    for kind, code in CODES:
        for name in listed.get(code, []):
            assert kind in medicine_classes(Medicine(name=name)).classes, (code, name)


# Ingredients that the public list lacks, or has under the code of another salt or form alone.
KNOWN_ELSEWHERE = {
    "103": "mercaptopurine",
    "10600": "timolol",
    "1037042": "dabigatran",
    "2101": "carisoprodol",
    "214354": "candesartan",
    "21949": "cyclobenzaprine",
    "2176": "cefaclor",
    "2194": "cefuroxime",
    "2231": "cefalexin",
    "24947": "ferrous sulfate",
    "25037": "cefdinir",
    "29046": "lisinopril",
    "29561": "meropenem",
    "42331": "misoprostol",
    "475342": "dasatinib",
    "5224": "heparin",
    "5492": "hydrocortisone",
    "57258": "tizanidine",
    "6582": "magnesium oxide",
    "6845": "methocarbamol",
    "7213": "ipratropium",
    "7454": "nitrofurantoin",
    "77655": "zoledronic acid",
}


@pytest.mark.parametrize(("code", "name"), KNOWN_ELSEWHERE.items(), ids=KNOWN_ELSEWHERE.values())
def test_an_ingredient_code_that_the_public_list_lacks_means_what_its_name_means(code: str, name: str) -> None:
    assert medicine_classes(Medicine(rxnorm=code)).classes == medicine_classes(Medicine(name=name)).classes


def test_each_name_of_the_public_list_means_what_its_code_means() -> None:
    for name, code in csv.reader(_shared_text("rxnorm_mappings.tsv").splitlines(), delimiter="\t"):
        by_name, by_code = (
            medicine_classes(Medicine(name=name)).classes,
            medicine_classes(Medicine(rxnorm=code)).classes,
        )
        if code not in {"RxNorm", "NA", "1546009"}:
            assert by_name == by_code, (name, code)


def test_severities_have_grades_in_rising_order() -> None:
    assert [
        severity.grade for severity in (Severity.NOT_GRADED, Severity.MINOR, Severity.MODERATE, Severity.MAJOR)
    ] == [*range(4)]
