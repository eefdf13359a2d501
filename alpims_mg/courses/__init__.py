"""A plan as it is lived: diary, review, replay, map and comparison.

It imports ``assessment`` and what lies below it, never ``explanation``. Start with ``begin_course``, ``review``,
``map_course`` and ``diff``.
"""

from alpims_mg.courses.comparison import diff
from alpims_mg.courses.mapping import map_course
from alpims_mg.courses.reviews import begin_course, replay, review

__all__ = ["begin_course", "diff", "map_course", "replay", "review"]
