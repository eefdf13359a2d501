"""A missing optional library names the extra that brings it, and any other missing module stays as it is."""

import pytest

from alpims_mg._internal.extras import optional_imports


def test_a_missing_library_of_the_extra_names_the_extra() -> None:
    expected = r"alpims_mg\.adapters\.cli needs rich: pip install 'alpims-mg\[cli\]'"
    with pytest.raises(ModuleNotFoundError, match=expected) as caught:
        raise_missing("rich")
    assert caught.value.name == "rich"


def test_any_other_missing_module_is_reported_unchanged() -> None:
    with pytest.raises(ModuleNotFoundError, match=r"^no module$") as caught:
        raise_missing("elsewhere")
    assert caught.value.name == "elsewhere"


def raise_missing(name: str) -> None:
    with optional_imports("alpims_mg.adapters.cli", extra="cli", libraries=("cyclopts", "rich")):
        raise ModuleNotFoundError("no module", name=name)
