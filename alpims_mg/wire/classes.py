"""Lists the classes that have a JSON form, and the keys and words that identify a member of a union."""

from types import NoneType, UnionType
from typing import Any, final, get_args

import attrs

from alpims_mg._internal.validation import short_repr
from alpims_mg.courses.carrying import CarriedOver
from alpims_mg.courses.check_ins import CheckIn, DoseTaken
from alpims_mg.courses.comparison import Difference, DifferenceRow
from alpims_mg.courses.course_days import LedgerDay
from alpims_mg.courses.diary import Course, Diary, OtherCourse, ProductChange
from alpims_mg.courses.joint_reviews import JointDiary, JointReview
from alpims_mg.courses.ledgers import Ledger
from alpims_mg.courses.looking_ahead import Preview, ZoneOutlook
from alpims_mg.courses.review_types import Requirement, Review, RungDate
from alpims_mg.dosing.days import (
    Day,
    DaySchedule,
    FreeInterval,
    MedicineDose,
    PlacedIntake,
    SchedulingConflict,
    Unschedulable,
)
from alpims_mg.dosing.supplies import RungSupply, Supply
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.explanation.counterfactuals import Change, Counterfactual, Counterfactuals
from alpims_mg.explanation.explanations import WhyNot
from alpims_mg.explanation.options import FormOption, FormOptions, RouteOption, RouteOptions
from alpims_mg.labels.label import Label
from alpims_mg.labels.lines import NamedSalt
from alpims_mg.labels.servings import Serving
from alpims_mg.model.agreements import ToAcknowledge
from alpims_mg.model.answer_words import AnswerWords
from alpims_mg.model.case_questions import FactQuestion
from alpims_mg.model.decisions import Alternative, Consult, Decision, NeedsInformation, NotChecked, Offer, Withhold
from alpims_mg.model.findings import Finding
from alpims_mg.model.intakes import Intake
from alpims_mg.model.limit_checks import DoseBand, LimitCheck
from alpims_mg.model.plans import DosePlan, Plan, Step, TopicalPlan
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.products_without_plan import Infeasible
from alpims_mg.model.proposals import Case, DayCase, Proposal
from alpims_mg.model.provenance import Certainty, SourceKind
from alpims_mg.model.routines import Routine
from alpims_mg.model.separations import DoseSeparation
from alpims_mg.model.situations import Acknowledgement, Egfr, Medicine, Situation

WRITTEN_FIRST = frozenset({"edition", "plan", "draft"})
"""The names of fields that are written before all others, so that a reader sees the plan before the findings."""


OMITTED_AT_DEFAULT = frozenset(
    {
        "about",
        "bands",
        "capsule",
        "clock",
        "compound",
        "contradictions",
        "counted_once",
        "doses",
        "dosage_form",
        "follows",
        "hold",
        "id",
        "lower_to",
        "numbers",
        "on",
        "other_rungs",
        "partial",
        "replaces",
        "rest_quarters",
        "separation",
        "severity",
        "supposed",
        "told",
        "urgent",
        "url",
        "used_quarters",
        "wish",
        "withdraw",
    }
)
"""The names of fields that are not written if they have their default value."""


UNIONS: dict[Any, tuple[str, dict[str, type]]] = {
    Product: ("kind", {"capsule": Capsule, "topical": Topical}),
    Plan: ("kind", {"dose-plan": DosePlan, "topical-plan": TopicalPlan}),
    Day: ("kind", {"day-schedule": DaySchedule, "unschedulable": Unschedulable}),
    Decision: (
        "decision",
        {kind.answer.value: kind for kind in (Offer, Consult, Withhold, NeedsInformation)},
    ),
}
"""For each union, a pair: the JSON key that tells its classes apart, and a mapping from the key's values to classes."""


DERIVED: dict[type, tuple[str, ...]] = {Finding: ("text",), NotChecked: ("text",), LimitCheck: ("text",)}
"""For each class, the names of properties that are written as JSON in addition to its fields.

A reader of the JSON thus need not fill templates. When the JSON is read back, the value must equal the property.
"""

TAGS: dict[type, tuple[str, str]] = {
    member: (tag, word) for tag, members in UNIONS.values() for word, member in members.items()
}
"""For each class in a union, a pair: the JSON key that tells the classes apart, and its value for this class."""


@final
@attrs.frozen(kw_only=True)
class FlatCitation:
    """A citation in its JSON form: one object that holds both the fields of the source and those of the citation."""

    kind: SourceKind
    source: str
    place: str
    claim: str
    certainty: Certainty
    url: str | None = None

    def __attrs_post_init__(self) -> None:
        raise_if_any(
            Fault(
                path=name,
                expected="text that is not blank",
                actual=short_repr(text),
                fix="name the source, the place and the claim",
            )
            for name, text in (("source", self.source), ("place", self.place), ("claim", self.claim))
            if not str(text).strip()
        )


CLASSES: tuple[type, ...] = (
    *TAGS,
    FlatCitation,
    DoseSeparation,
    Finding,
    AnswerWords,
    FactQuestion,
    NotChecked,
    Infeasible,
    Acknowledgement,
    ToAcknowledge,
    Medicine,
    Egfr,
    Situation,
    Intake,
    Step,
    LimitCheck,
    DoseBand,
    Proposal,
    Case,
    Alternative,
    WhyNot,
    Change,
    Counterfactual,
    Counterfactuals,
    FormOption,
    RouteOption,
    FormOptions,
    RouteOptions,
    NamedSalt,
    Serving,
    Label,
    Routine,
    DayCase,
    PlacedIntake,
    MedicineDose,
    FreeInterval,
    SchedulingConflict,
    DoseTaken,
    CheckIn,
    ProductChange,
    Diary,
    JointDiary,
    Course,
    OtherCourse,
    LedgerDay,
    Ledger,
    Requirement,
    RungDate,
    Review,
    JointReview,
    ZoneOutlook,
    Preview,
    RungSupply,
    Supply,
    DifferenceRow,
    Difference,
    CarriedOver,
)


def unwrap_optional(kind: Any) -> Any:
    """``T`` for the type ``T | None``, also if ``T`` is a union; None for a type that does not allow None."""
    members = get_args(kind)
    if not isinstance(kind, UnionType) or NoneType not in members:
        return None
    inner, *others = (member for member in members if member is not NoneType)
    for other in others:
        inner |= other
    return inner
