"""Exact quantities. Masses are whole nanograms, portions are whole quarters: nothing is ever rounded."""

import re
from decimal import Decimal
from typing import ClassVar, Self, final

import attrs

from alpims_mg._internal.validation import short_repr
from alpims_mg.errors import Fault, InvalidQuantityError

_NANOGRAMS_PER_MG = 10**6
_MOST_NANOGRAMS = 10**15
_DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6})?")


def _is_short(amount: Decimal) -> bool:
    """The decimal can be written out without filling the memory."""
    exponent = amount.as_tuple().exponent
    return isinstance(exponent, int) and -20 < exponent < 9


def in_mg(nanograms: int) -> str:
    """Nanograms as milligrams in exact decimal text, without trailing zeros.

    >>> in_mg(62_500_000)
    '62.5'
    """
    whole, rest = divmod(nanograms, _NANOGRAMS_PER_MG)
    return f"{whole}.{rest:06}".rstrip("0") if rest else str(whole)


def _whole_nanograms(_: object, field: "attrs.Attribute[int]", value: object) -> None:
    if type(value) is not int or not 0 <= value < _MOST_NANOGRAMS:
        expected = "a whole number of nanograms from 0 to below 1 kg"
        raise InvalidQuantityError(
            Fault(path=field.name, expected=expected, actual=short_repr(value), fix="use mg() to write milligrams")
        )


@attrs.frozen(kw_only=True, order=True, repr=False)
class Mass:
    """An exact mass. Only its two kinds are used, and they never mix: elemental magnesium and compound."""

    nanograms: int = attrs.field(validator=_whole_nanograms)

    @classmethod
    def mg(cls, amount: int | str | Decimal) -> Self:
        """So many milligrams: a whole number, or a decimal as text with at most six places.

        Raises: ``InvalidQuantityError`` for anything else, a float above all.

        >>> Elemental.mg("56.25")
        Elemental.mg('56.25')
        """
        if type(amount) is int and 0 <= amount < _MOST_NANOGRAMS // _NANOGRAMS_PER_MG:
            return cls(nanograms=amount * _NANOGRAMS_PER_MG)
        written = format(amount, "f") if isinstance(amount, Decimal) and _is_short(amount) else amount
        if isinstance(written, str) and _DECIMAL.fullmatch(written):
            return cls(nanograms=int(Decimal(written) * _NANOGRAMS_PER_MG))
        fix = "write whole milligrams as a number or decimals as text, for example '62.5'; never a float"
        expected = "an exact amount of milligrams, zero or more, below 1 kg, with at most six decimals"
        raise InvalidQuantityError(Fault(path="mg", expected=expected, actual=short_repr(amount), fix=fix))

    def format_mg(self) -> str:
        """The milligrams as an exact decimal text, without trailing zeros: ``62.5``."""
        return in_mg(self.nanograms)

    def __add__(self, other: Self) -> Self:
        """The sum of two masses of one kind."""
        if type(other) is not type(self):
            return NotImplemented
        return type(self)(nanograms=self.nanograms + other.nanograms)

    def __repr__(self) -> str:
        return f"{type(self).__name__}.mg({self.format_mg()!r})"

    def __str__(self) -> str:
        return f"{self.format_mg()} mg {type(self).__name__.lower()}"


@final
class Elemental(Mass):
    """Elemental magnesium: the mass of the magnesium alone, as every dose here is counted.

    >>> str(Elemental.mg(100) + Elemental.mg("12.5"))
    '112.5 mg elemental'
    """

    __slots__ = ()


@final
class Compound(Mass):
    """The mass of the whole magnesium salt, as the front of a label may state it. Never a dose.

    >>> Elemental.mg(100) == Compound.mg(100)
    False
    """

    __slots__ = ()


def in_capsules(quarters: int) -> str:
    """Quarters of a capsule as whole ones and a fraction.

    >>> in_capsules(6), in_capsules(0)
    ('1 1/2', '0')
    """
    whole, part = divmod(quarters, 4)
    return " ".join(filter(None, (str(whole) if whole or not part else "", _PARTS[part])))


def _whole_quarters(_: object, field: "attrs.Attribute[int]", value: object) -> None:
    if type(value) is not int or not 1 <= value <= 4000:
        expected = "a whole number of quarters of a capsule from 1 to 4000"
        raise InvalidQuantityError(
            Fault(
                path=field.name,
                expected=expected,
                actual=short_repr(value),
                fix="write for example 2, for half a capsule",
            )
        )


@final
@attrs.frozen(kw_only=True, order=True)
class Portion:
    """How much of a capsule is taken at once, in whole quarters; more than four is more than one capsule.

    >>> str(Portion(quarters=6))
    '1 1/2'
    >>> str(Portion.HALF.of(Elemental.mg("62.5")))
    '31.25 mg elemental'
    """

    quarters: int = attrs.field(validator=_whole_quarters)

    QUARTER: ClassVar["Portion"]
    HALF: ClassVar["Portion"]
    WHOLE: ClassVar["Portion"]

    @classmethod
    def parse(cls, text: object) -> Self:
        """The portion that a text names: a whole number, a fraction of quarters, or both with a space between.

        Raises: ``InvalidQuantityError`` when the text is not what ``str`` of a portion writes.

        >>> Portion.parse("3/4")
        Portion(quarters=3)
        """
        if not isinstance(text, str):
            raise _no_portion(text)
        whole, _, part = text.partition(" ") if " " in text or "/" not in text else ("", "", text)
        if (part in _QUARTERS or not part) and (whole.isdecimal() or not whole) and len(whole) < 5:
            quarters = int(whole or "0") * 4 + _QUARTERS.get(part, 0)
            if quarters and str(portion := cls(quarters=quarters)) == text:
                return portion
        raise _no_portion(text)

    def of(self, strength: Mass) -> Elemental:
        """What this portion of a capsule of that strength holds, in elemental magnesium.

        Raises: ``InvalidQuantityError`` when a quarter of the strength is no whole number of nanograms.
        """
        whole = isinstance(strength, Elemental) and strength.nanograms * self.quarters % 4 == 0
        if not whole:
            expected = "elemental magnesium whose quarters are whole nanograms"
            raise InvalidQuantityError(
                Fault(path="strength", expected=expected, actual=str(strength), fix="take the strength from the label")
            )
        return Elemental(nanograms=strength.nanograms * self.quarters // 4)

    def __str__(self) -> str:
        return in_capsules(self.quarters)


def _no_portion(value: object) -> InvalidQuantityError:
    expected = "whole quarters of a capsule, as text"
    return InvalidQuantityError(
        Fault(path="portion", expected=expected, actual=short_repr(value), fix="write for example '1 1/2'")
    )


_PARTS = ("", "1/4", "1/2", "3/4")
_QUARTERS = {text: quarters for quarters, text in enumerate(_PARTS) if text}
Portion.QUARTER, Portion.HALF, Portion.WHOLE = Portion(quarters=1), Portion(quarters=2), Portion(quarters=4)
