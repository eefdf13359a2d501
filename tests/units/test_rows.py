"""Rows: the texts of a row quote numbers of its own answer and of other rows of the rulebook."""

import re

import attrs
import pytest
from units.builders import CITE

from alpims_mg import CURRENT, Elemental, Form, Verdict, tighten
from alpims_mg.errors import RulebookError
from alpims_mg.model.vocabulary import Word
from alpims_mg.rulebook.ages import AgeBand
from alpims_mg.rulebook.ceilings import CeilingKey, SetBy
from alpims_mg.rulebook.dosing import Amount
from alpims_mg.rulebook.forms import Salt
from alpims_mg.rulebook.kidney import KidneyNumber
from alpims_mg.rules.deferring import deferred_faults
from alpims_mg.rules.findings import with_gap
from alpims_mg.rules.index import AnyRule, AnyTable, TableSet, tables
from alpims_mg.rules.rows import number
from alpims_mg.rules.tables import Rule, Table, when


class Light(Word):
    RED = "red"
    GREEN = "green"


@attrs.frozen(kw_only=True)
class Wait:
    minutes: int
    most: Elemental
    urgent: bool = True


def row(name: str, light: Light, then: object, because: str = "because", not_covered: str | None = None) -> AnyRule:
    return Rule(id=name, when=when(light), then=then, because=because, cites=(CITE,), not_covered=not_covered)


def table(*rules: AnyRule) -> AnyTable:
    return Table(name="t", title="T", key=Light, rules=rules)


@attrs.frozen(kw_only=True, eq=False)
class Waits(TableSet):
    waits: AnyTable
    numbers: AnyTable


NUMBERS = table(row("t.red", Light.RED, 12), row("t.green", Light.GREEN, Elemental.mg("62.5")))


def waits(because: str, *, not_covered: str | None = None) -> Waits:
    green = row("t.two", Light.GREEN, Verdict.PERMIT)
    red = row("t.one", Light.RED, Verdict.CONSULT, because, not_covered)
    return Waits(edition="e", waits=table(red, green), numbers=NUMBERS)


def test_a_text_quotes_the_numbers_of_its_own_answer() -> None:
    answer = Wait(minutes=15, most=Elemental.mg(250))
    own = row("t.red", Light.RED, answer, "wait {answer.minutes} minutes for {answer.most_mg} mg[: {egfr}]")
    assert own.reason == "wait 15 minutes for 250 mg[: {egfr}]"
    assert attrs.evolve(own, then=attrs.evolve(answer, minutes=30)).reason.startswith("wait 30 minutes")


def test_a_flag_and_a_word_are_no_numbers() -> None:
    assert not [*number("a", True), *number("a", "7"), *number("a", Verdict.PERMIT)]


def test_a_text_quotes_the_answers_of_other_rows() -> None:
    rulebook = waits("below {numbers.red}, or {numbers.green_mg} mg", not_covered="more than {numbers.red} of them")
    rule = rulebook.waits[Light.RED]
    assert (rule.reason, rule.gap) == ("below 12, or 62.5 mg", "more than 12 of them")
    assert rule is rulebook.waits.rules[0]
    assert rulebook.waits[Light.GREEN].reason == "because"
    found, gap = with_gap(rule, "situation.kidney")
    assert found.text == "below 12, or 62.5 mg"
    assert gap is not None
    assert gap.text == "more than 12 of them"
    assert "Below 12, or 62.5 mg." in str(rulebook.waits)


def test_a_changed_row_changes_the_texts_that_quote_it() -> None:
    changed = table(row("t.red", Light.RED, 24), row("t.green", Light.GREEN, 7))
    assert attrs.evolve(waits("below {numbers.red}"), numbers=changed).waits[Light.RED].reason == "below 24"


def test_a_rulebook_is_refused_if_a_text_quotes_what_is_no_number() -> None:
    with pytest.raises(RulebookError) as caught:
        waits("{numbers.blue} and {answer.most_mg}", not_covered="{no_table.red}")
    assert set(caught.value.faults) == {
        "waits: t.one quotes numbers.blue, which is no number",
        "waits: t.one quotes answer.most_mg, which is no number",
        "waits: t.one quotes no_table.red, which is no number",
    }


def test_tables_with_deferred_faults_are_refused_by_the_rulebook_all_together() -> None:
    with deferred_faults():
        first, second = (table(row("t.one", Light.RED, 1)) for _ in range(2))
    with pytest.raises(RulebookError) as caught:
        Waits(edition="e", waits=first, numbers=second)
    assert caught.value.faults == ("waits: table t: no row covers green", "numbers: table t: no row covers green")
    with pytest.raises(RulebookError):
        table(row("t.one", Light.RED, 1))


def test_a_rule_of_a_table_over_forms_names_the_forms_that_it_answers() -> None:
    rules = (Rule(id="t.all", when=when(), then=1, because="b", cites=(CITE,)),)
    with pytest.raises(RulebookError) as caught:
        Table(name="t", title="T", key=Form, rules=rules)
    assert caught.value.faults == ("table t: t.all must name each form that it answers",)


def test_a_clinic_may_leave_out_a_growing_column_since_its_rows_are_never_milder() -> None:
    own = Rule(
        id="condition.clinic",
        when=when(route=frozenset(CURRENT.conditions.columns["route"])),
        then=Verdict.WITHHOLD,
        because="b",
        cites=(CITE,),
        not_covered="c",
    )
    assert {rule.id for rule in tighten(CURRENT, [own]).conditions.rules} == {"condition.clinic"}


def test_no_text_writes_a_number_of_its_own_answer() -> None:
    for _, held in tables(CURRENT):
        for rule in held.rules:
            fields = attrs.fields(type(rule.then)) if attrs.has(type(rule.then)) else ()
            values = (rule.then, *(getattr(rule.then, field.name) for field in fields))
            own = {text for value in values for _, text in number("answer", value)}
            assert not own.intersection(re.findall(r"\d+(?:\.\d+)?", f"{rule.because} {rule.not_covered}")), rule.id


def test_the_rulebook_quotes_its_rows() -> None:
    key = CeilingKey(set_by=SetBy.EFSA, age=AgeBand.ADULT, salt=Salt.ORDINARY)
    efsa = CURRENT.ceilings[key]
    assert isinstance(efsa.then.level, Elemental)
    assert efsa.reason.startswith(f"EFSA: at most {efsa.then.level.format_mg()} mg a day from supplements")
    severe = CURRENT.kidney_numbers[KidneyNumber.SEVERE_BELOW_EGFR].then
    quoting = [rule for rule in CURRENT.kidney.rules if "kidney_numbers.severe_below_egfr" in rule.quotes()]
    assert all(f"{severe}" in rule.reason for rule in quoting)
    assert len(quoting) == 6
    usual = CURRENT.dose_amounts[Amount.RISE_USUAL].then
    assert CURRENT.dose_amounts[Amount.SUGGESTED_STRENGTH].reason.endswith(f"steps of {usual.format_mg()} mg")
