"""The table of rules: from an instruction to a date, one frozen row each.

The rows say what the law is, in words and with its citation, and by which clauses a row governs;
`declass.schedule.govern` walks them. The ids are stable: they stand in every schedule, and beside
every date that is shown. "25Y" is 31 December of the year that is 25 years after the year of
origin; 50Y and 75Y likewise. "The Directive" is 32 CFR part 2001 (2010); "the Order" is E.O. 13526.
"""
