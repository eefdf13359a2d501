"""Magnesium salts: every share is checked against its formula, and every label name against the salts."""

import pytest
from molmass import Formula

from alpims_mg import CURRENT, Form, MagnesiumSalt
from alpims_mg.labels.shares import form_share_range
from alpims_mg.rulebook.labels.salts import WHOLE
from alpims_mg.rulebook.labels.words import SALT_NAMES

# Parts in 100,000, typed from the table of formulas. Products that are sold without a formula have a range.
SHARES = {
    "bisglycinate": 14096, "bisglycinate-dihydrate": 11660, "lysinate-glycinate": 9980, "taurate": 8917,
    "taurate-dihydrate": 7876, "malate": 15543, "malate-monohydrate": 13937, "malate-dihydrate": 12632,
    "malate-trihydrate": 11551, "bis-hydrogen-malate": 8368, "dimagnesium-malate": 22641, "threonate": 8253,
    "threonate-monohydrate": 7777, "trimagnesium-dicitrate": 16163, "trimagnesium-dicitrate-nonahydrate": 11890,
    "trimagnesium-dicitrate-tetradecahydrate": 10367, "hydrogen-citrate": 11336, "oxide": 60304, "hydroxide": 41676,
    "carbonate": 28827, "chloride-hexahydrate": 11955, "sulfate-heptahydrate": 9861, "lactate-dihydrate": 10192,
    "gluconate": 5862, "gluconate-dihydrate": 5394, "aspartate-dihydrate": 7489, "orotate-dihydrate": 6560,
    "glycerophosphate": 12505, "stearate": 4111,
}  # fmt: skip
RANGES = {"dimagnesium-malate-as-sold": (18000, 22641), "threonate-as-sold": (7200, 8300)}
MASSES = {
    "bisglycinate": "172.423", "bisglycinate-dihydrate": "208.453", "lysinate-glycinate": "243.544",
    "taurate": "272.583", "taurate-dihydrate": "308.613", "malate": "156.377", "malate-monohydrate": "174.392",
    "malate-dihydrate": "192.407", "malate-trihydrate": "210.423", "bis-hydrogen-malate": "290.464",
    "dimagnesium-malate": "214.697", "threonate": "294.496", "threonate-monohydrate": "312.512",
    "trimagnesium-dicitrate": "451.115", "trimagnesium-dicitrate-nonahydrate": "613.253",
    "trimagnesium-dicitrate-tetradecahydrate": "703.329", "hydrogen-citrate": "214.413", "oxide": "40.305",
}  # fmt: skip


def test_every_share_is_as_typed() -> None:
    shares = {str(salt): (rule.then.least, rule.then.most) for salt, rule in CURRENT.salts}
    assert shares == {name: (share, share) for name, share in SHARES.items()} | RANGES


@pytest.mark.parametrize("salt", SHARES)
def test_a_share_follows_from_its_formula(salt: str) -> None:
    row = CURRENT.salts[MagnesiumSalt(salt)].then
    assert row.formula is not None
    formula = Formula(row.formula)
    assert round(formula.composition()["Mg"].fraction * WHOLE) == row.least == row.most
    if salt in MASSES:
        assert f"{formula.mass:.3f}" == MASSES[salt]


def test_a_range_has_no_formula() -> None:
    assert {str(salt) for salt, rule in CURRENT.salts if rule.then.formula is None} == set(RANGES)


@pytest.mark.parametrize("form", Form)
def test_the_range_of_a_form_covers_all_of_its_salts(form: Form) -> None:
    salts = [rule.then for _, rule in CURRENT.salts if rule.then.form is form]
    least, most = form_share_range(form, CURRENT)
    assert all(least <= salt.least <= salt.most <= most for salt in salts)
    assert {least, most} <= {share for salt in salts for share in (salt.least, salt.most)}


def test_stearate_alone_never_counts() -> None:
    assert [salt for salt, rule in CURRENT.salts if not rule.then.counts] == [MagnesiumSalt.STEARATE]
    assert CURRENT.salts[MagnesiumSalt.STEARATE].then.form is None


def test_a_label_that_declares_more_or_less_than_possible_is_not_permitted_outright() -> None:
    assert {str(share): str(rule.then) for share, rule in CURRENT.shares} == {
        "within": "permit",
        "above": "consult",
        "below": "caution",
    }
    assert [rule.then for _, rule in CURRENT.share_numbers] == [2]


@pytest.mark.parametrize("row", SALT_NAMES, ids=lambda row: (row.words or row.after)[0])
def test_a_name_and_its_salts_are_of_one_form(row: object) -> None:
    assert {CURRENT.salts[salt].then.form for salt in row.salts} <= {row.form}  # type: ignore[attr-defined]


def test_no_name_is_in_two_rows() -> None:
    for kind in ("words", "after"):
        names = [name for row in SALT_NAMES for name in getattr(row, kind)]
        assert len(names) == len(set(names))


def test_every_salt_can_be_named() -> None:
    assert {salt for row in SALT_NAMES for salt in row.salts} == set(MagnesiumSalt)
