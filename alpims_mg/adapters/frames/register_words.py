"""Puts what stands in a cell that cannot be read into the answer for a row, in place of "not stated"."""

from collections.abc import Iterator, Mapping

import attrs

from alpims_mg.adapters.frames.hints import expected_in
from alpims_mg.adapters.frames.schema import BY_NAME, PATHS, Encoding
from alpims_mg.model.decisions import Decision, NotChecked
from alpims_mg.rulebook.consults import Gap
from alpims_mg.rulebook.current import Rulebook

Words = Mapping[str, tuple[tuple[str, str], ...]]
"""By the usual name of a column: pairs of its name in the frame and a word there that cannot be read."""


def with_words(decision: Decision, words: Words, rulebook: Rulebook) -> Decision:
    """The answer, in which the gaps about these columns say what stands in the register."""
    gaps = tuple(_gaps(words, rulebook))
    paths = {gap.path for gap in gaps}
    replaced = {rulebook.gaps[kind].then for kind in (Gap.NOT_STATED, Gap.NOT_READ)}
    kept = (gap for gap in decision.not_checked if gap.path not in paths or gap.because not in replaced)
    return attrs.evolve(decision, not_checked=(*kept, *gaps))


def _gaps(words: Words, rulebook: Rulebook) -> Iterator[NotChecked]:
    for name, pairs in words.items():
        counts = Encoding.FLAGS in BY_NAME[name].encodings
        kind = Gap.REGISTER_NAME if counts else Gap.REGISTER_WORD
        for column, word in pairs:
            numbers = {"word": word, "column": column}
            if not counts:
                numbers["expected"] = expected_in(BY_NAME[name], rulebook)
            yield NotChecked(path=PATHS[name], because=rulebook.gaps[kind].then, numbers=numbers)
