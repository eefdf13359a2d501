"""What the codes, statuses and units in a record mean, for results of the kidneys, of magnesium, and for pregnancy.

The codes and words of conditions are in ``condition_codes``. Codes stand with their meaning.
"""

from typing import Final

from alpims_mg.model.provenance import Citation, Source, SourceKind
from alpims_mg.model.vocabulary import EgfrUnit
from alpims_mg.rulebook.record_lists import FHIR
from alpims_mg.rulebook.serum import SerumNumber
from alpims_mg.rulebook.sources import CONVENTION

LOINC: Final = Source(title="LOINC, Regenstrief Institute", kind=SourceKind.AUTHORITY)
RECORD_CITES: Final = (
    Citation(source=LOINC, place="long common names", claim="The meaning of each LOINC code."),
    Citation(source=FHIR, place="value sets of statuses", claim="The meaning of each status."),
    Citation(
        source=CONVENTION,
        place="reading of records",
        claim="Which results count, and how old a statement may be before the reading doubts it.",
    ),
)
"""What the rows of this module cite."""


# Formatted by hand, with many words on a line.
# fmt: off
# --- The kidneys
EGFR_LOINC: Final[tuple[tuple[str, str, EgfrUnit | None], ...]] = (
    ("33914-3", "GFR by creatinine, MDRD", EgfrUnit.ML_MIN_SCALED),
    ("45066-8", "Creatinine and predicted GFR, panel", None),
    ("48642-3", "GFR by creatinine, MDRD, non-black", EgfrUnit.ML_MIN_SCALED),
    ("48643-1", "GFR by creatinine, MDRD, black", EgfrUnit.ML_MIN_SCALED),
    ("50044-7", "GFR by creatinine, MDRD, female", EgfrUnit.ML_MIN_SCALED),
    ("50210-4", "GFR by cystatin C", EgfrUnit.ML_MIN_SCALED),
    ("50384-7", "GFR by creatinine, Schwartz", EgfrUnit.ML_MIN_SCALED),
    ("62238-1", "GFR by creatinine, CKD-EPI", EgfrUnit.ML_MIN_SCALED),
    ("69405-9", "GFR, predicted", EgfrUnit.ML_MIN_SCALED),
    ("70969-1", "GFR by creatinine, MDRD, male", EgfrUnit.ML_MIN_SCALED),
    ("76633-7", "GFR by cystatin C, CKD-EPI", EgfrUnit.ML_MIN_SCALED),
    ("77147-7", "GFR by creatinine, MDRD", EgfrUnit.ML_MIN_SCALED),
    ("88293-6", "GFR by creatinine, CKD-EPI, black", EgfrUnit.ML_MIN_SCALED),
    ("88294-4", "GFR by creatinine, CKD-EPI, non-black", EgfrUnit.ML_MIN_SCALED),
    ("94677-2", "GFR by creatinine and cystatin C, CKD-EPI", EgfrUnit.ML_MIN_SCALED),
    ("98979-8", "GFR by creatinine, CKD-EPI 2021", EgfrUnit.ML_MIN_SCALED),
    ("98980-6", "GFR by creatinine and cystatin C, CKD-EPI 2021", EgfrUnit.ML_MIN_SCALED),
)
"""The LOINC codes of an eGFR, their meaning, and the unit that a number without a unit has by this code."""

LOWEST_EGFR: Final = "0"
"""The worse end of a result such as "below 15", in any unit."""

EGFR_SNOMED: Final[tuple[tuple[str, str], ...]] = (
    ("80274001", "Glomerular filtration rate"),
    ("1011481000000105", "eGFR by creatinine, CKD-EPI, per 1.73 square metres"),
    ("1011491000000107", "eGFR by cystatin C, CKD-EPI, per 1.73 square metres"),
    ("1020291000000106", "GFR by abbreviated MDRD"),
    ("963601000000106", "eGFR by cystatin C, CKD-EPI"),
    ("963621000000102", "eGFR by creatinine, CKD-EPI"),
)
EGFR_PHRASES: Final[tuple[str, ...]] = (
    "egfr", "gfr", "glomerular filtration", "glomerulare filtrationsrate", "filtration glomerulaire", "dfg", "dfge",
    "filtrado glomerular", "filtracion glomerular", "filtrato glomerulare", "velocita di filtrazione glomerulare",
    "filtracja klebuszkowa", "glomerulaire filtratiesnelheid",
)
"""The words of an eGFR, as ``plain`` writes them. They count for a result whose codes are not listed."""

NOT_EGFR_PHRASES: Final[tuple[str, ...]] = (
    "gene*", "mutation*", "exon", "receptor", "epidermal", "amplification", "expression", "variant*", "inhibitor*",
    "tumor*", "tumour*", "antibod*", "protein",
)
"""Words of results on the growth factor receptor, which is also called EGFR."""

CREATININE_LOINC: Final[tuple[tuple[str, str], ...]] = (
    ("2160-0", "Creatinine in serum or plasma, mass"),
    ("38483-4", "Creatinine in blood, mass"),
    ("14682-9", "Creatinine in serum or plasma, moles"),
    ("21232-4", "Creatinine in arterial blood, mass"),
    ("59826-8", "Creatinine in blood, moles"),
    ("77139-4", "Creatinine in serum, plasma or blood, mass"),
    ("77140-2", "Creatinine in serum, plasma or blood, moles"),
    ("2164-2", "Creatinine clearance in 24 hour urine"),
    ("35591-7", "Creatinine clearance, predicted by Cockcroft-Gault"),
)
CREATININE_PHRASES: Final[tuple[str, ...]] = (
    "creatinine", "creatinine clearance", "kreatinin", "kreatinin clearance", "creatininemia", "creatinina", "creat",
)
NOT_CREATININE_PHRASES: Final[tuple[str, ...]] = ("urine", "urinary", "ratio", "albumin*", "urin", "microalbumin*")
"""Words of results in which creatinine only stands beside something else."""

# --- Magnesium in the blood
SERUM_MAGNESIUM_LOINC: Final[tuple[tuple[str, str], ...]] = (
    ("19123-9", "Magnesium in serum or plasma, mass"),
    ("2601-3", "Magnesium in serum or plasma, moles"),
)
OTHER_MAGNESIUM_LOINC: Final[tuple[tuple[str, str], ...]] = (("2597-3", "Magnesium in red blood cells"),)
MAGNESIUM_PHRASES: Final[tuple[str, ...]] = ("magnesium", "magnesemia", "magnesiemie", "magnesio", "magnez")
NOT_SERUM_PHRASES: Final[tuple[str, ...]] = (
    "urin*", "ratio", "creatinine", "red cell*", "red blood cell*", "rbc", "erythrocyte*", "erythrozyten", "intake",
    "dose", "stool", "saliva", "hair", "cerebrospinal", "csf", "water", "dialysate", "clearance", "excretion",
    "infusion", "supplement*", "panel",
)
"""Words of a level of magnesium, and of other results with magnesium. They count if no code is listed."""

SERUM_UNITS: Final[tuple[tuple[str, SerumNumber], ...]] = (
    ("mmol/l", SerumNumber.HIGHEST_MMOL),
    ("mg/dl", SerumNumber.HIGHEST_MG),
)
"""The units of magnesium in the blood, in lower case and without spaces, and the number above which a level is high."""

NORMAL_RANGE: Final = "normal"
"""The code of a range for healthy people. A range of another kind, such as for a treatment, does not count."""

# --- Which results count
RESULTS_NOT_VALID: Final[tuple[tuple[str, str], ...]] = (
    ("cancelled", "The result was cancelled."),
    ("cannot-be-obtained", "The result could not be obtained."),
    ("entered-in-error", "The result was entered in error."),
    ("registered", "There is no result yet."),
    ("specimen-in-process", "There is no result yet."),
)
RESULTS_FINAL: Final[tuple[str, ...]] = ("amended", "appended", "corrected", "final")
"""The statuses of a result that count without a doubt. Any other counts with one, unless it is not valid."""

DATED_AFTER_TODAY: Final = "It is dated after today."
NEWER_COUNTS: Final = "A newer result counts."
DATED_COUNTS: Final = "It has no date, and a result with a date counts."
WORSE_UNDATED_COUNTS: Final = "A worse result without a date counts."
AS_LOW_COUNTS: Final = "Another result of the same time is as low or lower."
NO_VALUE: Final = "It has no value that can be read."
CREATININE_ONLY: Final = "Creatinine alone is no eGFR."
NO_SERUM: Final = "It is no level of magnesium in serum or plasma."
NOT_HIGH: Final = "It is not above the usual range, or not above the range of the laboratory."
HIGH_BUT_OLD: Final = "It is above the usual range, but too old to show the level of today."
"""Why a result states no fact."""

RESULT_OLD_DOUBT: Final = "It is older than {months} months."
UNDATED_DOUBT: Final = "Its day is not known."
ISSUED_DOUBT: Final = "Only the day on which it was issued is known."
PRELIMINARY: Final = "preliminary"
PRELIMINARY_DOUBT: Final = "It is preliminary."
STATUS_DOUBT: Final = "Its status is not known."
WORST_DOUBT: Final = "It allows several numbers. The worst of them, {number}, is read."
UNIT_DOUBT: Final = "It has no unit. The unit that its code means is read."
SEVERAL_DOUBT: Final = "It has several values, and the lowest is read."
IN_PART_DOUBT: Final = "A part of it could not be read."
NO_RESULT_NAME: Final = "A result"

# --- Pregnancy and lactation
PREGNANCY_LOINC: Final[tuple[tuple[str, str], ...]] = (
    ("82810-3", "Pregnancy status"),
    ("11449-6", "Pregnancy status, reported"),
)
DUE_DATE_LOINC: Final[tuple[tuple[str, str], ...]] = (
    ("11778-8", "Delivery date, estimated"),
    ("11779-6", "Delivery date, estimated from the last menstrual period"),
    ("11780-4", "Delivery date, estimated from ovulation"),
    ("11781-2", "Delivery date, estimated"),
)
PREGNANCY_INTENT_LOINC: Final[tuple[tuple[str, str], ...]] = (("86645-9", "Pregnancy intention in the next year"),)
GESTATION_LOINC: Final[tuple[tuple[str, str], ...]] = (
    ("18185-9", "Gestational age"),
    ("49051-6", "Gestational age in weeks"),
    ("11884-4", "Gestational age, estimated"),
    ("11885-1", "Gestational age, estimated from the last menstrual period"),
    ("53695-3", "Gestational age by ultrasound"),
)
"""The age of a pregnancy. Its number, whatever it is, says that there is one."""
LACTATION_LOINC: Final[tuple[tuple[str, str], ...]] = (("63895-7", "Breastfeeding status"),)
YES_ANSWERS: Final[tuple[tuple[str, str], ...]] = (
    ("77386006", "Pregnant"),
    ("LA15173-0", "Pregnant"),
    ("102874004", "Possible pregnancy"),
    ("LA33-6", "Yes"),
    ("ja", "oui"),
    ("si", "sí"),
    ("373066001", "Yes"),
    ("Y", "Yes"),
)
NO_ANSWERS: Final[tuple[tuple[str, str], ...]] = (
    ("60001007", "Not pregnant"),
    ("LA26683-5", "Not pregnant"),
    ("LA32-8", "No"),
    ("nein", "non"),
    ("373067005", "No"),
    ("N", "No"),
)
UNKNOWN_ANSWERS: Final[tuple[tuple[str, str], ...]] = (
    ("261665006", "Unknown"),
    ("LA4489-6", "Unknown"),
    ("UNK", "Unknown"),
)
PREGNANCY_DOUBTED_AFTER_DAYS: Final = 300
"""After so many days, a pregnancy of the record has most likely ended."""

LACTATION_DOUBTED_AFTER_DAYS: Final = 730

# --- Conditions that a code itself denies
EXCLUDED_DIAGNOSIS: Final[tuple[tuple[str, str, str], ...]] = (
    ("icd-10-gm-diagnosesicherheit", "A", "A German record says that the disorder was ruled out."),
    ("icd-10-gm-diagnosesicherheit", "Z", "A German record says that the disorder is over, with or without traces."),
)
"""The end of the address of an extension of an ICD code, its code, and what it says of the disorder."""
