"""The law of comparisons: every difference is named, and only differences are."""

from alpims_mg.courses.comparison import Comparable, compare
from alpims_mg.testing.laws.failures import verify

__all__ = ["comparison_names_every_difference"]


def comparison_names_every_difference(first: Comparable, second: Comparable) -> None:
    """Verify that two values have no differences if they are equal, and only then.

    The two sides of each difference must not be the same text.
    """
    found = compare(first, second)
    verify((first == second) is not bool(found.rows), "a difference is not named", first, second, found)
    apart = all(row.first != row.second for row in found.rows)
    verify(apart, "a difference has equal sides", first, second, found)
