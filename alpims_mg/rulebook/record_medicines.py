"""Words and codes of medicines in a record: code systems, statuses, routes, dose forms, units and times.

The rows say how a resource of FHIR is read. What an order of the medicine then means for magnesium stands in the tables
of medicines.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple, final

from alpims_mg.model.provenance import Citation, Source, SourceKind
from alpims_mg.model.vocabulary import MedicineRoute, Word
from alpims_mg.rulebook.record_code_systems import CodeSystem
from alpims_mg.rulebook.sources import CONVENTION

# --- Sources
_FHIR: Final = Source(
    title="HL7 FHIR, R4 and R5", kind=SourceKind.AUTHORITY, url="https://hl7.org/fhir/medications-module.html"
)
_SNOMED: Final = Source(title="SNOMED CT, UK Core value set of administration routes", kind=SourceKind.AUTHORITY)
_EDQM: Final = Source(
    title="EDQM Standard Terms, as the International Patient Summary lists them",
    kind=SourceKind.AUTHORITY,
    url="https://hl7.org/fhir/uv/ips/STU1/ValueSet-medicine-route-of-administration.html",
)
_HL7_V3: Final = Source(
    title="HL7 v3 code systems RouteOfAdministration and GTSAbbreviation",
    kind=SourceKind.AUTHORITY,
    url="http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration",
)
RECORD_MEDICINE_CITES: Final = (
    Citation(source=_FHIR, place="MedicationRequest, MedicationStatement", claim="What each status and intent means."),
    Citation(source=_SNOMED, place="routes", claim="The display text of each SNOMED CT code."),
    Citation(source=_EDQM, place="routes and dose forms", claim="The display text of each code."),
    Citation(source=_HL7_V3, place="concepts", claim="The display text of each code."),
    Citation(
        source=CONVENTION,
        place="reading of medicines in a record",
        claim="Which order counts as taken. Whatever the record leaves open counts as taken, with a doubt in words.",
    ),
)
"""What the rows of this module cite."""


# --- Whether an order counts
class Taking(Word):
    """Whether a status or intent means that the person takes the medicine."""

    TAKEN = "taken"
    DOUBTFUL = "doubtful"
    """It counts as taken, with a doubt in words."""
    NOT_TAKEN = "not-taken"


@final
class TakingRow(NamedTuple):
    """What a status, an adherence or an intent means. ``words`` are the doubt, or the reason why it does not count."""

    taking: Taking
    words: str = ""


_TAKEN: Final = TakingRow(Taking.TAKEN)
_HELD: Final = TakingRow(Taking.NOT_TAKEN, "It is on hold.")
_STOPPED: Final = TakingRow(Taking.NOT_TAKEN, "It was stopped.")
_NOT_TAKEN: Final = TakingRow(Taking.NOT_TAKEN, "The person does not take it.")
_DRAFT: Final = TakingRow(Taking.NOT_TAKEN, "It is a draft.")

STATUSES: Final[Mapping[str, TakingRow]] = MappingProxyType(
    {
        "active": _TAKEN,
        "recorded": _TAKEN,
        "intended": TakingRow(Taking.DOUBTFUL, "It is intended. The record does not say that it was begun."),
        "unknown": TakingRow(Taking.DOUBTFUL, "Its status is unknown."),
        "on-hold": _HELD,
        "stopped": _STOPPED,
        "draft": _DRAFT,
        "not-taken": _NOT_TAKEN,
        "cancelled": TakingRow(Taking.NOT_TAKEN, "It was cancelled."),
        "completed": TakingRow(Taking.NOT_TAKEN, "It is completed."),
        "ended": TakingRow(Taking.NOT_TAKEN, "It has ended."),
        "entered-in-error": TakingRow(Taking.NOT_TAKEN, "It was entered in error."),
    }
)
"""The statuses of orders and statements, in R4 and R5."""
COMPLETED: Final = "completed"
COMPLETED_EARLY: Final = TakingRow(Taking.DOUBTFUL, "It is completed, but its last day is not over.")
COMPLETED_ENTRY: Final = TakingRow(Taking.DOUBTFUL, "Its entry is completed. Such entries are often still taken.")
COMPLETED_ENTRY_PROFILES: Final = (
    "http://chmed.emediplan.ch/fhir/",
    "http://chmed20af.emediplan.ch/fhir/",
    "http://fhir.ch/ig/ch-emed",
)
"""How the profiles begin of Swiss medication plans. They call an entry completed that is written to its end.

HL7 Switzerland, CHMED implementation guide, examples of medication cards.
"""
NO_STATUS: Final = TakingRow(Taking.DOUBTFUL, "It has no status.")
OTHER_STATUS: Final = TakingRow(Taking.DOUBTFUL, "Its status is none that FHIR knows.")

NOT_TAKEN_MARKS: Final = (("wasNotTaken", True), ("taken", "n"))
"""Elements of a statement, before release 4 of FHIR, and their value if the medicine is not taken."""

ADHERENCES: Final[Mapping[str, TakingRow]] = MappingProxyType(
    {
        "taking": _TAKEN,
        "taking-as-directed": _TAKEN,
        "taking-not-as-directed": TakingRow(Taking.DOUBTFUL, "It is not taken as directed."),
        "not-taking": _NOT_TAKEN,
        "on-hold": _HELD,
        "on-hold-as-directed": _HELD,
        "on-hold-not-as-directed": _HELD,
        "stopped": _STOPPED,
        "stopped-as-directed": _STOPPED,
        "stopped-not-as-directed": _STOPPED,
        "unknown": TakingRow(Taking.DOUBTFUL, "The record does not say whether it is taken."),
    }
)
"""The codes of ``MedicationStatement.adherence`` in R5. Any other code says nothing."""

_ONLY_AN_OPTION: Final = TakingRow(Taking.NOT_TAKEN, "It is one of several options, not an order.")
INTENTS: Final[Mapping[str, TakingRow]] = MappingProxyType(
    {
        "order": _TAKEN,
        "original-order": _TAKEN,
        "reflex-order": _TAKEN,
        "filler-order": _TAKEN,
        "instance-order": _TAKEN,
        "plan": TakingRow(Taking.DOUBTFUL, "It is a plan, not an order."),
        "proposal": TakingRow(Taking.NOT_TAKEN, "It is a proposal, not an order."),
        "option": _ONLY_AN_OPTION,
    }
)
"""The intents of an order. A plan or a proposal that the person reports taking counts as taken."""
REPORTED_INTENTS: Final = ("plan", "proposal")
NO_INTENT: Final = TakingRow(Taking.DOUBTFUL, "The record does not say whether it is an order.")

OLD_AFTER_YEARS: Final = 1
"""An order of this many whole years, or more, counts with a doubt (CONVENTION)."""
AGE_DOUBT: Final = "This order is {age} old."
NO_DATE_DOUBT: Final = "It has no date."
BEGINS_DOUBT: Final = "It is to be taken from {day}."
DURATION_DOUBT: Final = "It was to be taken until {day}."
VALIDITY_DOUBT: Final = "Its prescription was valid until {day}."
NO_DOSE_DOUBT: Final = "Each of its doses is 0."
PRODUCT_IN_ERROR_DOUBT: Final = "The entry of its product was entered in error."
REFERENCE_DOUBT: Final = "The reference to the product names another medicine than the product does."
CUT_DOUBT: Final = "Its name is too long to be read in full."

NOT_TO_BE_GIVEN: Final = "It says not to give this medicine."
ENDED: Final = "It ended on {day}."
NOT_BEGUN: Final = "It begins after today."
NO_NAME: Final = "The record does not say which medicine it is."
TOO_MANY: Final = "The record has more medicines than can be read. This one does not fit."
REASON: Final = " The reason: {reason}."
DISPENSED: Final = "That it was dispensed does not show that the person takes it."
GIVEN: Final = "That it was given does not show that the person still takes it."
NOT_GIVEN: Final = "It was not given, or was entered in error."
NOT_ORDERED: Final = "It is a product that no order of the record names."
UNNAMED_MEDICINE: Final = "a medicine that the record does not name"

# --- Infusions
INFUSION_DAYS: Final = 30
"""For how many days magnesium into a vein or muscle counts as recent (CONVENTION: no source says for how long)."""
NOT_GIVEN_STATUSES: Final = ("not-done", "entered-in-error", "not-given")
"""The statuses of an administration that was not given."""
RUNNING_STATUS: Final = "in-progress"
NOT_SUPPLIED_STATUSES: Final = (*NOT_GIVEN_STATUSES, "cancelled", "declined")
"""The statuses of a dispense or an administration that did not take place."""
SUPPLY_DAYS: Final = 366
GIVEN_DAYS: Final = 30
"""For how many days a medicine that was dispensed, or given, may still be taken (CONVENTION)."""
DAYS_OF_UNITS: Final[Mapping[str, int]] = MappingProxyType(
    {"d": 1, "day": 1, "days": 1, "wk": 7, "week": 7, "weeks": 7, "mo": 31, "month": 31, "months": 31}
)
"""The most days in each unit of a duration."""
INFUSION_NO_DATE_DOUBT: Final = "The record does not say when it was given."
INFUSION_ROUTE_DOUBT: Final = "The record does not say how it was given."


# --- Routes
class RecordRoute(Word):
    """How a medicine of a record is given."""

    SWALLOWED = "swallowed"
    """By mouth, or through a tube into the stomach or gut."""
    VEIN_OR_MUSCLE = "vein-or-muscle"
    OUTSIDE_THE_GUT = "outside-the-gut"
    UNCLEAR = "unclear"
    """A part of it may reach the gut, as from under the tongue or the rectum."""


ROUTES: Final[Mapping[RecordRoute, MedicineRoute]] = MappingProxyType(
    {
        RecordRoute.SWALLOWED: MedicineRoute.ORAL,
        RecordRoute.VEIN_OR_MUSCLE: MedicineRoute.OTHER,
        RecordRoute.OUTSIDE_THE_GUT: MedicineRoute.OTHER,
        RecordRoute.UNCLEAR: MedicineRoute.UNKNOWN,
    }
)

# Formatted by hand, with many codes on a line.
# fmt: off
ROUTE_CODES: Final[tuple[tuple[CodeSystem, RecordRoute, tuple[str, ...]], ...]] = (
    (CodeSystem.SNOMED_CT, RecordRoute.SWALLOWED, (
        "26643006", "260548002", "127490009", "127491008", "127492001", "418730005", "372454008", "225691000001105",
        "34777511000001106",
    )),
    (CodeSystem.SNOMED_CT, RecordRoute.VEIN_OR_MUSCLE, ("47625008", "78421000", "417255000")),
    (CodeSystem.SNOMED_CT, RecordRoute.OUTSIDE_THE_GUT, (
        "34206005", "6064005", "54485002", "10547007", "46713006", "45890007", "18679011000001101", "447694001",
        "16857009", "372464004", "12130007", "58100008", "38239002", "72607000", "404820008", "62226000", "372471009",
        "372468001", "418401004", "372476004", "90028008", "372452007", "372460008", "372463005", "372466002",
        "372475000", "372474001", "448077001", "418321004", "418821007", "372450004", "372451000", "372469009",
        "718329006", "21856811000001103", "60213007",
    )),
    (CodeSystem.SNOMED_CT, RecordRoute.UNCLEAR, (
        "37839007", "54471007", "37161004", "372473007", "404815008", "11479001000001107", "372457001", "372449004",
    )),
    (CodeSystem.EDQM, RecordRoute.SWALLOWED, ("20053000", "20013500", "20013000", "20021000")),
    (CodeSystem.EDQM, RecordRoute.VEIN_OR_MUSCLE, ("20045000", "20035000")),
    (CodeSystem.EDQM, RecordRoute.OUTSIDE_THE_GUT, (
        "20001000", "20003000", "20006000", "20007000", "20008000", "20009000", "20010000", "20015000", "20015500",
        "20020000", "20023000", "20024000", "20030000", "20049000", "20066000",
    )),
    (CodeSystem.EDQM, RecordRoute.UNCLEAR, ("20002500", "20004000", "20014000")),
    (CodeSystem.V3_ROUTE, RecordRoute.SWALLOWED, (
        "PO", "CHEW", "DISSOLVE", "EFT", "ENTINSTL", "GT", "NGT", "OGT", "GJT", "JJTINSTL", "IDUODINSTIL",
        "IGASTINSTIL", "NASOGASINSTIL", "OJJ", "SWISHSWAL",
    )),
    (CodeSystem.V3_ROUTE, RecordRoute.VEIN_OR_MUSCLE, (
        "IV", "IVC", "IVCC", "IVCI", "IVFLUSH", "IVASCINFUS", "IVASCINJ", "IVINJ", "IVINJBOL", "IVPUSH", "IVRPUSH",
        "IVSPUSH", "PCA", "IM", "IMD", "IMZ", "IOSSC", "IOSSINJ", "PARENTINJ",
    )),
    (CodeSystem.V3_ROUTE, RecordRoute.OUTSIDE_THE_GUT, (
        "SQ", "SQINFUS", "SQIMPLNT", "SQSURGINS", "IDINJ", "IDIMPLNT", "IPUMPINJ", "IPINHL", "ORIFINHL", "REBREATH",
        "NASINHL", "NASINHLC", "NEB", "NASNEB", "ORNEB", "TRACH", "VENT", "VENTMASK", "ETNEB", "NASAL", "NASALINSTIL",
        "OPTHALTA", "IOINJ", "IOINSTL", "IOTOP", "IVITINJ", "OT", "TOPICAL", "SKIN", "SCALP", "HAIR", "NAIL", "DRESS",
        "SWAB", "SOAK", "SHAMPOO", "TRNSDERM", "TRNSDERMD", "OCDRESTA", "VAGINS", "VAGINSI", "DOUCHE", "IU", "IUINJ",
        "EPI", "EPIDURINJ", "IT", "ITINJ", "IA", "IAINJ", "IARTINJ", "IPERINJ", "BLADINSTL", "IVESINJ", "URETHINS",
    )),
    (CodeSystem.V3_ROUTE, RecordRoute.UNCLEAR, (
        "SL", "BUC", "PR", "RECTAL", "RECINSTL", "RECTINSTL", "ENEMA", "RETENEMA", "ORMUC", "ORALTA", "SUCK",
        "TRNSLING", "MUC", "TMUCTA", "GARGLE", "SWISHSPIT",
    )),
)
"""The codes of routes. A code that is not listed is read by its words."""

DOSE_FORM_CODES: Final[tuple[tuple[CodeSystem, RecordRoute, tuple[str, ...]], ...]] = (
    (CodeSystem.EDQM, RecordRoute.SWALLOWED, (
        "10101000", "10102000", "10103000", "10104000", "10105000", "10106000", "10107000", "10110000", "10111000",
        "10112000", "10113000", "10117000", "10120000", "10121000", "10201000", "10203000", "10204000", "10205000",
        "10206000", "10207000", "10208000", "10210000", "10211000", "10212000", "10213000",
    )),
    (CodeSystem.EDQM, RecordRoute.VEIN_OR_MUSCLE, ("11212000", "50076000")),
    (CodeSystem.EDQM, RecordRoute.OUTSIDE_THE_GUT, (
        "10601000", "10702000", "10705000", "10714000", "10801000", "10804000", "10810000", "10811000", "11201000",
        "11208400", "11303000", "13033000", "13129000", "50018000", "50018500", "50077000",
    )),
)
"""The codes of dose forms that say how a medicine is given. A code that is not listed is read by its words."""

ROUTE_WORDS: Final[tuple[tuple[RecordRoute, tuple[str, ...]], ...]] = (
    (RecordRoute.VEIN_OR_MUSCLE, (
        "intravenous", "intravenously", "iv", "i v", "ivpb", "intravenos", "intravenose", "intravenosa",
        "intraveineuse", "endovenosa", "dozylnie", "intraveneus", "intramuscular", "intramuscularly", "im", "i m",
        "intramuskular", "intramusculaire", "intramuscolare", "domiesniowo", "infusion", "infusione", "infuus",
        "perfusion", "intraosseous",
    )),
    (RecordRoute.OUTSIDE_THE_GUT, (
        "ocular", "okular", "oculaire", "conjunctival", "intravitreal", "both eyes", "left eye", "right eye", "eye",
        "auricular", "otic", "ear", "cutaneous", "kutan", "cutanee", "topical", "topically", "skin", "nose",
        "nasal", "intranasal", "respiratory tract", "inhalational", "inhalativ", "intradermal", "intrathecal",
        "epidural", "intraarticular", "intrauterine", "urethral", "intravesical", "subcutaneously", "sc", "s c",
    )),
    (RecordRoute.SWALLOWED, ("by mouth", "per os", "per oral", "peroral", "nasogastric", "gastrostomy", "enteral")),
)
"""Words of a route, read one after another, beside the words for dose forms that are not swallowed."""

# --- Amounts and times
MASS_UNITS: Final[Mapping[str, int]] = MappingProxyType({
        **dict.fromkeys(("mg", "milligram", "milligrams"), 10**6),
        **dict.fromkeys(("g", "gram", "grams"), 10**9),
        **dict.fromkeys(("ug", "mcg", "microgram", "micrograms"), 10**3),
    })
"""The nanograms in one of each unit of mass."""
UNIT_SOLID: Final = "unit"
UNIT_MILLILITRE: Final = "ml"
UNIT_MILLIGRAM: Final = "mg"
"""The units that a strength is stated for."""
MILLILITRES: Final = ("ml", "milliliter", "milliliters", "millilitre", "millilitres", "cc")
SOLID_UNITS: Final = (
    "1", "{tbl}", "{tab}", "{tablet}", "{cap}", "{capsule}", "{caplet}", "{dose}", "{unit}", "{each}", "{sachet}",
    "tablet", "tablets", "tab", "tabs", "tbl", "tabl", "tablette", "tabletten", "comprime", "comprimes", "comprimé",
    "comprimés", "compressa", "compresse", "comprimido", "comprimidos", "tabletka", "tabletki", "tablet(s)",
    "capsule", "capsules", "cap", "caps", "kapsel", "kapseln", "gelule", "gelules", "gélule", "gélules", "capsula",
    "capsule(s)", "caplet", "caplets", "softgel", "softgels", "stück", "stueck", "stk", "st", "unit", "units", "each",
    "sachet", "sachets", "beutel", "dose form",
)
"""Units of one tablet, capsule or sachet, in lower case."""
# fmt: on

TIMES_A_DAY: Final[Mapping[str, int]] = MappingProxyType(
    {
        **dict.fromkeys(("QD", "AM", "PM", "BED"), 1),
        "BID": 2,
        "TID": 3,
        "QID": 4,
        "Q8H": 3,
        "Q6H": 4,
        "Q4H": 6,
        "Q3H": 8,
        "Q2H": 12,
        "Q1H": 24,
    }
)
"""How often a day the codes of ``Timing.code`` mean."""
LONGEST_DAYS: Final[Mapping[str, int]] = MappingProxyType({"h": 1, "d": 1, "wk": 7, "mo": 31, "a": 366})
"""The most days in one unit of a duration."""
HOURS_OF_A_DAY: Final = 24

# --- What is missing for the daily amount of magnesium
MISSING_STRENGTH: Final = "how much elemental magnesium one unit gives"
MISSING_RANGE: Final = (
    "how much elemental magnesium one unit gives. The mass of the salt in one unit can hold {least} to {most} mg"
)
MISSING_DOSE: Final = "how much is taken at a time"
MISSING_TIMES: Final = "how often it is taken"
MISSING_AS_NEEDED: Final = "how much is taken in a day. It is taken as needed"
MISSING_UNIT: Final = "the dose in tablets, capsules or another unit that its strength is stated for"
MISSING_PHASES: Final = "which of its doses is taken now"
MISSING_SWALLOWED: Final = "that it is swallowed"
MISSING_FORM: Final = "the form of magnesium, as one of the forms that can be planned"
MISSING_DIVIDING: Final = "into how many equal parts one unit can be divided"
SALT_DOUBT: Final = "The magnesium is computed from the mass of its salt."
ELEMENT_CODES: Final[Mapping[CodeSystem, tuple[str, ...]]] = MappingProxyType({CodeSystem.RXNORM: ("6574",)})
"""Codes of magnesium as an element. An ingredient with such a code has its strength in elemental magnesium."""
