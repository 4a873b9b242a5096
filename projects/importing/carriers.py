"""What the name of an organisation says about its kind. Only legal forms and names that leave no doubt."""

import re

from projects.enums import CarrierType

_RULES = (
    (
        CarrierType.WELFARE_ASSOCIATION,
        (
            r"\b(caritas(verband)?|diakonie|diakonisches werk|arbeiterwohlfahrt|awo|paritätischer|"
            r"deutsches rotes kreuz|drk|zentralwohlfahrtsstelle)\b"
        ),
    ),
    (CarrierType.UNIVERSITY, r"universität|hochschule\b(?!.*volkshochschule)|fraunhofer|max-planck|leibniz-institut"),
    (CarrierType.SCHOOL, r"^(grundschule|gesamtschule|gymnasium|realschule|oberschule|berufsschule)\b"),
    (
        CarrierType.MUNICIPALITY,
        r"^(stadt|gemeinde|bezirksamt|landeshauptstadt|hansestadt|magistrat|markt|landkreis|kreis)\s",
    ),
    (CarrierType.RELIGIOUS_COMMUNITY, r"kirchengemeinde|kirchenkreis|moschee(verein|gemeinde)|synagogengemeinde"),
    (CarrierType.HOUSING_COMPANY, r"wohnungsbau|wohnungsgesellschaft|wohnungsunternehmen"),
    (CarrierType.FOUNDATION, r"^stiftung\b|\w+stiftung\b(?!.*\b(gmbh|e\. ?v\.?))"),
    (CarrierType.COOPERATIVE, r"genossenschaft|\be\. ?g\.?(\s|$)|\beg$"),
    (
        CarrierType.NON_PROFIT_COMPANY,
        r"\bggmbh\b|\bgug\b|gemeinnützige[rs]?\b.*\b(gmbh|mbh|ug)\b|\b(gmbh|mbh)\b.*gemeinnützig",
    ),
    (CarrierType.COMPANY, r"\b(gmbh|mbh|ag|kg|ohg|gbr|ug|se)\b|\be\. ?k\.?(\s|$)"),
    (CarrierType.ASSOCIATION, r"\be\. ?v\b|\bev$|eingetragener verein"),
)
_COMPILED = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _RULES]


def carrier_type_of(name: str) -> CarrierType | None:
    """Return the kind that the name states, or None.

    >>> carrier_type_of("Wildwasser e. V.").value
    'association'
    """
    return next((kind for kind, pattern in _COMPILED if pattern.search(name)), None)
