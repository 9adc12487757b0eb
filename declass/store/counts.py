"""Counting in the register, where a report wants numbers and no cables."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, case, extract, func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from declass.marking.level import Level
from declass.schedule.model import Basis
from declass.store import queries
from declass.store.records import AutomaticCount, DueCount, DueCounts
from declass.store.tables import CableRow, ScheduleRow, TagRow


def due_counts(session: Session, *, post: str | None, tag: str | None) -> DueCounts:
    """Count the current cables by year of their governing date, level and basis.

    Args:
        session: a session.
        post: only those of a post, in canonical form, or None for all.
        tag: only those that have one of the TAGS, or None for all.
    """
    limits = _limits(post, tag)
    group = (
        extract("year", col(ScheduleRow.due)),
        col(CableRow.classification),
        col(ScheduleRow.basis),
    )
    rows = session.execute(
        select(*group, func.count())
        .join(CableRow, col(CableRow.id) == col(ScheduleRow.cable_id))
        .where(col(CableRow.is_current), col(ScheduleRow.due).is_not(None), *limits)
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
        undated=queries.undated(session, *limits),
    )


def automatic_counts(session: Session, *, not_before: dt.date) -> tuple[AutomaticCount, ...]:
    """Count the current cables by the automatic date that is still to come, and matters.

    It does not where the instruction of a cable declassifies it before.

    Args:
        session: a session.
        not_before: the first day that is still to come.
    """
    bound, due = col(ScheduleRow.bound), col(ScheduleRow.due)
    undetermined = func.sum(case((col(ScheduleRow.is_undetermined), 1), else_=0))
    rows = session.execute(
        select(bound, func.count(), undetermined)
        .join(CableRow, col(CableRow.id) == col(ScheduleRow.cable_id))
        .where(col(CableRow.is_current), bound >= not_before, or_(due.is_(None), due == bound))
        .group_by(bound)
        .order_by(bound)
    )
    return tuple([AutomaticCount(*row) for row in rows])


def _limits(post: str | None, tag: str | None) -> list[ColumnElement[bool]]:
    limits: list[ColumnElement[bool]] = []
    if post is not None:
        limits.append(col(CableRow.post) == post)
    if tag is not None:
        # Not EXISTS: for each cable SQLite would walk through all that have the tag.
        tagged = select(col(TagRow.cable_id)).where(col(TagRow.code) == tag)
        limits.append(col(CableRow.id).in_(tagged))
    return limits
