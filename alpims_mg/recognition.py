"""From written words to the words of the rulebook: which additives a label names, which kinds a medicine is.

All regular expressions over what people write are here. They are built once, from the spellings in the rulebook.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from alpims_mg.rulebook.additives import NEGATED_BY_ENDING, NEGATIONS, NOT_A_LABEL, SPELLINGS, TAKEN_BACK, Spelling
from alpims_mg.rulebook.medicine_names import RECOGNITIONS
from alpims_mg.situations import Medicine
from alpims_mg.vocabulary import Additive, MedicineClass

_SIGNS = re.compile(r"[^a-z0-9]+")
_BREAKS = frozenset(",;:.()[]{}|/•\n")
_DENIAL_ENDS = re.compile(r" ?(?:\||$|and\b|or\b)")
_ATC = re.compile(r"[A-Z](\d\d([A-Z]([A-Z](\d\d)?)?)?)?")


_WHOLE_CODE = len("H03AA01")


def plain(text: str) -> str:
    """Lower case without accents; signs become one space, or ``|`` between spaces where they part one thing from
    the next.

    >>> plain("Arôme naturel (Citrus-sinensis), E 330")
    'arome naturel | citrus sinensis | e 330'
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
    return _SIGNS.sub(lambda signs: " | " if _BREAKS.intersection(signs[0]) else " ", bare).strip(" |")


@lru_cache(maxsize=4096)
def additives_in(ingredients: tuple[str, ...]) -> frozenset[Additive]:
    """The additives that the ingredients name, whether or not anyone asks for them.

    >>> sorted(map(str, additives_in(("citric acid", "stevia-free", "natural flavours"))))
    ['citric-acid', 'flavouring']
    """
    texts = tuple(map(plain, ingredients))
    return frozenset(spelling.additive for spelling in SPELLINGS if any(_names(spelling, text) for text in texts))


@lru_cache(maxsize=4096)
def label_was_read(ingredients: tuple[str, ...] | None) -> bool:
    """Whether the ingredients are those of a label, and not words that stand for an unread one.

    >>> label_was_read(("see label",)), label_was_read(())
    (False, True)
    """
    return ingredients is not None and not any(
        plain(one).replace("| ", "") in ("", *NOT_A_LABEL) for one in ingredients
    )


@lru_cache(maxsize=4096)
def not_judged(ingredients: tuple[str, ...]) -> tuple[str, ...]:
    """The ingredients in which no spelling is known, a false friend's neither, so that nothing is said of them."""
    known = tuple(pattern for spelling in SPELLINGS for pattern in _patterns(spelling) if pattern)
    texts = ((one, plain(one)) for one in ingredients)
    return tuple(one for one, text in texts if not any(pattern.search(text) for pattern in known))


@lru_cache(maxsize=4096)
def medicine_classes(medicine: Medicine) -> frozenset[MedicineClass]:
    """Every kind that the medicine is by its ATC code, its RxNorm ingredient or its name; ``UNRECOGNISED`` if none.

    A code that is cut short takes in every kind that it can be cut from, where no row speaks for it as it stands.

    >>> [str(kind) for kind in medicine_classes(Medicine(name="Levothyroxine 50 mcg"))]
    ['levothyroxine']
    """
    hits = {*_by_atc(medicine.atc or ""), *_by_rxnorm(medicine.rxnorm or ""), *_by_name(medicine.name or "")}
    return frozenset(hits or {MedicineClass.UNRECOGNISED})


def _names(spelling: Spelling, text: str) -> bool:
    friends, words = _patterns(spelling)
    kept = friends.sub("|", text) if friends else text
    return any(not _denied(hit, kept) for hit in words.finditer(kept))


def _denied(hit: re.Match[str], text: str) -> bool:
    """The text says that the word is not contained, and does not take that back: "not free from" denies nothing."""
    before = text[: hit.start()].rpartition("|")[2].split()
    leading = hit["denied"] and _DENIAL_ENDS.match(text, hit.end())
    return bool(leading or hit["without"]) and not set(before).intersection(TAKEN_BACK)


@cache
def _patterns(spelling: Spelling) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    friends = re.compile(rf"\b(?:{_any(spelling.false_friends)})\b") if spelling.false_friends else None
    numbers = (rf"(?<!vitamin )e ?{number}" for number in spelling.e_numbers)
    words = "|".join((_any(spelling.words, broken=True), *numbers))
    endings = rf" (?:{_any(NEGATED_BY_ENDING)})(?! (?:from|of|form|range|trade|sample)\b)"
    return friends, re.compile(rf"\b(?P<denied>(?:{_any(NEGATIONS)}) )?(?:{words})\b(?P<without>{endings}\b)?")


def _any(phrases: Iterable[str], *, broken: bool = False) -> str:
    """One of the phrases, the longest first; a star at the end stands for the rest of a word."""
    gap = r" (?:\| )?" if broken else " "
    longest = sorted(phrases, key=len, reverse=True)
    return "|".join(
        gap.join(phrase.removesuffix("*").split()) + "[a-z0-9]*" * phrase.endswith("*") for phrase in longest
    )


def _by_atc(code: str) -> Iterable[MedicineClass]:
    code = code.replace(" ", "").upper()
    if not _ATC.fullmatch(code):
        return ()
    prefixes = _atc_prefixes()
    longest = max((length for length in range(1, len(code) + 1) if code[:length] in prefixes), default=0)
    hits = prefixes.get(code[:longest], frozenset())
    if len(code) == _WHOLE_CODE or hits & _groups():
        return hits
    return hits.union(*(kinds for prefix, kinds in prefixes.items() if prefix.startswith(code)))


@cache
def _groups() -> frozenset[MedicineClass]:
    return frozenset(row.medicine for row in RECOGNITIONS if row.group)


@cache
def _atc_prefixes() -> dict[str, frozenset[MedicineClass]]:
    return _gathered((prefix, row.medicine) for row in RECOGNITIONS for prefix in row.atc)


def _by_rxnorm(code: str) -> frozenset[MedicineClass]:
    return _rxnorm_codes().get(code.strip(), frozenset())


@cache
def _rxnorm_codes() -> dict[str, frozenset[MedicineClass]]:
    return _gathered((code, row.medicine) for row in RECOGNITIONS for code in row.rxnorm)


def _by_name(name: str) -> Iterable[MedicineClass]:
    names, pattern = _medicine_names()
    return (kind for hit in pattern.finditer(plain(name)) for kind in names[hit[0].replace("| ", "")])


@cache
def _medicine_names() -> tuple[dict[str, frozenset[MedicineClass]], re.Pattern[str]]:
    names = _gathered((plain(name), row.medicine) for row in RECOGNITIONS for name in row.names)
    return names, re.compile(rf"\b(?:{_any(names, broken=True)})\b")


def _gathered(pairs: Iterable[tuple[str, MedicineClass]]) -> dict[str, frozenset[MedicineClass]]:
    """Every kind that stands under one writing."""
    kinds: dict[str, frozenset[MedicineClass]] = {}
    for writing, kind in pairs:
        kinds[writing] = kinds.get(writing, frozenset()) | {kind}
    return kinds
