"""The code systems of a record, and the addresses and names by which records mean each of them."""

from typing import Final

from alpims_mg.model.vocabulary import Word


class CodeSystem(Word):
    """A code system. The national editions of ICD-10 count as one: they share their prefixes."""

    SNOMED_CT = "snomed-ct"
    ICD_10 = "icd-10"
    LOINC = "loinc"
    ATC = "atc"
    RXNORM = "rxnorm"
    EDQM = "edqm"
    V3_ROUTE = "v3-route"
    V3_TIMES = "v3-times"


# Formatted by hand, with many words on a line.
# fmt: off
CODE_SYSTEMS: Final[tuple[tuple[CodeSystem, tuple[str, ...]], ...]] = (
    (
        CodeSystem.SNOMED_CT,
        (
            "snomed.info/sct", "snomed.info/id", "snomed.info/xsct", "2.16.840.1.113883.6.96", "snomed", "snomed ct",
            "snomed-ct", "sct",
        ),
    ),
    (
        CodeSystem.ICD_10,
        (
            "hl7.org/fhir/sid/icd-10", "hl7.org/fhir/sid/icd-10-am", "hl7.org/fhir/sid/icd-10-ca",
            "hl7.org/fhir/sid/icd-10-cm", "hl7.org/fhir/sid/icd-10-de", "hl7.org/fhir/sid/icd-10-gm",
            "hl7.org/fhir/sid/icd-10-nl", "hl7.org/fhir/sid/icd-10-uk", "hl7.org/fhir/sid/icd-10-us",
            "hl7.org/fhir/sid/icd-10-who", "fhir.de/codesystem/bfarm/icd-10-gm", "fhir.de/codesystem/dimdi/icd-10-gm",
            "fhir.de/codesystem/icd-10-gm", "terminology.hl7.org/codesystem/icd-10",
            "terminology.hl7.org/codesystem/icd10", "terminology.hl7.org/codesystem/icd10cm",
            "terminology.hl7.org/codesystem/icd-10-cm", "id.who.int/icd/release/10", "icd.who.int/browse10",
            "who.int/icd/10", "www.cdc.gov/nchs/icd/icd10cm", "smt.esante.gouv.fr/terminologie-cim-10",
            "www.saude.gov.br/fhir/r4/codesystem/brcid10", "jpfhir.jp/fhir/core/mhlw/codesystem/icd10-2013-full",
            "twcore.mohw.gov.tw/ig/twcore/codesystem/icd-10-cm-2014-tw",
            "twcore.mohw.gov.tw/ig/twcore/codesystem/icd-10-cm-2021-tw",
            "twcore.mohw.gov.tw/ig/twcore/codesystem/icd-10-cm-2023-tw", "2.16.840.1.113883.6.3",
            "2.16.840.1.113883.6.90", "2.16.578.1.12.4.1.1.7110", "icd-10", "icd10", "icd-10-cm", "icd10cm",
            "icd-10-gm", "icd10gm", "icd-10-am",
        ),
    ),
    (CodeSystem.LOINC, ("loinc.org", "www.loinc.org", "2.16.840.1.113883.6.1", "loinc")),
    (
        CodeSystem.ATC,
        (
            "www.whocc.no/atc", "whocc.no/atc", "www.whocc.no/atc_ddd_index", "fhir.de/codesystem/bfarm/atc",
            "fhir.de/codesystem/dimdi/atc", "2.16.840.1.113883.6.73", "1.2.276.0.76.5.464", "atc",
        ),
    ),
    (
        CodeSystem.RXNORM,
        (
            "www.nlm.nih.gov/research/umls/rxnorm", "nlm.nih.gov/research/umls/rxnorm", "2.16.840.1.113883.6.88",
            "rxnorm",
        ),
    ),
    (CodeSystem.EDQM, ("standardterms.edqm.eu", "0.4.0.127.0.16.1.1.2.1")),
    (
        CodeSystem.V3_ROUTE,
        (
            "terminology.hl7.org/codesystem/v3-routeofadministration", "hl7.org/fhir/v3/routeofadministration",
            "2.16.840.1.113883.5.112",
        ),
    ),
    (
        CodeSystem.V3_TIMES,
        (
            "terminology.hl7.org/codesystem/v3-gtsabbreviation", "hl7.org/fhir/v3/gtsabbreviation",
            "2.16.840.1.113883.5.1022",
        ),
    ),
)
"""The addresses and names by which records mean a code system: lower case, without ``http://`` and ``urn:oid:``."""
