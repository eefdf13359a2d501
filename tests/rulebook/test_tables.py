"""What holds for every table and every row. The rows themselves are read in ``examples/rulebook``."""

import ast
import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from enum import Enum, EnumType
from itertools import product
from pathlib import Path
from typing import Any, ClassVar

import alpims_mg
from alpims_mg import CURRENT, Condition, Elemental, MedicineClass, Route, SourceKind, Verdict, tabulate
from alpims_mg._internal.rendering import Grid
from alpims_mg.model.provenance import Certainty, Citation
from alpims_mg.model.vocabulary import KidneyFunction, TimeOfDay
from alpims_mg.rulebook import clauses, sources
from alpims_mg.rulebook.ages import AgeBand
from alpims_mg.rulebook.ceilings import CeilingKey, Limit, NoLevel, SetBy
from alpims_mg.rulebook.forms import Intakes, Salt
from alpims_mg.rulebook.references import NeedAge, NeedOf, NoFigure, StatedBy, TotalIntakeKey
from alpims_mg.rules.index import AnyRule, AnyTable, tables
from alpims_mg.rules.strictness import verdict_of

TABLES: dict[str, AnyTable] = dict(tables(CURRENT))
ROWS: list[tuple[str, AnyRule]] = [(field, rule) for field, table in TABLES.items() for rule in table.rules]
FAMILIES = {
    *("zone", "consult", "condition", "kidney", "age", "medicine", "additive", "dose", "ceiling"),
    *("form", "domain", "route", "reaction", "course", "change", "intake", "serum", "clock", "label"),
    *("answer", "question"),
}
NAMES = {"BfR", "EDS", "EFSA", "FAO", "Green", "MCAS", "ME", "POTS", "VKM"}
LEDGER = {cite for module in (clauses, sources) for cite in vars(module).values() if isinstance(cite, Citation)}


def failing(law: Callable[[AnyRule], object]) -> list[str]:
    """The ids of the rows that break a law."""
    return [rule.id for _, rule in ROWS if not law(rule)]


def standings(rule: AnyRule) -> set[SourceKind]:
    return {cite.kind for cite in rule.cites}


def answers(field: str) -> dict[str, Any]:
    """What a table with a single column says of each word."""
    return {str(key.value): rule.then for key, rule in TABLES[field]}


class TestEveryTable:
    def test_every_key_has_one_answer(self) -> None:
        for field, table in TABLES.items():
            kinds: list[Any] = (
                [table.key] if isinstance(table.key, EnumType) else list(table.key.__annotations__.values())
            )
            keys = [(key,) if isinstance(key, Enum) else tuple(key) for key, _ in table]
            assert sorted(map(str, keys)) == sorted(map(str, product(*kinds))), field

    def test_a_lookup_and_a_walk_agree(self) -> None:
        assert all(table[key] is rule for table in TABLES.values() for key, rule in table)

    def test_a_table_answers_with_one_kind_and_each_rule_decides_a_cell(self) -> None:
        for field, table in TABLES.items():
            assert len({type(rule.then) for rule in table.rules}) == 1, field
            assert {rule.id for _, rule in table} == {rule.id for rule in table.rules}, field

    def test_a_table_has_a_family_and_a_title_of_its_own(self) -> None:
        assert {table.name for table in TABLES.values()} == FAMILIES
        titles = Counter(table.title.strip() for table in TABLES.values())
        assert "" not in titles
        assert set(titles.values()) == {1}

    def test_the_page_that_people_read_names_the_standing_of_each_source(self) -> None:
        for table in TABLES.values():
            (grid,) = table.full_page().blocks
            assert isinstance(grid, Grid)
            says = grid.header.index("says")
            for rule, row in zip(table.rules, grid.rows, strict=True):
                for cite in rule.cites:
                    assert f"({cite.kind.value}" in row[says]
                    assert cite.place in row[says]
                    assert ("recalled, not read" in row[says]) >= (cite.certainty is Certainty.RECALLED)
                    assert ("read in a quotation" in row[says]) >= (cite.certainty is Certainty.QUOTED)


class TestRowsAndTheirKeys:
    ALSO: ClassVar[dict[str, str]] = {"female": "pregnant", "maintain": "lower"}
    """EFSA has one number for women, pregnant or not. To lower an amount is judged as to stay at the new one."""

    def test_a_row_that_is_named_after_words_of_its_key_answers_for_one_of_them(self) -> None:
        for table in TABLES.values():
            for key, rule in table:
                for part in _parts(key):
                    named = {str(word) for word in type(part)}.intersection(rule.id.split("."))
                    fits = any(str(part).startswith(word) or self.ALSO.get(word) == str(part) for word in named)
                    assert fits or not named, (rule.id, key)

    def test_a_row_that_is_named_after_ages_answers_for_all_of_these_ages_and_for_no_others(self) -> None:
        answered: dict[str, set[str]] = {}
        for key, rule in (*CURRENT.ceilings, *CURRENT.total_intakes):
            answered.setdefault(rule.id, set()).add(str(key.age))
        named = {
            rule_id: years for rule_id in answered if (years := re.search(r"\.(\d+)-(\d+)$|\.from-(\d+)$", rule_id))
        }
        assert len(named) > 20
        for rule_id, years in named.items():
            bands = AgeBand if rule_id.startswith("ceiling.") else NeedAge
            first, last = int(years[1] or years[3]), int(years[2] or 130)
            assert answered[rule_id] == {band for band in map(str, bands) if _lies_within(band, first, last)}, rule_id

    def test_a_source_that_sets_a_level_sets_one_for_every_older_age_and_never_a_lower_one(self) -> None:
        for source, salt in product(SetBy, Salt):
            levels = [CURRENT.ceilings[CeilingKey(set_by=source, age=age, salt=salt)].then.level for age in AgeBand]
            numbers = [level for level in levels if isinstance(level, Elemental)]
            assert numbers == levels[len(levels) - len(numbers) :]
            assert numbers == sorted(numbers)

    def test_nobody_is_said_to_need_less_when_pregnant(self) -> None:
        for by, age in product(StatedBy, NeedAge):
            other, pregnant = (
                CURRENT.total_intakes[TotalIntakeKey(stated_by=by, age=age, need_of=whose)].then.in_all
                for whose in (NeedOf.FEMALE, NeedOf.PREGNANT)
            )
            assert isinstance(pregnant, NoFigure) or (isinstance(other, Elemental) and pregnant >= other)

    def test_a_number_of_intakes_has_as_many_times_in_the_order_of_the_day(self) -> None:
        for key, rule in CURRENT.times:
            assert len(rule.then) == tuple(Intakes).index(key.intakes) + 1, rule.id
            assert list(rule.then) == sorted(rule.then, key=tuple(TimeOfDay).index), rule.id


def _parts(key: Any) -> tuple[Enum, ...]:
    return (key,) if isinstance(key, Enum) else tuple(key)


def _lies_within(band: str, first: int, last: int) -> bool:
    """Whether all ages of a band such as ``4-8`` or ``18+`` lie between two ages in years. Months never do."""
    years = [int(number) for number in re.findall(r"\d+", band.replace("+", "-130"))]
    return "months" not in band and first <= years[0] and years[-1] <= last


class TestEveryRow:
    def test_an_id_stands_once_is_lower_case_and_begins_with_its_tables_name(self) -> None:
        assert set(Counter(rule.id for _, rule in ROWS).values()) == {1}
        for field, rule in ROWS:
            family, *rest = rule.id.split(".")
            assert family == TABLES[field].name
            assert rest
            assert all(part.replace("-", "").isalnum() and part.isascii() for part in rest), rule.id
            assert rule.id == rule.id.lower()

    def test_a_reason_follows_a_colon_and_ends_without_a_full_stop(self) -> None:
        def follows(rule: AnyRule) -> bool:
            first = rule.because.split()[0]
            return first[0].islower() or first.rstrip(":").split("/")[0] in NAMES

        assert failing(follows) == []
        assert failing(lambda rule: rule.because == rule.because.strip() and not rule.because.endswith(".")) == []

    def test_a_row_says_who_says_so_and_each_source_once(self) -> None:
        assert failing(lambda rule: rule.cites and len(set(rule.cites)) == len(rule.cites)) == []
        assert failing(lambda rule: all(cite.source.title.strip() for cite in rule.cites)) == []

    def test_what_is_only_recalled_asks_for_a_clinician_or_is_for_reading_only(self) -> None:
        for field, rule in ROWS:
            others = [cite for cite in rule.cites if cite.kind is not SourceKind.CONVENTION]
            recalled = any(cite.certainty is Certainty.RECALLED for cite in rule.cites)
            if recalled and all(cite.certainty is Certainty.RECALLED for cite in others):
                verdict = verdict_of(rule.then)
                if verdict is None:
                    assert field in READ_ONLY, rule.id
                else:
                    assert verdict.severity >= Verdict.CONSULT.severity, rule.id

    def test_our_own_choices_stand_under_our_own_name(self) -> None:
        ours = SourceKind.CONVENTION
        assert (
            failing(lambda rule: all((one.kind is ours) == (one.source.title == "alpims_mg") for one in rule.cites))
            == []
        )

    def test_the_guide_is_cited_by_its_clauses_alone(self) -> None:
        guide = SourceKind.GUIDE
        assert failing(lambda rule: all(one in LEDGER for one in rule.cites if one.kind is guide)) == []

    def test_a_second_page_of_the_guide_is_cited_from_one_place(self) -> None:
        assert {cite for cite in LEDGER if cite.source is not sources.GUIDE} == {
            cite for _, rule in ROWS for cite in rule.cites if cite.source is sources.ALPIMS_TOPICAL
        }


class TestWhoseWordARowIs:
    def test_every_domain_is_marked_as_the_guides_claim(self) -> None:
        for rule in TABLES["domains"].rules:
            assert standings(rule) == {SourceKind.GUIDE}
            assert "do not count it as evidence" in rule.because

    def test_what_a_domain_stands_for_is_our_choice_and_says_so(self) -> None:
        for rule in TABLES["domain_aims"].rules:
            assert standings(rule) == {SourceKind.GUIDE, SourceKind.CONVENTION}

    def test_what_is_screened_for_on_request_is_our_choice_and_says_so(self) -> None:
        for key, rule in TABLES["additives"]:
            if str(CURRENT.screened[key.additive].then) == "on-request":
                assert SourceKind.CONVENTION in standings(rule)

    def test_a_number_of_the_clock_is_our_choice_and_says_so(self) -> None:
        assert all(SourceKind.CONVENTION in standings(rule) for rule in TABLES["clock_numbers"].rules)

    def test_a_level_of_a_source_is_cited_to_an_authority(self) -> None:
        for rule in (*TABLES["ceilings"].rules, *TABLES["occasions"].rules):
            level = rule.then.level if isinstance(rule.then, Limit) else rule.then
            if isinstance(level, Elemental) and rule.id != "ceiling.guide":
                assert SourceKind.AUTHORITY in standings(rule)


class TestTablesAgree:
    def test_where_a_capsule_is_withheld_topical_asks_for_a_clinician_under_its_own_id(self) -> None:
        for field in ("conditions", "kidney", "ages", "medicines"):
            for key, rule in TABLES[field]:
                if key.route is Route.CAPSULE and verdict_of(rule.then) is Verdict.WITHHOLD:
                    on_skin = TABLES[field][key._replace(route=Route.TOPICAL)]
                    spared = field == "conditions" and key.condition is Condition.GUT_FLARE  # the skin is not the gut
                    assert verdict_of(on_skin.then) is (Verdict.PERMIT if spared else Verdict.CONSULT)
                    assert on_skin.id == f"{rule.id}.topical"

    def test_what_nobody_can_name_keeps_the_longest_hours_each_direction_by_itself(self) -> None:
        hours = {
            key.medicine: rule.then.separation
            for key, rule in CURRENT.medicines
            if (key.route, key.kidney) == (Route.CAPSULE, KidneyFunction.NORMAL) and rule.then.separation
        }
        unknown = hours[MedicineClass.UNRECOGNISED]
        assert unknown.medicine_to_magnesium == max(one.medicine_to_magnesium for one in hours.values())
        assert unknown.magnesium_to_medicine == max(one.magnesium_to_medicine for one in hours.values())

    def test_what_is_supposed_is_the_mildest_of_its_table(self) -> None:
        (rule,) = TABLES["suppositions"].rules
        supposed = {"zone": rule.then.zone, "function": rule.then.kidney}
        for field, column in (("zones", "zone"), ("kidney", "function")):
            for key, row in TABLES[field]:
                mild = TABLES[field][key._replace(**{column: supposed[column]})]
                stale = getattr(key, "recency", None) is not None and str(key.recency) == "stale"
                assert stale or mild.then.severity <= row.then.severity, row.id

    def test_an_intake_stays_below_what_efsa_says_of_one_time(self) -> None:
        (rule,) = TABLES["occasions"].rules
        assert answers("dose_amounts")["intake-most"] < rule.then

    def test_a_level_by_body_weight_says_that_it_is_not_modelled(self) -> None:
        for rule in TABLES["ceilings"].rules:
            assert (rule.then.level is NoLevel.NOT_MODELLED) == (rule.not_covered is not None)

    def test_the_two_units_of_serum_magnesium_agree_to_their_last_digit(self) -> None:
        said = {word: Decimal(str(text)) for word, text in answers("serum_numbers").items()}
        for end in ("lowest", "highest"):
            exact = said[f"{end}-mg-per-dl"] * said["mmol-per-l-of-1-mg-per-dl"]
            assert abs(exact - said[f"{end}-mmol-per-l"]) <= Decimal("0.05") * said["mmol-per-l-of-1-mg-per-dl"]

    def test_an_intake_in_all_says_that_food_counts_and_that_it_is_compared_with_nothing(self) -> None:
        for rule in (*TABLES["total_intakes"].rules, *TABLES["label_intakes"].rules):
            assert "for the whole day, food included" in rule.because
            assert any("never compared" in cite.claim for cite in rule.cites)
            assert isinstance(rule.then.in_all, Elemental) or rule.then.in_all is NoFigure.NONE_STATED


READ_ONLY = {"total_intakes", "serum_numbers", "serum_signs", "age_points", "references", "serum"}
READS_LEVELS = "serum_results.py"
"""The module that compares the levels of a record with the usual range, to state a condition."""


def test_what_is_for_reading_is_used_by_no_function() -> None:
    """Only the rulebook that holds them names them; ``tabulate`` walks all tables and names none."""
    package = Path(alpims_mg.__file__).parent
    files = [path for path in package.rglob("*.py") if path.parent.name != "rulebook" and path.name != READS_LEVELS]
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
