"""Follow a plan day by day: diary, review, preview, replay, map, comparison and supply.

This package imports ``assessment`` and the packages below it, never ``explanation``. Start with ``begin_course``,
``review_course``, ``map_course`` and ``compare``.
"""

from alpims_mg.courses.carrying import carry_over
from alpims_mg.courses.comparison import compare
from alpims_mg.courses.joint_reviews import review_courses
from alpims_mg.courses.looking_ahead import preview
from alpims_mg.courses.mapping import map_course
from alpims_mg.courses.replays import replay_course
from alpims_mg.courses.reviews import begin_course, review_course
from alpims_mg.courses.stocks import estimate_supply
from alpims_mg.courses.switching import switch_product

__all__ = [
    "begin_course",
    "carry_over",
    "compare",
    "estimate_supply",
    "map_course",
    "preview",
    "replay_course",
    "review_course",
    "review_courses",
    "switch_product",
]
