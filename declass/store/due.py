"""Reading what falls due. Each function reads on a connection that its caller holds.

All limits of a question are on `schedule` alone: one index answers them, in the order of the list
where that is by date. Cables, whose texts are long, are looked up only for the rows that are given
out, and so are their reasons and what governs their subjects.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, repeat
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    String,
    Table,
    case,
    cast,
    exists,
    extract,
    func,
    literal,
    select,
)

from declass.cable.model import PortionKind
from declass.marking.level import Level
from declass.schedule.model import Basis
from declass.store import queries
from declass.store.due_query import DueGroup, DueQuery, DueSort
from declass.store.records import DueEntry, SubjectFacts, Undated
from declass.store.tables import CableRow, PortionRow, ReasonRow, ScheduleRow, TagRow, columns_of

_FIRST = 50  # rows that are fetched to begin with: a page, for which somebody waits
_CHUNK = 500  # rows that are fetched from then on
_MOST_KEPT = 4096  # readings of short texts that come again and again
_BETWEEN = "\n"  # in what is put together of several rows; JSON and codes have none
_SCHEDULE, _CABLE = columns_of(ScheduleRow), columns_of(CableRow)
_REASON, _TAG, _PORTION = columns_of(ReasonRow), columns_of(TagRow), columns_of(PortionRow)
_LEVELS = {level.name: level for level in Level}
_BASES = {basis.value: basis for basis in Basis}


def entries(connection: Connection, query: DueQuery) -> Iterator[DueEntry]:
    """The cables that a question asks for, in its order.

    They are read in chunks, so that a list of any length needs little memory.
    """
    rows = connection.execute(listing(query), execution_options={"stream_results": True})
    for size in chain([_FIRST], repeat(_CHUNK)):
        chunk: Sequence[Any] = rows.fetchmany(size)
        if not chunk:
            return
        for identity, mrn, post, date, level, due, basis, subject, reasons, facts in chunk:
            yield DueEntry(
                identity,
                mrn,
                post,
                date,
                _LEVELS[level],
                due,
                _BASES[basis],
                _reasons(reasons),
                subject,
                _subject_facts(facts),
            )


def count(connection: Connection, query: DueQuery) -> int:
    """How many cables a question asks for, its limit to their number aside."""
    return connection.scalar(select(func.count()).where(*_limits(query))) or 0


def group_counts(connection: Connection, query: DueQuery) -> dict[str | None, int]:
    """How many cables stand under each head, the limit to their number aside."""
    if query.group is None:
        return {}
    head = _GROUPS[query.group][-1]
    rows = connection.execute(select(head, func.count()).where(*_limits(query)).group_by(head))
    return {None if name is None else str(name): cables for name, cables in rows}


def unknown(connection: Connection, query: DueQuery) -> tuple[str, ...]:
    """What a question asks for that no cable has, older versions included: ``"post LIMMA"``."""
    columns = {"post": _CABLE.c.post, "reason": _REASON.c.code, "tag": _TAG.c.code}
    return tuple(
        [
            f"{name} {value}"
            for name, values in query.chosen
            for value in values
            if name in columns
            and not connection.scalar(select(exists().where(columns[name] == value)))
        ]
    )


def undated(connection: Connection, query: DueQuery) -> Undated:
    """Count what no limits of time would bring into a list.

    The other limits hold for the cables counted, save that to a basis: an unknown date has none.
    Of inputs that failed nobody knows what they are, so all of them are counted.
    """
    undetermined, nothing, exempt = 0, 0, 0
    due, basis = _SCHEDULE.c.due, _SCHEDULE.c.basis
    causes = (_SCHEDULE.c.is_undetermined, basis)
    for is_undetermined, name, cables in connection.execute(
        select(*causes, func.count()).where(*facts_asked(query), due.is_(None)).group_by(*causes)
    ):
        if is_undetermined:
            undetermined += cables
        elif name == Basis.NONE.value:
            nothing += cables
        else:
            exempt += cables
    return Undated(
        undetermined=undetermined,
        exempt=exempt,
        nothing_to_declassify=nothing,
        failed=queries.count_failures(connection),
    )


def listing(query: DueQuery) -> Select[Any]:
    """The statement that answers a question: a row a cable, as `entries` takes it apart."""
    statement = _cables().where(*_limits(query)).order_by(*_order(query))
    return statement if query.limit is None else statement.limit(query.limit)


@cache
def _cables() -> Select[Any]:
    """The same for all cables that there are, in no order."""
    return select(
        _SCHEDULE.c.identity,
        _CABLE.c.mrn,
        _SCHEDULE.c.post,
        _CABLE.c.date,
        _SCHEDULE.c.classification,
        _SCHEDULE.c.due,
        _SCHEDULE.c.basis,
        _CABLE.c.subject,
        _reasons_beside(),
        _subject_facts_beside(),
    ).select_from(_SCHEDULE.join(_CABLE, _CABLE.c.id == _SCHEDULE.c.cable_id))


def _limits(query: DueQuery) -> Iterator[ColumnElement[bool]]:
    """All that a question asks of a cable."""
    due = _SCHEDULE.c.due
    yield from facts_asked(query)
    yield due.is_not(None)
    if query.after is not None:
        yield due >= query.after
    if query.before is not None:
        yield due < query.before
    if query.bases:
        yield _SCHEDULE.c.basis.in_(sorted(query.bases))


def facts_asked(query: DueQuery) -> Iterator[ColumnElement[bool]]:
    """What a question asks of a cable, its date and the basis of it aside."""
    yield _SCHEDULE.c.is_current
    if query.classifications:
        names = [level.name for level in sorted(query.classifications)]
        yield _SCHEDULE.c.classification.in_(names)
    if query.posts:
        yield _SCHEDULE.c.post.in_(sorted(query.posts))
    if query.reasons:
        yield _has_one(_REASON, query.reasons)
    if query.tags:
        yield _has_one(_TAG, query.tags)


def _has_one(codes: Table, wanted: frozenset[str]) -> ColumnElement[bool]:
    of_cable = codes.c.cable_id == _SCHEDULE.c.cable_id
    return exists().where(of_cable, codes.c.code.in_(sorted(wanted)))


def _order(query: DueQuery) -> list[ColumnElement[Any]]:
    """What the rows go by; the last key is different for each cable."""
    keys = [*_SORTS[query.sort], _SCHEDULE.c.due, _SCHEDULE.c.identity]
    if query.group is not None and (query.group, query.sort) != (DueGroup.YEAR, DueSort.DATE):
        keys = [*_GROUPS[query.group], *keys]  # by date is by year, and the index has that order
    return [key.desc() for key in keys] if query.is_reversed else keys


_RANK = case({level.name: level.value for level in Level}, value=_SCHEDULE.c.classification)
_POST = (_SCHEDULE.c.post.is_(None), _SCHEDULE.c.post)
_GROUPS: dict[DueGroup, tuple[ColumnElement[Any], ...]] = {
    # The last key is the head under which cables stand.
    DueGroup.YEAR: (extract("year", _SCHEDULE.c.due),),
    DueGroup.POST: _POST,
    DueGroup.CLASSIFICATION: (_RANK, _SCHEDULE.c.classification),
}
_SORTS: dict[DueSort, tuple[ColumnElement[Any], ...]] = {
    DueSort.DATE: (),
    DueSort.MRN: (_SCHEDULE.c.identity,),
    DueSort.POST: _POST,
    DueSort.CLASSIFICATION: (_RANK,),
    DueSort.BASIS: (_SCHEDULE.c.basis,),
}


def _reasons_beside() -> ScalarSelect[str]:
    """The reasons of the cable in a row, each after its position: no database keeps an order."""
    numbered = cast(_REASON.c.position, String) + " " + _REASON.c.code
    return _together(numbered, _REASON.c.cable_id)


def _subject_facts_beside() -> ScalarSelect[str]:
    """Level and caveats of each portion that is a subject of the cable in a row."""
    facts = _PORTION.c.level + " " + cast(_PORTION.c.caveats, String)
    kind = literal(PortionKind.SUBJECT.value, literal_execute=True)  # as the index has it
    return _together(facts, _PORTION.c.cable_id, _PORTION.c.kind == kind)


def _together(
    text: ColumnElement[str], cable_id: ColumnElement[int], *limits: ColumnElement[bool]
) -> ScalarSelect[str]:
    of_cable = cable_id == _SCHEDULE.c.cable_id
    return select(func.aggregate_strings(text, _BETWEEN)).where(of_cable, *limits).scalar_subquery()


@lru_cache(_MOST_KEPT)
def _reasons(text: str | None) -> tuple[str, ...]:
    """Undo `_reasons_beside`. Few lists of reasons are different ones."""
    numbered = [line.split(" ", 1) for line in text.split(_BETWEEN)] if text else []
    return tuple([code for _, code in sorted(numbered, key=lambda pair: int(pair[0]))])


@lru_cache(_MOST_KEPT)
def _subject_facts(text: str | None) -> tuple[SubjectFacts, ...]:
    """Undo `_subject_facts_beside`."""
    facts = [line.split(" ", 1) for line in text.split(_BETWEEN)] if text else []
    return tuple([SubjectFacts(_LEVELS[level], tuple(json.loads(of))) for level, of in facts])
