"""Checks the amounts of a label: against the percentage of the daily value, and against what one unit can hold."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from alpims_mg._internal.messages import rule_text
from alpims_mg.labels.patterns import folded, powder_units_pattern, tablet_words_pattern
from alpims_mg.labels.shares import per_cent
from alpims_mg.model.decisions import NotChecked
from alpims_mg.model.findings import Finding
from alpims_mg.model.quantities import Compound, Elemental
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.labels.amounts import AmountNumber, Contradiction, HeavyUnit, UnitKind
from alpims_mg.rulebook.labels.salts import WHOLE
from alpims_mg.rules.findings import finding

_NANOGRAMS = 10**6
"""Nanograms in one milligram."""


def percentage_contradiction(
    words: str, elementals: Iterable[int], percentages: Iterable[Fraction], rulebook: Rulebook
) -> NotChecked | None:
    """The contradiction between amounts of magnesium, in nanograms, and percentages of the daily value beside them.

    None if each percentage fits one of the amounts. A percentage fits if it is that of the daily value of any region.

    >>> from alpims_mg import CURRENT
    >>> percentage_contradiction("Magnesium", [100_000_000], [Fraction(24)], CURRENT) is None
    True
    >>> print(percentage_contradiction("Magnesium", [500_000_000], [Fraction(24)], CURRENT).because[:55])
    Magnesium: 24 % of the daily value is about 90 to 100.8
    """
    amounts = tuple(elementals)
    for percentage in percentages:
        if amounts and not any(percentage_fits(amount, percentage, rulebook) for amount in amounts):
            values = sorted(_daily_values(rulebook))
            shares = (
                Elemental(nanograms=int(percentage * value // 100)).format_mg() for value in (values[0], values[-1])
            )
            numbers = (
                ("words", words),
                ("percent", per_cent(percentage.numerator, percentage.denominator * 100)),
                ("share_mg", " to ".join(shares)),
                ("values_mg", " or ".join(str(value // _NANOGRAMS) for value in values)),
            )
            return contradiction(Contradiction.DAILY_VALUE, numbers, rulebook)
    return None


def percentage_fits(elemental: int, percentage: Fraction, rulebook: Rulebook) -> bool:
    """Whether an amount of magnesium, in nanograms, is about this percentage of the daily value of any region."""
    numbers = rulebook.amount_numbers
    apart = percentage * Fraction(numbers[AmountNumber.APART_PER_CENT].then, 100)
    rounding = Fraction(numbers[AmountNumber.ROUNDING_TENTHS].then, 10)
    return any(
        abs(Fraction(elemental * 100, value) - percentage) <= max(apart, rounding) for value in _daily_values(rulebook)
    )


def _daily_values(rulebook: Rulebook) -> Iterator[int]:
    """Yields the daily value of each region, in nanograms."""
    intakes = (rule.then.in_all for rule in rulebook.label_intakes.rules)
    yield from (intake.nanograms for intake in intakes if isinstance(intake, Elemental))


def contradiction(kind: Contradiction, numbers: tuple[tuple[str, str], ...], rulebook: Rulebook) -> NotChecked:
    """The entry for amounts that are not taken, because they contradict each other."""
    return NotChecked(
        path="label.servings.elemental_mg",
        because=rule_text(rulebook.contradictions[kind].id, rulebook.contradictions[kind].then, numbers),
    )


def heavy_unit_findings(
    words: str,
    capsules: int | None,
    elemental: Elemental | None,
    compound: Compound | None,
    share_range: tuple[int, int] | None,
    rulebook: Rulebook,
) -> Iterator[Finding]:
    """Yields a caution if one unit of a serving would hold more salt than a capsule or tablet usually can.

    ``words`` describes the serving. ``share_range`` holds the least and the largest share of magnesium in the named
    salts, in parts per 100,000. Without it, the largest share of any known salt counts. A powder has no limit.
    """
    if capsules is None or powder_units_pattern().search(folded(words)):
        return
    unit = UnitKind.TABLET if tablet_words_pattern().search(folded(words)) else UnitKind.CAPSULE
    limit = rulebook.unit_masses[unit].then * _NANOGRAMS
    shown = (("unit", str(unit)), ("limit_g", _grams(Fraction(limit))))
    if compound and Fraction(compound.nanograms, capsules) >= limit:
        mass = Elemental(nanograms=compound.nanograms // capsules).format_mg()
        yield finding(rulebook.heavy_units[HeavyUnit.STATED], numbers=(("compound_mg", mass), *shown))
    elif elemental and not compound:
        least, most = share_range or _any_share(rulebook)
        one = Fraction(elemental.nanograms, capsules)
        salt = tuple(Fraction(one * WHOLE, share) for share in (most, least))
        if salt[0] >= limit:
            numbers = (
                ("elemental_mg", Elemental(nanograms=int(one)).format_mg()),
                ("salt_g", " to ".join(dict.fromkeys(_grams(mass) for mass in (salt if share_range else salt[:1])))),
                *shown,
            )
            yield finding(rulebook.heavy_units[HeavyUnit.BY_FORM], numbers=numbers)


def _any_share(rulebook: Rulebook) -> tuple[int, int]:
    most = max(rule.then.most for rule in rulebook.salts.rules)
    return most, most


def _grams(mass: Fraction) -> str:
    """A mass in nanograms as grams, to a tenth of a gram.

    >>> _grams(Fraction(3_547_000_000))
    '3.5'
    """
    tenths = round(Fraction(mass, _NANOGRAMS * 100))
    return f"{tenths // 10}.{tenths % 10}".removesuffix(".0")
