"""Which labelled sets may train a shipped weight: asked in code, before a set is opened.

Sets marked non-commercial or without derivatives, and HealthVer, are for evaluation only. What each set states is copied from
its own README; "none" means that its authors state no licence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claimcheck.errors import UsageError


@dataclass(frozen=True, slots=True)
class Terms:
    """The licence that a set states, and whether weights trained on it may ship."""

    licence: str
    may_train: bool = True


TERMS: Mapping[str, Terms] = {
    "abstrct": Terms("none"),
    "bioasq_yesno": Terms("CC BY-NC 4.0", may_train=False),
    "bioscope": Terms("CC BY 2.0"),
    "causal_language": Terms("GPL-3.0 (2019 part), none (2020 part)"),
    "certainty": Terms("MIT"),
    "check_covid": Terms("MIT"),
    "citation_integrity": Terms("MIT"),
    "claim_sentences_pubmed": Terms("none"),
    "corpus": Terms("MIT (the project's own)"),
    "covid_fact": Terms("none"),
    "cure_claims": Terms("none"),
    "evidence_inference": Terms("MIT"),
    "exaggeration_insciout": Terms("none"),
    "fullfact_health_claims": Terms("MIT"),
    "gold": Terms("the project's own marks; texts belong to their publishers and are not shipped"),
    "health_advice": Terms("none"),
    "healthfc": Terms("CC BY-NC-ND 4.0", may_train=False),
    "healthnewsreview_releases": Terms("none"),
    "healthver": Terms("none; one copy tagged CC BY-NC 2.0", may_train=False),
    "nicta_piboso": Terms("MIT"),
    "nli_general/anli_dev": Terms("CC BY-NC 4.0", may_train=False),
    "nli_general/breaking_nli": Terms("CC BY-SA 4.0"),
    "nli_general/cad_nli": Terms("Apache-2.0"),
    "nli_general/climate_fever": Terms("none"),
    "nli_general/control": Terms("CC BY-NC-SA 4.0", may_train=False),
    "nli_general/fever_dev_sr": Terms("Wikipedia terms (CC BY-SA 3.0)"),
    "nli_general/fever_symmetric": Terms("Wikipedia terms (CC BY-SA 3.0)"),
    "nli_general/mnli_dev": Terms("MIT copy of OANC and others"),
    "nli_general/monli": Terms("none"),
    "nli_general/negation_nli": Terms("MIT"),
    "nli_general/rte": Terms("MIT copy"),
    "nli_general/scitail_dev": Terms("MIT copy"),
    "nli_general/sick": Terms("CC BY-NC-SA 3.0", may_train=False),
    "nli_general/snli_dev": Terms("CC BY-SA 4.0"),
    "pubmedqa": Terms("MIT"),
    "rct_sections_silver": Terms("MIT; texts are open-access articles"),
    "scifact": Terms("CC BY 4.0"),
    "scitweets": Terms("none"),
    "study_type_medline": Terms("GPL-3.0 copy; MEDLINE citations"),
}


def trainable(name: str) -> str:
    """The name of a set that may train, as it was given (UsageError for a set that may not, or that is not listed)."""
    terms = TERMS.get(name)
    if terms is None:
        raise UsageError(f"{name}: not in the list of licences (claimcheck/training/licences.py); add what the set states")
    if not terms.may_train:
        raise UsageError(f"{name}: its licence ({terms.licence}) lets it be measured on, not trained on")
    return name
