"""Exact quantities: masses in whole nanograms, and portions in whole quarters of a capsule. Nothing is rounded."""

import re
from decimal import Decimal
from functools import total_ordering
from typing import ClassVar, Self, final

import attrs

from alpims_mg._internal.keywords import named_arguments
from alpims_mg._internal.messages import Message, say
from alpims_mg._internal.rendering import Displayed
from alpims_mg._internal.validation import an_instance, short_repr
from alpims_mg.errors import Fault, InvalidQuantityError

_NANOGRAMS_PER_MG = 10**6
MOST_NANOGRAMS = 10**12
"""One kilogram: every mass is smaller."""

_DECIMAL = r"[0-9]{1,9}(\.[0-9]{1,6})?"
_WITH_UNIT = re.compile(rf" *({_DECIMAL}) *(mg)? *", re.IGNORECASE)


def _has_few_digits(amount: Decimal) -> bool:
    """Whether the decimal is short when written out in full. False for 1E+999999."""
    exponent = amount.as_tuple().exponent
    return isinstance(exponent, int) and -20 < exponent < 9


def milligrams(mass: "Mass") -> Message:
    """A mass with its unit, for a page.

    >>> milligrams(Elemental.mg("62.5"))
    '62.5 mg'
    """
    return say("view.amount", "{mg} mg", mg=mass.format_mg())


def in_mg(nanograms: int) -> str:
    """A number of nanograms as the exact text of milligrams, without trailing zeros.

    >>> in_mg(62_500_000)
    '62.5'
    """
    whole, rest = divmod(nanograms, _NANOGRAMS_PER_MG)
    return f"{whole}.{rest:06}".rstrip("0") if rest else str(whole)


def _whole_nanograms(_: object, field: "attrs.Attribute[int]", value: object) -> None:
    if type(value) is not int or not 0 <= value < MOST_NANOGRAMS:
        expected = "a whole number of nanograms from 0 to below 1 kg"
        raise InvalidQuantityError(
            Fault(path=field.name, expected=expected, actual=short_repr(value), fix="use mg() for milligrams")
        )


@total_ordering
@attrs.frozen(kw_only=True, repr=False)
class Mass(Displayed):
    """The base of the two kinds of exact mass, ``Elemental`` and ``Compound``.

    Masses of different kinds are never equal and cannot be added.
    """

    nanograms: int = attrs.field(validator=_whole_nanograms)

    @classmethod
    def mg(cls, amount: int | str | Decimal) -> Self:
        """The mass of this many milligrams.

        ``amount`` is a whole number, or a decimal number with at most six decimals, as text or as a ``Decimal``.

        Raises: ``InvalidQuantityError`` for anything else, such as a float.

        >>> Elemental.mg("56.25")
        Elemental.mg('56.25')
        """
        if type(amount) is int and 0 <= amount < MOST_NANOGRAMS // _NANOGRAMS_PER_MG:
            return cls(nanograms=amount * _NANOGRAMS_PER_MG)
        written = format(amount, "f") if isinstance(amount, Decimal) and _has_few_digits(amount) else amount
        if isinstance(written, str) and re.fullmatch(_DECIMAL, written):
            nanograms = int(Decimal(written) * _NANOGRAMS_PER_MG)
            if nanograms < MOST_NANOGRAMS:
                return cls(nanograms=nanograms)
        expected = "an exact amount of milligrams, zero or more, below 1 kg, with at most six decimals"
        fix = _mg_fix(cls, amount)
        raise InvalidQuantityError(Fault(path="mg", expected=expected, actual=short_repr(amount), fix=fix))

    def format_mg(self) -> str:
        """The mass in milligrams as exact decimal text, without trailing zeros, for example ``62.5``."""
        return in_mg(self.nanograms)

    def __lt__(self, other: Self) -> bool:
        """Whether this mass is smaller than another of the same kind."""
        return self.nanograms < other.nanograms if type(other) is type(self) else NotImplemented

    def __add__(self, other: Self) -> Self:
        """The sum of two masses of the same kind."""
        if type(other) is not type(self):
            return NotImplemented
        return type(self)(nanograms=self.nanograms + other.nanograms)

    def __repr__(self) -> str:
        return f"{type(self).__name__}.mg({self.format_mg()!r})"

    def __str__(self) -> str:
        return f"{self.format_mg()} mg {type(self).__name__.lower()}"


def _mg_fix(kind: type[Mass], amount: object) -> str:
    """The text of the fix for a value that is no exact amount. It shows the same amount, if there is one."""
    written = repr(amount) if type(amount).__name__ == "float" else amount
    match = _WITH_UNIT.fullmatch(written) if isinstance(written, str) else None
    form = "whole milligrams as a number, or decimals as text, for example '62.5'; never a float"
    if match and Decimal(match[1]) * _NANOGRAMS_PER_MG < MOST_NANOGRAMS:
        return f"write {kind.__name__}.mg({match[1]!r}): {form}"
    if match or (type(amount) is int and amount > 0):
        return f"give less than 1 kg: {form}"
    return f"write {form}"


@final
@named_arguments
class Elemental(Mass):
    """A mass of elemental magnesium: the magnesium alone, without the rest of the salt. Doses are stated as this mass.

    ``Elemental.mg`` takes milligrams. Nanograms are given by name only, as ``Elemental(nanograms=...)``.

    Raises: ``InvalidQuantityError`` if ``nanograms`` is not a whole number from 0 to below 1 kg.

    >>> str(Elemental.mg(100) + Elemental.mg("12.5"))
    '112.5 mg elemental'
    """

    __slots__ = ()


@final
@named_arguments
class Compound(Mass):
    """A mass of a whole magnesium salt, as the front of a label may state it. Such a mass is never a dose.

    Raises: ``InvalidQuantityError`` if ``nanograms`` is not a whole number from 0 to below 1 kg.

    >>> Elemental.mg(100) == Compound.mg(100)
    False
    """

    __slots__ = ()


def a_mass(path: str, value: object, kind: type[Mass], *, example: int, optional: bool = False) -> Fault | None:
    """A fault if a value is not a mass of the class ``kind``, or else None. If ``optional``, the value may be None.

    ``example`` is the number of milligrams in the correct value that the fault suggests.
    """
    fault = an_instance(path, value, kind, example=f"{kind.__name__}.mg({example})", optional=optional)
    if fault is None:
        return None
    magnesium, salt = "the mass of elemental magnesium", "the mass of the whole salt"
    wanted, other = (magnesium, salt) if kind is Elemental else (salt, magnesium)
    if isinstance(value, Mass):
        return attrs.evolve(fault, fix=f"state {wanted}, not {other}")
    try:
        stated = _WITH_UNIT.fullmatch(value) if isinstance(value, str) else None
        mass = kind.mg(stated[1] if stated else value if isinstance(value, Decimal) else short_repr(value))
    except InvalidQuantityError:
        return fault
    return attrs.evolve(fault, fix=f"write {mass!r} if this is {wanted} in milligrams")


def in_capsules(quarters: int) -> str:
    """A number of quarters as the text of a mixed number of capsules.

    >>> in_capsules(6), in_capsules(0)
    ('1 1/2', '0')
    """
    whole, rest = divmod(quarters, 4)
    return " ".join(filter(None, (str(whole) if whole or not rest else "", _FRACTIONS[rest])))


def _whole_quarters(_: object, field: "attrs.Attribute[int]", value: object) -> None:
    if type(value) is not int or not 1 <= value <= 4000:
        expected = "a whole number of quarters of a capsule from 1 to 4000"
        raise InvalidQuantityError(
            Fault(
                path=field.name,
                expected=expected,
                actual=short_repr(value),
                fix="write for example 2 for half a capsule",
            )
        )


@final
@named_arguments
@total_ordering
@attrs.frozen(kw_only=True)
class Portion(Displayed):
    """The amount of capsules in one intake, in whole quarters. Eight quarters are two capsules.

    Raises: ``InvalidQuantityError`` if ``quarters`` is not a whole number from 1 to 4000.

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
        """The portion that a text states: a whole number, a fraction in quarters, or both, as in ``1 3/4``.

        Raises: ``InvalidQuantityError`` for any text that is not the ``str`` of a portion.

        >>> Portion.parse("3/4")
        Portion(quarters=3)
        """
        if not isinstance(text, str):
            raise _not_a_portion(text)
        whole, _, fraction = text.partition(" ") if " " in text or "/" not in text else ("", "", text)
        if (fraction in _QUARTERS or not fraction) and (whole.isdecimal() or not whole) and len(whole) < 5:
            quarters = int(whole or "0") * 4 + _QUARTERS.get(fraction, 0)
            if quarters and str(portion := cls(quarters=quarters)) == text:
                return portion
        raise _not_a_portion(text)

    def of(self, strength: Mass) -> Elemental:
        """The elemental magnesium in this portion. ``strength`` is the elemental magnesium in one whole capsule.

        Raises: ``InvalidQuantityError`` if the result is not a whole number of nanograms, or ``strength`` is not an
        ``Elemental``.
        """
        if not isinstance(strength, Elemental) or strength.nanograms * self.quarters % 4:
            expected = "elemental magnesium that divides into this portion in whole nanograms"
            actual = short_repr(strength)
            raise InvalidQuantityError(
                Fault(path="strength", expected=expected, actual=actual, fix="take the strength from the label")
            )
        return Elemental(nanograms=strength.nanograms * self.quarters // 4)

    def __lt__(self, other: Self) -> bool:
        """Whether this portion is smaller than another."""
        return self.quarters < other.quarters if type(other) is type(self) else NotImplemented

    def __str__(self) -> str:
        return in_capsules(self.quarters)


def _not_a_portion(value: object) -> InvalidQuantityError:
    expected = "whole quarters of a capsule, as text"
    return InvalidQuantityError(
        Fault(path="portion", expected=expected, actual=short_repr(value), fix="write for example '1 1/2'")
    )


_FRACTIONS = ("", "1/4", "1/2", "3/4")
_QUARTERS = {fraction: quarters for quarters, fraction in enumerate(_FRACTIONS) if fraction}
Portion.QUARTER, Portion.HALF, Portion.WHOLE = Portion(quarters=1), Portion(quarters=2), Portion(quarters=4)
