"""Rules on exemptions and indefinite markings: rows 1, 2 and 12 to 20."""

from __future__ import annotations

from datetime import date

from declass.schedule.exemptions import X_ABOLISHED
from declass.schedule.kinds import (
    Indefinite,
    LongExemption,
    NatoInformation,
    OriginatingAgency,
    RestrictedData,
    Treaty,
    XExemption,
)
from declass.schedule.model import THE_EVENT, Basis
from declass.schedule.rule import Clause, Doubt, Rule, always, own_day
from declass.schedule.rules.conditions import (
    Condition,
    all_of,
    has_usable_day,
    is_beyond_cap,
    is_exemption,
    is_imagery,
    is_indefinite,
    is_numbered,
    is_within_automatic,
    no,
    waits_for_event,
)
from declass.schedule.rules.written import WITHOUT_ORIGIN

_BY_SOURCE = "32 CFR 2001.12(c)(2); 2001.22(e)(3)"
_TOO_EARLY = Doubt(
    is_within_automatic,
    "{code} exempts from an automatic date that comes after {day} in any case: one of them is"
    " wrong.",
)
_NO_DATE = Doubt(always, "{code} has no usable date: the longest time that it may last was taken.")


def _until(years: int) -> tuple[Clause, ...]:
    """A numbered exemption with a date or an event, within its cap."""
    of_these: Condition = is_exemption(years)
    return (
        Clause(
            LongExemption,
            all_of(of_these, has_usable_day, no(is_beyond_cap)),
            Basis.EXEMPT,
            "{code} lasts until {day}.",
            own_day,
            bound=years + 25,
            doubts=(*WITHOUT_ORIGIN, _TOO_EARLY),
        ),
        Clause(
            LongExemption,
            all_of(of_these, has_usable_day, is_beyond_cap),
            Basis.EXEMPT,
            "{code} is written until {day}, and may last until {cap} at most.",
            lambda matter: matter.case.automatic(years + 25),
            bound=years + 25,
            is_superseded=True,
        ),
        Clause(
            LongExemption,
            all_of(of_these, no(has_usable_day), waits_for_event),
            Basis.EXEMPT,
            "{code} lasts until an event, and no date of it is recorded.",
            bound=years + 25,
            needs=THE_EVENT,
        ),
    )


def _undated(years: int) -> Clause:
    """A numbered exemption without a date that can be used: the longest that it may last."""
    return Clause(
        LongExemption,
        all_of(is_exemption(years), no(has_usable_day), no(waits_for_event)),
        Basis.EXEMPT,
        "{code} lasts as long as it may.",
        counts=years + 25,
        bound=years + 25,
        doubts=(_NO_DATE,),
    )


WITHOUT_DATE_BY_LAW = (
    Rule(
        "row-01",
        "Restricted Data, Formerly Restricted Data or transclassified foreign nuclear information"
        " in banner, portion or instruction",
        "no date: no executive order declassifies it",
        "32 CFR 2001.24(h)(2), (i)(3); 2001.30(p)",
        (
            Clause(
                RestrictedData,
                always,
                Basis.EXEMPT,
                "It holds Restricted Data or its kin, which no executive order declassifies.",
                bound=0,
                needs="a determination of the Department of Energy",
            ),
        ),
    ),
    Rule(
        "row-02",
        "NATO information in banner, portion or instruction",
        "no date for the NATO portions; the others by their sources",
        "IC marking manual, Declassify On hierarchy",
        (
            Clause(
                NatoInformation,
                always,
                Basis.EXEMPT,
                "NATO portions have no date: NATO decides about them. The other portions follow"
                " their sources.",
                bound=0,
                needs="a determination of NATO",
            ),
        ),
    ),
)

INDEFINITE = (
    Rule(
        "row-12",
        "OADR, originating agency's determination required",
        "25Y of origin, or of the date of the source",
        _BY_SOURCE,
        (
            Clause(
                OriginatingAgency,
                always,
                Basis.OADR,
                "OADR sets no date, so the automatic one governs.",
                counts=25,
            ),
        ),
        first=date(1982, 8, 1),
        last=date(1995, 10, 13),
        untimely="OADR was not allowed on the date of the cable.",
    ),
    Rule(
        "row-13",
        "an X exemption of E.O. 12958 (1995)",
        "25Y of origin, or of the date of the source",
        _BY_SOURCE,
        (
            Clause(
                XExemption,
                is_numbered,
                Basis.EXEMPT,
                "{x_titles} sets no date, so the automatic one governs.",
                counts=25,
            ),
            Clause(
                XExemption,
                no(is_numbered),
                Basis.EXEMPT,
                "An X exemption sets no date, so the automatic one governs.",
                counts=25,
            ),
        ),
        first=date(1995, 10, 14),
        last=date(2003, 9, 21),
        untimely="X exemptions were allowed from 14 October 1995 to 21 September 2003 only:"
        f" {X_ABOLISHED}.",
    ),
    Rule(
        "row-14",
        "manual review, DCI ONLY or another indefinite marking",
        "25Y of origin, or of the date of the source",
        _BY_SOURCE,
        (
            Clause(
                Indefinite,
                always,
                Basis.EXEMPT,
                "{marking} sets no date, so the automatic one governs.",
                counts=25,
                doubts=(
                    Doubt(
                        is_imagery,
                        "If it is imagery under E.O. 12951, the Director of National Intelligence"
                        " decides.",
                    ),
                ),
            ),
        ),
    ),
    Rule(
        "row-20",
        "subject to treaty or international agreement",
        "25Y",
        "32 CFR 2001.26(a)(6)",
        (
            Clause(
                Treaty,
                always,
                Basis.EXEMPT,
                "A treaty may forbid declassification: the other party has to be asked.",
                counts=25,
                is_doubtful=True,
                needs="the word of the other party to the treaty",
            ),
        ),
    ),
)

BEYOND_25_YEARS = (
    Rule(
        "row-15",
        "25X with a date or an event",
        "that date, at most 50Y",
        "32 CFR 2001.26(a)(1)",
        _until(25),
        first=date(1995, 10, 14),
    ),
    Rule(
        "row-16",
        "25X without a date",
        "50Y of origin, or of the date of the source",
        "IC marking manual, retired values",
        (_undated(25),),
        first=date(1995, 10, 14),
    ),
    Rule(
        "row-17",
        "25X1-HUMAN, 50X1-HUM or 50X2-WMD",
        "75Y",
        "32 CFR 2001.26(b); ISOO Notice 2012-02",
        (
            Clause(
                LongExemption,
                is_indefinite,
                Basis.EXEMPT,
                "{code} lasts as long as it may.",
                counts=75,
                bound=75,
            ),
        ),
        first=date(2003, 9, 22),
    ),
    Rule(
        "row-18",
        "another 50X exemption",
        "its date, at most 75Y",
        "32 CFR 2001.26(b)(3)",
        (*_until(50), _undated(50)),
        first=date(2009, 12, 29),
    ),
    Rule(
        "row-19",
        "75X with a date",
        "that date",
        "32 CFR 2001.26(c)",
        (
            Clause(
                LongExemption,
                all_of(is_exemption(75), has_usable_day),
                Basis.EXEMPT,
                "{code} lasts until the date that was approved, {day}.",
                own_day,
                bound=0,
                doubts=WITHOUT_ORIGIN,
            ),
        ),
        first=date(2009, 12, 29),
    ),
)
