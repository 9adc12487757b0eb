"""What stands beside the row that governs: the order, the automatic date, delays, and choices."""

from __future__ import annotations

from declass.schedule.recorded import DelayKind
from declass.schedule.rule import Rule

CHOICES = (
    Rule(
        "row-29",
        "several instructions or sources",
        "the longest",
        "32 CFR 2001.22(e)(2), (4)",
    ),
    Rule(
        "row-30",
        "two E.O. lines, or an E.O. line and a Declassify On line, that differ",
        "the more restrictive",
        "practice, fail closed",
    ),
)
"""Rows that choose between results of others."""

PREMISES = (
    Rule(
        "order",
        "an order is cited, or one was in force on the date of the cable",
        "it gives the instruction its meaning",
        "the order itself",
    ),
    Rule(
        "automatic",
        "a record of permanent historical value, as cables are assumed to be",
        "31 December of the 25th year from origin; of the 50th with a 25X exemption, of the 75th"
        " with a 50X exemption",
        "E.O. 13526 s3.3(a), (h); 32 CFR 2001.30(l); 22 U.S.C. 4354",
    ),
    Rule(
        "foreign-information",
        "foreign government information in banner or portions",
        "the date stands; the government that gave it is asked beforehand",
        "E.O. 13526 s3.3(d); 32 CFR 2001.34",
    ),
    Rule(
        "downgrade",
        "a downgrading beside the instruction",
        "it lowers the level on its date, and declassifies nothing",
        "practice",
    ),
)
"""What every schedule rests on, beside the row that governs it."""

DELAY_IDS = {
    DelayKind.FILE_SERIES: "delay-file-series",
    DelayKind.SPECIAL_MEDIA: "delay-special-media",
    DelayKind.REFERRAL: "delay-referral",
    DelayKind.NEWLY_DISCOVERED: "delay-newly-discovered",
    DelayKind.INTEGRAL_FILE: "delay-integral-file",
}
"""The rule for each ground of delay."""

DELAYS = tuple(
    Rule(DELAY_IDS[kind], condition, result, citation)
    for kind, condition, result, citation in (
        (
            DelayKind.FILE_SERIES,
            "the record belongs to a file series that was exempted",
            "the automatic date is put off to the date approved for the series",
            "E.O. 13526 s3.3(c)",
        ),
        (
            DelayKind.SPECIAL_MEDIA,
            "the record is on media that make review difficult or costly",
            "the automatic date is put off, by five years at most",
            "E.O. 13526 s3.3(d)(2); 32 CFR 2001.30(n)(1)",
        ),
        (
            DelayKind.REFERRAL,
            "the record holds an equity of another agency and was referred to it",
            "the automatic date is put off until the referral is decided",
            "E.O. 13526 s3.3(d)(3); 32 CFR 2001.30(n)(2), 2001.34",
        ),
        (
            DelayKind.NEWLY_DISCOVERED,
            "the record was not known when its date came",
            "the automatic date is put off, to three years from the discovery at most",
            "E.O. 13526 s3.3(d)(4); 32 CFR 2001.30(n)(3)",
        ),
        (
            DelayKind.INTEGRAL_FILE,
            "the record belongs to an integral file block",
            "the automatic date is that of the newest record in the block",
            "E.O. 13526 s3.3(d)(1); 32 CFR 2001.30(n)(4)",
        ),
    )
)
"""Decisions that put off the automatic date."""
