"""Every cell of every table: what holds for all of them, and the answers typed out from the documents."""

import ast
from collections import Counter
from decimal import Decimal
from enum import Enum, EnumType
from itertools import product
from pathlib import Path
from typing import Any

import attrs
import pytest

import alpims_mg
from alpims_mg import CURRENT, Elemental, Form, Portion, SourceKind, Verdict, tabulate
from alpims_mg._internal.rendering import Grid
from alpims_mg.assessment.screening import age_band
from alpims_mg.model.provenance import Certainty, Citation
from alpims_mg.model.vocabulary import KidneyFunction, MedicineClass, Route
from alpims_mg.rulebook import clauses
from alpims_mg.rulebook.ages import AgeKey
from alpims_mg.rulebook.ceilings import CeilingKey, Limit, NoLevel, SetBy
from alpims_mg.rulebook.forms import Intakes, Salt, TimesKey
from alpims_mg.rulebook.medicines.tables import MedicineKey
from alpims_mg.rulebook.references import NoFigure
from alpims_mg.rules.index import AnyRule, AnyTable, tables

TABLES: dict[str, AnyTable] = dict(tables(CURRENT))
ROWS: list[tuple[str, AnyRule]] = [(field, rule) for field, table in TABLES.items() for rule in table.rules]

each_table = pytest.mark.parametrize("table", [pytest.param(table, id=field) for field, table in TABLES.items()])
each_row = pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for _, rule in ROWS])

VERDICTS = {verdict.value: verdict for verdict in Verdict}


def words(key: Any) -> tuple[str, ...]:
    """A key as the wire words of its columns."""
    if isinstance(key, Enum):
        return (str(key.value),)
    return tuple(str(getattr(key, field.name).value) for field in attrs.fields(type(key)))


def answers(field: str) -> dict[tuple[str, ...], Any]:
    """What a table says of each of its keys, by the wire words of its columns."""
    return {words(key): rule.then for key, rule in TABLES[field]}


def typed(text: str) -> dict[tuple[str, ...], Verdict]:
    """A table typed out: on each line the key's words, then the verdict."""
    lines = [line.split() for line in text.strip().splitlines()]
    read = {tuple(line[:-1]): VERDICTS[line[-1]] for line in lines}
    assert len(read) == len(lines), "a key is typed twice"
    return read


def verdict_of(rule: AnyRule) -> Verdict | None:
    answer = rule.then if isinstance(rule.then, Verdict) else getattr(rule.then, "verdict", None)
    return answer if isinstance(answer, Verdict) else None


def standings(rule: AnyRule) -> set[SourceKind]:
    return {cite.kind for cite in rule.cites}


# --- What holds for every table
@each_table
def test_every_key_has_one_answer(table: AnyTable) -> None:
    kinds: list[Any] = (
        [table.key] if isinstance(table.key, EnumType) else [field.type for field in attrs.fields(table.key)]
    )
    keys = {tuple(str(one.value) for one in cell) for cell in product(*kinds)}
    answered = [words(key) for key, _ in table]
    assert set(answered) == keys
    assert len(answered) == len(keys)


@each_table
def test_a_lookup_and_a_walk_agree(table: AnyTable) -> None:
    assert all(table[key] is rule for key, rule in table)


@each_table
def test_a_table_answers_with_one_kind(table: AnyTable) -> None:
    assert len({type(rule.then) for rule in table.rules}) == 1


@each_table
def test_each_rule_decides_at_least_one_cell(table: AnyTable) -> None:
    assert {rule.id for _, rule in table} == {rule.id for rule in table.rules}


FAMILIES = {
    *("zone", "consult", "condition", "kidney", "age", "medicine", "additive", "dose", "ceiling"),
    *("form", "domain", "route", "reaction", "course", "change", "intake", "serum", "clock"),
}


@each_table
def test_a_table_has_a_title_and_a_family(table: AnyTable) -> None:
    assert table.title.strip()
    assert table.name in FAMILIES


def test_each_table_has_a_title_of_its_own() -> None:
    assert [title for title, times in Counter(one.title for one in TABLES.values()).items() if times > 1] == []


def test_a_rule_id_stands_on_one_row_of_all_tables() -> None:
    assert [one for one, times in Counter(rule.id for _, rule in ROWS).items() if times > 1] == []


@pytest.mark.parametrize(("field", "rule"), [pytest.param(field, rule, id=rule.id) for field, rule in ROWS])
def test_a_rule_id_is_lower_case_and_begins_with_its_tables_name(field: str, rule: AnyRule) -> None:
    family, *rest = rule.id.split(".")
    assert family == TABLES[field].name
    assert rest
    for part in rule.id.split("."):
        assert part.replace("-", "").isalnum()
        assert part == part.lower()
        assert part.isascii()


NAMES = {"BfR", "EDS", "EFSA", "FAO", "Green", "MCAS", "ME", "POTS", "VKM"}


@each_row
def test_a_row_says_why_in_words_that_follow_a_colon(rule: AnyRule) -> None:
    assert rule.because == rule.because.strip()
    first = rule.because.split()[0]
    assert first[0].islower() or first.rstrip(":").split("/")[0] in NAMES
    assert not rule.because.endswith(".")


@each_row
def test_a_row_says_who_says_so(rule: AnyRule) -> None:
    assert rule.cites
    assert len(set(rule.cites)) == len(rule.cites)


@each_row
def test_what_is_only_recalled_permits_nothing(rule: AnyRule) -> None:
    if verdict_of(rule) is Verdict.PERMIT:
        assert any(cite.certainty is not Certainty.RECALLED for cite in rule.cites)


@each_table
def test_the_table_that_people_read_names_each_standing(table: AnyTable) -> None:
    (grid,) = table.page().blocks
    assert isinstance(grid, Grid)
    says = grid.header.index("says")
    for rule, row in zip(table.rules, grid.rows, strict=True):
        for cite in rule.cites:
            assert f"({cite.kind.value}" in row[says]
            assert cite.place in row[says]
            assert ("recalled, not read" in row[says]) >= (cite.certainty is Certainty.RECALLED)


@each_row
def test_our_own_choices_stand_under_our_own_name(rule: AnyRule) -> None:
    for cite in rule.cites:
        assert (cite.kind is SourceKind.CONVENTION) == (cite.source.title == "alpims_mg")


LEDGER = {cite for cite in vars(clauses).values() if isinstance(cite, Citation)}


@each_row
def test_the_guide_is_cited_by_its_clauses_alone(rule: AnyRule) -> None:
    assert [cite for cite in rule.cites if cite.kind is SourceKind.GUIDE and cite not in LEDGER] == []


# --- Whose word a row is
def rows_under(*prefixes: str) -> list[AnyRule]:
    found = [rule for _, rule in ROWS if rule.id.startswith(prefixes)]
    assert found
    return found


FROM_THE_GUIDE = (
    *(rule.id for rule in TABLES["zones"].rules),
    *("consult.start", "consult.adjust"),
    *("condition.kidney-disease", "condition.low-blood-pressure", "condition.cardiac"),
    *("condition.irregular-heartbeat", "condition.mcas", "condition.pots", "condition.eds", "condition.me-cfs"),
    *("condition.chronic-pain", "condition.neurodivergence", "condition.ibs", "condition.gut-flare"),
    *("condition.nausea", "condition.oral-hypersensitivity"),
    *("additive.citrus.start", "additive.stevia.start", "additive.flavouring.start"),
    *("dose.amount.start-least", "dose.amount.start-most", "dose.amount.last-least", "dose.amount.last-most"),
    *("dose.portion.quarters", "ceiling.guide", "form.times.malate.one", "form.times.malate.two"),
)
OURS = (
    *("dose.end.present", "kidney.both.agree", "kidney.both.disagree", "kidney.unit.ml-min"),
    *("reaction.watch.too-much-at-once", "reaction.watch.flushing-with-nausea"),
    *("dose.amount.rise-usual", "dose.amount.rise-most", "dose.amount.once-most", "dose.amount.intake-most"),
    *("dose.count.hold-usual", "dose.count.hold-least", "dose.count.hold-most"),
    *("dose.count.capsules-most", "dose.capsules.too-many", "dose.rise.too-large"),
    *("kidney.number.result-lasts", "kidney.stale", "kidney.severe.topical", "age.under-four.topical"),
    *("additive.citric-acid.start", "dose.amount.suggested-strength", "zone.yellow.capsule.start"),
    *(f"condition.{one}.topical" for one in ("heart-block", "myasthenia-gravis", "bowel-obstruction", "ibd-flare")),
    *(f"condition.{one}.topical" for one in ("infection-stones", "dehydration", "hypermagnesaemia")),
)
FROM_AUTHORITIES = (
    *("condition.heart-block", "condition.bradycardia", "condition.myasthenia-gravis", "condition.bowel-obstruction"),
    *("condition.ibd-flare", "condition.infection-stones", "condition.dehydration", "condition.hypermagnesaemia"),
    *("condition.pregnancy", "condition.lactation", "condition.threonate-excluded", "condition.planned-surgery"),
    *("ceiling.occasion.efsa", "dose.habit.long-term", "serum.highest.mmol", "serum.signs.ileus"),
    *("intake.nam.male.19-30", "intake.mhlw.pregnant.18-29", "intake.label.us", "age.point.older"),
    *("kidney.severe", "kidney.moderate", "age.under-four", "reaction.urgent", "medicine.raltegravir"),
)


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        *((one, SourceKind.GUIDE) for one in FROM_THE_GUIDE),
        *((one, SourceKind.CONVENTION) for one in OURS),
        *((one, SourceKind.AUTHORITY) for one in FROM_AUTHORITIES),
    ],
)
def test_a_row_has_the_standing_that_the_readings_give_it(rule: str, kind: SourceKind) -> None:
    assert kind in standings({row.id: row for _, row in ROWS}[rule])


def test_every_domain_is_marked_as_the_guides_claim() -> None:
    for rule in TABLES["domains"].rules:
        assert standings(rule) == {SourceKind.GUIDE}
        assert "do not count it as evidence" in rule.because


def test_a_level_of_a_source_is_cited_to_an_authority() -> None:
    for rule in rows_under("ceiling."):
        if isinstance(rule.then, Limit) and isinstance(rule.then.level, Elemental) and rule.id != "ceiling.guide":
            assert SourceKind.AUTHORITY in standings(rule)


# --- Readings 3: zone, route, intent, tolerance
ZONES = """
green  capsule start    proven   permit
green  capsule start    unproven permit
green  capsule maintain proven   permit
green  capsule maintain unproven permit
green  capsule increase proven   permit
green  capsule increase unproven withhold
yellow capsule start    proven   withhold
yellow capsule start    unproven withhold
yellow capsule maintain proven   permit
yellow capsule maintain unproven withhold
yellow capsule increase proven   withhold
yellow capsule increase unproven withhold
red    capsule start    proven   withhold
red    capsule start    unproven withhold
red    capsule maintain proven   caution
red    capsule maintain unproven withhold
red    capsule increase proven   withhold
red    capsule increase unproven withhold
green  topical start    proven   permit
green  topical start    unproven caution
green  topical maintain proven   permit
green  topical maintain unproven caution
green  topical increase proven   permit
green  topical increase unproven caution
yellow topical start    proven   permit
yellow topical start    unproven caution
yellow topical maintain proven   permit
yellow topical maintain unproven caution
yellow topical increase proven   permit
yellow topical increase unproven caution
red    topical start    proven   consult
red    topical start    unproven consult
red    topical maintain proven   permit
red    topical maintain unproven caution
red    topical increase proven   permit
red    topical increase unproven caution
"""


def test_each_of_the_36_zone_cells_is_as_read() -> None:
    assert len(typed(ZONES)) == 36
    assert answers("zones") == typed(ZONES)


# --- Readings 4: consultation
CONSULTS = """
capsule start    consult
capsule maintain permit
capsule increase consult
topical start    permit
topical maintain permit
topical increase permit
"""


def test_a_capsule_asks_for_a_clinician_at_start_and_rise() -> None:
    assert answers("consults") == typed(CONSULTS)


# --- Readings 2: facts needed. A topical product is not counted in milligrams, and a start has no present amount.
FACTS = """
situation.zone             capsule needed needed needed
situation.age_years        capsule needed needed needed
situation.kidney           capsule needed needed needed
situation.conditions       capsule needed needed needed
situation.medicines        capsule needed needed needed
proposal.current_daily_mg  capsule unused needed needed
situation.zone             topical needed needed needed
situation.age_years        topical listed listed listed
situation.kidney           topical listed listed listed
situation.conditions       topical listed listed listed
situation.medicines        topical listed listed listed
proposal.current_daily_mg  topical unused unused unused
"""


def test_the_facts_needed_are_as_read() -> None:
    expected = {
        (fact, route, intent): need
        for fact, route, *needs in map(str.split, FACTS.strip().splitlines())
        for intent, need in zip(("start", "maintain", "increase"), needs, strict=True)
    }
    assert {key: str(need) for key, need in answers("facts").items()} == expected


def test_the_mildest_values_are_as_read() -> None:
    (mildest,) = answers("suppositions").values()
    assert (mildest.zone.value, mildest.kidney.value, mildest.age_years) == ("green", "normal", 30)


# --- Readings 4: kidney
KIDNEY = """
normal       current  capsule permit
normal       current  topical permit
normal       undated  capsule permit
normal       undated  topical permit
normal       stale    capsule consult
normal       stale    topical consult
moderate     current  capsule consult
moderate     current  topical consult
moderate     undated  capsule consult
moderate     undated  topical consult
moderate     stale    capsule consult
moderate     stale    topical consult
severe       current  capsule withhold
severe       current  topical consult
severe       undated  capsule withhold
severe       undated  topical consult
severe       stale    capsule withhold
severe       stale    topical consult
not-assessed current  capsule consult
not-assessed current  topical consult
not-assessed undated  capsule consult
not-assessed undated  topical consult
not-assessed stale    capsule consult
not-assessed stale    topical consult
"""


def test_the_kidney_function_is_as_read() -> None:
    assert answers("kidney") == typed(KIDNEY)


def test_an_old_result_counts_as_the_worse_of_its_band_and_not_assessed() -> None:
    counted = {key: str(function) for key, function in answers("kidney_counts_as").items()}
    for recency in ("current", "undated"):
        for function in ("normal", "moderate", "severe", "not-assessed"):
            assert counted[function, recency] == function
    assert counted["normal", "stale"] == "not-assessed"
    assert counted["severe", "stale"] == "severe"
    # Both ask for a clinician, so either is the worse.
    assert counted["moderate", "stale"] in {"moderate", "not-assessed"}
    assert counted["not-assessed", "stale"] == "not-assessed"


def test_the_numbers_about_the_kidney_are_as_read() -> None:
    assert answers("kidney_numbers") == {
        ("result-lasts-months",): 12,
        ("moderate-below-egfr",): 60,
        ("severe-below-egfr",): 30,
    }


def test_the_units_of_an_egfr_are_told_apart() -> None:
    assert {key: set(spelled) for (key,), spelled in answers("egfr_units").items()} == {
        "ml/min": {"mL/min"},
        "ml/min/1.73m2": {
            *("mL/min/1.73 m2", "mL/min/{1.73_m2}", "mL/min/1.73_m2", "mL/min/{1.73m2}", "mL/min/1.73m^2"),
            *("mL/min/1.73m*2", "mL/min per 1.73 m2", "mL/min/1,73 m2", "mL/min/1.73 sq m"),
        },
    }


def test_two_kidney_statements_that_disagree_are_told() -> None:
    assert answers("kidney_agreement") == typed("agree permit\ndisagree caution")


# --- Facts 4: what is there for reading
def test_the_usual_range_of_serum_magnesium_is_as_the_source_gives_it_in_both_units() -> None:
    assert answers("serum_numbers") == {
        ("lowest-mmol-per-l",): "0.75",
        ("highest-mmol-per-l",): "0.95",
        ("lowest-mg-per-dl",): "1.8",
        ("highest-mg-per-dl",): "2.3",
        ("mmol-per-l-of-1-mg-per-dl",): "0.4114",
    }


@pytest.mark.parametrize("end", ["lowest", "highest"])
def test_the_two_units_of_serum_magnesium_agree_to_their_last_digit(end: str) -> None:
    said = {key: Decimal(str(text)) for (key,), text in answers("serum_numbers").items()}
    exact = said[f"{end}-mg-per-dl"] * said["mmol-per-l-of-1-mg-per-dl"]
    assert abs(exact - said[f"{end}-mmol-per-l"]) <= Decimal("0.05") * said["mmol-per-l-of-1-mg-per-dl"]


SERUM_SIGNS = {
    "ileus": ("2.1", "2.4"),
    "reflexes-down": ("2.5", "4.0"),
    "reflexes-lost": ("3.7", "4.9"),
    "heart-block": ("5", "7"),
    "arrest": ("8.9", None),
}


def test_the_signs_of_too_much_magnesium_stand_at_their_levels() -> None:
    said = {rule.id.rpartition(".")[2]: rule.then for rule in TABLES["serum_signs"].rules}
    assert {name: (one.lowest, one.highest) for name, one in said.items()} == SERUM_SIGNS
    words = (("ileus", "gut"), ("reflexes-down", "flushing"), ("reflexes-lost", "no reflexes"))
    for name, word in (*words, ("heart-block", "heart block"), ("arrest", "coma")):
        assert word in said[name].signs


def test_what_sources_say_of_the_young_and_the_old_is_there() -> None:
    said = {key: str(text) for (key,), text in answers("age_points").items()}
    assert set(said) == {"glycerophosphate-child", "citrate-tablet-child", "older"}
    assert all(word in said["glycerophosphate-child"] for word in ("4 years", "12 years", "4 mmol", "97 mg", "twice"))
    assert "12 years" in said["citrate-tablet-child"]
    assert "kidney result" in said["older"]


def test_every_plan_says_what_to_watch_for_whom_to_call_and_what_to_have_checked() -> None:
    habits = {"low-and-slow", "hydration", "pacing", "food", "ask-again", "practitioner", "long-term"}
    assert answers("habits") == {(habit,): Verdict.CAUTION for habit in habits}
    signs = {"gut", "mcas", "toxic", "flushing-with-nausea", "too-much-at-once"}
    assert answers("signs") == {(sign,): Verdict.CAUTION for sign in signs}
    said = {rule.id: rule.because for field in ("habits", "signs") for rule in TABLES[field].rules}
    assert "3 to 6 months" in said["dose.habit.long-term"]
    assert "poison centre" in said["reaction.watch.too-much-at-once"]
    assert "emergency number" in said["reaction.watch.too-much-at-once"]


# --- Facts 1.2: intakes in all, in mg a day. "-": no figure is stated here.
INTAKES = """
age              0-6-months 7-11-months 1-2   3 4-8   9 10-13 14-17  18 19-29  30 31-49  50 51+
nam  male                30          75  80  80 130 240   240   410 410   400 400   420 420 420
nam  female              30          75  80  80 130 240   240   360 360   310 310   320 320 320
nam  pregnant             -           -   -   -   -   -     -   400 400   350 350   360 360   -
nam  lactating            -           -   -   -   -   -     -   360 360   310 310   320 320   -
efsa male                 -          80 170 230 230 230   300   300 350   350 350   350 350 350
efsa female               -          80 170 230 230 230   250   250 300   300 300   300 300 300
efsa pregnant             -           -   -   -   -   -     -     - 300   300 300   300 300 300
efsa lactating            -           -   -   -   -   -     -     -   -     -   -     -   -   -
uk   male                 -           -   -   -   -   -     -     -   -   300 300   300 300 300
uk   female               -           -   -   -   -   -     -     -   -   270 270   270 270 270
uk   pregnant             -           -   -   -   -   -     -     -   -     -   -     -   -   -
uk   lactating            -           -   -   -   -   -     -     -   -     -   -     -   -   -
mhlw male                 -           -   -   -   -   -     -     - 340   340 370   370   -   -
mhlw female               -           -   -   -   -   -     -     - 270   270 290   290   -   -
mhlw pregnant             -           -   -   -   -   -     -     - 310   310 330   330   -   -
mhlw lactating            -           -   -   -   -   -     -     -   -     -   -     -   -   -
"""


def test_each_intake_in_all_is_as_its_source_states_it() -> None:
    (_, *ages), *rows = map(str.split, INTAKES.strip().splitlines())
    expected = {
        (by, age, whose): NoFigure.NONE_STATED if mg == "-" else Elemental.mg(mg)
        for by, whose, *line in rows
        for age, mg in zip(ages, line, strict=True)
    }
    assert {key: intake.in_all for key, intake in answers("total_intakes").items()} == expected


def test_the_percentages_of_labels_are_of_420_and_375_mg_and_only_recalled() -> None:
    said = {key: intake.in_all for (key,), intake in answers("label_intakes").items()}
    assert said == {"us": Elemental.mg(420), "eu": Elemental.mg(375)}
    for rule in TABLES["label_intakes"].rules:
        assert Certainty.RECALLED in {cite.certainty for cite in rule.cites}


def test_an_intake_in_all_says_that_food_counts_and_that_it_is_compared_with_nothing() -> None:
    for rule in rows_under("intake."):
        assert "for the whole day, food included" in rule.because
        assert any("never compared" in cite.claim for cite in rule.cites)
        assert isinstance(rule.then.in_all, Elemental) or rule.then.in_all is NoFigure.NONE_STATED


READ_ONLY = {"total_intakes", "label_intakes", "serum_numbers", "serum_signs", "age_points", "references", "serum"}


def test_what_is_for_reading_is_used_by_no_function() -> None:
    """Only the rulebook that holds them names them; ``tabulate`` walks all tables and names none."""
    package = Path(alpims_mg.__file__).parent
    files = [path for path in package.rglob("*.py") if path.parent.name != "rulebook"]
    used = {
        (path.name, name)
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            *([node.attr] if isinstance(node, ast.Attribute) else ()),
            *([*(node.module or "").split(".")] if isinstance(node, ast.ImportFrom) else ()),
        )
        if name in READ_ONLY
    }
    assert used == set()
    for name in READ_ONLY & set(TABLES):
        assert "|" in tabulate(name)
    assert len(tabulate("intake")) > len(tabulate("total_intakes"))


# --- Readings 4: age
AGES = {
    **dict.fromkeys((0, 1, 2, 3), (Verdict.WITHHOLD, Verdict.CONSULT)),
    **dict.fromkeys((4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17), (Verdict.CONSULT, Verdict.CONSULT)),
    **dict.fromkeys((18, 30, 130), (Verdict.PERMIT, Verdict.PERMIT)),
}


@pytest.mark.parametrize(("years", "capsule", "topical"), [(years, *both) for years, both in AGES.items()])
def test_an_age_is_as_read(years: int, capsule: Verdict, topical: Verdict) -> None:
    band = age_band(years, CURRENT)
    assert CURRENT.ages[AgeKey(band=band, route=Route.CAPSULE)].then is capsule
    assert CURRENT.ages[AgeKey(band=band, route=Route.TOPICAL)].then is topical


# --- Readings 4: conditions. Capsule of another salt, capsule of threonate, topical.
CONDITIONS = """
kidney-disease        consult  consult  consult
low-blood-pressure    consult  consult  consult
cardiac               consult  consult  consult
irregular-heartbeat   consult  consult  consult
mcas                  caution  caution  caution
pots                  caution  caution  caution
eds                   caution  caution  caution
me-cfs                caution  caution  caution
chronic-pain          caution  caution  caution
neurodivergence       caution  caution  caution
ibs                   caution  caution  permit
gut-flare             caution  caution  permit
nausea                caution  caution  permit
oral-hypersensitivity caution  caution  permit
heart-block           withhold withhold consult
bradycardia           consult  consult  consult
myasthenia-gravis     withhold withhold consult
bowel-obstruction     withhold withhold consult
ibd-flare             withhold withhold consult
infection-stones      withhold withhold consult
dehydration           withhold withhold consult
hypermagnesaemia      withhold withhold consult
pregnancy             consult  withhold consult
lactation             consult  withhold consult
planned-surgery       caution  caution  caution
"""


def test_each_of_the_25_conditions_is_as_read() -> None:
    expected: dict[tuple[str, ...], Verdict] = {}
    for line in CONDITIONS.strip().splitlines():
        condition, *said = line.split()
        ordinary, threonate, topical = (VERDICTS[word] for word in said)
        expected[condition, "capsule", "ordinary"] = ordinary
        expected[condition, "capsule", "threonate"] = threonate
        expected[condition, "topical", "ordinary"] = topical
        expected[condition, "topical", "threonate"] = topical
    assert len(expected) == 100
    assert answers("conditions") == expected


@pytest.mark.parametrize("field", ["conditions", "kidney", "ages", "medicines"])
def test_where_a_capsule_is_withheld_topical_asks_for_a_clinician_under_its_own_id(field: str) -> None:
    table = TABLES[field]
    for key, rule in table:
        if key.route is Route.CAPSULE and verdict_of(rule) is Verdict.WITHHOLD:
            topical = table[attrs.evolve(key, route=Route.TOPICAL)]
            assert verdict_of(topical) is Verdict.CONSULT
            assert topical.id == f"{rule.id}.topical"


# --- Readings 4: additives. Start, then going on with a proven and with an unproven dose.
ASKED_FOR = ("citrus", "citric-acid", "stevia", "flavouring")
ON_REQUEST = ("citrate-salt", "dye", "preservative", "sweetener", "filler")


def test_what_the_guide_avoids_is_as_read() -> None:
    said = answers("additives")
    for additive in ASKED_FOR:
        for tolerance in ("proven", "unproven"):
            assert said[additive, "start", tolerance] is Verdict.WITHHOLD
        for intent in ("maintain", "increase"):
            assert said[additive, intent, "proven"] is Verdict.CAUTION
            assert said[additive, intent, "unproven"] is Verdict.WITHHOLD


def test_what_is_screened_for_is_as_read() -> None:
    expected = dict.fromkeys(ASKED_FOR, "always") | dict.fromkeys(ON_REQUEST, "on-request")
    assert {key: str(when) for (key,), when in answers("screened").items()} == expected


def test_what_is_screened_for_on_request_says_that_this_is_our_choice() -> None:
    for key, rule in TABLES["additives"]:
        if key.additive.value in ON_REQUEST:
            assert SourceKind.CONVENTION in standings(rule)


LABELS = """
start    proven   consult
start    unproven consult
maintain proven   caution
maintain unproven consult
increase proven   caution
increase unproven consult
"""


def test_a_label_not_read_is_as_read() -> None:
    assert answers("labels") == typed(LABELS)
    assert all(rule.not_covered for rule in TABLES["labels"].rules)


# --- Readings 5: numbers of a dose
def test_the_amounts_of_a_dose_are_as_read() -> None:
    expected = {
        ("start-least",): 50,
        ("start-most",): 100,
        ("rise-usual",): 50,
        ("rise-most",): 100,
        ("last-least",): 200,
        ("last-most",): 400,
        ("once-most",): 100,
        ("intake-most",): 200,
    }
    said = answers("dose_amounts")
    assert {key: said[key] for key in expected} == {key: Elemental.mg(mg) for key, mg in expected.items()}
    assert set(said) - set(expected) == {("suggested-strength",)}


def test_the_counts_of_a_dose_are_as_read() -> None:
    assert answers("dose_counts") == {
        ("hold-usual",): 7,
        ("hold-set-least",): 3,
        ("hold-least",): 3,
        ("hold-most",): 28,
        ("capsules-most",): 12,
    }


def test_the_portions_of_a_start_are_as_read() -> None:
    assert answers("start_portions") == {
        ("4",): (Portion.QUARTER, Portion.HALF),
        ("2",): (Portion.HALF,),
        ("1",): (Portion.WHOLE,),
    }


DOSE_FINDINGS = """
start-below-band      caution
start-undivided       consult
start-too-strong      withhold
rise-too-large        withhold
last-between-portions withhold
capsules-too-many     withhold
present-uneven        withhold
present-too-much      withhold
at-last-rung          withhold
undivided-intake      caution
undivided-intake-full consult
intake-too-large      withhold
intakes-too-many      withhold
hold-policy           caution
"""


def test_what_the_arithmetic_meets_is_as_read() -> None:
    assert answers("dose_findings") == typed(DOSE_FINDINGS)


def test_portions_left_over_go_to_dinner_breakfast_lunch() -> None:
    leftover_order = answers("leftover_order")
    assert sorted(leftover_order, key=lambda at: leftover_order[at]) == [
        ("dinner",),
        ("breakfast",),
        ("lunch",),
        ("bedtime",),
    ]


# --- Readings 5.6 and facts 1.1: levels in mg. From 18 years a person is an adult (readings 4), whatever band a
# source puts 18 in. "none": none set; "-": does not speak; "kg": by body weight; "no": not for this age.
CEILINGS = """
age             0    1   2   3   4   8   9  10  11  13  14  17  18  19  60
guide         400  400 400 400 400 400 400 400 400 400 400 400 400 400 400
nam          none   65  65  65 110 110 350 350 350 350 350 350 350 350 350
efsa         none none none none 250 250 250 250 250 250 250 250 250 250 250
bfr             -    -   -   - 250 250 250 250 250 250 250 250 250 250 250
evm             -    -   -   -   -   -   -   -   -   -   -   - 400 400 400
nhs             -    -   -   -   -   -   -   -   -   -   -   - 400 400 400
nhmrc        none   65  65  65 110 110 350 350 350 350 350 350 350 350 350
mhlw            -   kg  kg  kg  kg  kg  kg  kg  kg  kg  kg  kg 350 350 350
vkm             -   85  85 120 120 120 120 280 280 280 280 280 350 350 350
fao-who         -   65  65  65 110 110 110 110 350 350 350 350 350 350 350
eu-novel-food  no   no  no  no  no  no  no  no  no  no  no  no 250 250 250
"""
NO_LEVELS = {
    "none": NoLevel.NONE_SET,
    "-": NoLevel.SILENT,
    "kg": NoLevel.NOT_MODELLED,
    "no": NoLevel.EXCLUDED,
}


def levels() -> list[tuple[str, int, str]]:
    (_, *ages), *rows = map(str.split, CEILINGS.strip().splitlines())
    return [(set_by, int(age), level) for set_by, *line in rows for age, level in zip(ages, line, strict=True)]


def limit(set_by: str, age: int, salt: Salt) -> AnyRule:
    return CURRENT.ceilings[CeilingKey(set_by=SetBy(set_by), age=age_band(age, CURRENT), salt=salt)]


def test_the_levels_of_every_source_are_typed_out() -> None:
    assert {set_by for set_by, _, _ in levels()} == {one.value for one in SetBy}


@pytest.mark.parametrize(("set_by", "age", "level"), levels())
def test_a_level_is_as_the_source_sets_it(set_by: str, age: int, level: str) -> None:
    for salt in Salt:
        silent = set_by == "eu-novel-food" and salt is Salt.ORDINARY
        expected = NoLevel.SILENT if silent else NO_LEVELS.get(level) or Elemental.mg(level)
        assert limit(set_by, age, salt).then.level == expected


@pytest.mark.parametrize(("set_by", "age", "level"), levels())
def test_passing_a_level_asks_an_adult_and_stops_a_child(set_by: str, age: int, level: str) -> None:
    for salt in Salt:
        rule = limit(set_by, age, salt)
        if level in {"-", "kg"} or (set_by == "eu-novel-food" and salt is Salt.ORDINARY):
            assert rule.then.verdict is Verdict.PERMIT
        elif set_by == "guide" or age < 18:
            assert rule.then.verdict is Verdict.WITHHOLD
        else:
            assert rule.then.verdict is Verdict.CONSULT


def test_a_level_by_body_weight_says_that_it_is_not_modelled() -> None:
    for rule in TABLES["ceilings"].rules:
        assert (rule.then.level is NoLevel.NOT_MODELLED) == (rule.not_covered is not None)


def test_each_adult_level_has_the_id_of_its_source() -> None:
    for set_by in SetBy:
        assert limit(set_by.value, 30, Salt.THREONATE).id == f"ceiling.{set_by.value}"


def test_what_is_taken_at_one_time_stays_below_the_level_of_efsa() -> None:
    assert answers("occasions") == {("efsa",): Elemental.mg(250)}
    (rule,) = TABLES["occasions"].rules
    assert answers("dose_amounts")["intake-most",] < rule.then
    assert {cite.certainty for cite in rule.cites} == {Certainty.QUOTED}


def test_what_a_plan_ends_at_is_named() -> None:
    assert set(answers("plan_limits")) == {("target",), ("present",)}


@pytest.mark.parametrize(
    ("other", "adult", "child"),
    [
        ("stated", Verdict.PERMIT, Verdict.PERMIT),
        ("not-stated", Verdict.CAUTION, Verdict.CONSULT),
        ("medicine-unmeasured", Verdict.CONSULT, Verdict.CONSULT),
    ],
)
def test_other_magnesium_is_as_read(other: str, adult: Verdict, child: Verdict) -> None:
    said = {age: verdict for (what, age), verdict in answers("others").items() if what == other}
    assert said.pop("18+") is adult
    assert set(said.values()) == {child}


# --- Readings 5.8: times of day
TIMES = {
    ("glycinate", "one"): "dinner",
    ("glycinate", "two"): "breakfast dinner",
    ("glycinate", "three"): "breakfast lunch dinner",
    ("taurate", "one"): "dinner",
    ("taurate", "two"): "breakfast dinner",
    ("taurate", "three"): "breakfast lunch dinner",
    ("malate", "one"): "breakfast",
    ("malate", "two"): "breakfast lunch",
    ("malate", "three"): "breakfast lunch dinner",
    ("threonate", "one"): "breakfast",
    ("threonate", "two"): "breakfast dinner",
    ("threonate", "three"): "breakfast lunch dinner",
    ("citrate", "one"): "dinner",
    ("citrate", "two"): "breakfast dinner",
    ("citrate", "three"): "breakfast lunch dinner",
    ("oxide", "one"): "dinner",
    ("oxide", "two"): "breakfast dinner",
    ("oxide", "three"): "breakfast lunch dinner",
}


@pytest.mark.parametrize(("form", "intakes"), TIMES)
def test_a_form_is_taken_at_its_times(form: str, intakes: str) -> None:
    times = CURRENT.times[TimesKey(form=Form(form), intakes=Intakes(intakes))].then
    assert [at.value for at in times] == TIMES[form, intakes].split()


def test_every_form_and_number_of_intakes_is_typed_out() -> None:
    assert set(answers("times")) == set(TIMES)


# --- The guide's table of forms, and readings 5.8 on food
FORMS = {
    "glycinate": (Verdict.PERMIT, {"sleep", "anxiety", "mood"}, True),
    "taurate": (Verdict.PERMIT, {"mood", "heart-regulation"}, True),
    "malate": (Verdict.PERMIT, {"fatigue", "fibromyalgia"}, True),
    "threonate": (Verdict.PERMIT, {"focus", "brain-fog"}, False),
    "citrate": (Verdict.CAUTION, {"constipation"}, True),
    "oxide": (Verdict.CAUTION, set(), True),
}


@pytest.mark.parametrize("form", list(Form))
def test_a_form_is_as_the_guide_says(form: Form) -> None:
    profile = CURRENT.forms[form].then
    assert (profile.verdict, {aim.value for aim in profile.best_for}, profile.with_food) == FORMS[form.value]
    assert profile.salt is (Salt.THREONATE if form is Form.THREONATE else Salt.ORDINARY)


# --- Readings 4 and facts 3: hours from the medicine to magnesium / from magnesium to the medicine. "-": no hours.
HOURS = """
quinidine                  4/4
nitroxoline                4/4
fluoride                   4/4
azole-antifungal           3/3
ulipristal                 4/4
antibiotic                 6/8
tetracycline               2/6
quinolone                  6/8
ciprofloxacin              2/6
levofloxacin               2/4
moxifloxacin               4/8
delafloxacin               6/6
ofloxacin                  2/2
norfloxacin                2/2
nitrofurantoin             4/4
aminoglycoside             -
cephalosporin              2/2
azithromycin               2/2
isoniazid                  2/2
rifampicin                 2/2
methenamine                -
beta-lactam                2/2
trimethoprim               2/2
metronidazole              2/2
bisphosphonate             4/4
intravenous-bisphosphonate -
levothyroxine              4/4
gabapentin                 2/2
pregabalin                 4/4
group-with-avoid           avoid
raltegravir                avoid
dolutegravir               2/6
dolutegravir-rilpivirine   4/6
bictegravir                2/6
elvitegravir               4/4
cabotegravir               4/2
rilpivirine                4/2
atazanavir                 2/2
baloxavir                  avoid
eltrombopag                4/4
mycophenolate              2/2
rosuvastatin               2/2
penicillamine              4/4
iron                       4/4
aminoquinoline             4/4
digoxin                    2/2
sotalol                    2/2
beta-blocker               3/3
fexofenadine               2/2
levodopa                   2/2
phenytoin                  3/3
erlotinib                  2/4
nilotinib                  avoid
pazopanib                  avoid
ace-inhibitor              3/3
deferiprone                4/4
polystyrene-sulfonate      avoid
active-vitamin-d           4/4
diuretic-unnamed           sparing
loop-or-thiazide-diuretic  -
potassium-sparing-diuretic sparing
blood-pressure-unnamed     3/3
blood-pressure             -
ssri                       -
proton-pump-inhibitor      -
antacid-sensitive          3/3
neuromuscular-blocker      -
muscle-relaxant            4/4
magnesium-medicine         -
magnesium-wasting-medicine -
lithium                    4/4
other-prescription         4/4
unrecognised               6/8
"""
TYPED_HOURS: dict[str, str] = dict(map(str.split, HOURS.strip().splitlines()))


def test_every_kind_of_medicine_is_typed_out() -> None:
    assert set(TYPED_HOURS) == {one.value for one in MedicineClass}


@pytest.mark.parametrize(("medicine", "separation"), TYPED_HOURS.items())
@pytest.mark.parametrize("kidney", list(KidneyFunction))
def test_a_kind_of_medicine_is_as_read(medicine: str, separation: str, kidney: KidneyFunction) -> None:
    said = {
        route: CURRENT.medicines[MedicineKey(medicine=MedicineClass(medicine), route=route, kidney=kidney)].then
        for route in Route
    }
    stops = separation == "avoid" or (separation == "sparing" and kidney is not KidneyFunction.NORMAL)
    assert said[Route.CAPSULE].verdict is (Verdict.WITHHOLD if stops else Verdict.CONSULT)
    assert said[Route.TOPICAL].verdict is Verdict.CONSULT
    gaps = said[Route.CAPSULE].separation
    typed_gaps = None if "/" not in separation else tuple(map(int, separation.split("/")))
    assert (gaps and (gaps.medicine_to_magnesium, gaps.magnesium_to_medicine)) == typed_gaps


def test_what_nobody_can_name_keeps_the_longest_gaps_each_direction_by_itself() -> None:
    known = [tuple(map(int, separation.split("/"))) for separation in TYPED_HOURS.values() if "/" in separation]
    longest = "/".join(str(max(gaps)) for gaps in zip(*known, strict=True))
    assert TYPED_HOURS["unrecognised"] == TYPED_HOURS["antibiotic"] == TYPED_HOURS["quinolone"] == longest


WINDOWS = """
capsule oral    applies
capsule unknown applies
capsule other   none
topical oral    none
topical unknown none
topical other   none
"""


def test_hours_are_kept_where_both_pass_the_gut() -> None:
    expected = {(route, given): window for route, given, window in map(str.split, WINDOWS.strip().splitlines())}
    assert {key: str(window) for key, window in answers("windows").items()} == expected


# --- Readings 6: reactions
REACTIONS = {
    "go-on": {"none"},
    "step-back": {"loose-stools", "bloating", "nausea", "cramping"},
    "stop-and-consult": {"itching", "flushing"},
    "urgent-care": {"weakness", "confusion", "fainting", "slow-pulse", "breathing-trouble"},
}


def test_a_reaction_asks_for_what_was_read() -> None:
    expected = {reaction: response for response, reactions in REACTIONS.items() for reaction in reactions}
    assert {key: str(response) for (key,), response in answers("reactions").items()} == expected


# --- The guide's comparison: capsule, topical
FEATURES = {
    "absorption": ("good", "some"),
    "local-relief": ("some", "good"),
    "mcas-risk": ("poor", "good"),
    "gut-tolerance": ("poor", "good"),
    "speed": ("some", "good"),
    "in-red": ("poor", "good"),
    "mood-and-sleep": ("good", "some"),
    "dosing-precision": ("good", "some"),
    "in-crisis": ("poor", "good"),
    "cost": ("good", "some"),
}
ROUTE_REASONS = {
    "capsule": {"full-body", "oral-tolerated", "green-or-yellow", "deficiency", "neurological"},
    "topical": {"red", "gut-issues", "oral-hypersensitivity", "local-relief", "calm-only"},
}


def test_the_ten_features_are_as_the_guide_marks_them() -> None:
    expected = {(name, "capsule"): capsule for name, (capsule, _) in FEATURES.items()}
    expected |= {(name, "topical"): topical for name, (_, topical) in FEATURES.items()}
    assert {key: str(mark) for key, mark in answers("features").items()} == expected


def test_the_ten_reasons_for_a_route_are_as_the_guide_lists_them() -> None:
    expected = {reason: route for route, reasons in ROUTE_REASONS.items() for reason in reasons}
    assert {key: str(route) for (key,), route in answers("route_reasons").items()} == expected


# --- Readings 7: whom a reason for a route concerns
AIM_REASONS = {
    "full-body": {"sleep", "anxiety", "mood", "immune-support"},
    "deficiency": {"deficiency"},
    "neurological": {"brain-fog", "migraine", "heart-regulation"},
    "local-relief": {"local-pain", "muscle-cramps"},
    "calm-only": {"calm"},
}
NAMED_BY_A_FORM_ALONE = {"fatigue", "fibromyalgia", "focus", "constipation"}
CONDITION_REASONS = {"gut-issues": {"ibs", "gut-flare", "nausea"}, "oral-hypersensitivity": {"oral-hypersensitivity"}}


def reasons(field: str) -> dict[str, set[str]]:
    """The reasons that a table gives, each with the words that give it."""
    given: dict[str, set[str]] = {}
    for (word,), named in answers(field).items():
        for reason in named:
            given.setdefault(str(reason), set()).add(word)
    return given


def test_an_aim_is_the_reason_for_a_route_that_the_guide_makes_of_it() -> None:
    assert reasons("aim_reasons") == AIM_REASONS
    assert {word for (word,), named in answers("aim_reasons").items() if named == ()} == NAMED_BY_A_FORM_ALONE


def test_what_neither_list_names_is_named_for_a_form() -> None:
    assert set().union(*(best_for for _, best_for, _ in FORMS.values())) >= NAMED_BY_A_FORM_ALONE


def test_a_condition_points_to_topical_where_the_guide_says_so() -> None:
    assert reasons("condition_reasons") == CONDITION_REASONS


def test_yellow_speaks_for_no_capsule_that_is_to_be_begun() -> None:
    assert reasons("zone_reasons") == {"green-or-yellow": {"green"}, "red": {"red"}}


CONCERNS = {
    "absorption": {"everybody"},
    "speed": {"everybody"},
    "dosing-precision": {"everybody"},
    "cost": {"everybody"},
    "local-relief": {"local-pain", "muscle-cramps"},
    "mcas-risk": {"mcas", "gut-flare"},
    "gut-tolerance": {"ibs", "gut-flare", "nausea"},
    "in-red": {"red"},
    "in-crisis": {"red"},
    "mood-and-sleep": {"mood", "sleep"},
}


def test_a_line_of_the_comparison_concerns_those_it_speaks_of() -> None:
    given = {
        feature: {"everybody"} if one.everybody else {str(word) for word in (*one.aims, *one.conditions, *one.zones)}
        for (feature,), one in answers("feature_concerns").items()
    }
    assert given == CONCERNS


def test_only_a_good_mark_speaks_for_a_route() -> None:
    assert {key: str(verdict) for (key,), verdict in answers("ratings").items()} == {
        "good": "permit",
        "some": "caution",
        "poor": "caution",
    }


DOMAIN_AIMS = {
    "anxiety": ("anxiety", "sleep", "calm"),
    "laxity": ("muscle-cramps",),
    "pain": ("fibromyalgia", "local-pain", "muscle-cramps"),
    "immune": ("immune-support",),
    "mood": ("mood",),
    "sensory": ("calm",),
}


def test_a_domain_stands_for_its_aims_and_says_that_this_is_our_choice() -> None:
    assert {key: tuple(map(str, aims)) for (key,), aims in answers("domain_aims").items()} == DOMAIN_AIMS
    for rule in TABLES["domain_aims"].rules:
        assert standings(rule) == {SourceKind.GUIDE, SourceKind.CONVENTION}


def test_what_is_blocked_comes_last_and_what_serves_comes_before_what_is_easier() -> None:
    order = sorted(answers("ranking").items(), key=lambda row: row[1])
    assert [(criterion, place) for (criterion,), place in order] == [
        ("blocked", 1),
        ("served", 2),
        ("answer", 3),
        ("against", 4),
    ]


def test_a_day_is_placed_by_these_numbers_and_says_that_they_are_ours() -> None:
    assert {key: number for (key,), number in answers("clock_numbers").items()} == {
        "grid-minutes": 15,
        "apart-hours": 3,
        "meal-minutes": 30,
        "bedtime-minutes": 60,
    }
    for rule in TABLES["clock_numbers"].rules:
        assert SourceKind.CONVENTION in standings(rule)


def test_four_kinds_of_constraint_place_an_intake() -> None:
    assert {key for (key,) in answers("clock_constraints")} == {"waking", "food", "apart", "medicine"}


CLOCK_FINDINGS = """
no-slot consult
times-not-stated caution
medicines-not-stated caution
"""


def test_where_no_time_is_left_a_clinician_is_asked() -> None:
    assert answers("clock_findings") == typed(CLOCK_FINDINGS)
    ids = {str(key.value): rule.id for key, rule in CURRENT.clock_findings}
    assert ids["no-slot"] == "medicine.no-slot"
