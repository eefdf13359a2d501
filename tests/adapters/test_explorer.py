"""The explorer without a browser: each control changes one fact, and what cannot be read gives no answer."""

import subprocess
import sys
from collections.abc import Iterable
from datetime import date, time
from typing import Any

import attrs
import pytest
from units.builders import capsule, proposal, situation, topical

from alpims_mg import (
    CURRENT,
    Acknowledgement,
    Additive,
    Capsule,
    Compound,
    Condition,
    Consult,
    Egfr,
    EgfrUnit,
    Elemental,
    FactList,
    Form,
    Intent,
    InvalidInputError,
    KidneyFunction,
    Medicine,
    NeedsInformation,
    Offer,
    Proposal,
    Routine,
    Situation,
    Tolerance,
    Topical,
    Vehicle,
    Withhold,
    Zone,
    assess,
)
from alpims_mg.adapters.jupyter import Explorer
from alpims_mg.adapters.jupyter.entries import as_medicine
from alpims_mg.adapters.jupyter.form import FIELDS, controls_of
from alpims_mg.rulebook.questions import CaseField

ROUTINE = Routine(wakes=time(6, 30), sleeps=time(22, 30), breakfast=time(8), lunch=time(13), dinner=time(19))
LEVOTHYROXINE = Medicine(name="levothyroxine", taken_at=[time(7)])


def explorer(product: Any = None, intent: Intent = Intent.START, **facts: Any) -> Explorer:
    return Explorer(situation(**facts), proposal(capsule(100, 2) if product is None else product, intent))


def enter(widget: Explorer, *entries: tuple[str, str]) -> None:
    """Change controls one after another, as the browser does."""
    for number, (field, value) in enumerate(entries, 1):
        widget._on_message(widget, {"field": field, "value": value, "of": ["a view", number]}, [])


def view(widget: Explorer) -> dict[str, Any]:
    return widget._view


# --- One control, one fact
@pytest.mark.parametrize(
    ("field", "value", "facts"),
    [
        ("zone", "red", {"zone": Zone.RED}),
        ("tolerance", "proven", {"tolerance": Tolerance.PROVEN}),
        ("age", "41", {"age_years": 41}),
        ("age", " 41 ", {"age_years": 41}),
        ("age", "", {"age_years": None}),
        ("kidney", "severe", {"kidney": KidneyFunction.SEVERE}),
        ("kidney", "not-assessed", {"kidney": KidneyFunction.NOT_ASSESSED}),
        ("kidney", "", {"kidney": None}),
        ("medicines", "levothyroxine 07:00", {"medicines": (LEVOTHYROXINE,)}),
        ("medicines", "  ", {}),
    ],
)
def test_a_control_changes_one_fact_of_the_situation(field: str, value: str, facts: dict[str, Any]) -> None:
    widget = explorer()
    before = widget.situation
    enter(widget, (field, value))
    assert widget.situation == attrs.evolve(before, **facts)
    assert widget.proposal == proposal(capsule(100, 2))
    assert widget.decision == assess(widget.situation, widget.proposal)


@pytest.mark.parametrize(
    ("field", "value", "changes"),
    [
        ("product", "taurate", {"form": Form.TAURATE}),
        ("strength", "62.5", {"elemental": Elemental.mg("62.5")}),
        ("strength", " 80 ", {"elemental": Elemental.mg(80)}),
        ("parts", "4", {"divides_into": 4}),
        ("parts", "2", {}),
    ],
)
def test_a_control_changes_one_fact_of_the_product(field: str, value: str, changes: dict[str, Any]) -> None:
    widget = explorer()
    enter(widget, (field, value))
    assert widget.proposal == proposal(attrs.evolve(capsule(100, 2), **changes))
    assert widget.situation == situation()


def test_a_mass_of_the_salt_stays_only_with_the_product_that_it_belongs_to() -> None:
    salt = capsule(100, 2, compound=Compound.mg(700))
    widget = explorer(salt)
    enter(widget, ("age", "40"))
    assert widget.proposal.product == salt
    enter(widget, ("strength", "90"))
    assert widget.proposal.product == capsule(90, 2)


def test_a_product_for_the_skin_has_no_strength_and_a_capsule_needs_one() -> None:
    widget = explorer()
    enter(widget, ("product", "oil"))
    assert widget.proposal.product == Topical(vehicle=Vehicle.OIL)
    assert {"strength", "parts", "current"} <= set(view(widget)["hidden"])
    enter(widget, ("product", "glycinate"))
    assert widget.proposal.product == capsule(100, 2)
    skin = Explorer(situation(), topical())
    enter(skin, ("product", "cream"))
    assert skin.proposal.product == Topical(vehicle=Vehicle.CREAM)
    enter(skin, ("product", "malate"))
    assert skin.decision is None
    enter(skin, ("strength", "50"))
    assert view(skin)["faults"].keys() == {"parts"}
    enter(skin, ("parts", "1"))
    assert skin.proposal.product == Capsule(form=Form.MALATE, elemental=Elemental.mg(50), divides_into=1)


def test_the_ingredients_of_a_product_for_the_skin_stay() -> None:
    widget = Explorer(situation(), proposal(Topical(vehicle=Vehicle.OIL, ingredients=["water"])))
    enter(widget, ("product", "bath"))
    assert widget.proposal.product == Topical(vehicle=Vehicle.BATH, ingredients=["water"])


def test_the_amount_taken_now_counts_unless_the_person_starts() -> None:
    widget = explorer()
    assert "current" in view(widget)["hidden"]
    enter(widget, ("intent", "increase"), ("current", "50"))
    assert (widget.proposal.intent, widget.proposal.current_daily) == (Intent.INCREASE, Elemental.mg(50))
    enter(widget, ("current", " "))
    assert widget.proposal.current_daily is None
    enter(widget, ("current", "75"), ("intent", "start"))
    assert widget.proposal.current_daily is None
    enter(widget, ("intent", "maintain"))
    assert widget.proposal.current_daily == Elemental.mg(75)


def test_a_proposal_to_lower_has_no_target_and_no_other_has_an_amount_to_go_down_to() -> None:
    raised = Proposal(
        intent=Intent.INCREASE, product=capsule(100, 2), target=Elemental.mg(300), current_daily=Elemental.mg(150)
    )
    widget = Explorer(situation(), raised)
    enter(widget, ("intent", "lower"))
    assert (widget.proposal.target, widget.proposal.current_daily) == (None, Elemental.mg(150))
    enter(widget, ("intent", "increase"))
    assert widget.proposal == raised
    lowered = Proposal(
        intent=Intent.LOWER, product=capsule(100, 2), lower_to=Elemental.mg(50), current_daily=Elemental.mg(150)
    )
    widget = Explorer(situation(), lowered)
    enter(widget, ("intent", "maintain"))
    assert widget.proposal.lower_to is None
    enter(widget, ("intent", "lower"), ("current", "50"))
    assert widget.decision is None
    assert "less than the present" in view(widget)["faults"]["current"]


def test_a_kidney_result_that_is_not_stated_has_no_date_and_a_stated_one_has_it_again() -> None:
    dated: dict[str, Any] = {"kidney_date": date(2026, 1, 2), "as_of": date(2026, 11, 30)}
    widget = explorer(**dated)
    enter(widget, ("kidney", ""))
    assert (widget.situation.kidney, widget.situation.kidney_date) == (None, None)
    assert isinstance(widget.decision, NeedsInformation)
    enter(widget, ("kidney", "normal"))
    assert widget.situation == situation(**dated)
    measured = explorer(egfr=Egfr(value=90, unit=EgfrUnit.ML_MIN), **dated)
    enter(measured, ("kidney", ""))
    assert measured.situation.kidney_date == date(2026, 1, 2)


# --- Medicines
def test_medicines_are_added_removed_and_stated_to_be_none() -> None:
    widget = explorer(medicines=None)
    assert view(widget)["values"]["medicines"] is None
    assert isinstance(widget.decision, NeedsInformation)
    enter(widget, ("no-medicines", ""))
    assert widget.situation.medicines == ()
    enter(widget, ("medicines", "iron"), ("medicines", "levothyroxine, at 7:00"), ("medicines", "iron"))
    assert view(widget)["values"]["medicines"] == ["iron", "levothyroxine, 07:00", "iron"]
    enter(widget, ("remove-medicine", "iron"))
    assert widget.situation.medicines == (LEVOTHYROXINE, Medicine(name="iron"))
    enter(widget, ("remove-medicine", "no such medicine"))
    assert widget.situation.medicines == (LEVOTHYROXINE, Medicine(name="iron"))


def test_a_partial_list_of_medicines_stays_so_until_there_is_nothing_else() -> None:
    widget = explorer(partial=[FactList.MEDICINES], medicines=[LEVOTHYROXINE])
    enter(widget, ("age", "40"), ("medicines", "iron"), ("remove-medicine", "levothyroxine, 07:00"))
    assert widget.situation.partial == {FactList.MEDICINES}
    assert widget.situation.medicines == (Medicine(name="iron"),)
    assert isinstance(widget.decision, NeedsInformation)
    assert view(widget)["values"]["partial"] is True
    enter(widget, ("no-other-medicines", ""))
    assert (widget.situation.partial, view(widget)["values"]["partial"]) == (frozenset(), False)
    assert isinstance(widget.decision, Consult)


def test_a_partial_list_of_conditions_is_shown_as_one_and_stays_so() -> None:
    widget = explorer(partial=[FactList.CONDITIONS], conditions=[Condition.EDS])
    assert "conditions: eds (only a part is stated)" in view(widget)["facts"]
    enter(widget, ("no-other-medicines", ""), ("age", "40"))
    assert widget.situation.partial == {FactList.CONDITIONS}


@pytest.mark.parametrize(
    ("text", "medicine"),
    [
        ("levothyroxine", Medicine(name="levothyroxine")),
        ("levothyroxine 7:00", LEVOTHYROXINE),
        ("iron at 08:00, 20:30", Medicine(name="iron", taken_at=[time(8), time(20, 30)])),
        ("vitamin B 12 8:00", Medicine(name="vitamin B 12", taken_at=[time(8)])),
    ],
)
def test_a_medicine_is_read_from_its_name_and_times(text: str, medicine: Medicine) -> None:
    assert as_medicine(text) == medicine


@pytest.mark.parametrize("text", ["iron 24:00", "iron 8:99", " 08:00", "none"])
def test_a_medicine_that_cannot_be_read_stays_in_the_text_and_gives_no_answer(text: str) -> None:
    widget = explorer()
    enter(widget, ("medicines", text))
    assert widget.decision is None
    assert widget.situation == situation()
    assert view(widget)["values"]["unread"] == text.strip()
    assert view(widget)["faults"]["medicines"].startswith("This must be ")
    enter(widget, ("age", "40"))
    assert widget.decision is None
    enter(widget, ("medicines", ""))
    assert widget.decision == assess(situation(age_years=40), widget.proposal)
    enter(widget, ("medicines", text), ("medicines", "iron"))
    assert widget.situation.medicines == (Medicine(name="iron"),)


# --- What cannot be read
@pytest.mark.parametrize(
    ("field", "value"),
    [("age", "abc"), ("age", "-1"), ("age", "131"), ("strength", ""), ("strength", "0"), ("strength", "1e3")],
)
def test_a_text_that_cannot_be_read_gives_no_answer_and_says_how_to_correct_it(field: str, value: str) -> None:
    widget = explorer()
    enter(widget, (field, value))
    assert widget.decision is None
    assert view(widget)["values"][field] == value
    assert view(widget)["faults"].keys() == {field}
    assert "We need to know more" in view(widget)["answer"]
    assert view(widget)["more"] == ""
    enter(widget, ("zone", "red"))
    assert widget.decision is None
    assert widget.situation == situation()
    enter(widget, (field, "50"))
    assert isinstance(widget.decision, Withhold)
    assert view(widget)["faults"] == {}


def test_every_control_that_cannot_be_read_is_marked_at_once() -> None:
    widget = explorer()
    enter(widget, ("age", "old"), ("medicines", "iron 99:99"), ("strength", "strong"))
    assert view(widget)["faults"].keys() == {"age", "medicines", "strength"}


def test_a_name_without_spaces_breaks_in_the_list_of_medicines() -> None:
    (rule,) = (rule for rule in str(Explorer._css).split("}") if ".items li {" in rule)
    assert "overflow-wrap: anywhere" in rule


def test_a_wrong_amount_in_a_control_that_is_hidden_is_no_fault() -> None:
    widget = explorer(intent=Intent.INCREASE)
    enter(widget, ("current", "much"), ("strength", "strong"))
    assert view(widget)["faults"].keys() == {"current", "strength"}
    enter(widget, ("intent", "start"))
    assert view(widget)["faults"].keys() == {"strength"}
    enter(widget, ("product", "oil"))
    assert view(widget)["faults"] == {}


@pytest.mark.parametrize(("field", "value"), [("zone", "blue"), ("no-such-control", "x"), ("product", "")])
def test_an_entry_that_no_control_makes_is_refused(field: str, value: str) -> None:
    widget = explorer()
    with pytest.raises(InvalidInputError, match="a text or a choice of one control"):
        enter(widget, (field, value))
    assert widget.situation == situation()


# --- What a clinician has agreed to
def test_a_talk_with_a_clinician_covers_what_is_asked_now_and_nothing_that_comes_later() -> None:
    widget = explorer(as_of=date(2026, 11, 30))
    assert isinstance(widget.decision, Consult)
    assert view(widget)["values"]["agreed"] == "no"
    enter(widget, ("agreed", "yes"))
    assert isinstance(widget.decision, Offer)
    assert view(widget)["values"]["agreed"] == "yes"
    assert {one.on for one in widget.situation.acknowledged} == {date(2026, 11, 30)}
    enter(widget, ("medicines", "levothyroxine"))
    assert isinstance(widget.decision, Consult)
    assert view(widget)["values"]["agreed"] == "no"
    enter(widget, ("agreed", "yes"), ("agreed", "no"))
    assert isinstance(widget.decision, Consult)
    assert widget.situation.acknowledged == ()


def test_acknowledgements_from_python_count_and_can_be_taken_back() -> None:
    agreed = [Acknowledgement(rule="consult.start", reason="discussed in clinic")]
    widget = explorer(acknowledged=agreed)
    assert isinstance(widget.decision, Offer)
    enter(widget, ("agreed", "no"))
    assert isinstance(widget.decision, Consult)
    enter(widget, ("agreed", "yes"))
    assert widget.situation == situation(acknowledged=agreed)


def test_nobody_is_asked_about_a_clinician_where_no_rule_does() -> None:
    widget = explorer(zone=Zone.RED)
    assert isinstance(widget.decision, Withhold)
    assert view(widget)["disabled"] == ["agreed"]
    enter(widget, ("zone", "green"))
    assert view(widget)["disabled"] == []


# --- From Python
def test_a_case_set_from_python_replaces_what_was_entered() -> None:
    widget = explorer()
    seen: list[Any] = []
    widget.observe(lambda change: seen.append(change.new), "decision")
    enter(widget, ("age", "abc"), ("zone", "red"))
    widget.situation = situation(zone=Zone.YELLOW, age_years=50)
    assert view(widget)["values"]["age"] == "50"
    assert (view(widget)["faults"], view(widget)["of"]) == ({}, ())
    widget.proposal = topical()
    assert view(widget)["values"]["product"] == "oil"
    with widget.hold_trait_notifications():
        widget.situation, widget.proposal = situation(), proposal(capsule(50, 1))
    assert view(widget)["values"]["strength"] == "50"
    assert widget.decision == assess(situation(), proposal(capsule(50, 1)))
    assert seen[0] is None
    assert seen[-1] == widget.decision


def test_facts_without_a_control_stay_and_are_named() -> None:
    widget = explorer(
        conditions=[Condition.EDS],
        other_conditions=["itchy feet"],
        egfr=Egfr(value=90, unit=EgfrUnit.ML_MIN),
        avoids=[Additive.DYE],
        routine=ROUTINE,
    )
    enter(widget, ("age", "40"))
    assert widget.situation.conditions == {Condition.EDS}
    facts = view(widget)["facts"]
    for words in (
        "conditions: eds",
        "other conditions: itchy feet",
        "magnesium from elsewhere: 0 mg a day",
        "eGFR: 90 ml/min",
        "also avoids: dye",
        "routine: awake from 06:30",
        "ingredients: none",
        "days on each step: 7",
    ):
        assert words in facts
    little = Explorer(Situation(), topical())
    assert (
        "conditions: not stated; magnesium from elsewhere: not stated; ingredients: not stated" in view(little)["facts"]
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda widget: setattr(widget, "situation", "green"), "situation must be of type Situation"),
        (lambda widget: setattr(widget, "proposal", None), "proposal must be of type Proposal"),
        (lambda widget: setattr(widget, "decision", None), "decision must be left as it is.*set situation or proposal"),
    ],
)
def test_a_wrong_value_is_refused_with_the_way_to_correct_it(change: Any, expected: str) -> None:
    widget = explorer()
    with pytest.raises(InvalidInputError, match=expected):
        change(widget)
    assert widget.situation == situation()


@pytest.mark.parametrize("arguments", [("green", topical()), (situation(), "oil")])
def test_wrong_arguments_are_refused(arguments: Any) -> None:
    with pytest.raises(InvalidInputError, match="must be of type"):
        Explorer(*arguments)
    with pytest.raises(InvalidInputError, match="rulebook must be of type Rulebook"):
        Explorer(situation(), topical(), rulebook="CURRENT")  # type: ignore[arg-type]


# --- What the browser gets
def test_the_answer_stands_alone_and_the_day_follows_the_steps() -> None:
    widget = explorer(routine=ROUTINE, medicines=[LEVOTHYROXINE])
    answer, more = view(widget)["answer"], view(widget)["more"]
    assert "Ask a clinician first" in answer
    assert "<style" not in answer + more
    order = ["Why", "DRAFT", "Your steps", "Your day on step 1", "Hours to keep", "DRAFT", "Not checked"]
    places = [more.index(f">{order[0]}")]
    for words in order[1:]:
        places.append(more.index(words, places[-1] + 1))
    assert places == sorted(places)
    enter(widget, ("agreed", "yes"))
    assert "You can start" in view(widget)["answer"]
    assert "Your day on step 1" in view(widget)["more"]


def test_there_is_no_day_without_steps_or_a_routine_and_a_day_without_room_says_why() -> None:
    assert "Your day" not in view(explorer())["more"]
    assert "Your day" not in view(explorer(routine=ROUTINE, zone=Zone.RED))["more"]
    every = Medicine(name="levothyroxine", taken_at=[time(hour) for hour in range(1, 24, 3)])
    crowded = explorer(routine=ROUTINE, medicines=[every])
    assert "Your day on step 1" in view(crowded)["more"]
    assert 'role="img"><title>Your day' not in view(crowded)["more"]


def test_the_words_of_the_controls_are_those_of_the_questions() -> None:
    labels = {control.name: control.label for control in controls_of(CURRENT)}
    for name, field in FIELDS.items():
        assert labels[name] == CURRENT.questions[field].then.question
    assert labels["product"] == CURRENT.questions[CaseField.FORM].then.question


def texts_of(values: Iterable[Any]) -> Iterable[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        else:
            yield from texts_of(value.values() if isinstance(value, dict) else value)


def test_what_the_browser_gets_is_plain_and_names_each_message() -> None:
    widget = explorer()
    enter(widget, ("zone", "red"), ("age", "40"))
    assert view(widget)["of"] == ["a view", 2]
    assert all(texts_of(form.values()) for form in widget._form)
    assert {form["name"] for form in widget._form} == {*FIELDS, "product", "agreed"}


def test_the_script_and_the_style_are_files_of_the_package_that_fetch_nothing() -> None:
    widget = explorer()
    for text in (str(widget._esm), str(widget._css)):
        assert "http" not in text
        assert "@import" not in text
    assert "import " not in str(widget._esm)
    assert ".mg.mg.mg .answer" in str(widget._css)
    assert ".mg.mg.mg.explorer" in str(widget._css)


def test_a_missing_extra_gives_one_line_that_names_it() -> None:
    script = (
        "import sys; sys.modules['anywidget'] = None\n"
        "try:\n    import alpims_mg.adapters.jupyter\n"
        "except ModuleNotFoundError as error:\n    print(error)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "alpims_mg.adapters.jupyter needs anywidget: pip install 'alpims-mg[jupyter]'\n"
