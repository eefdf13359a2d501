"""What a record says about its own lists: codes for "none known" and "no information", and the codes of lists."""

from typing import Final

from alpims_mg.model.provenance import Citation, Source, SourceKind
from alpims_mg.model.vocabulary import FactList
from alpims_mg.rulebook.sources import CONVENTION

IPS: Final = Source(
    title="International Patient Summary, HL7 FHIR implementation guide",
    kind=SourceKind.AUTHORITY,
    url="https://hl7.org/fhir/uv/ips/",
)
FHIR: Final = Source(title="HL7 FHIR, releases 4 and 5", kind=SourceKind.AUTHORITY, url="https://hl7.org/fhir/")
LIST_CITES: Final = (
    Citation(source=IPS, place="absent and unknown data", claim="The codes for none known and for no information."),
    Citation(source=FHIR, place="List.code, List.emptyReason", claim="The codes of lists, and why a list is empty."),
    Citation(
        source=CONVENTION,
        place="reading of whole lists",
        claim="A list with entries is whole only if the caller says so. An empty list says why it is empty.",
    ),
)

# Formatted by hand, with a code and its meaning on a line.
# fmt: off
NONE_KNOWN: Final[tuple[tuple[str, FactList, str], ...]] = (
    ("160245001", FactList.CONDITIONS, "No current problems or disability"),
    ("no-known-problems", FactList.CONDITIONS, "No known problems"),
    ("787481004", FactList.MEDICINES, "No known medications"),
    ("1234391000168107", FactList.MEDICINES, "No known current medicines"),
    ("no-known-medications", FactList.MEDICINES, "No known medications"),
)
"""Codes which state that there is nothing in a list. SNOMED CT, or the codes of the International Patient Summary."""

NO_INFORMATION: Final[tuple[tuple[str, str], ...]] = (
    ("no-problem-info", "No information about problems"),
    ("no-medication-info", "No information about medications"),
    ("no-allergy-info", "No information about allergies"),
    ("3219008", "Disease type AND/OR category unknown"),
)
"""Codes which state that nothing is known about a list."""

LIST_CODES: Final[tuple[tuple[str, FactList, str], ...]] = (
    ("11450-4", FactList.CONDITIONS, "Problem list"),
    ("problems", FactList.CONDITIONS, "Problem list"),
    ("10160-0", FactList.MEDICINES, "History of medication use"),
    ("52471-0", FactList.MEDICINES, "Medications"),
    ("57828-6", FactList.MEDICINES, "Prescription list"),
    ("medications", FactList.MEDICINES, "Medication list"),
)
"""Codes of lists and sections: LOINC, or the example codes of FHIR."""

EMPTY_BECAUSE_NONE: Final = ("nilknown",)
"""Why a list is empty: these reasons state that there is nothing to list. All others state nothing."""

SEARCHES: Final[tuple[tuple[str, FactList], ...]] = (
    ("Condition", FactList.CONDITIONS),
    ("MedicationRequest", FactList.MEDICINES),
    ("MedicationStatement", FactList.MEDICINES),
    ("MedicationUsage", FactList.MEDICINES),
)
"""Types of resources. A search for one that found nothing states that there is nothing in its list."""

WIDE_SEARCH: Final = frozenset({
    "patient", "subject", "patient:patient", "subject:patient", "_count", "_sort", "_total", "_format", "_include",
    "_revinclude", "_summary", "_pretty",
})
"""The parameters of a search that leave nothing out. A search with any other is narrower than the list."""

IN_FORCE_SEARCH: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("clinical-status", ("active", "recurrence", "relapse")),
    ("status", ("active",)),
)
"""Parameters that may narrow a search, and the values that they must have. Such a search finds all that is in force."""

SEARCH_FOUND_NOTHING: Final = "A search for {type} found nothing."
SEARCH_DOUBT: Final = "The search asked for {type} only."
CALLER: Final = "Stated with the record, not in it."

HARMLESS_SEVERITIES: Final = frozenset({"information", "success"})
FAILED_SEVERITIES: Final = ("error", "fatal")
"""How severe the issues beside a search can be. After any that is not harmless, "nothing found" states nothing."""

IN_PART_LABELS: Final[tuple[tuple[str, str], ...]] = (
    ("REDACTED", "Parts were removed"),
    ("MASKED", "Parts were masked"),
    ("SUBSETTED", "Only a part is given"),
)
"""Security labels and tags of a bundle that does not hold everything."""

FAILED: Final = "A part of the record could not be fetched."
MORE_PAGES: Final = "It has another page, which is not in the record."
WARNED: Final = "The server gave a warning with it, so there may be something."
IN_PART: Final = "It is marked as a part only, so there may be something."
OTHER_PATIENT: Final = "The search may have been for another patient."

IN_PART_REASONS: Final[tuple[tuple[str, str], ...]] = (
    ("notasked", "Not asked"),
    ("notstarted", "Not started"),
    ("unavailable", "Unavailable"),
    ("withheld", "Withheld"),
)
"""Why a list is empty, if there may be something to list."""

LIST_WARNINGS: Final = ("extension-careconnect-listwarningcode-1", "extension-careconnect-gpc-listwarningcode-1")
"""How the addresses of extensions end which say that a list may lack something."""

OTHER_LIST_CODES: Final[tuple[tuple[str, tuple[FactList, ...], str], ...]] = (
    ("11348-0", (FactList.CONDITIONS,), "History of past illness"),
    ("29308-4", (FactList.CONDITIONS,), "Diagnosis"),
    ("51848-0", (FactList.CONDITIONS,), "Assessment"),
    ("11535-2", (FactList.CONDITIONS,), "Hospital discharge diagnosis"),
    ("46241-6", (FactList.CONDITIONS,), "Hospital admission diagnosis"),
    ("10162-6", (FactList.CONDITIONS,), "History of pregnancies"),
    ("10183-2", (FactList.MEDICINES,), "Hospital discharge medications"),
    ("75311-1", (FactList.MEDICINES,), "Discharge medications"),
    ("42346-7", (FactList.MEDICINES,), "Medications on admission"),
    ("29549-3", (FactList.MEDICINES,), "Medications administered"),
    ("19009-0", (FactList.MEDICINES,), "Medication current"),
    ("56445-0", (FactList.MEDICINES,), "Medication summary"),
    ("933361000000108", (FactList.MEDICINES,), "Medications and medical devices"),
    ("887151000000100", (FactList.CONDITIONS,), "Problems and issues"),
)
"""Codes of other lists and sections that may name conditions or medicines. None of them is a whole list."""

TEXT_ALONE: Final = "It has a text only. Read the text."
IN_PART_REASON: Final = "It does not say what there is, and there may be something."
LIST_WARNED: Final = "The list says that it may lack something."
ENTRY_ALONE: Final = "Only a list names it. The record has no resource for it."
REMOVED: Final = "It was removed from the list."
LIST_NOT_CURRENT: Final = "The list is not in use."
EMPTY_WITHOUT_REASON: Final = "The list is empty, and does not say that there is nothing."
DATED_LATER: Final = "It is dated after today."
NOT_ALONE: Final = "It says that there is nothing, and another part of the record may name something."
TOTAL_UNKNOWN: Final = "The amount of another magnesium product is not known, so there is no total."
UNDATED_RESULT: Final = "Without a date, the kidney function counts as not assessed too."
NO_ALLERGY: Final = "It says that no allergy is known. Allergies are no part of a situation."
ALLERGY: Final = "Allergies are no part of a situation. Compare them with the label of the product."
NOTHING_KNOWN: Final = "It says that nothing is known."
DELETED: Final = "It was deleted from the record."
NONE_IS_OLD: Final = "This was stated over a year ago, so there may be something now."
NONE_IS_UNSURE: Final = "It says that there is nothing, but the record is not sure of it."
NO_DATE_DOUBT: Final = "It has no date."
OLD_AFTER_DAYS: Final = 366
"""A statement that there is nothing does not count if it is older."""

NO_ALLERGY_CODES: Final[tuple[tuple[str, str], ...]] = (
    ("716186003", "No known allergy"),
    ("409137002", "No known drug allergy"),
    ("429625007", "No known food allergy"),
    ("428607008", "No known environmental allergy"),
    ("no-known-allergies", "No known allergies"),
    ("no-known-medication-allergies", "No known medication allergies"),
    ("no-known-food-allergies", "No known food allergies"),
    ("no-known-environmental-allergies", "No known environmental allergies"),
)
