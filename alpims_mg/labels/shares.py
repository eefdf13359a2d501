"""Whether a declared amount of magnesium fits its salt."""

from functools import lru_cache

from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.findings import Finding
from alpims_mg.model.quantities import Compound, Elemental
from alpims_mg.model.vocabulary import Form
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.labels.salts import WHOLE, Share, ShareNumber
from alpims_mg.rules.findings import finding


# --- What the formula allows
def share_finding(
    elemental: Elemental, compound: Compound, share_range: tuple[int, int], rulebook: Rulebook
) -> tuple[Finding, NotChecked | None]:
    """How the declared magnesium stands to its compound, with what that leaves open.

    ``share_range`` are the least and the most parts in 100,000 that the compound can hold.
    """
    tolerance = rulebook.share_numbers[ShareNumber.TOLERANCE_PER_CENT].then
    declared = elemental.nanograms * WHOLE * 100
    share = Share.WITHIN
    if declared > compound.nanograms * share_range[1] * (100 + tolerance):
        share = Share.ABOVE
    elif declared < compound.nanograms * share_range[0] * (100 - tolerance):
        share = Share.BELOW
    rule = rulebook.shares[share]
    least, most = (_per_cent(bound, WHOLE) for bound in share_range)
    part = _per_cent(elemental.nanograms, compound.nanograms)
    numbers = (
        f"{elemental.format_mg()} mg in {compound.format_mg()} mg is {part} %, this form holds {least} to {most} %"
    )
    open_end = NotChecked(path="proposal.product.compound_mg", because=rule.not_covered) if rule.not_covered else None
    return finding(rule, numbers=numbers), open_end


@lru_cache(maxsize=64)
def form_share_range(form: Form, rulebook: Rulebook) -> tuple[int, int]:
    """The least and the most parts in 100,000 that any salt sold as this form can hold."""
    salts = tuple(salt for salt, rule in rulebook.salts if rule.then.form is form)
    return min(rulebook.salts[salt].then.least for salt in salts), max(rulebook.salts[salt].then.most for salt in salts)


def _per_cent(part: int, whole: int) -> str:
    units, rest = divmod(part * 100_000 // whole, 1000)
    return f"{units}.{rest:03}".rstrip("0").rstrip(".")
