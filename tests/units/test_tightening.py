"""Tightening: a clinic's own rulebook is at least as strict in every cell, or it is rejected."""

from typing import Any

import attrs
import pytest
from units.builders import CITE, capsule, proposal, situation

from alpims_mg import (
    CURRENT,
    Condition,
    Consult,
    Effect,
    Elemental,
    Form,
    Intent,
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
)
from alpims_mg.model.findings import DoseSeparation
from alpims_mg.rulebook.ages import AgeBand
from alpims_mg.rulebook.ceilings import Limit, NoLevel, SetBy
from alpims_mg.rulebook.dosing import DoseFinding
from alpims_mg.rulebook.forms import Salt
from alpims_mg.rulebook.kidney import Recency
from alpims_mg.rulebook.medicines.tables import Interaction
from alpims_mg.rules.index import rules_by_id, tables
from alpims_mg.rules.strictness import at_least_as_strict, verdict_of
from alpims_mg.rules.tables import Rule, Table, when


def row(name: str, then: Any, *only: Any, **columns: Any) -> Rule[Any]:
    return Rule(id=name, when=when(*only, **columns), then=then, because="our clinic says so", cites=(CITE,))


def faults(*rows: Rule[Any]) -> tuple[str, ...]:
    with pytest.raises(RulebookError) as caught:
        tighten(CURRENT, rows)
    return caught.value.faults


def limit(level: Any, verdict: Verdict, set_by: SetBy = SetBy.EFSA, **columns: Any) -> Rule[Any]:
    then = Limit(level=level, verdict=verdict)
    return row("ceiling.own", then, **{"set_by": set_by, "age": AgeBand.ADULT} | columns)


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


def test_an_equally_strict_row_is_accepted() -> None:
    same = row("zone.own", Verdict.PERMIT, zone=Zone.GREEN, route=Route.CAPSULE, intent=Intent.START)
    assert tighten(CURRENT, [same]).zones.rules[0] is same


def test_a_laxer_row_is_rejected_with_each_cell_that_it_would_open() -> None:
    found = faults(row("zone.own", Verdict.CONSULT, zone=Zone.RED, route=Route.CAPSULE, intent=Intent.START))
    assert {line.rpartition(": ")[2] for line in found} == {"proven", "unproven"}
    assert all(line.startswith("zone.own permits more than zone.red.capsule.change, where ") for line in found)
    assert all("zone: red; route: capsule; intent: start" in line for line in found)


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


@pytest.mark.parametrize("name", ["zones.own", "zone", "mine.own", "course.own", "Zone.own"])
def test_a_row_that_fits_no_table_is_rejected_by_its_id(name: str) -> None:
    (fault,) = faults(row(name, Verdict.WITHHOLD, zone=Zone.GREEN))
    assert fault.startswith(f"{name} fits no table that can be made stricter")


@pytest.mark.parametrize(
    "own",
    [
        row("zone.own", Verdict.WITHHOLD, colour=Zone.GREEN),
        row("zone.own", "withhold", zone=Zone.GREEN),
        row("zone.own", Verdict.WITHHOLD),
        row("medicine.own", Verdict.WITHHOLD, medicine=MedicineClass.IRON),
        row("domain.own", "more calm", Condition.MCAS),
        row("kidney.own", KidneyFunction.SEVERE, function=KidneyFunction.NORMAL, recency=Recency.CURRENT),
    ],
    ids=["unknown column", "text", "no column", "another kind of answer", "no verdicts", "no verdicts either"],
)
def test_a_row_with_other_columns_or_another_kind_of_answer_fits_no_table(own: Rule[Any]) -> None:
    (fault,) = faults(own)
    assert fault.startswith(f"{own.id} fits no table")


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
    assert any("zone.ask-again" in fault for fault in faults(row("zone.ask-again", Verdict.WITHHOLD, zone=Zone.RED)))


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
        "mine.own fits no table",
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
