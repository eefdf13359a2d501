"""Grids: the answers to one case for every combination of two facts."""

from typing import Any

import attrs
import pytest
from units.builders import START_ACKNOWLEDGED, capsule, faults_of, paths_of, proposal, situation

from alpims_mg import (
    CURRENT,
    Answer,
    Condition,
    DecisionGrid,
    DosageForm,
    DosePlan,
    Elemental,
    FactList,
    Form,
    GridCell,
    GridFact,
    Intent,
    InvalidInputError,
    KidneyFunction,
    Medicine,
    MedicineClass,
    Tolerance,
    Topical,
    Vehicle,
    Zone,
    assess,
    decision_grid,
)
from alpims_mg.explanation.grid_facts import AS_STATED, NOT_STATED, TITLES, fact_values
from alpims_mg.model.decisions import plan_or_draft
from alpims_mg.model.proposals import Case

PERSON = situation(acknowledged=[START_ACKNOWLEDGED])
START = proposal()
OIL = Topical(vehicle=Vehicle.OIL, ingredients=[])


def product_for(fact: GridFact) -> Any:
    return OIL if fact is GridFact.VEHICLE else capsule()


def values_of(fact: GridFact) -> list[str]:
    case = Case(situation=PERSON, proposal=proposal(product_for(fact)))
    return [value.word for value in fact_values(fact, case, CURRENT)]


def test_each_cell_is_the_answer_of_assess_to_the_changed_case() -> None:
    grid = decision_grid(PERSON, START, rows="zone", columns=GridFact.KIDNEY)
    assert (grid.rows, grid.columns) == (GridFact.ZONE, GridFact.KIDNEY)
    expected = [
        assess(attrs.evolve(PERSON, zone=zone, kidney=kidney), START)
        for zone in Zone
        for kidney in (*KidneyFunction, None)
    ]
    assert [cell.decision for cell in grid.cells] == expected
    assert str(grid.cells[0]) == "Green, Normal: You can start"


def test_a_cell_is_found_by_its_values_or_by_their_words() -> None:
    grid = decision_grid(PERSON, START)
    assert grid.at(Zone.GREEN, KidneyFunction.NORMAL) is grid.at("green", "normal") is grid.cells[0].decision
    assert grid.at("red", NOT_STATED) is grid.cells[-1].decision
    (fault,) = faults_of(lambda: grid.at("normal", "green"))
    assert "zone (green, yellow, red) and a value of kidney (normal, moderate" in str(fault)


def test_every_fact_goes_through_all_its_values() -> None:
    assert {fact: values_of(fact) for fact in GridFact} == {
        GridFact.ZONE: list(map(str, Zone)),
        GridFact.TOLERANCE: list(map(str, Tolerance)),
        GridFact.AGE: [*(str(band) for band, _ in CURRENT.age_bands), NOT_STATED],
        GridFact.KIDNEY: [*map(str, KidneyFunction), NOT_STATED],
        GridFact.CONDITION: [AS_STATED, *map(str, Condition)],
        GridFact.MEDICINE: [AS_STATED, *values_of(GridFact.MEDICINE)[1:]],
        GridFact.INTENT: list(map(str, Intent)),
        GridFact.FORM: list(map(str, Form)),
        GridFact.DOSAGE_FORM: [*map(str, DosageForm), NOT_STATED],
        GridFact.VEHICLE: list(map(str, Vehicle)),
    }
    assert len(values_of(GridFact.MEDICINE)) > 0.8 * len(MedicineClass)
    assert set(TITLES) == set(GridFact)


def edited(fact: GridFact, word: str, person: Any = PERSON, asked: Any = None) -> Case:
    """The case with one value of a fact."""
    case = Case(situation=person, proposal=asked or proposal(product_for(fact)))
    (value,) = (value for value in fact_values(fact, case, CURRENT) if value.word == word)
    return value.edit(case)


def test_each_value_states_exactly_its_fact() -> None:
    for word, changed in (("red", Zone.RED), ("green", Zone.GREEN)):
        assert edited(GridFact.ZONE, word).situation == attrs.evolve(PERSON, zone=changed)
    assert edited(GridFact.TOLERANCE, "proven").situation.tolerance is Tolerance.PROVEN
    assert edited(GridFact.AGE, "4-8").situation.age_years == 4
    assert edited(GridFact.AGE, NOT_STATED).situation.age_years is None
    assert edited(GridFact.KIDNEY, "severe").situation.kidney is KidneyFunction.SEVERE
    product = edited(GridFact.FORM, "oxide").proposal.product
    assert product == capsule(form=Form.OXIDE)
    assert edited(GridFact.DOSAGE_FORM, NOT_STATED).proposal.product == capsule(dosage_form=None)
    assert edited(GridFact.VEHICLE, "bath").proposal.product == attrs.evolve(OIL, vehicle=Vehicle.BATH)


def test_a_condition_or_a_medicine_is_added_to_those_that_are_stated() -> None:
    person = situation(conditions=[Condition.POTS], medicines=[Medicine(name="levothyroxine")])
    assert edited(GridFact.CONDITION, AS_STATED, person).situation == person
    assert edited(GridFact.CONDITION, "eds", person).situation.conditions == frozenset({Condition.POTS, Condition.EDS})
    assert edited(GridFact.MEDICINE, AS_STATED, person).situation == person
    names = [str(medicine) for medicine in edited(GridFact.MEDICINE, "iron", person).situation.medicines or ()]
    assert names == ["levothyroxine", "iron"]


def test_what_is_added_to_a_list_in_part_leaves_it_one() -> None:
    person = situation(conditions=[], medicines=[], partial=FactList)
    for fact in (GridFact.CONDITION, GridFact.MEDICINE):
        as_stated, one, *_ = fact_values(fact, Case(situation=person, proposal=proposal()), CURRENT)
        assert as_stated.name == "Not stated whether more"
        assert one.edit(Case(situation=person, proposal=proposal())).situation.partial == set(FactList)
    grid = decision_grid(person, proposal(), rows="condition", columns="zone")
    assert {cell.decision.answer for cell in grid.cells} == {Answer.NEEDS_INFORMATION, Answer.WITHHOLD}


def test_an_intent_leaves_out_the_amounts_that_do_not_fit_it() -> None:
    asked = proposal(target=Elemental.mg(300), current_daily=Elemental.mg(100))
    kept = {word: edited(GridFact.INTENT, word, asked=asked).proposal for word in map(str, Intent)}
    assert [one.target and one.target.format_mg() for one in kept.values()] == ["300", None, "300", None]
    less = proposal(intent=Intent.LOWER, current_daily=Elemental.mg(100), lower_to=Elemental.mg(50))
    assert edited(GridFact.INTENT, "lower", asked=less).proposal == less
    assert edited(GridFact.INTENT, "start", asked=less).proposal.lower_to is None


def test_a_plan_with_another_number_of_rungs_takes_the_longest_hold() -> None:
    asked = proposal(hold_days=[7, 8, 9, 10], current_daily=Elemental.mg(100))
    grid = decision_grid(PERSON, asked, rows="intent", columns="zone")
    start, keep = (plan_or_draft(grid.at(intent, Zone.GREEN)) for intent in (Intent.START, Intent.MAINTAIN))
    assert isinstance(start, DosePlan)
    assert isinstance(keep, DosePlan)
    assert (start.holds, keep.holds) == ((7, 8, 9, 10), (10,))


def test_the_page_has_a_mark_and_a_word_in_each_cell_and_the_shorter_fact_in_columns() -> None:
    text = decision_grid(PERSON, START).page().text()
    assert text == decision_grid(PERSON, START, rows="kidney", columns="zone").page().text()
    assert text.splitlines()[:6] == [
        "Answers by kidney function and zone",
        "",
        "All other facts are those of the case",
        "  Kidney function     Green                   Yellow            Red",
        "  ------------------  ----------------------  ----------------  ----------------",
        "  Normal              [+] You can start       [x] Not today     [x] Not today",
    ]
    assert max(map(len, text.splitlines())) <= 80
    html = decision_grid(PERSON, START).page().html()
    assert '<th scope="col" class="green">Green</th>' in html
    assert html.count("<svg") == 15


def test_a_grid_of_two_long_facts_has_a_row_for_each_combination() -> None:
    text = decision_grid(PERSON, START, rows="age", columns="dosage-form").page().text()
    lines = text.splitlines()
    assert lines[3].split() == ["Age", "Kind", "of", "product", "Answer"]
    assert "  65 years or more  Hard capsule      [+] You can start" in lines
    assert "  Under 1 year      Hard capsule      [x] Do not start" in lines


def test_a_grid_refuses_facts_that_make_no_grid() -> None:
    assert paths_of(lambda: decision_grid(PERSON, START, rows="zone", columns="zone")) == ["columns"]
    assert paths_of(lambda: decision_grid(PERSON, START, rows="zon", columns=3)) == ["rows", "columns"]  # type: ignore[arg-type]  # on purpose
    assert paths_of(lambda: decision_grid("me", START)) == ["situation"]  # type: ignore[arg-type]  # on purpose
    (fault,) = faults_of(lambda: decision_grid(PERSON, START, rows="zon"))
    assert "did you mean GridFact.ZONE?" in str(fault)


@pytest.mark.parametrize("fact", ["form", "dosage-form"])
def test_the_form_of_a_product_for_the_skin_has_no_meaning(fact: str) -> None:
    (fault,) = faults_of(lambda: decision_grid(PERSON, proposal(OIL), columns=fact))
    assert str(fault).startswith(f"proposal.product must be a Capsule, for a grid over the fact {fact}")


def test_one_more_condition_or_medicine_needs_a_stated_list() -> None:
    assert paths_of(lambda: decision_grid(PERSON, START, columns="vehicle")) == ["proposal.product"]
    for fact, name in (("condition", "conditions"), ("medicine", "medicines")):
        open_list = situation(**{name: None})
        (fault,) = faults_of(lambda open_list=open_list, fact=fact: decision_grid(open_list, START, columns=fact))
        assert str(fault) == (
            f"situation.{name} must be stated, for a grid over the fact {fact}; got None; write [] if there are none"
        )


def test_a_grid_and_its_cells_check_their_fields() -> None:
    cell = decision_grid(PERSON, START).cells[0]
    with pytest.raises(InvalidInputError, match="decision must be of type"):
        GridCell(row="green", column="normal", row_name="Green", column_name="Normal", decision=True)  # type: ignore[arg-type]  # on purpose
    assert paths_of(lambda: DecisionGrid(rows=GridFact.ZONE, columns="kidney", cells=(cell,))) == ["columns"]  # type: ignore[arg-type]  # on purpose
    assert repr(cell).startswith("GridCell(row='green', column='normal'")
