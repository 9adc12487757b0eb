"""The executive orders on classification: when each was in force, and which one speaks.

The order that a cable *cites* gives its instruction the meaning; the order *in force* on the
cable's date says what was allowed. A number that is no such order (a slip such as 12598) says
nothing, and the order in force speaks instead.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Order(NamedTuple):
    """An executive order on classified national security information.

    Attributes:
        number: its number in digits.
        first: first day on which new cables were marked under it.
        last: last such day; None for the order in force.
        default: how long a classification lasted where nothing else was said.
        citation: where the order stands.
        amended_by: number of the order that amended it, for this time.
    """

    number: str
    first: date
    last: date | None
    default: str
    citation: str
    amended_by: str | None = None

    @property
    def title(self) -> str:
        """How the order is cited in a sentence."""
        amended = f" as amended by E.O. {self.amended_by}" if self.amended_by else ""
        return f"E.O. {self.number}{amended}"

    def is_in_force(self, day: date) -> bool:
        """True where new cables of that day were marked under the order."""
        return self.first <= day and (self.last is None or day <= self.last)


ORDERS = (
    Order(
        "11652",
        date(1972, 6, 1),
        date(1978, 11, 30),
        "the General Declassification Schedule",
        "37 FR 5209",
    ),
    Order(
        "12065",
        date(1978, 12, 1),
        date(1982, 7, 31),
        "six years, up to twenty with a reason (thirty for foreign government information)",
        "43 FR 28949",
    ),
    Order(
        "12356",
        date(1982, 8, 1),
        date(1995, 10, 13),
        "until the originating agency decides (OADR)",
        "47 FR 14874",
    ),
    Order(
        "12958",
        date(1995, 10, 14),
        date(2003, 9, 21),
        "ten years",
        "60 FR 19825",
    ),
    Order(
        "12958",
        date(2003, 9, 22),
        date(2010, 6, 24),
        "ten years, up to twenty-five",
        "68 FR 15315",
        amended_by="13292",
    ),
    Order(
        "13526",
        date(2010, 6, 25),
        None,
        "ten years, up to twenty-five",
        "75 FR 707",
    ),
)


class Speaking(NamedTuple):
    """The order that gives an instruction its meaning, and what is odd about it.

    Attributes:
        order: the order, or None where neither citation nor date names one.
        warnings: doubts, one sentence each.
    """

    order: Order | None
    warnings: tuple[str, ...] = ()


def order_in_force(day: date) -> Order | None:
    """The order under which new cables of a day were marked; None before 1 June 1972."""
    return next((order for order in ORDERS if order.is_in_force(day)), None)


def speaking_order(cited: str | None, origin: date | None) -> Speaking:
    """Which order gives an instruction its meaning.

    Args:
        cited: the number that the cable cites, slips included, or None.
        origin: the date of the cable, or None where it is unknown.
    """
    in_force = order_in_force(origin) if origin else None
    known = [order for order in ORDERS if cited and cited in (order.number, order.amended_by)]
    if not known:
        return Speaking(in_force, _unknown_number(cited, in_force))
    order = in_force if in_force in known else known[-1 if cited == "13292" else 0]
    return Speaking(order, _untimely(cited, known, origin, in_force))


def _unknown_number(cited: str | None, in_force: Order | None) -> tuple[str, ...]:
    if cited is None:
        return ()
    instead = f"it is read as {in_force.title}" if in_force else "no order can be put in its place"
    return (f"E.O. {cited} is no order on classification; {instead}.",)


def _untimely(
    cited: str | None, known: list[Order], origin: date | None, in_force: Order | None
) -> tuple[str, ...]:
    if origin is None or in_force in known:
        return ()
    other = f"{in_force.title} was" if in_force else "none of the orders known here was"
    return (f"E.O. {cited} is cited, but {other} in force on {origin}.",)
