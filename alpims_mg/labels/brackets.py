"""Makes the order of tokens clear where brackets show what an amount belongs to."""

import re

from alpims_mg.labels.tokens import Token

_COMPOUND_FIRST = re.compile(r"\((F[SN]*S)(A)\)(?=N*A)")
"""Matches the mass of a salt in brackets, before that of magnesium: "magnesium (from magnesium oxide 42 mg) 25 mg"."""

_UNKNOWN_SOURCE = re.compile(r"(?<=[ME]\(F)[MON]*O[MON]*(?=\))")
"""Matches a source in brackets with words that are in no list: "magnesium (as magnesium amino acid chelate) 100 mg"."""


def with_clear_brackets(piece: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens of a piece of a line. In brackets, an amount comes before its salt, and every source counts as one.

    Thus "magnesium (from magnesium oxide 42 mg) 25 mg" reads like "magnesium (from 42 mg magnesium oxide) 25 mg".
    """
    tokens = list(piece)
    kinds = "".join(token.kind for token in piece)
    for hit in _COMPOUND_FIRST.finditer(kinds):
        names, amount = tokens[hit.start(1) + 1 : hit.end(1)], tokens[hit.start(2)]
        tokens[hit.start(1) + 1 : hit.end(2)] = [amount, *names]
    for hit in _UNKNOWN_SOURCE.finditer(kinds):
        for index in range(*hit.span()):
            tokens[index] = tokens[index]._replace(kind="S" if kinds[index] in "MO" else "N")
    return tuple(tokens)
