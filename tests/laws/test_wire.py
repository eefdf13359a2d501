"""Every value written as JSON reads back equal, and no input breaks the reader."""

from typing import Any

import pytest
from hypothesis import given, strategies as st

from alpims_mg import (
    Acknowledgement,
    Capsule,
    Case,
    Change,
    Compound,
    Consult,
    Counterfactual,
    Counterfactuals,
    Decision,
    DosePlan,
    Egfr,
    Elemental,
    Finding,
    FormOption,
    FormOptions,
    Infeasible,
    Intake,
    InvalidInputError,
    Label,
    LimitCheck,
    Medicine,
    NamedSalt,
    NeedsInformation,
    Offer,
    Portion,
    Proposal,
    RouteOption,
    RouteOptions,
    Serving,
    Situation,
    Step,
    Topical,
    TopicalPlan,
    WhyNot,
    Withhold,
)
from alpims_mg.courses.carrying import CarriedOver
from alpims_mg.courses.check_ins import CheckIn
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
from alpims_mg.model.decisions import Alternative, NotChecked
from alpims_mg.model.proposals import DayCase
from alpims_mg.model.provenance import Citation
from alpims_mg.model.routines import Routine
from alpims_mg.model.separations import DoseSeparation
from alpims_mg.testing import laws, strategies
from alpims_mg.wire import make_converter, read_case, read_day_case, read_decision, read_ledger, read_plan, to_json

ON_THE_WIRE = (
    Acknowledgement, Alternative, LimitCheck, Capsule, Case, Change, Citation, Compound, Consult, DosePlan, Egfr,
    Elemental, Finding, FormOption, FormOptions, DoseSeparation, Infeasible, Intake, Label, Medicine, NamedSalt,
    NeedsInformation, NotChecked, Offer, Portion, Proposal, RouteOption, RouteOptions, Serving, Situation, Step,
    Topical, TopicalPlan, Counterfactual, Counterfactuals, WhyNot, Withhold,
    DayCase, DaySchedule, FreeInterval, MedicineDose, Unschedulable, SchedulingConflict, PlacedIntake, Routine,
    Requirement, CheckIn, Course, Diary, Ledger, LedgerDay, Review, RungDate, Preview, JointReview, OtherCourse,
    JointDiary, ProductChange, ZoneOutlook, CarriedOver,
)  # fmt: skip
CONVERTER = make_converter()
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("kind", ON_THE_WIRE, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_structure_after_unstructure_is_identity(kind: type, data: st.DataObject) -> None:
    laws.structure_after_unstructure_is_identity(data.draw(st.from_type(kind)), kind)


@given(decision=strategies.decisions())
def test_a_decision_reads_back_as_the_same_member_of_its_union(decision: Decision) -> None:
    laws.structure_after_unstructure_is_identity(decision, Decision)


@given(day=strategies.days())
def test_a_day_reads_back_as_the_same_member_of_its_union(day: Day) -> None:
    laws.structure_after_unstructure_is_identity(day, Day)


@given(decision=strategies.decisions())
def test_an_answer_written_as_json_reads_back_equal(decision: Decision) -> None:
    assert read_decision(to_json(decision).encode()) == decision


@given(plan=st.from_type(DosePlan) | st.from_type(TopicalPlan))
def test_a_plan_written_as_json_reads_back_equal(plan: DosePlan | TopicalPlan) -> None:
    assert read_plan(to_json(plan).encode()) == plan


@given(ledger=st.from_type(Ledger))
def test_a_ledger_written_as_json_reads_back_equal(ledger: Ledger) -> None:
    assert read_ledger(to_json(ledger).encode()) == ledger


@given(review=st.from_type(Review))
def test_the_ledger_of_a_review_written_as_json_reads_back_equal(review: Review) -> None:
    assert read_ledger(to_json(review)) == review.ledger


@given(case=strategies.day_cases())
def test_a_day_case_written_as_json_reads_back_equal(case: DayCase) -> None:
    assert read_day_case(to_json(case)) == case


@given(case=strategies.cases())
def test_a_case_written_as_json_reads_back_equal(case: Case) -> None:
    assert read_case(to_json(case)) == case


@given(case=strategies.cases(), data=st.data(), junk=JUNK)
def test_one_replaced_value_anywhere_is_valid_or_rejected_with_its_path(case: Case, data: Any, junk: Any) -> None:
    written = CONVERTER.unstructure(case)
    container, path = written, list[Any]()
    parent, key = container, next(iter(container))
    while isinstance(container, dict | list) and container:
        keys = sorted(container) if isinstance(container, dict) else range(len(container))
        parent, key = container, data.draw(st.sampled_from(list(keys)))
        path.append(key)
        container = container[key]
        if data.draw(st.booleans()):
            break
    parent[key] = junk
    try:
        read = CONVERTER.structure(written, Case)
    except InvalidInputError as error:
        faults = error.faults
    else:
        laws.structure_after_unstructure_is_identity(read, Case)
        faults = ()
    assert all(fault.path.startswith(str(path[0])) and fault.expected and fault.fix for fault in faults)


@given(data=st.binary(max_size=40) | st.text(max_size=40))
def test_arbitrary_bytes_raise_invalid_input_and_nothing_else(data: bytes | str) -> None:
    with pytest.raises(InvalidInputError):
        read_case(data)
