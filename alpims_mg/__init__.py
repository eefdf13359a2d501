"""Decides, explains and schedules magnesium supplements for people with ALPIMS conditions.

``assess`` answers one question: may this person start, keep or raise magnesium today, in this form and by this route?
A yes includes a schedule. A no names alternatives where there are any. Every answer gives its reasons and sources.
An unknown fact is never permission.

The library makes no diagnosis and no claim that magnesium works. It is for learning and support. It gives no medical
advice.

>>> capsule = Capsule(
...     form=Form.GLYCINATE,
...     elemental=Elemental.mg(100),
...     divides_into=4,
...     dosage_form=DosageForm.HARD_CAPSULE,
...     ingredients=["hypromellose"],
... )
>>> today = Situation(zone=Zone.RED, age_years=34, kidney=KidneyFunction.NORMAL, conditions=[], medicines=[])
>>> match assess(today, Proposal(intent=Intent.START, product=capsule)):
...     case Offer(plan=plan):
...         print(plan.summary())
...     case Consult(draft=draft):
...         print("ask a clinician about this draft:", draft.summary())
...     case NeedsInformation(missing=missing):
...         print("please state", *missing)
...     case Withhold(alternatives=alternatives):
...         print("not today; instead:", *(str(other.proposal) for other in alternatives))
not today; instead: start topical magnesium, oil

The names of this package, by task:

- answer: ``assess``, ``acknowledge``, ``zone_eligibility``, ``form_options``, ``route_options``
- explain: ``explain``, ``why_not``, ``what_would_change``, ``decision_grid``, ``tabulate``
- plan: ``titration_schedule``, ``schedule_day``, ``estimate_supply``
- follow a plan day by day: ``begin_course``, ``switch_product``, ``review_course``, ``preview``, ``replay_course``,
  ``map_course``, ``compare``, ``carry_over``
- read a label: ``Label``
- change the rules: ``CURRENT``, ``tighten``, ``tighten_options``

Other modules; everything deeper than these is private:

- ``alpims_mg.rules``: rules, tables, and ``tighten``, which makes a clinic's own stricter rulebook
- ``alpims_mg.wire``: reads and writes JSON
- ``alpims_mg.testing``: hypothesis strategies and laws for your own tests, in ``.strategies`` and ``.laws`` (extra
  ``testing``)
- ``alpims_mg.adapters.cli``: the command line, ``python -m alpims_mg`` (extra ``cli``)
- ``alpims_mg.adapters.frames``: whole registers as data frames (extra ``frames``)
- ``alpims_mg.adapters.jupyter``: a widget that shows how an answer changes with the facts (extra ``jupyter``)
- ``alpims_mg.adapters.plots``: charts of plans, courses and answers (extra ``plots``)
"""

from alpims_mg.assessment.acknowledging import acknowledge
from alpims_mg.assessment.assessing import assess
from alpims_mg.assessment.eligibility import zone_eligibility
from alpims_mg.assessment.green_questions import GreenQuestion, green_check
from alpims_mg.courses.carrying import CarriedOver, carry_over
from alpims_mg.courses.check_ins import CheckIn, DoseTaken
from alpims_mg.courses.comparison import Difference, DifferenceRow, compare
from alpims_mg.courses.course_days import LedgerDay
from alpims_mg.courses.day_kinds import DayKind, ZoneChance
from alpims_mg.courses.diary import Course, OtherCourse
from alpims_mg.courses.joint_reviews import JointReview, review_courses
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.looking_ahead import Preview, ZoneOutlook, preview
from alpims_mg.courses.mapping import map_course
from alpims_mg.courses.maps import CourseMap
from alpims_mg.courses.odds import CourseOdds
from alpims_mg.courses.replays import replay_course
from alpims_mg.courses.review_types import Requirement, Review, RungDate
from alpims_mg.courses.reviews import begin_course, review_course
from alpims_mg.courses.stocks import estimate_supply
from alpims_mg.courses.switching import switch_product
from alpims_mg.dosing.days import (
    DaySchedule,
    FreeInterval,
    MedicineDose,
    PlacedIntake,
    SchedulingConflict,
    Unschedulable,
)
from alpims_mg.dosing.scheduling import schedule_day
from alpims_mg.dosing.supplies import RungSupply, Supply
from alpims_mg.dosing.titration import titration_schedule
from alpims_mg.errors import AlpimsMgError, InvalidInputError, InvalidQuantityError, RulebookError
from alpims_mg.explanation.counterfactuals import Change, Counterfactual, Counterfactuals
from alpims_mg.explanation.explanations import WhyNot, explain, tabulate, why_not
from alpims_mg.explanation.grid_facts import GridFact
from alpims_mg.explanation.grids import DecisionGrid, GridCell, decision_grid
from alpims_mg.explanation.options import FormOption, FormOptions, RouteOption, RouteOptions
from alpims_mg.explanation.ranking import form_options, route_options
from alpims_mg.explanation.search import what_would_change
from alpims_mg.explanation.tightenable import TightenOption, TightenOptions, tighten_options
from alpims_mg.labels.label import Label
from alpims_mg.labels.lines import NamedSalt
from alpims_mg.labels.servings import Serving
from alpims_mg.medicines import MedicineClasses, medicine_classes
from alpims_mg.model.agreements import ToAcknowledge
from alpims_mg.model.answer_words import AnswerWords
from alpims_mg.model.case_questions import FactQuestion
from alpims_mg.model.decisions import Alternative, Consult, Decision, NeedsInformation, NotChecked, Offer, Withhold
from alpims_mg.model.findings import Finding, Findings, Verdict
from alpims_mg.model.intakes import Intake
from alpims_mg.model.limit_checks import DoseBand, LimitCheck, LimitOutcome
from alpims_mg.model.plans import DosePlan, Step, TopicalPlan
from alpims_mg.model.products import Capsule, Topical
from alpims_mg.model.products_without_plan import Infeasible
from alpims_mg.model.proposals import Case, Proposal
from alpims_mg.model.provenance import Certainty, Citation, Source, SourceKind
from alpims_mg.model.quantities import Compound, Elemental, Portion
from alpims_mg.model.routines import Routine
from alpims_mg.model.separations import DoseSeparation
from alpims_mg.model.situations import Acknowledgement, Egfr, Medicine, Situation
from alpims_mg.model.vocabulary import (
    Additive,
    Aim,
    Answer,
    Audience,
    Condition,
    Domain,
    DosageForm,
    Effect,
    EgfrUnit,
    FactList,
    Form,
    Intent,
    KidneyFunction,
    MagnesiumSalt,
    MedicineClass,
    MedicineRoute,
    Reaction,
    Route,
    Severity,
    TimeOfDay,
    Tolerance,
    Vehicle,
    Wish,
    Zone,
)
from alpims_mg.rulebook.clock import ClockConstraint
from alpims_mg.rulebook.courses import Move
from alpims_mg.rulebook.current import CURRENT, EDITION, Rulebook
from alpims_mg.rules.tightening import tighten

__version__ = "0.2.0.dev0"

__all__ = [
    "CURRENT",
    "EDITION",
    "Acknowledgement",
    "Additive",
    "Aim",
    "AlpimsMgError",
    "Alternative",
    "Answer",
    "AnswerWords",
    "Audience",
    "Capsule",
    "CarriedOver",
    "Case",
    "Certainty",
    "Change",
    "CheckIn",
    "Citation",
    "ClockConstraint",
    "Compound",
    "Condition",
    "Consult",
    "Counterfactual",
    "Counterfactuals",
    "Course",
    "CourseMap",
    "CourseOdds",
    "DayKind",
    "DaySchedule",
    "Decision",
    "DecisionGrid",
    "Difference",
    "DifferenceRow",
    "Domain",
    "DosageForm",
    "DoseBand",
    "DosePlan",
    "DoseSeparation",
    "DoseTaken",
    "Effect",
    "Egfr",
    "EgfrUnit",
    "Elemental",
    "FactList",
    "FactQuestion",
    "Finding",
    "Findings",
    "Form",
    "FormOption",
    "FormOptions",
    "FreeInterval",
    "GreenQuestion",
    "GridCell",
    "GridFact",
    "Infeasible",
    "Intake",
    "Intent",
    "InvalidInputError",
    "InvalidQuantityError",
    "JointReview",
    "KidneyFunction",
    "Label",
    "Ledger",
    "LedgerDay",
    "LimitCheck",
    "LimitOutcome",
    "MagnesiumSalt",
    "Medicine",
    "MedicineClass",
    "MedicineClasses",
    "MedicineDose",
    "MedicineRoute",
    "Move",
    "NamedSalt",
    "NeedsInformation",
    "NotChecked",
    "Offer",
    "OtherCourse",
    "PlacedIntake",
    "Portion",
    "Preview",
    "Proposal",
    "Reaction",
    "Requirement",
    "Review",
    "Route",
    "RouteOption",
    "RouteOptions",
    "Routine",
    "Rulebook",
    "RulebookError",
    "RungDate",
    "RungSupply",
    "SchedulingConflict",
    "Serving",
    "Severity",
    "Situation",
    "Source",
    "SourceKind",
    "Step",
    "Supply",
    "TightenOption",
    "TightenOptions",
    "TimeOfDay",
    "ToAcknowledge",
    "Tolerance",
    "Topical",
    "TopicalPlan",
    "Unschedulable",
    "Vehicle",
    "Verdict",
    "WhyNot",
    "Wish",
    "Withhold",
    "Zone",
    "ZoneChance",
    "ZoneOutlook",
    "__version__",
    "acknowledge",
    "assess",
    "begin_course",
    "carry_over",
    "compare",
    "decision_grid",
    "estimate_supply",
    "explain",
    "form_options",
    "green_check",
    "map_course",
    "medicine_classes",
    "preview",
    "replay_course",
    "review_course",
    "review_courses",
    "route_options",
    "schedule_day",
    "switch_product",
    "tabulate",
    "tighten",
    "tighten_options",
    "titration_schedule",
    "what_would_change",
    "why_not",
    "zone_eligibility",
]
