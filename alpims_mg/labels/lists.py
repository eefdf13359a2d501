"""Finds the ingredient lists in the text of a label, and the other lines that name an additive."""

import re
from collections.abc import Iterator
from functools import cache

from alpims_mg._internal.words import any_of, plain
from alpims_mg.labels.denials import begins_a_denial, breaks_in_a_denial, denies_a_list
from alpims_mg.labels.ingredients import additives_in, not_judged
from alpims_mg.labels.lines import NOT_STATED
from alpims_mg.labels.patterns import folded, phrases
from alpims_mg.labels.tokens import label_text, label_tokens
from alpims_mg.model.vocabulary import Additive
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.labels import words as label_words
from alpims_mg.rulebook.labels.additives import Screened
from alpims_mg.rulebook.labels.denials import NEGATED_BY_ENDING

_MOST_CHARACTERS = 200
_EDGE_SIGNS = " .-\u2022*"
_BULLET = re.compile(r"[-\u2022\u00b7*] ?(?=\w)")
_HEADING = re.compile(r"[^,;:]{1,60}:(?:\s|$)")
_HYPHENATED = re.compile("-\0|\0")
_STOP = re.compile(r"\.(?=\s|$)")
_LAST_WORD = re.compile(r"\w+$")
_LONGEST_ABBREVIATION, _LONGEST_WORD, _LONGEST_START = 12, 40, 200
_MOST_DENIED = 20
_UNCLEAR = "?"
_LINES = re.compile(r"\n|\.(?=\s|$)|[;|\u2022\u00b7]")
"""Matches the end of a line: a line break, a full stop, a semicolon, a bar or a bullet."""


def text_ingredients(text: str, rulebook: Rulebook) -> tuple[str, ...] | None:
    """The ingredients that a text names, except sources of magnesium. None if the text names none.

    A line outside the ingredient lists counts as an ingredient if it names an additive that is always screened.
    """
    listed, rest = listed_ingredients(text)
    always = frozenset(additive for additive, rule in rulebook.screened if rule.then is Screened.ALWAYS)
    unlisted = tuple(line for line in _lines_naming(always, rest) if not is_only_magnesium(line))
    others = tuple(item for item in listed or () if not is_only_magnesium(item))
    if listed is None or (not others and any(map(_has_amount, listed))):
        return (*unlisted, NOT_STATED) if unlisted else None
    return tuple(dict.fromkeys((*others, *unlisted)))


def is_only_magnesium(words: str) -> bool:
    """Whether the words name sources of magnesium, with or without amounts, and nothing else."""
    kinds = {token.kind for token in label_tokens(label_text(words))}
    return bool(kinds & set("MS")) and "O" not in kinds


def _has_amount(words: str) -> bool:
    """Whether an item of a list has an amount. A list of amounts of magnesium alone is no list of all ingredients."""
    return any(token.kind in "AX" for token in label_tokens(label_text(words)))


def listed_ingredients(text: str) -> tuple[tuple[str, ...] | None, str]:
    """A pair: the ingredients in all lists of a text, and the text without these lists.

    The ingredients are None if no list holds an item. They end with "not stated" if a list may be longer than the part
    that was read.
    """
    items: list[str] = []
    rest: list[str] = []
    position, complete = 0, True
    plain_letters = folded(text)
    while heading := _headings_pattern().search(plain_letters, position):
        rest.append(text[position : heading.start()])
        listed, position, is_whole = _read_list(text, heading.end(), alone=heading[0].endswith("\n"))
        items += ingredients_in(listed)
        complete = complete and is_whole
    rest.append(text[position:])
    ingredients = tuple(item for item in items if plain(item) not in label_words.NO_INGREDIENTS)
    open_end = () if complete else (NOT_STATED,)
    return ((*ingredients, *open_end) if items else None), "\n".join(rest)


def _read_list(text: str, start: int, *, alone: bool) -> tuple[str, int, bool]:
    """Read a list that begins at ``start``. Three values: the list, where it ends, and whether it was read to its end.

    ``alone`` is true if the heading is alone on its line.
    """
    lines: list[str] = []
    joints: list[str] = []
    position = start
    while True:
        line_end = _line_end(text, position)
        sentence_end = _sentence_end(text[position:line_end])
        end = line_end if sentence_end is None else position + sentence_end
        lines.append(text[position:end])
        joint = None if sentence_end is not None else _joint(lines[-1], text[end + 1 : _line_end(text, end + 1)])
        if joint is None or joint is _UNCLEAR:
            is_cut = sentence_end is None and (_is_cut(lines[-1]) or _has_open_bracket("".join(lines)))
            break
        joints.append(joint)
        position = end + 1
    if alone and not any(mark in line for line in lines for mark in ",;"):
        joints = [", "] * len(joints)
    listed = "".join(f"{line}{joint}" for line, joint in zip(lines, (*joints, ""), strict=True))
    return _HYPHENATED.sub("", listed), end, joint is None and not is_cut


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _sentence_end(line: str) -> int | None:
    """The position of the full stop that ends a sentence, or None. The full stop in "Yellow No. 5" ends none."""
    for stop in _STOP.finditer(line):
        word = _LAST_WORD.search(line, max(0, stop.start() - _LONGEST_ABBREVIATION), stop.start())
        following = line[stop.end() : stop.end() + 2].strip()
        is_short = word is not None and (
            plain(word[0]) in label_words.ABBREVIATIONS or (len(word[0]) == 1 and following.islower())
        )
        if not is_short:
            return stop.start()
    return None


def _joint(line: str, following: str) -> str | None:
    """How the next line of a text continues a list that has reached the end of ``line``.

    A blank if the next line goes on with an item, a comma if it begins one. None if it is not part of the list.
    ``_UNCLEAR`` if it may be part of the list.
    """
    if not following.strip() or _ends_a_list(following):
        return None
    if _BULLET.match(following):
        return ", "
    if _is_cut(line):
        return "\0" if line.endswith("-") and following[0].islower() else " "
    if _HEADING.match(following):
        return _UNCLEAR
    if following[0].islower():
        return " "
    if "," in following or not not_judged((following,)):
        return " " if any(mark in line for mark in ",;") else ", "
    return _UNCLEAR


def _is_cut(line: str) -> bool:
    """Whether a line ends within a list: with a comma, a hyphen, a word such as "and", or an abbreviation."""
    words = plain(line[-_LONGEST_WORD:]).split()
    last = words[-1] if words else ""
    return (
        line.rstrip().endswith((",", ";", "-", "&", "/"))
        or last in label_words.GOES_ON
        or (line.rstrip().endswith(".") and last in label_words.ABBREVIATIONS)
    )


def _has_open_bracket(words: str) -> bool:
    return sum(map(words.count, "([{")) > sum(map(words.count, ")]}"))


def _ends_a_list(line: str) -> bool:
    """Whether a line that follows a list is no part of it: directions, a denial, a claim, a serving or an amount."""
    words = plain(line[:_LONGEST_START])
    first_item = words.partition(" |")[0]
    if _list_ends_pattern().match(words) or begins_a_denial(words) or first_item.endswith(NEGATED_BY_ENDING):
        return True
    kinds = {token.kind for token in label_tokens(label_text(line))}
    return bool(kinds & set("BZ") or (kinds & set("MS") and kinds & set("AX")))


def ingredients_in(items: str) -> Iterator[str]:
    """Yields the items of a list. Commas, semicolons and line ends outside brackets separate them.

    A denial of several ingredients stays together. An item of more than 200 characters is split at blanks.
    """
    parts = tuple(_split_list(items))
    index = 0
    while index < len(parts):
        more = denies_a_list(parts[index], parts[index + 1 : index + 1 + _MOST_DENIED])
        yield from _split_long(", ".join(parts[index : index + 1 + more]))
        index += 1 + more


def _split_list(items: str) -> Iterator[str]:
    depth, item = 0, ""
    for character in f"{items},":
        depth = max(0, depth + (character in "([{") - (character in ")]}"))
        if character in ",;\n" and not depth:
            yield item.strip(_EDGE_SIGNS)
            item = ""
        else:
            item += character
    yield item.removesuffix(",").strip(_EDGE_SIGNS)


def _split_long(item: str) -> Iterator[str]:
    """Yields a list item in printable parts of at most 200 characters. Yields nothing for an empty item."""
    words = " ".join("".join(letter if letter.isprintable() else " " for letter in item).split())
    while len(words) > _MOST_CHARACTERS:
        cut = words.rfind(" ", 1, _MOST_CHARACTERS) if " " in words[1:_MOST_CHARACTERS] else _MOST_CHARACTERS
        yield words[:cut]
        words = words[cut:].strip()
    if words:
        yield words


def _lines_naming(additives: frozenset[Additive], text: str) -> Iterator[str]:
    """Yields the lines of a text that name one of these additives.

    Lines that deny content or give directions are left out.
    """
    for line in _LINES.split(_with_whole_denials(text)):
        if additives_in((line,)) & additives and not _directions_pattern().search(plain(line)):
            yield from _split_long(line.strip(_EDGE_SIGNS))


def _with_whole_denials(text: str) -> str:
    """The text with each denial that breaks in the middle on one line: "no artificial" and below it "flavours"."""
    lines = text.split("\n")
    ends = ["\n" if not breaks_in_a_denial(plain(line)) else " " for line in lines]
    return "".join(f"{line}{end}" for line, end in zip(lines, ends, strict=True))


@cache
def _headings_pattern() -> re.Pattern[str]:
    """A pattern for the heading of an ingredient list."""
    heads, rest = phrases(label_words.INGREDIENT_LISTS), phrases(label_words.REST_LISTS)
    return re.compile(rf"(?:^|(?<=\n)|(?<=[.;] ))(?:{heads}) ?(?:: ?\n?|- ?\n?|\n)|\b(?:{rest}) ?: ?\n?", re.IGNORECASE)


@cache
def _list_ends_pattern() -> re.Pattern[str]:
    """A pattern for the beginning of a line, as ``plain`` writes it, that is no part of the list above it."""
    return re.compile(
        rf"(?:{any_of(label_words.LIST_ENDS, broken=True)}|{any_of(label_words.INGREDIENT_LISTS)})\b"
        rf"|(?:{any_of(label_words.CLAIMS)})(?: \| (?:{any_of(label_words.CLAIMS)}))*$"
        rf"|(?:{any_of(label_words.NUMBER_WORDS)}|[0-9]+) (?:a|per|times|x|daily)\b"
    )


@cache
def _directions_pattern() -> re.Pattern[str]:
    """A pattern for lines that only give directions, such as "take with juice"."""
    holds = rf"\b(?:{any_of(label_words.SAYS_CONTENT)})\b"
    return re.compile(rf"^(?:{any_of(label_words.DIRECTIONS)})\b(?!.*{holds})")
