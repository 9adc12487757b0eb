"""Walks the tokens of an instruction, and collects what they instruct."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar

from declass.schedule.kinds import (
    AlreadyDeclassified,
    ForDuration,
    Indefinite,
    Instruction,
    LongExemption,
    NatoInformation,
    NoInstruction,
    NotUnderstood,
    OnDate,
    OnEvent,
    OnTimetable,
    OriginatingAgency,
    Reading,
    RestrictedData,
    Timetable,
    Treaty,
    Which,
    XExemption,
)
from declass.schedule.lexer import Token, tokenize
from declass.schedule.meaning import (
    canonical_code,
    has_letters_for_digits,
    named_level,
    named_timetable,
    read_duration,
    read_x_exemption,
)
from declass.schedule.officers import is_name, is_office_code, name_end, remark_end, title_end
from declass.schedule.phrase import event_phrase
from declass.schedule.together import of_source, together
from declass.schedule.tokens import OADR_SLIPS, Kind
from declass.schedule.written_date import WrittenDate, read_short_year

# Words that say nothing more when a date or a duration follows: UNTIL 12/31/2015.
_BEFORE_A_DATE = frozenset(("AFTER", "FOLLOWING", "ON", "UNTIL", "UPON"))
_TIMES = (Kind.DATE, Kind.DURATION)
_OUTLASTING = (Kind.LONG_EXEMPTION, Kind.UNREADABLE_EXEMPTION, Kind.NATO)
_AFTER_A_SOURCE = (Kind.KEYWORD, *_OUTLASTING)
_AFTER_AN_EVENT = (
    *(Kind.BREAK, Kind.WHICHEVER, Kind.LABEL),
    *(Kind.X_EXEMPTION, Kind.OADR, *_OUTLASTING),
)
_WHEN = (OnDate, ForDuration, OnEvent)

# Nothing beside one of them brings the automatic date forward, so that any remark is harmless.
_WITHOUT_TERM = (Timetable.XGDS, Timetable.RDS)
_WITHOUT_NUMBER = (Timetable.GDS, Timetable.ADS)

# What a token says by itself.
_SAYS: dict[Kind, Instruction] = {
    Kind.TREATY: Treaty(),
    Kind.NATO: NatoInformation(),
    Kind.RESTRICTED_DATA: RestrictedData(),
    Kind.NOT_APPLICABLE: NoInstruction(is_written=True),
}


class Reader:
    """Walks the tokens of an instruction once, and collects the instructions that they make."""

    def __init__(self, folded: str) -> None:
        self.tokens = tokenize(folded)
        self.position = 0
        self.items: list[Instruction] = []
        self.clause = 0  # where in `items` the current clause begins
        self.which = Which.UNSAID
        self.downgrade: str | None = None
        self.downgrading: int | None = None  # where in `items` a downgrading began
        self.is_understood = True
        self.is_plain = True
        self.warnings: list[str] = []

    def read(self) -> Reading:
        """Walk to the end, and say what was read."""
        while self.position < len(self.tokens):
            token = self.tokens[self.position]
            self.position += 1
            self._take(token)
        self._end_downgrade()
        if not self.items and any(token.kind is Kind.SOURCE_LIST for token in self.tokens):
            self.is_understood = False  # the instruction stands elsewhere
        instruction = self._instruction()
        is_plain = self.is_plain and self.is_understood
        return Reading(instruction, is_plain, tuple(self.warnings), self.downgrade)

    def _take(self, token: Token) -> None:
        if item := _SAYS.get(token.kind):
            self.items.append(item)
        elif action := self._ACTIONS.get(token.kind):
            action(self, token)

    def _peek(self, ahead: int = 0) -> Kind | None:
        place = self.position + ahead
        return self.tokens[place].kind if place < len(self.tokens) else None

    def _skip(self, *kinds: Kind) -> None:
        while self._peek() in kinds:
            self.position += 1

    def _next_date(self) -> WrittenDate | None:
        """The date that comes next, taken; None where something else does."""
        self._skip(Kind.JOINT, Kind.ON)
        if self._peek() is not Kind.DATE:
            return None
        self.position += 1
        return self._noted(self.tokens[self.position - 1].date)

    def _noted(self, written: WrittenDate | None) -> WrittenDate | None:
        self.warnings += written.warnings if written else ()
        return written

    def _timetable_before(self) -> OnTimetable | None:
        """The timetable that stands last in the clause."""
        last = self.items[-1] if self.items[self.clause :] else None
        return last if isinstance(last, OnTimetable) else None

    def _undated(self) -> list[int]:
        """Places of the exemptions, or of the timetables, that stand last and wait for a date."""
        places: list[int] = []
        for place in range(len(self.items) - 1, self.clause - 1, -1):
            item = self.items[place]
            is_waiting = (
                isinstance(item, LongExemption) and item.until is None and item.event is None
            ) or (isinstance(item, OnTimetable) and item.written is None)
            if not is_waiting or type(item) is not type(self.items[-1]):
                break
            places.append(place)
        return places

    def _date(self, token: Token) -> None:
        """A date belongs to the exemption or timetable before it, if there is one."""
        written = self._noted(token.date)
        if written is None:
            return
        places = self._undated()
        if not places:
            self.items.append(OnDate(written))
        for place in places:
            item = self.items[place]
            if isinstance(item, LongExemption):
                self.items[place] = LongExemption(item.code, until=written)
            elif isinstance(item, OnTimetable):
                self.items[place] = OnTimetable(item.timetable, written)

    def _duration(self, token: Token) -> None:
        duration = read_duration(token.text)
        if duration is None:
            self.is_understood = False
            return
        if has_letters_for_digits(token.text):
            self.warnings.append(f"{token.text} has letters for digits and was read as digits.")
        self.items.append(duration)

    def _x_exemption(self, token: Token) -> None:
        section, numbers = read_x_exemption(token.text)
        if section not in (None, "6"):
            self.warnings.append(
                f"1.{section} is not the section of the X exemptions, which is 1.6(d)."
            )
        before = self.items[-1] if self.items[self.clause :] else None
        if isinstance(before, XExemption):
            self.items[-1] = XExemption(before.numbers + numbers)
        else:
            self.items.append(XExemption(numbers))

    def _event(self, lead: Token) -> None:
        """An event runs to a semicolon, a WHICHEVER, or an OR with a date or duration after it.

        What outlasts the automatic date ends it too: it must not pass for a word.
        """
        start = self.position - 1
        words: list[Token] = []
        while self.position < len(self.tokens) and not self._ends_event():
            words.append(self.tokens[self.position])
            self.position += 1
        said = [token for token in words if token.kind not in (Kind.JOINT, Kind.ON)]
        if len(said) == 1 and lead.text in _BEFORE_A_DATE and said[0].kind in _TIMES:
            # Nobody adds up TEN YEARS AFTER 12/31/2015.
            self.is_understood &= self._time_before(start) is None
            self._take(said[0])
            return
        self.is_plain = False
        phrase = event_phrase(" ".join([token.text for token in (lead, *words)]))
        self.is_understood &= bool(said) and any(map(str.isalpha, phrase))
        event = OnEvent(phrase, self._time_before(start))
        last = self.items[-1] if self.items[self.clause :] else None
        if not isinstance(last, LongExemption) or last.event:
            self.items.append(event)
            return
        if last.until is None:
            self.items.pop()
        self.items.append(LongExemption(last.code, event=event))

    def _time_before(self, start: int) -> ForDuration | None:
        """The time that runs from the event which begins there: TWO YEARS AFTER THE SUMMIT."""
        is_timed = start and self.tokens[start - 1].kind is Kind.DURATION
        last = self.items[-1] if is_timed and self.items else None
        if not isinstance(last, ForDuration):
            return None
        self.items.pop()
        return last

    def _ends_event(self) -> bool:
        token = self.tokens[self.position]
        if token.kind is Kind.OR:
            ahead = 2 if self._peek(1) is Kind.ON else 1
            return self._peek(ahead) in _TIMES
        return token.kind in _AFTER_AN_EVENT and token.text != "NATO"

    def _long_exemption(self, token: Token) -> None:
        self.items.append(LongExemption(canonical_code(token.text)))

    def _timetable(self, token: Token) -> None:
        self.items.append(OnTimetable(named_timetable(token.text)))

    def _indefinite(self, token: Token) -> None:
        """Beside XGDS it says what that says."""
        beside = self._timetable_before()
        if not beside or beside.timetable not in _WITHOUT_TERM:
            self.items.append(Indefinite(token.text))

    def _oadr(self, token: Token) -> None:
        if token.text in OADR_SLIPS:
            self.warnings.append(f"{token.text} was read as OADR.")
        self.items.append(OriginatingAgency())

    def _on(self, token: Token) -> None:
        if self._peek() is not Kind.DATE:
            self._event(token)

    def _by(self, _: Token) -> None:
        self.is_understood &= self._peek() in (Kind.DATE, Kind.EVENT, Kind.ORDER)

    def _or(self, _: Token) -> None:
        """At the end it is the code of an originator with its letter lost, or half an event."""
        if self._peek() is None:
            beside = self._timetable_before()
            self.is_understood &= bool(beside and beside.written)

    def _whichever(self, token: Token) -> None:
        is_earlier = token.text.endswith(("EARLIER", "EARLIEST", "SOONER", "FIRST"))
        if self.which is not Which.LATER:
            self.which = Which.EARLIER if is_earlier else Which.LATER

    def _break(self, _: Token) -> None:
        """A semicolon ends a clause, except before the date of the source."""
        self._end_downgrade()
        if self._peek() is not Kind.SOURCE_DATE:
            self.clause = len(self.items)

    def _source_marked(self, _: Token) -> None:
        self.clause = len(self.items)

    def _officer(self, token: Token) -> None:
        """Names and codes of originators stand in the schedules of E.O. 11652 and 12065 only."""
        beside = [item.timetable for item in self.items if isinstance(item, OnTimetable)]
        is_office = token.kind is Kind.OFFICE
        is_harmless = is_office or is_name(re.findall("[A-Z]+", token.text))
        self.is_understood &= bool(beside) and (is_harmless or beside[-1] in _WITHOUT_TERM)
        self.is_plain &= is_office and is_office_code(token.text)

    def _joint(self, token: Token) -> None:
        """A bracket beside a timetable holds the name of an officer, or a remark."""
        beside = self._timetable_before()
        if token.text != "(" or beside is None:
            return
        if beside.timetable in _WITHOUT_TERM:
            end = remark_end(self.tokens, self.position)
        else:
            end = self._name(self.position, beside, is_bracketed=True)
        if end:
            self.position = end
            self.is_plain = False

    def _name(self, start: int, beside: OnTimetable, *, is_bracketed: bool) -> int | None:
        """Where a name beside a dated timetable ends; with a warning, for it is a guess."""
        end = name_end(self.tokens, start, is_bracketed=is_bracketed) if beside.written else None
        if end:
            self.warnings.append("Words beside the date were taken for the name of an officer.")
        return end

    def _label(self, _: Token) -> None:
        """Who classified stands in the middle at times: 3/4/2016 CLASSIFIED BY A DECL ON: X1."""
        self.is_plain = False
        self.position = title_end(self.tokens, self.position)

    def _word(self, token: Token) -> None:
        """A word has a place after a timetable only: as a year, or as the name of an officer."""
        beside = self._timetable_before()
        if beside and beside.written is None and (year := self._short_year(token)):
            self._date(Token(Kind.DATE, token.text, year))
        elif beside and (end := self._name(self.position - 1, beside, is_bracketed=False)):
            self.position = end
            self.is_plain = False
        else:
            self.is_understood = False
            if beside and beside.timetable in _WITHOUT_NUMBER and token.text in tuple("1234567"):
                self.warnings.append(
                    f"{beside.timetable.name} has no number {token.text}: it may be XGDS, RDS or"
                    " XDS with a letter lost."
                )

    def _short_year(self, token: Token) -> WrittenDate | None:
        """The year in ``GDS 81``; after a hyphen the digits may be anything."""
        before = self.tokens[self.position - 2]
        is_next = before.kind in (Kind.TIMETABLE, Kind.KEYWORD) or before.text in (",", ":")
        return read_short_year(token.text) if is_next else None

    def _source_date(self, _: Token) -> None:
        written = self._next_date()
        said = self.items[self.clause :]
        self.is_understood &= bool(written and said)
        if written:
            self.items[self.clause :] = of_source(said, written)

    def _derived(self, _: Token) -> None:
        """What a cable is derived from is free text, up to ``DECLASSIFY ON`` or an exemption."""
        self.is_plain = False
        while (kind := self._peek()) and not self._ends_source():
            self.position += 1
        self.is_understood &= kind is not None

    def _ends_source(self) -> bool:
        token = self.tokens[self.position]
        return token.kind in _AFTER_A_SOURCE and token.text != "NATO"

    def _declassified(self, _: Token) -> None:
        self._end_downgrade()
        if self._peek() is Kind.BY:
            self.is_plain = False
            self.position = title_end(self.tokens, self.position + 1)
            self.is_understood &= self._peek() is Kind.DATE
        if written := self._next_date():
            self.items.append(AlreadyDeclassified(written))

    def _downgrade(self, token: Token) -> None:
        self._end_downgrade()
        self.downgrade = named_level(token.text)
        self.clause = self.downgrading = len(self.items)

    def _end_downgrade(self) -> None:
        """When a downgrading comes about, by date, time or event, declassifies nothing."""
        if self.downgrading is None:
            return
        said = self.items[self.downgrading :]
        dates = [item.written.raw for item in said if isinstance(item, OnDate)]
        self.downgrade = " ".join([self.downgrade or "", *dates[:1]])
        self.items[self.downgrading :] = [item for item in said if not isinstance(item, _WHEN)]
        self.which, self.downgrading = Which.UNSAID, None

    def _keyword(self, _: Token) -> None:
        self._end_downgrade()

    def _instruction(self) -> Instruction:
        if any(token.kind is Kind.RESTRICTED_DATA for token in self.tokens):
            return RestrictedData()
        if not self.is_understood:
            return NotUnderstood()
        if any(isinstance(item, NatoInformation) for item in self.items):
            return NatoInformation()
        return together(self.items, self.which)

    # What the reader does at a token; what is not listed (orders, caveats) says nothing.
    _ACTIONS: ClassVar[dict[Kind, Callable[[Reader, Token], None]]] = {
        Kind.DATE: _date,
        Kind.DURATION: _duration,
        Kind.X_EXEMPTION: _x_exemption,
        Kind.LONG_EXEMPTION: _long_exemption,
        Kind.TIMETABLE: _timetable,
        Kind.INDEFINITE: _indefinite,
        Kind.OADR: _oadr,
        Kind.EVENT: _event,
        Kind.ON: _on,
        Kind.BY: _by,
        Kind.OR: _or,
        Kind.JOINT: _joint,
        Kind.WHICHEVER: _whichever,
        Kind.BREAK: _break,
        Kind.SOURCE_MARKED: _source_marked,
        Kind.SOURCE_DATE: _source_date,
        Kind.DERIVED: _derived,
        Kind.DECLASSIFIED: _declassified,
        Kind.KEYWORD: _keyword,
        Kind.DOWNGRADE: _downgrade,
        Kind.OFFICER: _officer,
        Kind.OFFICE: _officer,
        Kind.LABEL: _label,
        Kind.UNREADABLE_EXEMPTION: _word,
        Kind.WORD: _word,
    }
