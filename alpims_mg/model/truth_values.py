"""``NoTruthValue``, the base of answers that are matched and never used as a condition."""

from typing import NoReturn

from alpims_mg.errors import Fault, InvalidInputError


class NoTruthValue:
    """The base of values without a truth value, since ``if assess(...)`` would treat a refusal as a yes."""

    __slots__ = ()

    def __bool__(self) -> NoReturn:
        expected = "matched, since every kind of answer would count as true"
        fix = "write match decision: case Offer(plan=plan): ..., or isinstance(decision, Offer)"
        actual = f"the truth value of {type(self).__name__}"
        raise InvalidInputError(Fault(path="decision", expected=expected, actual=actual, fix=fix))
