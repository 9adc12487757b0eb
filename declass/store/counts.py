"""Counting in the register, where a report wants numbers and no cables."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, case, extract, func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from declass.marking.level import Level
from declass.schedule.model import Basis
from declass.store import due
from declass.store.due_query import DueQuery
from declass.store.records import AutomaticCount, DueCount, DueCounts
from declass.store.tables import CableRow, ScheduleRow, columns_of


def due_counts(connection: Connection, query: DueQuery) -> DueCounts:
    """Count the current cables by year of their governing date, level and basis.

    Args:
        connection: a connection.
        query: what is asked of the cables; its limits to date and basis are passed over.
    """
    schedule = columns_of(ScheduleRow).c
    group = (extract("year", schedule.due), schedule.classification, schedule.basis)
    rows = connection.execute(
        select(*group, func.count())
        .where(*due.facts_asked(query), schedule.due.is_not(None))
        .group_by(*group)
        .order_by(*group)
    )
    return DueCounts(
        dated=tuple(
            [
                DueCount(year, Level[level], Basis(basis), cables)
                for year, level, basis, cables in rows
            ]
        ),
        undated=due.undated(connection, query),
    )


def automatic_counts(session: Session, *, not_before: dt.date) -> tuple[AutomaticCount, ...]:
    """Count the current cables by the automatic date that is still to come, and matters.

    It does not where the instruction of a cable declassifies it before.

    Args:
        session: a session.
        not_before: the first day that is still to come.
    """
    bound, governing = col(ScheduleRow.bound), col(ScheduleRow.due)
    undetermined = func.sum(case((col(ScheduleRow.is_undetermined), 1), else_=0))
    rows = session.execute(
        select(bound, func.count(), undetermined)
        .join(CableRow, col(CableRow.id) == col(ScheduleRow.cable_id))
        .where(
            col(CableRow.is_current),
            bound >= not_before,
            or_(governing.is_(None), governing == bound),
        )
        .group_by(bound)
        .order_by(bound)
    )
    return tuple([AutomaticCount(*row) for row in rows])
