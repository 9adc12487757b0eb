"""The constraints that an export meets, one row each, with the rule of the specification behind it.

A constraint on elements is asked of each element that has an attribute of ISM; one on resources of
each element that speaks for a whole document, with the portions below it in view. "declass" as a
source is a rule of our own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import getdoc
from typing import NamedTuple

from declass.export import checks
from declass.export.seen import Seen


class Constraint(NamedTuple):
    """A constraint.

    Attributes:
        id: its stable name.
        source: the rules of the specification that ask it.
        broken_by: yields what is wrong in an element; its description says what is asked.
    """

    id: str
    source: str
    broken_by: Callable[[Seen], Iterator[str]]

    @property
    def text(self) -> str:
        """What is asked, in a sentence."""
        return " ".join((getdoc(self.broken_by) or "").split())


ON_ELEMENTS = (
    Constraint("resource-present", "ISM-ID-00103", checks.without_resource),
    Constraint("attribute-known", "ISM-ID-00125", checks.unknown_attributes),
    Constraint("not-empty", "ISM-ID-00002", checks.empty),
    Constraint("value-known", "ISM-ID-00253 to 00266", checks.unknown_values),
    Constraint("one-value", "ISM-ID-00269, 00277", checks.several_values),
    Constraint("no-doubles", "ISM-ID-00236", checks.doubles),
    Constraint(
        "in-order", "ISM-ID-00026, 00035, 00041, 00042, 00095, 00100, 00178", checks.out_of_order
    ),
    Constraint("not-retired", "ISM-ID-00170 to 00211", checks.retired_values),
    Constraint("date", "ISM-ID-00274, 00275", checks.no_dates),
    Constraint("boolean", "ISM-ID-00282", checks.no_booleans),
    Constraint("length", "ISM-ID-00270 to 00279", checks.too_long),
    Constraint("classification-and-owner", "ISM-ID-00012", checks.without_classification),
    Constraint("restricted-is-foreign", "ISM-ID-00040", checks.restricted_by_usa),
    Constraint("unclassified-bare", "ISM-ID-00016", checks.classified_attributes),
    Constraint("unclassified-only", "ISM-ID-00030, 00037, 00181", checks.unclassified_controls),
    Constraint(
        "lowest-level",
        "ISM-ID-00028, 00043, 00044, 00047, 00048, 00107, 00174, 00175",
        checks.too_low,
    ),
    Constraint(
        "companions", "ISM-ID-00045, 00049, 00185, 00187, 00313, 00314", checks.without_companion
    ),
    Constraint("exclusions", "ISM-ID-00033, 00038, 00148, 00169", checks.excluding),
    Constraint("release-named", "ISM-ID-00031", checks.released_to_nobody),
    Constraint("named-for-release", "ISM-ID-00032", checks.named_without_release),
    Constraint("usa-first", "ISM-ID-00214", checks.without_usa),
    Constraint("usa-not-alone", "ISM-ID-00319", checks.usa_alone),
    Constraint("display-named", "ISM-ID-00168, 00213", checks.display),
    Constraint("relido-domestic", "ISM-ID-00124, 00233, 00234", checks.relido_on_foreign),
    Constraint("foreign-controls", "ISM-ID-00163", checks.foreign_controls),
    Constraint("concealed", "ISM-ID-00099, 00219", checks.concealed),
    Constraint("reason-of-classifier", "ISM-ID-00221", checks.reason_alone),
    Constraint("derived-from-source", "ISM-ID-00143", checks.derived_by_halves),
    Constraint("one-classifier", "declass", checks.two_classifiers),
)

ON_RESOURCES = (
    Constraint("version", "ISM-ID-00102, 00300", checks.other_version),
    Constraint("created", "ISM-ID-00118; declass", checks.without_date),
    Constraint("declassified", "ISM-ID-00014; declass", checks.not_declassified),
    Constraint("undetermined", "declass", checks.undetermined_beside),
    Constraint("lasting", "ISM-ID-00133, 00176", checks.lasting_with_term),
    Constraint("exception-term", "ISM-ID-00141", checks.exception_without_term),
    Constraint("atomic-exception", "ISM-ID-00246, 00299", checks.atomic_exception),
    Constraint("nato-exception", "ISM-ID-00315", checks.nato_exception),
    Constraint("portion-not-above", "ISM-ID-00056, 00058, 00059", checks.part_above),
    Constraint("controls-climb", "ISM-ID-00065 to 00087, 00104, 00105, 00298", checks.not_climbed),
    Constraint("foreign-named", "ISM-ID-00064", checks.foreign_not_named),
    Constraint("release-common", "ISM-ID-00088", checks.released_too_widely),
    Constraint("relido-common", "ISM-ID-00132", checks.relido_too_wide),
    Constraint("level-reached", "ISM-ID-00108 to 00110", checks.level_not_reached),
)
