"""Decides, explains and schedules magnesium supplements for people with ALPIMS conditions.

``assess`` answers whether a person may start, keep or raise magnesium today, in which form and by which route, with
what schedule, and if not, what may be done instead: always with reasons and their sources. Unknown is never
permission. It is no diagnosis, and no claim that magnesium works.
"""

from alpims_mg._kit.tables import Rule, every, when
from alpims_mg.assessment import assess
from alpims_mg.decisions import (
    Alternative,
    Consult,
    Decision,
    Infeasible,
    NeedsInformation,
    NotChecked,
    Offer,
    Withhold,
)
from alpims_mg.eligibility import zone_eligibility
from alpims_mg.errors import AlpimsMgError, InvalidInputError, InvalidQuantityError, RulebookError
from alpims_mg.explanation import explain, tabulate
from alpims_mg.findings import Finding, Hours, Verdict
from alpims_mg.plans import DosePlan, Intake, Step, TopicalPlan
from alpims_mg.policies import tightened
from alpims_mg.products import Capsule, Topical
from alpims_mg.provenance import Citation, Source, Standing, Sureness
from alpims_mg.quantities import Compound, Elemental, Portion
from alpims_mg.rulebook import CURRENT, EDITION, Rulebook
from alpims_mg.situations import Acknowledgement, Case, Medicine, Proposal, Situation
from alpims_mg.titration import titration_schedule
from alpims_mg.vocabulary import (
    Additive,
    Aim,
    Condition,
    Domain,
    Form,
    Intent,
    KidneyFunction,
    MedicineClass,
    MedicineRoute,
    Reaction,
    Route,
    TimeOfDay,
    Tolerance,
    Vehicle,
    Zone,
)

__all__ = [
    "CURRENT",
    "EDITION",
    "Acknowledgement",
    "Additive",
    "Aim",
    "AlpimsMgError",
    "Alternative",
    "Capsule",
    "Case",
    "Citation",
    "Compound",
    "Condition",
    "Consult",
    "Decision",
    "Domain",
    "DosePlan",
    "Elemental",
    "Finding",
    "Form",
    "Hours",
    "Infeasible",
    "Intake",
    "Intent",
    "InvalidInputError",
    "InvalidQuantityError",
    "KidneyFunction",
    "Medicine",
    "MedicineClass",
    "MedicineRoute",
    "NeedsInformation",
    "NotChecked",
    "Offer",
    "Portion",
    "Proposal",
    "Reaction",
    "Route",
    "Rule",
    "Rulebook",
    "RulebookError",
    "Situation",
    "Source",
    "Standing",
    "Step",
    "Sureness",
    "TimeOfDay",
    "Tolerance",
    "Topical",
    "TopicalPlan",
    "Vehicle",
    "Verdict",
    "Withhold",
    "Zone",
    "assess",
    "every",
    "explain",
    "tabulate",
    "tightened",
    "titration_schedule",
    "when",
    "zone_eligibility",
]
