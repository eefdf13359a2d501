"""Reads the options of the command ``cohort`` that say how columns are called and what codes mean."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from alpims_mg._internal.validation import nearest, short_repr
from alpims_mg.adapters.frames.schema import BY_NAME, Added
from alpims_mg.errors import Fault

COLUMNS_OPTION: Final = "--columns"
CODES_OPTION: Final = "--codes"
PREFIX_OPTION: Final = "--prefix"
_PREFIX: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_.-]*)?")


def column_names(texts: Iterable[str], faults: list[Fault]) -> dict[str, str]:
    """A mapping from usual names of columns to those of a register, read from texts such as ``zone=today``.

    What cannot be read is added to ``faults``.
    """
    return dict(_pairs(COLUMNS_OPTION, "kidney='Kidney function'", texts, {*BY_NAME, *map(str, Added)}, faults))


def code_words(texts: Iterable[str], faults: list[Fault]) -> dict[str, dict[str, str]]:
    """A mapping from usual names of columns to what each code in them means.

    The texts are such as ``kidney=1:normal,2:moderate``. What cannot be read is added to ``faults``.
    """
    words: dict[str, dict[str, str]] = {}
    for name, text in _pairs(CODES_OPTION, _CODES_EXAMPLE, texts, BY_NAME, faults):
        for pair in text.split(","):
            code, colon, word = (part.strip() for part in pair.partition(":"))
            if not (code and colon and word) or code in words.get(name, {}):
                actual = short_repr(f"{name}={text}") if word else f"{short_repr(pair)} in it"
                expected = "a column and each of its codes with one word"
                fix = f"write for example {CODES_OPTION} {_CODES_EXAMPLE}"
                faults.append(Fault(path=CODES_OPTION, expected=expected, actual=actual, fix=fix))
            words.setdefault(name, {})[code] = word
    return words


_CODES_EXAMPLE: Final = "kidney=1:normal,2:moderate"


def _pairs(
    option: str, example: str, texts: Iterable[str], names: Iterable[str], faults: list[Fault]
) -> Iterable[tuple[str, str]]:
    """Yield what stands before and after the first ``=`` of each text. What is before it must be one of ``names``."""
    for text in texts:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not (equals and value):
            expected, fix = "a name, = and what it stands for", f"write for example {option} {example}"
            faults.append(Fault(path=option, expected=expected, actual=short_repr(text), fix=fix))
        elif name not in (known := set(names)):
            near = nearest(name, known)
            fix = f"did you mean {near}?" if near else f"write for example {option} {example}"
            expected = "the usual name of a column before ="
            faults.append(Fault(path=option, expected=expected, actual=short_repr(text), fix=fix))
        else:
            yield name, value


def prefix_fault(prefix: str) -> Fault | None:
    """The fault of a text that cannot begin the name of a column; otherwise None."""
    if _PREFIX.fullmatch(prefix):
        return None
    expected, fix = "letters, digits, '_', '-' or '.', with a letter first", "write for example mg_"
    return Fault(path=PREFIX_OPTION, expected=expected, actual=short_repr(prefix), fix=fix)


def taken_name_faults(names: Iterable[str], added: Iterable[str]) -> Iterable[Fault]:
    """Yield a fault for each column of a register that has the name of an added column, in whatever case."""
    own: Mapping[str, str] = {name.casefold(): name for name in names}
    for name in added:
        if name.casefold() in own:
            expected = "a name that no added column has"
            fix = f"add {PREFIX_OPTION} mg_, which then stands before the added names"
            yield Fault(path=own[name.casefold()], expected=expected, actual="a column of the register", fix=fix)


def in_options(text: str) -> str:
    """A text that shows arguments of Python, with the options of the command in their place.

    >>> in_options('write codes={"kidney": {1: "WORD", 2: "WORD"}}')
    'write --codes kidney=1:WORD,2:WORD'
    """
    text = _IN_COMMAND.sub("", text)
    text = _CODES_ARGUMENT.sub(lambda found: f"{CODES_OPTION} {found[1]}={_listed(found[2])}", text)
    text = _IN_COLUMNS.sub(f"by {COLUMNS_OPTION}", text)
    text = _COLUMNS_ARGUMENT.sub(lambda found: f"{COLUMNS_OPTION} {found[1]}={found[2]!r}", text)
    return _PREFIX_ARGUMENT.sub(rf"{PREFIX_OPTION} \1", text)


def fault_in_options(fault: Fault) -> Fault:
    """A fault of the arguments of Python, as one of the options of the command."""
    path = re.sub(r"^(columns|codes|prefix)\b", r"--\1", fault.path)
    return attrs.evolve(fault, path=path, fix=in_options(fault.fix))


_IN_COMMAND: Final = re.compile(r" \(in the command: [^)]*\)")
_IN_COLUMNS: Final = re.compile(r"in columns\b(?==|;|$)")
_CODES_ARGUMENT: Final = re.compile(r"""codes=\{["']([^"']+)["']: \{([^{}]*)\}\}""")
_CODE: Final = re.compile(r"""["']?([^"':,{}]+)["']?: ["']([^"']+)["']""")
_COLUMNS_ARGUMENT: Final = re.compile(r"""(?:--columns|columns)=\{["']([^"']+)["']: ["']([^"']+)["']\}""")
_PREFIX_ARGUMENT: Final = re.compile(r'prefix="([^"]+)"')


def _listed(pairs: str) -> str:
    return ",".join(f"{code.strip()}:{word}" for code, word in _CODE.findall(pairs))
