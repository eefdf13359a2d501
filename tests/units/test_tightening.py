"""Tightening: a clinic's own rulebook is at least as strict in every cell, or it is rejected."""

import re
from typing import Any

import attrs
import pytest
from units.builders import CITE, capsule, proposal, situation, topical

from alpims_mg import (
    CURRENT,
    Condition,
    Consult,
    Domain,
    Effect,
    Elemental,
    Form,
    Intent,
    InvalidInputError,
    KidneyFunction,
    Medicine,
    MedicineClass,
    Route,
    RulebookError,
    Severity,
    Tolerance,
    Verdict,
    Withhold,
    Zone,
    assess,
    tighten,
    tighten_options,
)
from alpims_mg._internal.rendering import Grid, Marked, Tone
from alpims_mg.model.separations import DoseSeparation
from alpims_mg.rulebook.ages import ADULTS, AgeBand
from alpims_mg.rulebook.ceilings import Limit, NoLevel, SetBy
from alpims_mg.rulebook.clock import ClockNumber
from alpims_mg.rulebook.courses import CourseAmount, CourseNumber
from alpims_mg.rulebook.dosing import Amount, Count, DoseFinding
from alpims_mg.rulebook.forms import Salt
from alpims_mg.rulebook.kidney import KidneyNumber, Recency
from alpims_mg.rulebook.medicines.tables import Interaction
from alpims_mg.rules.index import rules_by_id, tables
from alpims_mg.rules.strictness import Stricter, at_least_as_strict, verdict_of
from alpims_mg.rules.tables import Rule, Table, when

USUAL_RISE: Elemental = CURRENT.dose_amounts[Amount.RISE_USUAL].then


def row(name: str, then: Any, *only: Any, **columns: Any) -> Rule[Any]:
    return Rule(id=name, when=when(*only, **columns), then=then, because="our clinic says so", cites=(CITE,))


def faults(*rows: Rule[Any]) -> tuple[str, ...]:
    with pytest.raises(RulebookError) as caught:
        tighten(CURRENT, rows)
    return caught.value.faults


def limit(level: Any, verdict: Verdict, set_by: SetBy = SetBy.EFSA, **columns: Any) -> Rule[Any]:
    then = Limit(level=level, verdict=verdict)
    return row("ceiling.own", then, **{"set_by": set_by, "age": ADULTS} | columns)


def separated(
    verdict: Verdict, after: int | None, before: int | None, severity: Severity = Severity.MODERATE
) -> Rule[Any]:
    separation = (
        None if after is None else DoseSeparation(medicine_to_magnesium=after, magnesium_to_medicine=before or 0)
    )
    then = Interaction(verdict=verdict, separation=separation, effects=(Effect.ADSORPTION,), severity=severity)
    return row("medicine.own", then, medicine=MedicineClass.LEVOTHYROXINE, route=Route.CAPSULE)


GREEN_ASKS = row("zone.own", Verdict.CONSULT, zone=Zone.GREEN, route=Route.CAPSULE, intent=Intent.MAINTAIN)


def test_a_stricter_row_answers_the_cells_that_it_names_and_no_others() -> None:
    own = tighten(CURRENT, [GREEN_ASKS])
    for key, rule in CURRENT.zones:
        named = (key.zone, key.route, key.intent) == (Zone.GREEN, Route.CAPSULE, Intent.MAINTAIN)
        assert own.zones[key] is (GREEN_ASKS if named else rule)
    changed = {
        name for (name, mine), (_, theirs) in zip(tables(own), tables(CURRENT), strict=True) if mine is not theirs
    }
    assert changed == {"zones"}


def test_the_edition_of_an_answer_names_the_policy() -> None:
    own = tighten(CURRENT, [GREEN_ASKS], policy="Hill Clinic")
    assert own.edition == f"{CURRENT.edition} with Hill Clinic"
    going_on = proposal(intent=Intent.MAINTAIN, current_daily=Elemental.mg(100))
    answer = assess(situation(tolerance=Tolerance.PROVEN), going_on, rulebook=own)
    assert isinstance(answer, Consult)
    assert answer.edition == own.edition
    assert "zone.own" in {finding.rule for finding in answer.findings}
    assert tighten(CURRENT, []).edition == f"{CURRENT.edition} with local policy"


def test_tightening_does_not_change_the_rulebook() -> None:
    before = dict(CURRENT.zones)
    tighten(CURRENT, [GREEN_ASKS])
    assert dict(CURRENT.zones) == before


def test_a_row_that_fits_two_tables_belongs_to_the_one_whose_columns_it_names_all() -> None:
    both = row("additive.own", Verdict.WITHHOLD, intent=Intent.START)
    assert any("several tables: additives, labels" in line for line in faults(both))
    unread = row("additive.own", Verdict.WITHHOLD, intent=Intent.START, tolerance=list(Tolerance))
    own = tighten(CURRENT, [attrs.evolve(unread, not_covered="what the label does not say")])
    assert own.additives is CURRENT.additives
    assert isinstance(assess(situation(), proposal(capsule(ingredients=None)), rulebook=own), Withhold)
    assert isinstance(assess(situation(), proposal(), rulebook=own), Consult)


def test_an_equally_strict_row_is_accepted() -> None:
    same = row("zone.own", Verdict.PERMIT, zone=Zone.GREEN, route=Route.CAPSULE, intent=Intent.START)
    assert tighten(CURRENT, [same]).zones.rules[0] is same


def test_a_laxer_row_is_rejected_with_each_cell_that_it_would_open() -> None:
    found = faults(row("zone.own", Verdict.CONSULT, zone=Zone.RED, route=Route.CAPSULE, intent=Intent.START))
    assert sorted(found) == [
        "zone.own permits more than zone.red.capsule.change in table zones, where zone: red; route: capsule; "
        f"intent: start; tolerance: {tolerance}: consult, where at least withhold is allowed"
        for tolerance in ("proven", "unproven")
    ]


def test_a_row_that_is_laxer_in_some_cells_is_rejected_with_those_cells() -> None:
    found = faults(row("age.own", Verdict.CONSULT, route=Route.CAPSULE))
    assert {line.partition("band: ")[2].partition(";")[0] for line in found} == {"0", "1-2", "3"}


def test_a_stricter_row_still_states_what_was_not_checked() -> None:
    longest = DoseSeparation(medicine_to_magnesium=8, magnesium_to_medicine=8)
    then = Interaction(verdict=Verdict.WITHHOLD, separation=longest, effects=(Effect.UNKNOWN,), severity=Severity.MAJOR)
    silent = row("medicine.own", then, medicine=MedicineClass.UNRECOGNISED, route=Route.CAPSULE)
    found = faults(silent)
    assert len(found) == len(KidneyFunction)
    start = "medicine.own must state in not_covered what medicine.unrecognised does not cover ("
    assert all(line.startswith(start) for line in found)
    own = tighten(CURRENT, [attrs.evolve(silent, not_covered="what this is")])
    answer = assess(situation(medicines=[Medicine(name="blue pill")]), proposal(), rulebook=own)
    assert [gap.text for gap in answer.not_checked if "medicines" in gap.path] == ["blue pill: what this is"]


@pytest.mark.parametrize("name", ["zones.own", "zone", "mine.own", "Zone.own"])
def test_a_row_whose_id_begins_with_no_table_is_rejected_with_the_names_of_tables(name: str) -> None:
    (fault,) = faults(row(name, Verdict.WITHHOLD, zone=Zone.GREEN))
    assert fault.startswith(f"{name} begins with the name of no table; begin it with one of these names: additive, age")


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (
            row("consult.own", Verdict.WITHHOLD, colour=Zone.GREEN),
            "consult.own must name columns of one table: consults has route, intent; facts has fact, route, intent; ",
        ),
        (row("signs.own", Verdict.WITHHOLD), "signs.own begins with the name of no table"),
        (row("kidney.own", Verdict.WITHHOLD), "kidney.own must name columns of one table: kidney has function, "),
        (
            row("ceiling.own", 5, Zone.GREEN),
            "ceiling.own must name values of the columns of table gathered_ceilings or occasions or others; got green",
        ),
        (
            row("age.own", Verdict.WITHHOLD, band=frozenset()),
            "age.own must name values of the columns of table ages; got no value",
        ),
        (
            row("medicine.own", Verdict.WITHHOLD, medicine=MedicineClass.IRON),
            "medicine.own must answer as its table does: medicines with interaction; got verdict",
        ),
        (
            row("condition.own", "withhold", condition=Condition.MCAS),
            "condition.own must answer as its table does: conditions with verdict; got str",
        ),
        (
            row("dose.own", 25, Amount.RISE_USUAL),
            "dose.own must answer as its table does: dose_amounts with elemental; got int",
        ),
        (
            row("dose.own", True, Count.HOLD_LEAST),
            "dose.own must answer as its table does: dose_counts with int; got bool",
        ),
        (
            row("kidney.own", KidneyFunction.SEVERE, function=KidneyFunction.NORMAL, recency=Recency.CURRENT),
            "kidney.own belongs to table kidney_counts_as, which cannot be made stricter; tighten_options() lists",
        ),
    ],
)
def test_a_row_that_fits_no_table_is_rejected_with_what_its_table_needs(own: Rule[Any], expected: str) -> None:
    (fault,) = faults(own)
    assert fault.startswith(expected)


def test_a_row_with_a_column_where_the_table_has_none_is_rejected_with_the_name_of_its_key() -> None:
    (fault,) = faults(row("domain.own", "more calm", domain=Domain.PAIN))
    assert fault == (
        "domain.own must name columns of one table: domains has domain (without a column name); "
        "domain_aims has domain (without a column name); got domain"
    )
    (fault,) = faults(row("consult.own", Verdict.WITHHOLD, Verdict.PERMIT))
    assert fault.startswith("consult.own must name values of the columns of table ")
    assert fault.endswith("; got permit")
    (fault,) = faults(row("age.own", Verdict.WITHHOLD, Verdict.PERMIT, route=Route.CAPSULE))
    assert fault.endswith("; got values without a column, route")


def test_a_row_that_fits_several_tables_is_rejected_with_their_names() -> None:
    # The tables of additives and of unread labels both have the columns intent and tolerance.
    (fault,) = faults(row("additive.own", Verdict.WITHHOLD, intent=Intent.START))
    assert "fits several tables: additives, labels" in fault


def test_a_row_that_names_the_column_of_one_table_goes_there() -> None:
    own = row("age.own", Verdict.WITHHOLD, band=AgeBand.ADULT)
    assert tighten(CURRENT, [own]).ages.rules[0] is own


def test_rows_for_several_tables_are_applied_together() -> None:
    mcas = row("condition.own", Verdict.CONSULT, condition=Condition.MCAS)
    own = tighten(CURRENT, iter((GREEN_ASKS, mcas)))
    assert "zone.own" in {rule.id for rule in own.zones.rules}
    assert "condition.own" in {rule.id for rule in own.conditions.rules}
    assert "condition.mcas" not in {rule.id for rule in own.conditions.rules}


@pytest.mark.parametrize("taken", ["zone.green.capsule.start", "zone.red.capsule.change"])
def test_an_id_that_is_taken_is_rejected(taken: str) -> None:
    (fault,) = faults(row(taken, Verdict.WITHHOLD, zone=Zone.GREEN, route=Route.CAPSULE, intent=Intent.START))
    assert fault.startswith(f"the id {taken} is taken")


def test_an_id_that_is_taken_in_another_table_is_rejected() -> None:
    # An id is permanent and names one row, so that an acknowledgement is unambiguous.
    assert any(
        "zone.ask-again.offer" in fault
        for fault in faults(row("zone.ask-again.offer", Verdict.WITHHOLD, zone=Zone.RED))
    )


def test_two_new_rows_with_the_same_id_are_rejected() -> None:
    again = row("zone.own", Verdict.WITHHOLD, zone=Zone.YELLOW, route=Route.CAPSULE)
    assert any("2 rows have the id zone.own" in fault for fault in faults(GREEN_ASKS, again))


def test_all_faults_of_a_policy_are_raised_together() -> None:
    found = faults(
        row("mine.own", Verdict.WITHHOLD, zone=Zone.GREEN),
        row("zone.own", Verdict.PERMIT, zone=Zone.RED, route=Route.CAPSULE),
        attrs.evolve(row("condition.own", Verdict.WITHHOLD, condition=Condition.MCAS), cites=()),
        row("kidney.severe", Verdict.WITHHOLD, function=KidneyFunction.NORMAL, route=Route.CAPSULE),
    )
    for part in (
        "mine.own begins with the name of no table",
        "zone.own permits more",
        "condition.own has no citation",
        "kidney.severe is taken",
    ):
        assert any(part in fault for fault in found), part


def test_a_tightened_rulebook_can_be_tightened_again_but_not_loosened() -> None:
    once = tighten(CURRENT, [GREEN_ASKS], policy="region")
    stricter = row("zone.ward", Verdict.WITHHOLD, zone=Zone.GREEN, route=Route.CAPSULE, intent=Intent.MAINTAIN)
    twice = tighten(once, [stricter], policy="ward")
    assert twice.edition == f"{CURRENT.edition} with region with ward"
    assert "zone.own" not in {rule.id for rule in twice.zones.rules}
    with pytest.raises(RulebookError, match=r"zone\.back permits more than zone\.ward"):
        tighten(twice, [attrs.evolve(stricter, id="zone.back", then=Verdict.CONSULT)])


class TestLevels:
    @pytest.mark.parametrize(
        "own",
        [
            limit(Elemental.mg(250), Verdict.CONSULT),
            limit(Elemental.mg(200), Verdict.CONSULT),
            limit(Elemental.mg(250), Verdict.WITHHOLD),
            limit(NoLevel.EXCLUDED, Verdict.WITHHOLD),
            limit(NoLevel.NONE_SET, Verdict.CONSULT),
            limit(Elemental.mg(250), Verdict.CONSULT, SetBy.EU_NOVEL_FOOD, salt=Salt.ORDINARY),
        ],
        ids=["same", "lower", "firmer", "excluded", "none set", "stated for the first time"],
    )
    def test_a_lower_or_firmer_level_is_stricter(self, own: Rule[Any]) -> None:
        assert own in tighten(CURRENT, [own]).ceilings.rules

    @pytest.mark.parametrize(
        "own",
        [
            limit(Elemental.mg(251), Verdict.CONSULT),
            limit(Elemental.mg(251), Verdict.WITHHOLD),
            limit(Elemental.mg(100), Verdict.CAUTION),
            limit(NoLevel.SILENT, Verdict.WITHHOLD),
            limit(NoLevel.NOT_MODELLED, Verdict.CONSULT),
        ],
        ids=["higher", "higher but firmer", "lower but milder", "silent", "not modelled"],
    )
    def test_a_higher_milder_or_silent_level_is_laxer(self, own: Rule[Any]) -> None:
        assert all("ceiling.own permits more than ceiling.efsa" in fault for fault in faults(own))


def test_a_level_with_a_text_for_a_verdict_is_rejected() -> None:
    assert faults(limit(Elemental.mg(200), "withhold"))  # type: ignore[arg-type]


class TestSeparation:
    @pytest.mark.parametrize(
        "own",
        [
            separated(Verdict.CONSULT, 4, 4),
            separated(Verdict.CONSULT, 6, 4),
            separated(Verdict.WITHHOLD, 4, 8),
            separated(Verdict.CONSULT, 4, 4, Severity.MAJOR),
        ],
    )
    def test_a_longer_separation_or_a_stricter_word_is_stricter(self, own: Rule[Any]) -> None:
        assert own in tighten(CURRENT, [own]).medicines.rules

    @pytest.mark.parametrize(
        "own",
        [
            separated(Verdict.CONSULT, 3, 8),
            separated(Verdict.CONSULT, 8, 3),
            separated(Verdict.CONSULT, None, None),
            separated(Verdict.CAUTION, 8, 8),
            separated(Verdict.CONSULT, 4, 4, Severity.MINOR),
            separated(Verdict.WITHHOLD, None, None, Severity.NOT_GRADED),
            separated(Verdict.CONSULT, 4, 4, "major"),  # type: ignore[arg-type]
        ],
    )
    def test_a_separation_that_is_shorter_in_either_direction_or_a_milder_word_is_laxer(self, own: Rule[Any]) -> None:
        assert all("medicine.own permits more than medicine.levothyroxine" in fault for fault in faults(own))

    def test_withhold_needs_no_separation(self) -> None:
        own = separated(Verdict.WITHHOLD, None, None)
        assert own in tighten(CURRENT, [own]).medicines.rules


class TestForms:
    def test_a_form_can_be_made_stricter_and_keeps_its_facts(self) -> None:
        then = attrs.evolve(CURRENT.forms[Form.OXIDE].then, verdict=Verdict.WITHHOLD)
        own = tighten(CURRENT, [row("form.own", then, Form.OXIDE)])
        answer = assess(situation(), proposal(capsule(form=Form.OXIDE)), rulebook=own)
        assert isinstance(answer, Withhold)
        assert "form.own" in {finding.rule for finding in answer.findings}

    @pytest.mark.parametrize("change", [{"verdict": Verdict.PERMIT}, {"verdict": Verdict.CONSULT, "with_food": False}])
    def test_a_milder_form_or_one_with_other_facts_is_rejected(self, change: dict[str, Any]) -> None:
        then = attrs.evolve(CURRENT.forms[Form.OXIDE].then, **change)
        assert all("form.own permits more" in fault for fault in faults(row("form.own", then, Form.OXIDE)))


NUMBERS = [
    ("dose_amounts", Amount.START_LEAST, Elemental.mg(25), Elemental.mg(51)),
    ("dose_amounts", Amount.START_MOST, Elemental.mg(50), Elemental.mg(101)),
    ("dose_amounts", Amount.RISE_USUAL, Elemental.mg(25), Elemental.mg(75)),
    ("dose_amounts", Amount.RISE_MOST, Elemental.mg(50), Elemental.mg(101)),
    ("dose_amounts", Amount.LAST_MOST, Elemental.mg(200), Elemental.mg(401)),
    ("dose_amounts", Amount.ONCE_MOST, Elemental.mg(50), Elemental.mg(101)),
    ("dose_amounts", Amount.INTAKE_MOST, Elemental.mg(100), Elemental.mg(201)),
    ("dose_counts", Count.HOLD_LEAST, 14, 2),
    ("dose_counts", Count.CAPSULES_MOST, 4, 13),
    ("course_numbers", CourseNumber.CALM_BEFORE_RISE, 28, 2),
    ("course_numbers", CourseNumber.CALM_TO_RESUME, 28, 2),
    ("course_numbers", CourseNumber.MISSED_KEEP_MOST, 0, 4),
    ("course_numbers", CourseNumber.MISSED_BACK_MOST, 3, 15),
    ("course_numbers", CourseNumber.AFTER_ANOTHER_START, 28, 2),
    ("course_amounts", CourseAmount.FAR_TOO_MUCH, Elemental.mg(600), Elemental.mg(1001)),
    ("kidney_numbers", KidneyNumber.RESULT_LASTS_MONTHS, 6, 13),
    ("kidney_numbers", KidneyNumber.MODERATE_BELOW_EGFR, 75, 59),
    ("kidney_numbers", KidneyNumber.SEVERE_BELOW_EGFR, 45, 29),
    ("clock_numbers", ClockNumber.APART_HOURS, 5, 2),
    ("clock_numbers", ClockNumber.MEAL_MINUTES, 15, 31),
]


class TestNumbers:
    @pytest.mark.parametrize(("field", "key", "then", "milder"), NUMBERS, ids=str)
    def test_a_number_changes_in_one_direction_only(self, field: str, key: Any, then: Any, milder: Any) -> None:
        table: Table[Any, Any] = getattr(CURRENT, field)
        ours = tighten(CURRENT, [row(f"{table.name}.own", then, key)])
        assert getattr(ours, field)[key].then == then
        (fault,) = faults(row(f"{table.name}.own", milder, key))
        assert fault.startswith(f"{table.name}.own permits more than {table[key].id} in table {field}, where ")

    def test_every_number_that_can_be_made_stricter_is_tested(self) -> None:
        directed = {key for _, table in tables(CURRENT) for key, rule in table if rule.stricter}
        assert directed == {key for _, key, _, _ in NUMBERS}

    def test_a_milder_number_is_rejected_with_its_table_its_column_and_both_values(self) -> None:
        (fault,) = faults(row("dose.hill-clinic", Elemental.mg(75), Amount.RISE_USUAL))
        assert fault == (
            "dose.hill-clinic permits more than dose.amount.rise-usual in table dose_amounts, where amount: "
            f"rise-usual: 75 mg elemental, where at most {USUAL_RISE} is allowed"
        )
        (fault,) = faults(row("course.hill-clinic", 2, CourseNumber.CALM_TO_RESUME))
        assert fault == (
            "course.hill-clinic permits more than course.number.calm-to-resume in table course_numbers, where "
            "course number: calm-to-resume: 2, where at least 3 is allowed"
        )

    @pytest.mark.parametrize(
        ("field", "key", "then"),
        [
            ("dose_amounts", Amount.LAST_LEAST, Elemental.mg(200)),
            ("dose_counts", Count.HOLD_MOST, 28),
            ("dose_counts", Count.HOLD_USUAL, 14),
            ("clock_numbers", ClockNumber.GRID_MINUTES, 5),
        ],
    )
    def test_a_number_without_a_direction_cannot_be_changed(self, field: str, key: Any, then: Any) -> None:
        table: Table[Any, Any] = getattr(CURRENT, field)
        (fault,) = faults(row(f"{table.name}.own", then, key))
        assert fault.startswith(f"{table.name}.own replaces {table[key].id}, which cannot be made stricter, in table")

    @pytest.mark.parametrize(
        ("own", "limit"),
        [
            (row("dose.own", Elemental.mg(199), Amount.LAST_MOST), "dose.amount.last-least"),
            (row("dose.own", Elemental.mg(49), Amount.START_MOST), "dose.amount.start-least"),
            (
                row("dose.own", Elemental(nanograms=USUAL_RISE.nanograms - 1), Amount.RISE_MOST),
                "dose.amount.rise-usual",
            ),
            (row("dose.own", 29, Count.HOLD_LEAST), "dose.count.hold-most"),
            (row("kidney.own", 61, KidneyNumber.SEVERE_BELOW_EGFR), "kidney.number.moderate"),
            (row("course.own", 2, CourseNumber.MISSED_BACK_MOST), "course.number.missed-keep-most"),
            (row("course.own", 29, CourseNumber.CALM_BEFORE_RISE), "course.number.calm-most"),
        ],
    )
    def test_numbers_that_contradict_each_other_are_rejected(self, own: Rule[Any], limit: str) -> None:
        (fault,) = faults(own)
        assert re.search(rf" is .* \({own.id}\) and must not pass .*, which is .* \({limit}\), in table ", fault)

    def test_two_numbers_that_change_together_are_accepted(self) -> None:
        most = row("dose.own-most", Elemental.mg(22), Amount.RISE_MOST)
        usual = row("dose.own-usual", Elemental.mg(20), Amount.RISE_USUAL)
        ours = tighten(CURRENT, [most, usual])
        assert [ours.dose_amounts[key].then.format_mg() for key in (Amount.RISE_USUAL, Amount.RISE_MOST)] == [
            "20",
            "22",
        ]

    def test_a_number_below_zero_is_rejected(self) -> None:
        (fault,) = faults(row("dose.own", -1, Count.CAPSULES_MOST))
        assert fault == "dose.own must be 0 or more in table dose_counts, where count: capsules-most; got -1"

    def test_one_row_cannot_replace_numbers_with_different_limits(self) -> None:
        (fault,) = faults(row("dose.own", Elemental.mg(50), {Amount.START_LEAST, Amount.START_MOST}))
        assert fault.startswith(
            "dose.own gives one number for dose.amount.start-least, dose.amount.start-most, whose limits differ"
        )

    def test_a_tightened_number_keeps_its_direction_and_its_limit(self) -> None:
        once = tighten(CURRENT, [row("dose.region", Elemental.mg(300), Amount.LAST_MOST)])
        kept = once.dose_amounts[Amount.LAST_MOST]
        assert (kept.stricter, kept.not_past) == (Stricter.LOWER, Amount.LAST_LEAST)
        with pytest.raises(RulebookError, match=r"dose\.ward permits more than dose\.region"):
            tighten(once, [row("dose.ward", Elemental.mg(301), Amount.LAST_MOST)])


def test_every_limit_of_a_number_is_a_key_of_its_table() -> None:
    for _, table in tables(CURRENT):
        for rule in table.rules:
            assert rule.not_past is None or (rule.stricter and rule.not_past in dict(table))


class TestOptions:
    def test_list_each_rule_that_is_not_at_its_strictest(self) -> None:
        listed = {option.rule for option in tighten_options().options}
        assert {"dose.amount.rise-usual", "zone.green.capsule.start", "medicine.iron", "ceiling.efsa"} <= listed
        assert listed.isdisjoint({"dose.amount.last-least", "zone.red.capsule.change", "domain.anxiety"})
        assert len(listed) == len(tighten_options().options)

    def test_say_where_the_rule_applies_and_how_far_it_can_go(self) -> None:
        texts = {option.rule: str(option) for option in tighten_options().options}
        assert texts["dose.amount.last-most"] == (
            "dose_amounts, amount last-most: 400 mg elemental; lower is stricter, not below 200 mg elemental "
            "(dose.amount.last-most)"
        )
        assert texts["zone.red.topical.start"] == (
            "zones, zone red, route topical, intent start, tolerance any: consult; closer to withhold is stricter "
            "(zone.red.topical.start)"
        )
        assert "; level lower; verdict closer to withhold is stricter" in texts["ceiling.efsa"]

    def test_of_a_stricter_rulebook_show_its_own_numbers(self) -> None:
        ours = tighten(CURRENT, [row("dose.own", Elemental.mg(25), Amount.RISE_USUAL)], policy="Hill Clinic")
        options = tighten_options(ours)
        assert next(option.value for option in options.options if option.rule == "dose.own") == "25 mg elemental"
        text = options.page().text(None)
        assert text.startswith(f"What a clinic can make stricter, edition {CURRENT.edition} with Hill Clinic")
        assert "Table dose_amounts" in text
        grids = {block.caption: block for block in options.page().blocks if isinstance(block, Grid)}
        assert "limit" not in grids["Table zones"].header
        (red,) = (cells for cells in grids["Table zones"].rows if cells[-1] == "zone.red.topical.start")
        assert red[4:6] == (Marked(Tone.CONSULT, "consult"), "closer to withhold")
        assert {cells[-2] for cells in grids["Table dose_amounts"].rows} >= {"none", "not below 200 mg elemental"}

    def test_are_of_a_rulebook_only(self) -> None:
        with pytest.raises(InvalidInputError, match="rulebook must be of type Rulebook"):
            tighten_options("dose")  # type: ignore[arg-type]


def test_a_dose_finding_can_be_made_stricter() -> None:
    own = row("dose.own", Verdict.CONSULT, DoseFinding.START_BELOW_BAND)
    assert own in tighten(CURRENT, [own]).dose_findings.rules


def test_every_table_of_the_rulebook_is_listed_under_its_field() -> None:
    named = dict(tables(CURRENT))
    assert len(named) == len(attrs.fields(type(CURRENT))) - 1
    assert all(isinstance(table, Table) for table in named.values())
    assert named["zones"] is CURRENT.zones


def test_the_index_gives_every_rule_by_its_id() -> None:
    index = {name: verdict_of(rule.then) for name, rule in rules_by_id(CURRENT).items()}
    assert index["consult.start"] is Verdict.CONSULT
    assert index["ceiling.efsa"] is Verdict.CONSULT
    assert index["medicine.levothyroxine"] is Verdict.CONSULT
    assert index["form.oxide"] is Verdict.CAUTION
    assert index["domain.anxiety"] is None
    assert len(index) == sum(len(table.rules) for _, table in tables(CURRENT))


def test_only_a_verdict_or_an_answer_that_holds_one_has_a_verdict() -> None:
    assert verdict_of(Verdict.CAUTION) is Verdict.CAUTION
    assert verdict_of(Limit(level=NoLevel.SILENT, verdict=Verdict.PERMIT)) is Verdict.PERMIT
    assert verdict_of("withhold") is None
    assert verdict_of(None) is None


@pytest.mark.parametrize(("after", "before"), [(Verdict.WITHHOLD, 5), (5, 5), ("withhold", Verdict.PERMIT)])
def test_answers_without_a_verdict_or_of_two_kinds_are_never_as_strict(after: object, before: object) -> None:
    assert not at_least_as_strict(after, before)


def test_a_clinic_may_withhold_a_topical_product_and_then_nothing_is_suggested_instead() -> None:
    ours = row("zone.own", Verdict.WITHHOLD, zone=Zone.RED, route=Route.TOPICAL, intent=Intent.START)
    decision = assess(situation(zone=Zone.RED), topical(), rulebook=tighten(CURRENT, [ours]))
    assert isinstance(decision, Withhold)
    assert decision.alternatives == ()
