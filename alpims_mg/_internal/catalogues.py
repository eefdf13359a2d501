"""Messages in another language, from the catalogues of the package. A catalogue is read when it is first needed.

A message without a translation stays English and says so: ``[English: half a capsule]``.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from itertools import chain, zip_longest
from typing import Final, NamedTuple, cast, final

from alpims_mg._internal.dates import full_date
from alpims_mg._internal.messages import ANY_RULE, Filled, Joined, Language, Message, Phrase, changed_by, say
from alpims_mg._internal.templates import fill

_IN_ENGLISH: Final = "[English: {}]"
_LETTER: Final = re.compile(r"[^\W\d_]")
_NUMBER: Final = re.compile(r"\d+\.\d+")
_DATE: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_PLACE: Final = re.compile(r"\{([a-z_.]+)\}")
_QUOTE: Final = re.compile(r"\{[a-z_]+\.[a-z_]+\}")
_TOKEN: Final = re.compile(r"(\{[a-z_.]+\}|\[|\])")
_QUOTED: Final = r"\d+(?:\.\d+)?"
_BETWEEN: Final = re.compile(r"(, |; | and | or )")
_JOINERS: Final = {" and ": say("view.list", "and"), " or ": say("view.list", "or")}
_TEXTS_IN: Final = {"levels": "ceiling.", "differences": "route.instead-product."}
"""The placeholders that are filled with texts of other rules, and how the ids of those rules begin."""
_AS_WRITTEN: Final = ("column", "word")
"""The placeholders that are filled with what a register says. It stays as it stands."""
_WORDS: Final = ("word.",)
_OF_VIEWS: Final = ("view.", *_WORDS)
"""How the contexts begin that are not the ids of rules."""


@final
class Catalogue(NamedTuple):
    """The translations of one language. ``by_context`` holds each template with its translation, by its context.

    ``plurals`` holds the forms for one and for more, by context and template.
    """

    language: Language
    by_context: Mapping[str, Mapping[str, str]]
    plurals: Mapping[tuple[str, str], tuple[str, str]]

    def word(self, text: str) -> str | None:
        """The translation of a word of any vocabulary. It may be written with spaces, such as "citric acid"."""
        contexts = sorted(context for context in self.by_context if context.startswith(_WORDS))
        names = (text, text.replace(" ", "-"))
        held = (self.by_context[context].get(name) for name in names for context in contexts)
        return next(filter(None, held), None)

    def of_rules(self) -> Iterable[Mapping[str, str]]:
        """The texts of each rule."""
        return (texts for context, texts in self.by_context.items() if not context.startswith(_OF_VIEWS))

    def beginning_with(self, starts: tuple[str, ...]) -> Iterable[Mapping[str, str]]:
        """The texts of each context that begins with one of these."""
        return (texts for context, texts in self.by_context.items() if context.startswith(starts))


@lru_cache(maxsize=4)
def catalogue(language: Language) -> Catalogue:
    """The catalogue of a language. It is read once."""
    from gettext import GNUTranslations  # noqa: PLC0415 -- English needs neither
    from importlib.resources import files  # noqa: PLC0415

    with files("alpims_mg._internal").joinpath("locale", f"{language}.mo").open("rb") as file:
        entries = cast("dict[str | tuple[str, int], str]", vars(GNUTranslations(file))["_catalog"])
    entries.pop("", None)  # the header
    by_context: dict[str, dict[str, str]] = {}
    plurals: dict[tuple[str, str], tuple[str, str]] = {}
    for key, translation in entries.items():
        context, _, template = (key if isinstance(key, str) else key[0]).rpartition("\x04")
        if isinstance(key, str):
            by_context.setdefault(context, {})[template] = translation
        elif key[1] == 0:
            plurals[context, template] = translation, entries[key[0], 1]
    return Catalogue(language, by_context, plurals)


def in_language(text: str, language: Language) -> str:
    """The text in a language. English gives the text itself.

    A text that is no message, and has a letter, is shown as English.
    """
    if language == "en":
        return text
    return in_catalogue(text, catalogue(language))


def in_catalogue(text: object, held: Catalogue) -> str:
    """The text in the language of a catalogue."""
    if not isinstance(text, Message):
        words = _value(text, held)
        return words if words != text or not _LETTER.search(words) else _IN_ENGLISH.format(words)
    match text.recipe:
        case Joined(separator=separator, parts=parts, changes=changes):
            return changed_by(changes, separator.join(in_catalogue(part, held) for part in parts))
        case Filled(contexts=contexts, text=words, values=values, changes=changes):
            said = _recognised(words, dict(values), held.beginning_with(contexts), held)
        case phrase:
            changes, said = phrase.changes, _phrase(phrase, held)
    return _IN_ENGLISH.format(text) if said is None else changed_by(changes, said)


def _phrase(phrase: Phrase, held: Catalogue) -> str | None:
    """The filled text of a phrase, or None if its template has no translation."""
    template: str | None
    if not phrase.context:
        template = phrase.template
    elif phrase.plural:
        forms = held.plurals.get((phrase.context, phrase.template))
        template = forms and forms[phrase.number != 1]
    elif phrase.context.startswith(_OF_VIEWS):
        template = held.by_context.get(phrase.context, {}).get(phrase.template)
    else:
        template = _of_rule(phrase.context, phrase.template, held)
    values = (
        (name, str(value) if name in _AS_WRITTEN else _value(value, held, _TEXTS_IN.get(name, "")))
        for name, value in phrase.values
    )
    return template and fill(template, values)


def _of_rule(rule: str, text: str, held: Catalogue) -> str | None:
    """The translation of a text of a rule, with the numbers that it quotes. Other rules may have the same text."""
    for texts in (held.by_context.get(rule, {}), *held.of_rules()):
        if text in texts:
            return texts[text]
    for texts in (held.by_context.get(rule, {}), *held.of_rules()):
        for template, translation in texts.items():
            if _QUOTE.search(template) and (found := _pattern(template, filled=False).fullmatch(text)):
                return _quoted(translation, _values_in(found, {}, held))
    return None


def _recognised(
    text: str, values: Mapping[str, object], candidates: Iterable[Mapping[str, str]], held: Catalogue
) -> str | None:
    """The translation of a text that is filled already, or None if no template gives it."""
    templates = [pair for texts in candidates for pair in texts.items() if _LETTER.search(_PLACE.sub("", pair[0]))]
    for template, translation in sorted(templates, key=lambda pair: len(_PLACE.sub("", pair[0])), reverse=True):
        if found := _pattern(template, filled=True).fullmatch(text):
            given = _values_in(found, values, held)
            for name, value in found.groupdict().items():  # a text of a rule may stand in another one
                if value is not None and given[name.replace("__", ".")] == value and _LETTER.search(value):
                    inner = _recognised(value, {}, (dict(templates),), held)
                    given[name.replace("__", ".")] = inner or value
            return fill(_quoted(translation, given), given.items())
    return None


def _values_in(found: re.Match[str], values: Mapping[str, object], held: Catalogue) -> dict[str, str]:
    """The values that a text holds, by their names. A message of ``values`` stands for its English text."""
    given = ((group.replace("__", "."), value) for group, value in found.groupdict().items() if value is not None)
    return {name: _value(values[name] if str(values.get(name)) == value else value, held) for name, value in given}


def _quoted(translation: str, given: Mapping[str, str]) -> str:
    """The translation with the numbers that it quotes from rows."""
    return _QUOTE.sub(lambda place: given.get(place[0][1:-1], place[0]), translation)


@lru_cache(maxsize=4096)
def _pattern(template: str, *, filled: bool) -> re.Pattern[str]:
    """A pattern for the texts that a template gives. Quoted numbers, and if ``filled`` all values, are its groups."""
    names: set[str] = set()
    parts: list[str] = []
    for token in _TOKEN.split(template):
        name = token[1:-1].replace(".", "__")
        if filled and token in ("[", "]"):
            parts.append("(?:" if token == "[" else ")?")
        elif not (_PLACE if filled else _QUOTE).fullmatch(token):
            parts.append(re.escape(token))
        elif name in names:
            parts.append(f"(?P={name})")
        else:
            names.add(name)
            parts.append(f"(?P<{name}>{_QUOTED if '.' in token else '.+?'})")
    return re.compile("".join(parts), re.DOTALL)


def _value(value: object, held: Catalogue, rules: str = "") -> str:
    """A value as a language writes it: a message, a number, a date or a text of a rule. Names stay as they are.

    The value may hold texts of the rules whose ids begin with ``rules``. Their templates are filled already.
    """
    if isinstance(value, Message):
        return in_catalogue(value, held)
    text = str(value)
    if _NUMBER.fullmatch(text):
        return text.replace(".", ",")
    if _DATE.fullmatch(text):
        return in_catalogue(full_date(date.fromisoformat(text)), held)
    if not _LETTER.search(text):
        return text
    return _list(text, held, rules) or _known(text, held, rules) or _sentences(text, held, rules) or text


def _known(text: str, held: Catalogue, rules: str) -> str | None:
    """The translation of a word of a vocabulary or of a text of a rule."""
    found = held.word(text) or _of_rule(ANY_RULE, text, held)
    return _recognised(text, {}, held.beginning_with((rules,)), held) if rules and not found else found


def _list(text: str, held: Catalogue, rules: str) -> str | None:
    """The translation of a list of words, such as "green, yellow or red", if each of them is known."""
    words, between = _BETWEEN.split(text)[::2], _BETWEEN.split(text)[1::2]
    if not between:
        return None
    known = [_known(word, held, rules) for word in words]
    if None in known:
        return None
    signs = [f" {in_catalogue(_JOINERS[sign], held)} " if sign in _JOINERS else sign for sign in between]
    return "".join(filter(None, chain.from_iterable(zip_longest(known, signs))))


def _sentences(text: str, held: Catalogue, rules: str) -> str | None:
    """The translation of several texts of rules, which a value holds as sentences."""
    parts = text.split(". ")
    for count in range(len(parts), 0, -1):
        first = ". ".join(parts[:count])
        if said := _known(first, held, rules) or _known(f"{first[:1].lower()}{first[1:]}", held, rules):
            rest = _sentences(". ".join(parts[count:]), held, rules) if count < len(parts) else ""
            if rest is None:
                return None
            sentence = f"{said[:1].upper()}{said[1:]}"
            return f"{sentence}. {rest}" if rest else sentence
    return None
