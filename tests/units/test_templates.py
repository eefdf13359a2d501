"""Texts with named places: filled when they are shown, and never with a value that is missing."""

from datetime import date

import pytest
from units.builders import IN_HALVES, faults_of

from alpims_mg import (
    CURRENT,
    Capsule,
    DosageForm,
    DosePlan,
    Elemental,
    Finding,
    Form,
    Infeasible,
    Intent,
    InvalidInputError,
    LimitCheck,
    NotChecked,
    Proposal,
    Situation,
    Step,
    Topical,
    Vehicle,
    Verdict,
    Zone,
    assess,
    explain,
    titration_schedule,
)
from alpims_mg._internal.templates import fill
from alpims_mg.rules.index import tables
from alpims_mg.wire import make_converter

WIRE = make_converter()


@pytest.mark.parametrize(
    ("template", "numbers", "text"),
    [
        ("no place", {}, "no place"),
        ("{a} and {b}", {"a": "1", "b": "2"}, "1 and 2"),
        ("so[: {a} mg][, {b} mg]", {"b": "2"}, "so, 2 mg"),
        ("so[: {a} mg, {b} mg]", {"a": "1"}, "so"),
        ("so {a}", {}, "so {a}"),
        ("a value is not a template: {a}", {"a": "{b}[{c}]", "b": "2"}, "a value is not a template: {b}[{c}]"),
        ("a [bracket] without a place stays, {a}", {"a": "1"}, "a [bracket] without a place stays, 1"),
    ],
)
def test_a_template_is_filled_with_the_values_of_its_places(template: str, numbers: dict[str, str], text: str) -> None:
    assert fill(template, numbers.items()) == text


def test_every_text_of_the_rulebook_reads_without_any_number() -> None:
    reasons = [rule.reason for _, table in tables(CURRENT) for rule in table.rules]
    assert [reason for reason in map(fill, reasons) if set("[]{}") & set(reason)] == []


@pytest.mark.parametrize("numbers", [5, "a", ("a",), (("a", 1),), {"a": 1}, None])
def test_numbers_that_are_not_text_by_name_are_refused(numbers: object) -> None:
    faults = faults_of(NotChecked, path="situation.kidney", because="so", numbers=numbers)
    assert {fault.path for fault in faults} == {"numbers"}


@pytest.mark.parametrize("times", ["25:00", "7", "07:30,19:00", "07:30 noon"])
def test_times_of_day_that_cannot_be_read_are_refused(times: str) -> None:
    faults = faults_of(
        Finding, rule="medicine.iron", verdict=Verdict.CONSULT, because="so", cites=(), numbers={"taken_at": times}
    )
    assert [fault.path for fault in faults] == ["numbers.taken_at"]


def refused(strength: int) -> Infeasible:
    answer = titration_schedule(
        Capsule(
            form=Form.GLYCINATE, elemental=Elemental.mg(strength), divides_into=4, dosage_form=DosageForm.HARD_CAPSULE
        )
    )
    assert isinstance(answer, Infeasible)
    return answer


def test_a_finding_is_written_with_its_template_its_numbers_and_its_text_and_read_back() -> None:
    found = refused(500).finding
    written = WIRE.unstructure(found)
    assert written["numbers"] == {"portion": "1/4", "portion_mg": "125", "most_mg": "100"}
    assert written["because"] == found.because
    assert written["text"] == found.text
    assert "1/4 capsule gives 125 mg" in written["text"]
    assert WIRE.structure(written, type(found)) == found


@pytest.mark.parametrize("kind", ["finding", "gap", "limit"])
def test_a_text_that_does_not_follow_from_its_template_is_refused(kind: str) -> None:
    plan = titration_schedule(IN_HALVES)
    assert isinstance(plan, DosePlan)
    gap = NotChecked(path="situation.kidney", because="{fact}: not stated", numbers={"fact": "kidney function"})
    value: object = {"finding": refused(500).finding, "gap": gap, "limit": plan.limits[0]}[kind]
    written = WIRE.unstructure(value) | {"text": "you may take all of it"}
    with pytest.raises(InvalidInputError, match="text must be"):
        WIRE.structure(written, type(value))


@pytest.mark.parametrize("numbers", [{"portion_mg": 125}, [["portion_mg", "125"]], "125", 5])
def test_numbers_that_are_not_text_by_name_in_json_are_refused_with_their_path(numbers: object) -> None:
    written = WIRE.unstructure(refused(500).finding) | {"numbers": numbers}
    with pytest.raises(InvalidInputError, match="numbers"):
        WIRE.structure(written, type(refused(500).finding))


def test_a_limit_is_shown_without_the_places_of_its_row() -> None:
    plan = titration_schedule(IN_HALVES)
    assert isinstance(plan, DosePlan)
    assert [limit.text for limit in plan.limits if "{" in limit.text or "[" in limit.text] == []
    assert all(isinstance(limit, LimitCheck) for limit in plan.limits)


class TestExplain:
    def test_every_answer_explains_itself(self) -> None:
        assert explain(refused(500)).startswith("[x] This product has no plan.")
        plan = titration_schedule(IN_HALVES)
        assert "Sunday 1 March 2026" in explain(plan, starts=date(2026, 3, 1))

    @pytest.mark.parametrize("answer", [None, "offer", 5])
    def test_anything_else_is_refused(self, answer: object) -> None:
        with pytest.raises(InvalidInputError, match="answer must be"):
            explain(answer)  # type: ignore[arg-type]

    def test_dates_are_refused_for_an_answer_without_days(self) -> None:
        with pytest.raises(InvalidInputError, match="starts must be"):
            explain(refused(500), starts=date(2026, 3, 1))


class TestTruth:
    def test_an_answer_has_no_truth_value(self) -> None:
        proposal = Proposal(intent=Intent.START, product=Topical(vehicle=Vehicle.OIL))
        for answer in (assess(Situation(), proposal), assess(Situation(zone=Zone.GREEN), proposal), refused(500)):
            with pytest.raises(InvalidInputError, match="match decision"):
                bool(answer)


class TestOn:
    PLAN = titration_schedule(IN_HALVES)

    def step(self, *args: object, **kwargs: object) -> Step:
        assert isinstance(self.PLAN, DosePlan)
        return self.PLAN.on(*args, **kwargs)  # type: ignore[arg-type]

    def test_a_day_is_a_number_from_1_or_a_date_with_the_first_day(self) -> None:
        starts = date(2026, 3, 1)
        for number in (1, 7, 8, 21, 22, 4000):
            day = date.fromordinal(starts.toordinal() + number - 1)
            assert self.step(number) == self.step(day, starts=starts)

    @pytest.mark.parametrize("day", [0, -1, True, 1.0, "1", None])
    def test_what_is_not_a_day_number_is_refused(self, day: object) -> None:
        with pytest.raises(InvalidInputError, match="day must be"):
            self.step(day)

    def test_a_step_reads_as_its_days_its_amount_and_its_intakes(self) -> None:
        assert str(self.step(8)) == "from day 8, 7 days: 100 mg a day (dinner: 1 capsule (100 mg), with food)"
        assert str(self.step(22)).startswith("from day 22, open-ended: 200 mg a day (")

    def test_a_date_needs_the_date_of_the_first_day(self) -> None:
        with pytest.raises(InvalidInputError, match="starts must be the date of the first day"):
            self.step(date(2026, 3, 20))

    @pytest.mark.parametrize("day", [1, date(2026, 2, 28), "2026-03-01", None])
    def test_with_a_first_day_only_a_date_from_it_on_will_do(self, day: object) -> None:
        with pytest.raises(InvalidInputError, match="day must be"):
            self.step(day, starts=date(2026, 3, 1))
