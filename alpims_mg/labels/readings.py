"""Reads the single lines of a label from its text.

The module ``servings`` puts the lines together. An amount whose meaning is not clear goes to ``Line.not_read``.
"""

from collections.abc import Generator, Iterable, Iterator
from itertools import takewhile, zip_longest
from typing import NamedTuple, final

from alpims_mg._internal.messages import as_it_is, say
from alpims_mg.labels.brackets import with_clear_brackets
from alpims_mg.labels.checks import percentage_contradiction
from alpims_mg.labels.columns import Segment, match_of, segments_of
from alpims_mg.labels.lines import NO_MAGNESIUM, UNKNOWN_SERVING, Line, NamedSalt, named_salt, shortened
from alpims_mg.labels.shapes import amounts_in
from alpims_mg.labels.tokens import (
    Token,
    has_nutrient_table,
    is_bulk,
    is_daily,
    is_definition,
    label_text,
    label_tokens,
    may_mean_one_capsule,
    mentions_references,
    percentages_in,
    states_a_margin,
)
from alpims_mg.model.decisions import NotChecked
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.labels.words import HEADING_WORDS, NOT_OF_DAILY_VALUE

_UNCLEAR = Token(kind="B", words=UNKNOWN_SERVING)
"""Replaces a token such as "per capsule" if the label does not show whether an amount is for a capsule or a serving."""


def text_lines(text: str, rulebook: Rulebook) -> Iterator[Line]:
    """Yields a ``Line`` for each serving, amount, source and unclear part in ``text``, a result of ``spaced_text``."""
    segments = tuple((segment, label_tokens(label_text(segment.text))) for segment in segments_of(text))
    tokens = tuple(token for _, own in segments for token in own)
    sizes = {(token.capsules, token.words if token.capsules is None else "") for token in tokens if token.kind == "Z"}
    size = next((token for token in tokens if token.kind == "Z"), None) if len(sizes) == 1 else None
    if len(sizes) > 1 or (size and size.several):
        why = say("view.label", "several sizes of a serving are stated")
        yield Line(not_read=NotChecked(path="label.servings.capsules", because=why))
    if size:
        yield Line(words=shortened(size.words), capsules=size.capsules, serves=True)
    in_rows = (token for segment, _ in segments for token in label_tokens(label_text(" | ".join(segment.cells))))
    if not {token.kind for token in (*tokens, *in_rows)} & set("MS"):
        named = say("view.label", "the text names no magnesium that could be a dose")
        why = named if text.strip() else say("view.label", "the text is empty")
        yield Line(not_read=NotChecked(path=NO_MAGNESIUM, because=why))
    context = LabelFacts(
        size=size,
        day=_day_of(tokens),
        nutrients=has_nutrient_table(text),
        margin=states_a_margin(text),
        rulebook=rulebook,
    )
    current = size
    for segment, own in segments:
        if segment.cells:
            yield from _row_lines(segment, context)
        elif segment.columns:
            bases = _bases((column.basis for column in segment.columns if column.basis), context)
            current = bases[0] if len(bases) == 1 else _UNCLEAR
        else:
            current = yield from _plain_lines(own, current, context)


@final
class LabelFacts(NamedTuple):
    """What the whole text of a label states: the size of a serving, and of a day, whether it has a table of nutrients.

    ``margin`` is true if the label states a margin, so that no amount is exact.
    """

    size: Token | None
    day: Token | None
    nutrients: bool
    margin: bool
    rulebook: Rulebook


def _day_of(tokens: tuple[Token, ...]) -> Token | None:
    """The token that says how many units a day is, such as "Daily dose (3 tablets)". None without just one number."""
    days = tuple(token for token in tokens if token.kind == "B" and token.capsules and is_daily(token.words))
    return days[0] if len({token.capsules for token in days}) == 1 else None


def _plain_lines(
    tokens: tuple[Token, ...], current: Token | None, context: LabelFacts
) -> Generator[Line, None, Token | None]:
    """Yields the lines of a plain text. Returns what the amounts after it are stated for.

    ``current`` is what the first amounts are stated for, if their line does not say it.
    """
    size = context.size
    for line in _split_at(".", tokens):
        other_words = " ".join(token.words for token in line if token.kind not in "BZ")
        kinds = {token.kind for token in line}
        if may_mean_one_capsule(other_words) and "B" not in kinds and not (size and size.capsules == 1):
            current = _UNCLEAR
        elif "Z" in kinds:
            current = size
        line_bases = _bases(line, context)
        pieces = tuple(_attach_amounts(_split_at(",", line)))
        heading_bases = _bases((token for piece in pieces if not _has_amount(piece) for token in piece), context)
        own_words = " ".join(token.words for token in line if token.kind != "B" or not token.capsules)
        references = mentions_references(own_words)
        for piece in pieces:
            bases = tuple(dict.fromkeys((*_bases(piece, context), *heading_bases))) or line_bases
            basis = (bases[0] if bases else current) if len(bases) < 2 else None
            yield from _piece_lines(piece, basis, context, references=references)
        current = _heading_of(line, line_bases, current)
    return current


def _heading_of(line: tuple[Token, ...], bases: tuple[Token, ...], current: Token | None) -> Token | None:
    """What the lines below ``line`` are stated for. That is ``current``, unless the line is a heading.

    A line that begins with an amount of 100 g or of a day is a heading even if it states amounts. After "Daily dose: 2
    tablets", which may be a heading or advice, it is not clear what the lines below are stated for.
    """
    kinds = {token.kind for token in line}
    if not bases or "Z" in kinds:
        return current
    if line[0].kind == "B" and not kinds & set("MSE"):  # the mass of one unit: "per tablet (500 mg)"
        line = tuple(token for token, depth in _depths(line) if not depth)
        kinds = {token.kind for token in line}
    defines = any(is_definition(token.words) for token in line if token.kind == "B") and "Y" not in kinds
    heading = bases[0] if len(bases) == 1 and not defines else _UNCLEAR
    if kinds & set("AXMSE"):
        no_serving = line[0].kind == "B" and bases[0].capsules is None and not bases[0].refers
        return heading if no_serving else current
    only_heads = all(token.kind in "BNY(),P" or token.words.casefold() in HEADING_WORDS for token in line)
    return heading if only_heads or any(is_bulk(base.words) for base in bases) else current


def _row_lines(segment: Segment, context: LabelFacts) -> Iterator[Line]:
    """Yields the lines of a row of a table: its sources, and the amount in each column that heads a serving."""
    words = shortened(" | ".join(segment.cells))
    match = match_of(segment.columns, segment.cells)
    all_tokens = label_tokens(label_text(" | ".join(segment.cells)))
    kinds = {token.kind for token in all_tokens}
    if match is None or not (kinds & set("MSE") or match.name):
        yield from (Line(named=named_sources(all_tokens)),)
        if kinds & set("MSE") or match:
            why = say(
                "view.label",
                "{words}: the amounts of this line do not match the headings of their columns",
                words=as_it_is(words),
            )
            yield Line(not_read=NotChecked(path="label.servings.capsules", because=why))
        return
    shares = percentages_in(token for cell in segment.cells[1:] for token in label_tokens(label_text(cell)))
    in_table = context._replace(nutrients=context.nutrients or any(column.is_share for column in segment.columns))
    lines: list[Line] = []
    for basis, cell in match.placed:
        piece = tuple(token for token in label_tokens(label_text(f"{match.name} {cell}")) if token.kind != "P")
        lines += _piece_lines(piece, _resolved(basis, context), in_table, references=mentions_references(match.name))
    elementals = tuple(line.elemental for line in lines if line.elemental is not None)
    wrong = percentage_contradiction(words, elementals, shares, context.rulebook)
    if wrong:
        yield Line(named=named_sources(all_tokens), not_read=wrong, contradicts=True)
    else:
        yield from lines


def _has_amount(piece: tuple[Token, ...]) -> bool:
    return any(token.kind in "AX" for token in piece)


def _bases(tokens: Iterable[Token], context: LabelFacts) -> tuple[Token, ...]:
    """The distinct tokens that name what an amount is stated for, such as "per capsule".

    The token of the serving size replaces each token that only says "per serving", and so does that of a day.
    """
    bases = (token for token in tokens if token.kind == "B")
    return tuple(dict.fromkeys(_resolved(token, context) for token in bases))


def _resolved(token: Token, context: LabelFacts) -> Token:
    if token.refers and context.size:
        return context.size
    return context.day if context.day and token.capsules is None and is_daily(token.words) else token


def _split_at(kind: str, tokens: Iterable[Token]) -> Iterator[tuple[Token, ...]]:
    """Splits tokens at each token of kind ``kind``: ``.`` or ``,``. A comma inside brackets separates nothing."""
    part: list[Token] = []
    for token, depth in _depths(tokens):
        if token.kind == kind and (kind == "." or not depth):
            yield tuple(part)
            part = []
        else:
            part.append(token)
    yield tuple(part)


def _depths(tokens: Iterable[Token]) -> Iterator[tuple[Token, int]]:
    """Yields each token with the number of brackets around it. A closing bracket is outside its own pair."""
    depth = 0
    for token in tokens:
        depth = max(0, depth + (token.kind == "(") - (token.kind == ")"))
        yield token, depth


def _attach_amounts(pieces: Iterable[tuple[Token, ...]]) -> Iterator[tuple[Token, ...]]:
    """Yields the pieces of a line. A piece that is only an amount joins the piece before it.

    With "elemental" or its own serving, such a piece joins only a piece without an amount. Two amounts of one name
    without a heading have no known order, so that neither is read.
    """
    previous: tuple[Token, ...] = ()
    for piece in pieces:
        kinds = {token.kind for token in piece}
        is_amount_only = kinds <= set("AXPENB") and _has_amount(piece)
        if is_amount_only and previous and not (_has_amount(previous) and kinds & set("EB")):
            previous = (*previous, *piece)
        else:
            yield previous
            previous = piece
    yield previous


def _piece_lines(
    piece: tuple[Token, ...], basis: Token | None, context: LabelFacts, *, references: bool
) -> Iterator[Line]:
    """Reads a piece of a line. Yields a ``Line`` with its sources, then one with its amounts or why they are unclear.

    The second is left out without amounts. ``basis`` says what the amounts are for, such as "per capsule".
    ``references`` is true if the line names a reference value.
    """
    yield Line(named=named_sources(piece))
    piece = with_clear_brackets(piece)
    flat = _flat(piece)
    kinds = "".join(token.kind for token in flat)
    if not set(kinds) & set("MSE") or not set(kinds) & set("AX"):
        return
    found = amounts_in(kinds, nutrients=context.nutrients)
    piece_words = shortened(" ".join(token.words for token in piece))
    if found is None or context.margin or _may_be_compound(piece, sure=context.nutrients or "P" in kinds):
        why = say(
            "view.label",
            "{words}. This may be magnesium or its compound, or the amount is not exact",
            words=as_it_is(piece_words),
        )
        yield Line(not_read=NotChecked(path="label.text", because=why))
        return
    if "P" not in kinds and references:
        why = say(
            "view.label",
            "{words}: this may be a reference value, not an amount in the product",
            words=as_it_is(piece_words),
        )
        yield Line(not_read=NotChecked(path="label.text", because=why))
        return
    if basis is _UNCLEAR:
        why = say("view.label", "{words}: this may be in one capsule or in a serving", words=as_it_is(piece_words))
        yield Line(not_read=NotChecked(path="label.servings.capsules", because=why))
        return
    if basis and is_bulk(basis.words) and basis.capsules is None:
        why = say(
            "view.label",
            "{words}: this is {basis}, which is no serving",
            words=as_it_is(piece_words),
            basis=as_it_is(shortened(basis.words)),
        )
        yield Line(not_read=NotChecked(path="label.servings", because=why))
        return
    elemental, compound = (None if index is None else flat[index].nanograms for index in found)
    shares = percentages_in(_shares_after(piece, flat[found[0]])) if found[0] is not None else ()
    wrong = percentage_contradiction(piece_words, () if elemental is None else (elemental,), shares, context.rulebook)
    if wrong:
        yield Line(not_read=wrong, contradicts=True)
        return
    serving = UNKNOWN_SERVING if basis is None else shortened(basis.words)
    yield Line(
        words=serving, capsules=None if basis is None else basis.capsules, elemental=elemental, compound=compound
    )


def _flat(piece: tuple[Token, ...]) -> tuple[Token, ...]:
    return tuple(token for token in piece if token.kind not in "NBZ(),.")


def _shares_after(piece: tuple[Token, ...], amount: Token) -> Iterator[Token]:
    """Yields the percentages of the daily value directly after the amount of magnesium.

    A percentage of something else, such as "100 % chelated", is left out.
    """
    after = piece[next(i for i, token in enumerate(piece) if token is amount) + 1 :]
    for token, follower in zip_longest(after, after[1:]):
        if token.kind == "P" and not (follower and follower.words.casefold() in NOT_OF_DAILY_VALUE):
            yield token
        elif token.kind not in "EMNBP(),":
            return


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


def named_sources(piece: tuple[Token, ...]) -> tuple[NamedSalt, ...]:
    """The sources of magnesium that the tokens of a piece of a line name."""
    flat = _flat(piece)
    return (*(named_salt(token.words, token.name) for token in flat if token.name), *_unknown_sources(flat))


def _unknown_sources(flat: tuple[Token, ...]) -> Iterator[NamedSalt]:
    """Yields the source that follows "magnesium as" or "magnesium from", if some of its words are in no word list."""
    kinds = "".join(token.kind for token in flat)
    if (start := kinds.find("MF") + 2) > 1:
        words = tuple(token.words for token in takewhile(lambda token: token.kind in "MSO", flat[start:]))
        if "O" in kinds[start : start + len(words)]:
            yield NamedSalt(words=shortened(" ".join(words)).lower(), form=None)
