"""Reads the single lines of a label from its text.

The module ``servings`` puts the lines together. An amount whose meaning is not clear goes to ``Line.not_read``.
"""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from alpims_mg.labels.lines import UNKNOWN_SERVING, Line, NamedSalt, named_salt, shortened
from alpims_mg.labels.shapes import amounts_in
from alpims_mg.labels.tokens import (
    Token,
    has_nutrient_table,
    label_tokens,
    may_mean_one_capsule,
    mentions_references,
    states_a_margin,
)
from alpims_mg.model.decisions import NotChecked

_UNCLEAR = Token(kind="B", words=UNKNOWN_SERVING)
"""Replaces a token such as "per capsule" if the label does not show whether an amount is for a capsule or a serving."""


def text_lines(text: str) -> Iterator[Line]:
    """Yields a ``Line`` for each serving, amount, source and unclear part in ``text``, a result of ``label_text``."""
    tokens = label_tokens(text)
    sizes = {(token.capsules, token.words if token.capsules is None else "") for token in tokens if token.kind == "Z"}
    size = next((token for token in tokens if token.kind == "Z"), None) if len(sizes) == 1 else None
    if len(sizes) > 1:
        yield Line(not_read=NotChecked(path="label.servings.capsules", because="several sizes of a serving are stated"))
    if size:
        yield Line(words=shortened(size.words), capsules=size.capsules, serves=True)
    nutrients, margin = has_nutrient_table(text), states_a_margin(text)
    current = size
    for line in _split_at(".", tokens):
        other_words = " ".join(token.words for token in line if token.kind not in "BZ")
        kinds = {token.kind for token in line}
        if may_mean_one_capsule(other_words) and "B" not in kinds and not (size and size.capsules == 1):
            current = _UNCLEAR
        elif "Z" in kinds:
            current = size
        line_bases = _bases(line, size)
        pieces = tuple(_attach_amounts(_split_at(",", line)))
        heading_bases = _bases((token for piece in pieces if not _has_amount(piece) for token in piece), size)
        line_words = " ".join(token.words for token in line)
        for piece in pieces:
            bases = tuple(dict.fromkeys((*_bases(piece, size), *heading_bases))) or line_bases
            basis = (bases[0] if bases else current) if len(bases) < 2 else None
            yield from _piece_lines(piece, basis, nutrients=nutrients, line_words=line_words, margin=margin)
        if len(line_bases) == 1 and kinds <= set("BN(),"):
            current = line_bases[0]


def _has_amount(piece: tuple[Token, ...]) -> bool:
    return any(token.kind in "AX" for token in piece)


def _bases(tokens: Iterable[Token], size: Token | None) -> tuple[Token, ...]:
    """The distinct tokens that name what an amount is stated for, such as "per capsule".

    ``size`` is the token of the serving size. It replaces each token that only says "per serving".
    """
    bases = (token for token in tokens if token.kind == "B")
    return tuple(dict.fromkeys(size if token.refers and size else token for token in bases))


def _split_at(kind: str, tokens: Iterable[Token]) -> Iterator[tuple[Token, ...]]:
    """Splits tokens at each token of kind ``kind``: ``.`` or ``,``. A comma inside brackets separates nothing."""
    part: list[Token] = []
    depth = 0
    for token in tokens:
        depth = max(0, depth + (token.kind == "(") - (token.kind == ")"))
        if token.kind == kind and (kind == "." or not depth):
            yield tuple(part)
            part = []
        else:
            part.append(token)
    yield tuple(part)


def _attach_amounts(pieces: Iterable[tuple[Token, ...]]) -> Iterator[tuple[Token, ...]]:
    """Yields the pieces of a line. A piece that is only an amount joins the piece before it, if that has no amount."""
    previous: tuple[Token, ...] = ()
    for piece in pieces:
        is_amount_only = {token.kind for token in piece} <= set("AXPENB") and _has_amount(piece)
        if is_amount_only and previous and not _has_amount(previous):
            previous = (*previous, *piece)
        else:
            yield previous
            previous = piece
    yield previous


def _piece_lines(
    piece: tuple[Token, ...], basis: Token | None, *, nutrients: bool, line_words: str, margin: bool
) -> Iterator[Line]:
    """Reads a piece of a line. Yields a ``Line`` with its sources, then one with its amounts or why they are unclear.

    The second is left out without amounts. ``basis`` says what the amounts are for, such as "per capsule". ``margin``
    is true if the label states a margin, so that no amount is exact. ``nutrients`` is true in a table of nutrients.
    """
    flat = tuple(token for token in piece if token.kind not in "NBZ(),.")
    kinds = "".join(token.kind for token in flat)
    named = (named_salt(token.words, token.name) for token in flat if token.name)
    yield Line(named=(*named, *_unknown_sources(flat)))
    if not set(kinds) & set("MSE") or not set(kinds) & set("AX"):
        return
    found = amounts_in(kinds, nutrients=nutrients)
    piece_words = shortened(" ".join(token.words for token in piece))
    if found is None or margin or _may_be_compound(piece, sure=nutrients or "P" in kinds):
        why = f"{piece_words}: this may be magnesium or its compound, or the amount is not exact"
        yield Line(not_read=NotChecked(path="label.text", because=why))
        return
    if "P" not in kinds and mentions_references(line_words):
        why = f"{piece_words}: this may be a reference value, not an amount in the product"
        yield Line(not_read=NotChecked(path="label.text", because=why))
        return
    if basis is _UNCLEAR:
        why = f"{piece_words}: this may be in one capsule or in a serving"
        yield Line(not_read=NotChecked(path="label.servings.capsules", because=why))
        return
    elemental, compound = (None if index is None else flat[index].nanograms for index in found)
    serving = UNKNOWN_SERVING if basis is None else shortened(basis.words)
    yield Line(
        words=serving, capsules=None if basis is None else basis.capsules, elemental=elemental, compound=compound
    )


def _may_be_compound(piece: tuple[Token, ...], *, sure: bool) -> bool:
    """Whether the first amount in a piece may be the mass of the salt: "magnesium (as magnesium citrate 700 mg)".

    ``sure`` is true in a table of nutrients or beside a daily value. Such a table gives the amount of magnesium itself,
    so there the answer is false unless "as" is in brackets.
    """
    depth = 0
    as_depth: int | None = None  # the depth of brackets at "as" or "from"
    may_be: bool | None = None
    salt = False
    for token in piece:
        depth = max(0, depth + (token.kind == "(") - (token.kind == ")"))
        if token.kind == "F":
            as_depth = depth
        elif token.kind == "E":
            as_depth = None
        elif token.kind == "S":
            salt = as_depth is not None
        elif token.kind == "A" and may_be is None and (as_depth is None or salt):
            may_be = as_depth is not None and (depth >= as_depth if as_depth else not sure)
    return may_be is True


def _unknown_sources(flat: tuple[Token, ...]) -> Iterator[NamedSalt]:
    """Yields the source that follows "magnesium as" or "magnesium from", if some of its words are in no word list."""
    kinds = "".join(token.kind for token in flat)
    if (start := kinds.find("MF") + 2) > 1:
        words = tuple(token.words for token in takewhile(lambda token: token.kind in "MSO", flat[start:]))
        if "O" in kinds[start : start + len(words)]:
            yield NamedSalt(words=shortened(" ".join(words)).lower(), form=None)
