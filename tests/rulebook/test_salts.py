"""Magnesium salts: every share is checked against its formula, and every label name against the salts."""

import pytest
from molmass import Formula

from alpims_mg import CURRENT, Form, MagnesiumSalt
from alpims_mg.labels.shares import form_share_range
from alpims_mg.rulebook.labels.salts import WHOLE
from alpims_mg.rulebook.labels.words import SALT_NAMES


def test_a_share_follows_from_its_formula() -> None:
    for salt, rule in CURRENT.salts:
        row = rule.then
        if row.formula is not None:
            magnesium = Formula(row.formula).composition()["Mg"].fraction
            assert round(magnesium * WHOLE) == row.least == row.most, salt


def test_a_product_that_is_sold_without_a_formula_has_a_range() -> None:
    ranges = {salt: rule.then for salt, rule in CURRENT.salts if rule.then.formula is None}
    assert all(str(salt).endswith("-as-sold") for salt in ranges)
    assert all(0 < row.least < row.most for row in ranges.values())


@pytest.mark.parametrize("form", Form)
def test_the_range_of_a_form_covers_all_of_its_salts(form: Form) -> None:
    salts = [rule.then for _, rule in CURRENT.salts if rule.then.form is form]
    least, most = form_share_range(form, CURRENT)
    assert all(least <= salt.least <= salt.most <= most for salt in salts)
    assert {least, most} <= {share for salt in salts for share in (salt.least, salt.most)}


def test_stearate_alone_never_counts() -> None:
    assert [salt for salt, rule in CURRENT.salts if not rule.then.counts] == [MagnesiumSalt.STEARATE]
    assert CURRENT.salts[MagnesiumSalt.STEARATE].then.form is None


@pytest.mark.parametrize("row", SALT_NAMES, ids=lambda row: (row.words or row.after)[0])
def test_a_name_and_its_salts_are_of_one_form(row: object) -> None:
    assert {CURRENT.salts[salt].then.form for salt in row.salts} <= {row.form}  # type: ignore[attr-defined]


def test_no_name_is_in_two_rows() -> None:
    for kind in ("words", "after"):
        names = [name for row in SALT_NAMES for name in getattr(row, kind)]
        assert len(names) == len(set(names))


def test_every_salt_can_be_named() -> None:
    assert {salt for row in SALT_NAMES for salt in row.salts} == set(MagnesiumSalt)
