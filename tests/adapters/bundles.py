"""Strategies for records: FHIR bundles of one person, in the forms of R4 and R5, with odd and missing parts.

Resources are built in the form of R4. ``as_r5`` gives the form of R5 for what both releases can say.
"""

import copy
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

Json = Any  # a value as json.loads gives it
Resource = dict[str, Json]

TODAY: Final = date(2026, 11, 22)
LOINC: Final = "http://loinc.org"
SNOMED: Final = "http://snomed.info/sct"
RXNORM: Final = "http://www.nlm.nih.gov/research/umls/rxnorm"
ATC: Final = "http://www.whocc.no/atc"
TERMINOLOGY: Final = "http://terminology.hl7.org/CodeSystem"
CONDITION_CODES: Final = (
    (SNOMED, "53741008", "Coronary arteriosclerosis (disorder)"),
    (SNOMED, "49436004", "Atrial fibrillation (disorder)"),
    (SNOMED, "709044004", "Chronic kidney disease (disorder)"),
    (SNOMED, "38341003", "Hypertensive disorder (disorder)"),
    (SNOMED, "22298006", "Myocardial infarction (disorder)"),
    (SNOMED, "91637004", "Myasthenia gravis (disorder)"),
    (SNOMED, "162864005", "Body mass index 30+ - obesity (finding)"),
    ("http://hl7.org/fhir/sid/icd-10-cm", "N18.4", "Chronic kidney disease, stage 4 (severe)"),
    ("http://hl7.org/fhir/sid/icd-10", "I44.2", "Atrioventricular block, complete"),
    ("urn:oid:2.16.840.1.113883.6.90", "G70.00", "Myasthenia gravis without (acute) exacerbation"),
    ("urn:oid:1.2.3.4.5", "X-17", "Condition of the house list"),
    ("http://hl7.org/fhir/sid/icd-10", "zz", "Complaint"),
)
MEDICINE_CODES: Final = (
    (RXNORM, "197604", "Digoxin 0.125 MG Oral Tablet"),
    (RXNORM, "316049", "Hydrochlorothiazide 25 MG"),
    (RXNORM, "966222", "Levothyroxine Sodium 0.075 MG Oral Tablet"),
    (RXNORM, "904419", "Alendronic acid 10 MG Oral Tablet"),
    (ATC, "C03AA03", "Hydrochlorothiazid"),
    ("http://fhir.de/CodeSystem/bfarm/atc", "C07AB07", "Concor 2,5mg"),
    ("urn:oid:2.16.840.1.113883.6.73", "C03DA01", "spironolactone"),
    (SNOMED, "322237000", "Paracetamol 500mg soluble tablets"),
    (ATC, "A12CC06", "Magnesium aspartate 120 mg tablets"),
    (RXNORM, "6582", "Magnesium Oxide 400 MG Oral Tablet"),
    ("local", "at0143", "Mixture of the house"),
    ("http://hl7.org/fhir/sid/ndc", "24208-813-10", "Timoptic 5mg/ml solution"),
)
RESULT_CODES: Final = (
    ("33914-3", "mL/min/{1.73_m2}"),
    ("62238-1", "mL/min/{1.73_m2}"),
    ("98979-8", "mL/min/1.73m2"),
    ("2160-0", "mg/dL"),
    ("38483-4", "mg/dL"),
    ("2601-3", "mmol/L"),
    ("19123-9", "mg/dL"),
)
PREGNANT: Final = ("77386006", "60001007", "261665006", "199999999")
DAYS: Final = (
    "2026-11-22",
    "2026-11-01T23:59:59+14:00",
    "2026-10",
    "2026",
    "2025-01-31T00:00:00Z",
    "2019-02-28",
    "1957-01-24",
    "2027-03-01",
    "2026-02-30",
    "yesterday",
)
RELEVANT: Final = frozenset(
    {
        "Condition",
        "MedicationRequest",
        "MedicationStatement",
        "MedicationUsage",
        "MedicationDispense",
        "MedicationAdministration",
        "AllergyIntolerance",
    }
)
"""Types whose every resource is in exactly one place of a reading. Observations count by their code, Lists by entry."""

_CONDITION_STATUS: Final = ("active", "recurrence", "relapse", "inactive", "remission", "resolved", "unknown", "odd")
_VERIFICATION: Final = ("confirmed", "provisional", "unconfirmed", "refuted", "entered-in-error", "odd")
_ORDER_STATUS: Final = (
    "active", "active", "active", "on-hold", "cancelled", "completed", "entered-in-error", "stopped", "draft",
    "unknown", "odd",
)  # fmt: skip
_USE_STATUS: Final = (
    "active", "active", "completed", "entered-in-error", "intended", "stopped", "on-hold", "unknown", "not-taken",
)  # fmt: skip
_INTENT: Final = ("order", "order", "plan", "proposal", "original-order", "instance-order", "option", "odd")
_RESULT_STATUS: Final = ("final", "final", "amended", "corrected", "preliminary", "registered", "cancelled", "odd")
_LETTERS: Final = st.text(st.characters(codec="utf-8"), max_size=12)


def coded(system: str, code: str | None, display: str | None = None, **more: Json) -> Resource:
    coding: Resource = {"system": system, "code": code}
    if display is not None:
        coding["display"] = display
    return {"coding": [coding], **more}


def patient(**more: Json) -> Resource:
    return {"resourceType": "Patient", "id": "p", "birthDate": "1984-07-02", **more}


def condition(name: str, concept: Json, status: str = "active", **more: Json) -> Resource:
    return {
        "resourceType": "Condition",
        "id": name,
        "clinicalStatus": coded(f"{TERMINOLOGY}/condition-clinical", status),
        "verificationStatus": coded(f"{TERMINOLOGY}/condition-ver-status", "confirmed"),
        "code": concept,
        "subject": {"reference": "Patient/p"},
        **more,
    }


def order(name: str, concept: Json, status: str = "active", **more: Json) -> Resource:
    return {
        "resourceType": "MedicationRequest",
        "id": name,
        "status": status,
        "intent": "order",
        "medicationCodeableConcept": concept,
        "subject": {"reference": "Patient/p"},
        "authoredOn": "2026-10-01",
        **more,
    }


def result(name: str, code: str, value: Json, unit: str = "mL/min/{1.73_m2}", **more: Json) -> Resource:
    return {
        "resourceType": "Observation",
        "id": name,
        "status": "final",
        "code": coded(LOINC, code),
        "subject": {"reference": "Patient/p"},
        "effectiveDateTime": "2026-10-01",
        "valueQuantity": {"value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit},
        **more,
    }


def bundle(resources: Sequence[Json], kind: str = "collection") -> Resource:
    return {"resourceType": "Bundle", "type": kind, "entry": [{"resource": each} for each in resources]}


def resources_of(record: Mapping[str, Json]) -> list[Resource]:
    return [entry["resource"] for entry in record["entry"]]


# --- Strategies
def _words(known: Sequence[tuple[str, str, str]]) -> SearchStrategy[Json]:
    """Concepts: coded, with or without a display and text, as text alone, of several systems, empty, or absent."""

    @st.composite
    def concepts(draw: DrawFn) -> Json:
        chosen = draw(st.lists(st.sampled_from(known), max_size=2))
        codings: list[Resource] = []
        for system, code, display in chosen:
            coding = {"system": system, "code": code, "display": display}
            for key in draw(st.sets(st.sampled_from(("system", "code", "display")), max_size=2)):
                del coding[key]
            codings.append(dict(coding))
        concept: Resource = {"coding": codings} if codings else {}
        if draw(st.booleans()):
            concept["text"] = draw(st.sampled_from([word for _, _, word in known]) | _LETTERS)
        return concept

    return concepts()


def condition_concepts() -> SearchStrategy[Json]:
    return _words(CONDITION_CODES)


def medicine_concepts() -> SearchStrategy[Json]:
    return _words(MEDICINE_CODES)


def _days() -> SearchStrategy[str]:
    return st.sampled_from(DAYS)


@st.composite
def _without_some(draw: DrawFn, resource: Resource) -> Resource:
    """The resource without some of the parts that makers leave out."""
    removable = sorted(set(resource) - {"resourceType", "id", "subject", "patient"})
    for key in draw(st.sets(st.sampled_from(removable), max_size=2)) if draw(st.booleans()) else ():
        del resource[key]
    return resource


@st.composite
def conditions(draw: DrawFn, name: str = "c") -> Resource:
    body = condition(name, draw(condition_concepts()), draw(st.sampled_from(_CONDITION_STATUS)))
    body["verificationStatus"] = coded(f"{TERMINOLOGY}/condition-ver-status", draw(st.sampled_from(_VERIFICATION)))
    category = draw(st.sampled_from(("problem-list-item", "encounter-diagnosis", "social-history", "health-concern")))
    body["category"] = [coded(f"{TERMINOLOGY}/condition-category", category)]
    body["onsetDateTime"] = draw(_days())
    if draw(st.booleans()):
        body["abatementDateTime"] = draw(_days())
    return draw(_without_some(body))


@st.composite
def _dosages(draw: DrawFn) -> Json:
    dose: Resource = {"text": draw(_LETTERS), "asNeededBoolean": draw(st.booleans())}
    dose["timing"] = {"repeat": {"frequency": draw(st.integers(0, 4)), "period": 1, "periodUnit": "d"}}
    quantity = {"value": draw(st.sampled_from((0, 1, 2, 0.5))), "unit": draw(st.sampled_from(("tablet", "mg", "mL")))}
    dose["doseAndRate"] = [{"doseQuantity": quantity}]
    if draw(st.booleans()):
        dose["route"] = coded(SNOMED, draw(st.sampled_from(("26643006", "54485002", "47625008"))))
    return [dose]


@st.composite
def medicines(draw: DrawFn, name: str = "m") -> Resource:
    """An order, a statement, a dispense or an administration, with its medicine inline, contained or absent."""
    kind = draw(
        st.sampled_from(("Request", "Request", "Request", "Statement", "Statement", "Dispense", "Administration"))
    )
    body: Resource = {"resourceType": f"Medication{kind}", "id": name, "subject": {"reference": "Patient/p"}}
    body["status"] = draw(st.sampled_from(_ORDER_STATUS if kind == "Request" else _USE_STATUS))
    how = draw(st.sampled_from(("inline", "inline", "contained", "missing")))
    if how == "inline":
        body["medicationCodeableConcept"] = draw(medicine_concepts())
    elif how == "contained":
        inner: Resource = {"resourceType": "Medication", "id": "m1", "code": draw(medicine_concepts())}
        if draw(st.booleans()):
            inner["ingredient"] = [{"itemCodeableConcept": draw(medicine_concepts())}]
        body["contained"], body["medicationReference"] = [inner], {"reference": "#m1"}
    else:
        body["medicationReference"] = {"reference": "Medication/nowhere"}
    if kind == "Request":
        body["intent"], body["authoredOn"] = draw(st.sampled_from(_INTENT)), draw(_days())
        body["dosageInstruction"] = draw(_dosages())
        if draw(st.integers(0, 5)) == 0:
            body["doNotPerform"] = draw(st.booleans())
        if draw(st.booleans()):
            body["dispenseRequest"] = {"validityPeriod": {"start": "2026-01-01", "end": draw(_days())}}
    elif kind == "Statement":
        body["effectivePeriod"] = {"start": draw(_days())}
        if draw(st.booleans()):
            body["effectivePeriod"]["end"] = draw(_days())
        body["dosage"] = draw(_dosages())
    elif kind == "Dispense":
        body["whenHandedOver"] = draw(_days())
    else:
        body["effectiveDateTime"] = draw(_days())
    return draw(_without_some(body))


@st.composite
def results(draw: DrawFn, name: str = "o") -> Resource:
    """An Observation of the kidneys, serum magnesium, a pregnancy, or something that does not matter."""
    what = draw(st.sampled_from(("kidney", "kidney", "pregnancy", "other")))
    if what == "pregnancy":
        body = result(name, "82810-3", 0)
        del body["valueQuantity"]
        body["valueCodeableConcept"] = coded(SNOMED, draw(st.sampled_from(PREGNANT)), draw(_LETTERS))
    elif what == "kidney":
        code, unit = draw(st.sampled_from(RESULT_CODES))
        body = result(name, code, draw(st.sampled_from((0, 12.5, 29.9999, 60, 90, 301, -1, "60", None))), unit)
        if draw(st.booleans()):
            body["valueQuantity"]["comparator"] = draw(st.sampled_from((">", "<", ">=", "<=", "~")))
    else:
        body = result(name, draw(st.sampled_from(("8302-2", "29463-7", "72166-2"))), 70, "kg")
    body["status"], body["effectiveDateTime"] = draw(st.sampled_from(_RESULT_STATUS)), draw(_days())
    return draw(_without_some(body))


@st.composite
def allergies(draw: DrawFn, name: str = "a") -> Resource:
    body: Resource = {
        "resourceType": "AllergyIntolerance",
        "id": name,
        "clinicalStatus": coded(f"{TERMINOLOGY}/allergyintolerance-clinical", draw(st.sampled_from(_CONDITION_STATUS))),
        "code": coded(SNOMED, draw(st.sampled_from(("387104009", "91936005", "716186003"))), draw(_LETTERS)),
        "patient": {"reference": "Patient/p"},
    }
    return draw(_without_some(body))


@st.composite
def _lists(draw: DrawFn, name: str, references: Sequence[str]) -> Resource:
    """A list of a part of the record, current or not, which says nothing of being whole."""
    items = draw(st.lists(st.sampled_from((*references, "Condition/nowhere")), max_size=3, unique=True))
    return {
        "resourceType": "List",
        "id": name,
        "status": draw(st.sampled_from(("current", "retired", "entered-in-error"))),
        "mode": draw(st.sampled_from(("working", "snapshot", "changes"))),
        "code": coded(LOINC, draw(st.sampled_from(("11450-4", "10160-0", "48765-2")))),
        "subject": {"reference": "Patient/p"},
        "entry": [{"item": {"reference": reference}} for reference in items],
    }


@st.composite
def _people(draw: DrawFn) -> Resource:
    body = patient(birthDate=draw(st.sampled_from(("1984-07-02", "1990", "1937-06", "2024-01-01", "2027-01-01", ""))))
    if draw(st.booleans()):
        body["name"] = [{"family": draw(_LETTERS)}]
    if draw(st.integers(0, 9)) == 0:
        body["deceasedDateTime"] = "2020-01-01"
    return draw(_without_some(body))


@st.composite
def bundles(draw: DrawFn, *, most: int = 5) -> Resource:
    """A bundle of one person in the form of R4. No part of it says that a list is whole."""
    clinical: list[Resource] = []
    kinds = draw(st.lists(st.sampled_from((conditions, medicines, medicines, results, allergies)), max_size=most))
    for number, kind in enumerate(kinds):
        clinical.append(draw(kind(name=f"{kind.__name__[0]}{number}")))
    references = [f"{body['resourceType']}/{body['id']}" for body in clinical]
    if draw(st.integers(0, 3)) == 0:
        clinical.append(draw(_lists("l", references)))
    if draw(st.integers(0, 3)) == 0:
        clinical.append({"resourceType": "Medication", "id": "shelf", "code": draw(medicine_concepts())})
        clinical.append(
            order("r", None, medicationReference={"reference": draw(st.sampled_from(("Medication/shelf", "#shelf")))})
        )
        del clinical[-1]["medicationCodeableConcept"]
    whole = [*clinical, {"resourceType": "Encounter", "id": "e", "status": "finished"}]
    if draw(st.integers(0, 9)):
        whole.insert(0, draw(_people()))
    return bundle(whole, draw(st.sampled_from(("collection", "searchset", "document", "transaction"))))


# --- The other release
def as_r5(resource: Resource) -> Resource:
    """The resource in the form of R5. Statements keep only the states that both releases have."""
    body = copy.deepcopy(resource)
    body["contained"] = [as_r5(inner) for inner in body.get("contained", ())]
    if not body["contained"]:
        del body["contained"]
    if body["resourceType"].startswith("Medication"):
        for old, new in (("medicationCodeableConcept", "concept"), ("medicationReference", "reference")):
            if old in body:
                body.setdefault("medication", {})[new] = body.pop(old)
        for ingredient in body.get("ingredient", ()):
            ingredient["item"] = {"concept": ingredient.pop("itemCodeableConcept")}
    if body["resourceType"] == "MedicationStatement" and "status" in body:
        status = body["status"]
        body["status"] = {"entered-in-error": status, "intended": "draft"}.get(status, "recorded")
        adherence = {"active": "taking", "not-taken": "not-taking", "intended": "unknown"}.get(status, status)
        body["adherence"] = {"code": coded("http://hl7.org/fhir/CodeSystem/medication-statement-adherence", adherence)}
    return body


def paths(value: Json, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The place of every value inside a value."""
    if at:
        yield at
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*at, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from paths(inner, (*at, position))


def replaced(value: Json, at: Sequence[str | int], new: Json) -> Json:
    """A copy of the value with another value at one place."""
    copied = copy.deepcopy(value)
    inner = copied
    for step in at[:-1]:
        inner = inner[step]
    inner[at[-1]] = new
    return copied


def removed(value: Json, at: Sequence[str | int]) -> Json:
    """A copy of the value without what is at one place."""
    copied = copy.deepcopy(value)
    inner = copied
    for step in at[:-1]:
        inner = inner[step]
    del inner[at[-1]]
    return copied


def marked(value: Json, marker: str) -> Json:
    """A copy with the marker in all that names or describes: texts, displays, names. Codes and ids stay as they are."""
    if isinstance(value, dict):
        return {
            key: f"{marker} {inner}"
            if key in {"display", "text", "family", "unit", "div"} and isinstance(inner, str)
            else marked(inner, marker)
            for key, inner in value.items()
        }
    return [marked(inner, marker) for inner in value] if isinstance(value, list) else value
