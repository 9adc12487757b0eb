"""The schedule room: what the rules make of a cable's declassification instruction."""
