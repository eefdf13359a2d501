"""How long it takes to read a record, and how much room, compared with ``json.loads`` of the same bytes.

Run: python tests/benchmarks/bench_records.py. It makes bundles of 4 MB: usual ones, in which most entries do not
matter, and ones made of conditions, orders and results alone. No test asserts a time.
"""

import argparse
import gc
import json
import sys
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from typing import Any, Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from adapters import bundles as made

from alpims_mg.adapters.fhir import read

Json = Any
SIZE: Final = 4_000_000
USUAL: Final = (
    *("Observation",) * 45, *("Claim",) * 9, *("ExplanationOfBenefit",) * 7, *("Encounter",) * 7,
    *("Immunization",) * 4, *("DiagnosticReport",) * 3, *("Procedure",) * 3, *("Condition",) * 2,
    *("MedicationRequest",) * 2, *("CarePlan",) * 1,
)  # fmt: skip
RELEVANT: Final = ("Condition", "MedicationRequest", "MedicationStatement", "MedicationDispense", "Result")
VITALS: Final = (("8302-2", "Body Height", "cm"), ("29463-7", "Body Weight", "kg"), ("718-7", "Hemoglobin", "g/dL"))


def day(chance: Random) -> str:
    return f"{chance.randint(1990, 2026)}-{chance.randint(1, 10):02}-{chance.randint(1, 28):02}T10:20:30+00:00"


def concept(chance: Random, known: tuple[tuple[str, str, str], ...]) -> Json:
    system, code, display = chance.choice(known)
    return made.coded(system, code, display, text=display)


def resource(kind: str, number: int, chance: Random) -> Json:
    """One resource about as long as those of a synthetic record."""
    name = f"{chance.getrandbits(128):032x}"
    meta: dict[str, Json] = {
        "meta": {"profile": ["http://hl7.org/fhir/us/core/StructureDefinition/us-core"], "lastUpdated": day(chance)}
    }
    if kind == "Condition":
        status = chance.choice(("active", "resolved"))
        return made.condition(name, concept(chance, made.CONDITION_CODES), status, onsetDateTime=day(chance), **meta)
    if kind == "MedicationRequest":
        status = chance.choice(("active", "stopped", "completed"))
        return made.order(name, concept(chance, made.MEDICINE_CODES), status, authoredOn=day(chance), **meta)
    if kind in {"MedicationStatement", "MedicationDispense"}:
        body = made.order(name, concept(chance, made.MEDICINE_CODES), "completed", **meta)
        return {**body, "resourceType": kind}
    if kind == "Result":
        return made.result(name, "33914-3", round(chance.uniform(20, 120), 2), effectiveDateTime=day(chance), **meta)
    if kind == "Observation":
        code, display, unit = chance.choice(VITALS)
        found = made.result(
            name, code, round(chance.uniform(20, 120), 9), unit=unit, effectiveDateTime=day(chance), **meta
        )
        found["code"] = made.coded(made.LOINC, code, display, text=display)
        return found
    item = {"sequence": 1, "productOrService": made.coded(made.SNOMED, "185345009", "Encounter for symptom")}
    money = {"value": round(chance.uniform(10, 999), 2), "currency": "USD"}
    lines = [{**item, "net": money, "locationCodeableConcept": made.coded(made.LOINC, "21", "Hospital")}]
    return {
        "resourceType": kind,
        "id": name,
        "status": "finished",
        "patient": {"reference": "urn:uuid:p"},
        "billablePeriod": {"start": day(chance), "end": day(chance)},
        "contained": [{"resourceType": "Coverage", "id": "coverage", "status": "active"}],
        "item": lines * (6 if kind in {"Claim", "ExplanationOfBenefit"} else 2),
        "number": number,
        **meta,
    }


def record(kinds: tuple[str, ...], seed: int, size: int = SIZE) -> bytes:
    """A bundle of about this many bytes."""
    chance = Random(seed)
    entries = [json.dumps({"resource": made.patient()})]
    length = 0
    while length < size:
        body = resource(chance.choice(kinds), len(entries), chance)
        entry = {"fullUrl": f"urn:uuid:{body['id']}", "resource": body, "request": {"method": "POST"}}
        entries.append(json.dumps(entry))
        length += len(entries[-1]) + 2
    return ('{"resourceType": "Bundle", "type": "transaction", "entry": [' + ", ".join(entries) + "]}").encode()


def read_here(data: bytes) -> object:
    return read(data, today=made.TODAY)


def seconds(call: Callable[[bytes], object], data: bytes) -> float:
    """Seconds of processor time, without the collection of garbage.

    A full collection costs more than the reading, and comes in one or the other, by chance.
    """
    gc.collect()
    gc.disable()
    begun = process_time()
    call(data)
    taken = process_time() - begun
    gc.enable()
    return taken


def room(call: Callable[[bytes], object], data: bytes) -> int:
    """The most memory that Python holds at one time during the call, in bytes."""
    gc.collect()
    tracemalloc.start()
    call(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def measured(kinds: tuple[str, ...], number: int) -> Iterator[tuple[float, float]]:
    """For each bundle: seconds of reading and of ``json.loads``, in turn."""
    for seed in range(number):
        data = record(kinds, seed)
        yield seconds(read_here, data), seconds(json.loads, data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundles", type=int, default=50)
    number: int = parser.parse_args().bundles
    mixes: Mapping[str, tuple[str, ...]] = {"usual": USUAL, "relevant alone": RELEVANT}
    read_here(record(USUAL, 0, 100_000))  # so that tables which are built once do not count
    for name, kinds in mixes.items():
        times = list(measured(kinds, number))
        ratios = sorted(reading / loading for reading, loading in times)
        data = record(kinds, 0)
        used = room(read_here, data) / room(json.loads, data)
        print(
            f"{name}: {number} bundles of {len(data):,} bytes; time over json.loads: "
            f"all {sum(reading for reading, _ in times) / sum(loading for _, loading in times):.2f}, "
            f"median {median(ratios):.2f}, worst {ratios[-1]:.2f}; room over json.loads: {used:.2f}"
        )


if __name__ == "__main__":
    main()
