"""The constraints that an export meets, one row each, with the rule of the specification behind it.

A constraint on elements is asked of each element that has an attribute of ISM; one on resources of
each element that speaks for a whole document, with the portions below it in view. "declass" as a
source is a rule of our own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from declass.export import checks
from declass.export.seen import Seen


class Constraint(NamedTuple):
    """A constraint.

    Attributes:
        id: its stable name.
        text: what is asked.
        source: the rules of the specification that ask it.
        broken_by: yields what is wrong in an element.
    """

    id: str
    text: str
    source: str
    broken_by: Callable[[Seen], Iterator[str]]


ON_ELEMENTS = (
    Constraint(
        "resource-present",
        "an element of the document speaks for the whole: resourceElement is true",
        "ISM-ID-00103",
        checks.without_resource,
    ),
    Constraint(
        "attribute-known",
        "an attribute of the namespace is one of those kept here",
        "ISM-ID-00125",
        checks.unknown_attributes,
    ),
    Constraint("not-empty", "no attribute is empty", "ISM-ID-00002", checks.empty),
    Constraint(
        "value-known",
        "an enumerated value is in its vocabulary",
        "ISM-ID-00253 to 00266",
        checks.unknown_values,
    ),
    Constraint(
        "one-value",
        "classification, declassException and DESVersion have one value",
        "ISM-ID-00269, 00277",
        checks.several_values,
    ),
    Constraint("no-doubles", "no value stands twice in a list", "ISM-ID-00236", checks.doubles),
    Constraint(
        "in-order",
        "the values of a list stand in the order of their vocabulary",
        "ISM-ID-00026, 00035, 00041, 00042, 00095, 00100, 00178",
        checks.out_of_order,
    ),
    Constraint(
        "not-retired",
        "a document has no value that was retired before its date",
        "ISM-ID-00170 to 00211",
        checks.retired_values,
    ),
    Constraint("date", "a date is a day, YYYY-MM-DD", "ISM-ID-00274, 00275", checks.no_dates),
    Constraint("boolean", "a boolean is true or false", "ISM-ID-00282", checks.no_booleans),
    Constraint(
        "length",
        "a text is no longer than its attribute may be",
        "ISM-ID-00270 to 00279",
        checks.too_long,
    ),
    Constraint(
        "classification-and-owner",
        "classification and ownerProducer stand together, wherever ISM speaks",
        "ISM-ID-00012",
        checks.without_classification,
    ),
    Constraint(
        "restricted-is-foreign",
        "RESTRICTED is no classification of the United States",
        "ISM-ID-00040",
        checks.restricted_by_usa,
    ),
    Constraint(
        "unclassified-bare",
        "what is unclassified has no classification authority, no declassification and no SCI",
        "ISM-ID-00016",
        checks.classified_attributes,
    ),
    Constraint(
        "unclassified-only",
        "FOUO, SBU, DCNI and UCNI do not stand beside a classification",
        "ISM-ID-00030, 00037, 00181",
        checks.unclassified_controls,
    ),
    Constraint(
        "lowest-level",
        "a marking stands at its lowest classification or higher: OC at C, IMC at S, SI-G at TS",
        "ISM-ID-00028, 00043, 00044, 00047, 00048, 00107, 00174, 00175",
        checks.too_low,
    ),
    Constraint(
        "companions",
        "a marking has its companions: SI-G has SI and OC, RD-CNWDI has RD, HCS, ND and XD have NF",
        "ISM-ID-00045, 00049, 00185, 00187, 00313, 00314",
        checks.without_companion,
    ),
    Constraint(
        "exclusions",
        "of NF, REL and EYES one stands, of NF, RELIDO and DISPLAYONLY, of ND and XD, of LES and LES-NF",
        "ISM-ID-00033, 00038, 00148, 00169",
        checks.excluding,
    ),
    Constraint(
        "release-named",
        "REL and EYES name somebody in releasableTo",
        "ISM-ID-00031",
        checks.released_to_nobody,
    ),
    Constraint(
        "named-for-release",
        "releasableTo stands with REL or EYES only",
        "ISM-ID-00032",
        checks.named_without_release,
    ),
    Constraint("usa-first", "releasableTo begins with USA", "ISM-ID-00214", checks.without_usa),
    Constraint(
        "usa-not-alone", "releasableTo names more than USA", "ISM-ID-00319", checks.usa_alone
    ),
    Constraint(
        "display-named",
        "DISPLAYONLY and displayOnlyTo stand together",
        "ISM-ID-00168, 00213",
        checks.display,
    ),
    Constraint(
        "relido-domestic",
        "RELIDO does not stand on foreign information",
        "ISM-ID-00124, 00233, 00234",
        checks.relido_on_foreign,
    ),
    Constraint(
        "foreign-controls",
        "nonUSControls stand on what NATO alone owns",
        "ISM-ID-00163",
        checks.foreign_controls,
    ),
    Constraint(
        "concealed",
        "FGI as an owner stands alone, and with FGIsourceProtected",
        "ISM-ID-00099, 00219",
        checks.concealed,
    ),
    Constraint(
        "reason-of-classifier",
        "classificationReason stands with classifiedBy only",
        "ISM-ID-00221",
        checks.reason_alone,
    ),
    Constraint(
        "derived-from-source",
        "derivativelyClassifiedBy and derivedFrom stand together",
        "ISM-ID-00143",
        checks.derived_by_halves,
    ),
    Constraint(
        "one-classifier",
        "a document is classified by itself or derivatively, not both",
        "declass",
        checks.two_classifiers,
    ),
)

ON_RESOURCES = (
    Constraint(
        "version",
        "the resource has the version of these vocabularies",
        "ISM-ID-00102, 00300",
        checks.other_version,
    ),
    Constraint(
        "created",
        "the resource has createDate, or declass:undated, not both",
        "ISM-ID-00118; declass",
        checks.without_date,
    ),
    Constraint(
        "declassified",
        "a classified resource has declassDate, declassEvent or declassException, or"
        " declass:undetermined",
        "ISM-ID-00014; declass",
        checks.not_declassified,
    ),
    Constraint(
        "undetermined",
        "declass:undetermined stands on a classified resource, and for all instructions",
        "declass",
        checks.undetermined_beside,
    ),
    Constraint(
        "lasting",
        "AEA, NATO, NATO-AEA, 50X1-HUM and 50X2-WMD have neither date nor event",
        "ISM-ID-00133, 00176",
        checks.lasting_with_term,
    ),
    Constraint(
        "exception-term",
        "an exemption from 25 years has a date or an event",
        "ISM-ID-00141",
        checks.exception_without_term,
    ),
    Constraint(
        "atomic-exception",
        "RD, FRD and TFNI are exempt as AEA or NATO-AEA, and AEA stands for them only",
        "ISM-ID-00246, 00299",
        checks.atomic_exception,
    ),
    Constraint(
        "nato-exception",
        "a classified resource with portions of NATO is exempt as NATO or NATO-AEA",
        "ISM-ID-00315",
        checks.nato_exception,
    ),
    Constraint(
        "portion-not-above",
        "no portion is classified higher than its resource",
        "ISM-ID-00056, 00058, 00059",
        checks.part_above,
    ),
    Constraint(
        "controls-climb",
        "what restricts a portion restricts its resource: NF, OC, SCI, RD, ND and their like",
        "ISM-ID-00065 to 00087, 00104, 00105, 00298",
        checks.not_climbed,
    ),
    Constraint(
        "foreign-named",
        "the foreign owners of portions are named in FGIsourceOpen, or concealed",
        "ISM-ID-00064",
        checks.foreign_not_named,
    ),
    Constraint(
        "release-common",
        "a resource is released to nobody to whom a classified portion is not",
        "ISM-ID-00088",
        checks.released_too_widely,
    ),
    Constraint(
        "relido-common",
        "a resource is RELIDO where all classified portions are",
        "ISM-ID-00132",
        checks.relido_too_wide,
    ),
    Constraint(
        "level-reached",
        "a portion reaches the classification of the resource, or compilationReason says why not",
        "ISM-ID-00108 to 00110",
        checks.level_not_reached,
    ),
)
