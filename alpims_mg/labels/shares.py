"""Checks whether a declared amount of magnesium fits the mass of its salt."""

from functools import lru_cache

from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.findings import Finding
from alpims_mg.model.quantities import Compound, Elemental
from alpims_mg.model.vocabulary import Form
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.labels.salts import WHOLE, Share, ShareNumber
from alpims_mg.rules.findings import finding


@lru_cache(maxsize=256)
def share_finding(
    elemental: Elemental, compound: Compound, share_range: tuple[int, int], rulebook: Rulebook
) -> tuple[Finding, NotChecked | None]:
    """A pair: a finding on whether the declared magnesium fits the mass of its salt, and a ``NotChecked`` or None.

    The ``NotChecked`` states what the finding leaves open. It is None if nothing is left open.

    ``compound`` is the mass of the salt. ``share_range`` holds the least and the largest share of magnesium in the
    salt, in parts per 100,000.
    """
    tolerance = rulebook.share_numbers[ShareNumber.TOLERANCE_PER_CENT].then
    declared = elemental.nanograms * WHOLE * 100
    share = Share.WITHIN
    if declared > compound.nanograms * share_range[1] * (100 + tolerance):
        share = Share.ABOVE
    elif declared < compound.nanograms * share_range[0] * (100 - tolerance):
        share = Share.BELOW
    rule = rulebook.shares[share]
    least, most = (per_cent(bound, WHOLE) for bound in share_range)
    part = per_cent(elemental.nanograms, compound.nanograms)
    numbers = (
        ("elemental_mg", elemental.format_mg()),
        ("compound_mg", compound.format_mg()),
        ("percent", part),
        ("least_percent", least),
        ("most_percent", most),
    )
    open_end = NotChecked(path="proposal.product.compound_mg", because=rule.gap) if rule.gap else None
    return finding(rule, numbers=numbers), open_end


@lru_cache(maxsize=64)
def form_share_range(form: Form, rulebook: Rulebook) -> tuple[int, int]:
    """A pair: the least and the largest share of magnesium in any salt sold as this form, in parts per 100,000."""
    salts = tuple(salt for salt, rule in rulebook.salts if rule.then.form is form)
    return min(rulebook.salts[salt].then.least for salt in salts), max(rulebook.salts[salt].then.most for salt in salts)


def per_cent(part: int, whole: int) -> str:
    """How many per cent ``part`` is of ``whole``, as text: rounded down to three digits after the point.

    >>> per_cent(1, 3)
    '33.333'
    """
    units, rest = divmod(part * 100_000 // whole, 1000)
    return f"{units}.{rest:03}".rstrip("0").rstrip(".")
