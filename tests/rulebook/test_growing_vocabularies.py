"""A new form, condition, medicine class, ... falls into no old row: the import fails until rows name it."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import alpims_mg
from alpims_mg.errors import RulebookError
from alpims_mg.model.vocabulary import Condition, DosageForm, Form, GrowingWord, MedicineClass, Reaction, Zone
from alpims_mg.rules.tables import every

PACKAGE = Path(alpims_mg.__file__).parent
GROWING = (Form, DosageForm, Condition, MedicineClass, Reaction)
CALL = re.compile(r"\b(?:frozenset|set|tuple|list|iter)\((?:Form|DosageForm|Condition|MedicineClass|Reaction)\)")
LOOP = re.compile(r"\bin (?:Form|DosageForm|Condition|MedicineClass|Reaction)\b")

MODULES = {
    Form: "products",
    DosageForm: "products",
    Condition: "people",
    MedicineClass: "medicines",
    Reaction: "people",
}
DECIDING = {
    Form: {"forms", "times", "salts", "label words"},
    DosageForm: {"dosage_forms", "dosage form words"},
    Condition: {"conditions", "condition_reasons", "persistence", "baths", "unread_topicals"},
    MedicineClass: {"medicines"},
    Reaction: {"reactions"},
}
"""The tables and lists that a new member of each vocabulary must be added to."""


def test_the_growing_vocabularies_are_these_five() -> None:
    assert set(GrowingWord.__subclasses__()) == set(GROWING)


@pytest.mark.parametrize("kind", GROWING)
def test_every_is_refused_for_a_growing_vocabulary(kind: type[GrowingWord]) -> None:
    with pytest.raises(RulebookError) as caught:
        every(kind, but={next(iter(kind))})
    (fault,) = caught.value.faults
    assert fault.startswith(f"every({kind.__name__}) must be over words that never grow; got {kind.__name__}")
    assert "name the members" in fault
    assert every(Zone, but={Zone.RED}) == {Zone.GREEN, Zone.YELLOW}


@pytest.mark.parametrize("path", sorted((PACKAGE / "rulebook").rglob("*.py")), ids=lambda path: str(path.stem))
def test_no_row_takes_all_members_of_a_growing_vocabulary_in_another_way(path: Path) -> None:
    code = ast.unparse(ast.parse(path.read_text(encoding="utf-8")))
    assert not CALL.findall(code) + LOOP.findall(code)


@pytest.mark.parametrize("kind", GROWING)
def test_a_new_member_fails_at_import_and_the_error_names_every_table_that_must_decide(
    kind: type[GrowingWord], tmp_path: Path
) -> None:
    copied = tmp_path / PACKAGE.name
    shutil.copytree(PACKAGE, copied, ignore=shutil.ignore_patterns("__pycache__"))
    vocabulary = copied / "model" / "vocabulary" / f"{MODULES[kind]}.py"
    heading = re.compile(rf'(class {kind.__name__}\(GrowingWord\):\n    """.*?"""\n)', re.DOTALL)
    grown, count = heading.subn(r'\1\n    NEW_ONE = "new-one"\n', vocabulary.read_text(encoding="utf-8"))
    assert count == 1
    vocabulary.write_text(grown, encoding="utf-8")
    # A second import in the same process must fail too: the tables with faults are still in memory.
    script = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "for _ in range(2):\n"
        "    try:\n"
        "        import alpims_mg\n"
        "    except Exception as error:\n"
        "        print(type(error).__name__, *error.faults, sep='\\n')\n"
    )
    run = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    lines = run.stdout.splitlines()
    first, second = lines[: len(lines) // 2], lines[len(lines) // 2 :]
    assert first == second
    assert first[0] == "RulebookError"
    assert {line.split(":")[0] for line in first[1:]} == DECIDING[kind]
    assert all("new-one" in line for line in first[1:])
