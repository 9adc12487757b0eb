"""Random cables: pieces that occur, in orders that do not, around text of every kind."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.cable.factories import cable_text

PIECES = (
    "1. (U) The harbor is public.",
    "2. (C) The dredger is not.",
    "3. (S//NF) The depth is nobody's business.",
    "4. Landings by port:",
    "a. (S) The first point.",
    "b. The second point.",
    "-- (U) A bullet.",
    "(1) A list.",
    "THE HARBOR",
    "----------",
    "(C) Pilots",
    "(C) A paragraph without a number.",
    "5. (S0) A damaged mark.",
    "6. (C A lost bracket.",
    "Text without number or mark.",
    "   LISBON     12     14",
    "LISBON 00000777  002 OF 003",
    "S E C R E T SECTION 02 OF 02 LISBON 000777",
    "SIPDIS",
    "E.O. 12958: DECL: 06/06/2016",
    "E.O. 12958: DECL: 01/01/2030",
    "TAGS: EFIS",
    "SUBJECT: (U) HARBOR DREDGING",
    "REF: LISBON 700",
    "Classified By: DCM Ada Thornbury for reasons 1.4 (b) and (d).",
    "PAGE 02        LISBON  00777  060827Z",
    "CONFIDENTIAL",
    "Paragraphs 2-3 are Secret.",
    "NNNN",
    "THORNBURY",
    "Message Attributes",
    "",
    "",
    "",
)
LINE_ENDS = ("\n", "\n", "\n", "\r\n", "\r", " \n", "\n\n", "\f", "\x85", "\u2028")

text = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40
)  # any characters at all

lines = st.lists(
    st.tuples(st.one_of(st.sampled_from(PIECES), text), st.sampled_from(LINE_ENDS)), max_size=25
)

bodies = lines.map(lambda pairs: "".join(piece + end for piece, end in pairs))
"""Bodies of random pieces."""

banners = st.sampled_from(
    ("S E C R E T", "C O N F I D E N T I A L", "UNCLAS", "TOP SECRET", "S E C R E T NOFORN", "")
)

cables = st.builds(
    lambda body, banner: cable_text(body, banner=banner), body=bodies, banner=banners
)
"""Texts of cables with a tidy head and a body of random pieces."""

wild_cables = st.builds(
    lambda before, text, position: (
        text[: position % len(text)] + before + text[position % len(text) :]
    ),
    before=bodies,
    text=cables,
    position=st.integers(0, 10_000),
)
"""Texts of cables with random pieces anywhere, in the head too."""
