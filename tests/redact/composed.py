"""Random cables that a release takes apart: marked, mixed, nested, with heads of every sort."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.cable import strategies
from tests.cable.factories import cable_text

WORDS = (
    *("harbour", "museum", "quay", "trawler", "asphalt", "gravel", "loan", "lighthouse", "ferry"),
    *("GRAVEL", "Netting", "café", "“crane”", "34,000", "(see paragraph 2)", "\\(", "½", "мост"),
    *("a" * 90, "€", "--", "e\u0301"),
)
MARKS = ("(U)", "(U)", "(C)", "(S)", "(S/NF)", "(SBU)", "(C/REL GBR)", "(TS//SI)", "", "(S0)")
HEADS = ("", "SUMMARY", "--------\nCOMMENT\n--------", "(C) NEXT STEPS", "THE QUAY")
SUBJECTS = (
    "SUBJECT: (U) NETS AND QUAYS",
    "SUBJECT: (C) NETS AND QUAYS",
    "SUBJECT: NETS AND QUAYS",
    "SUBJ: NETS\n      AND QUAYS",
)
REFERENCES = ("\nREF: LISBON 700\n", "\nREF: A. LISBON 700 B. THE TALK ABOUT GRAVEL\n", "")
BANNERS = ("S E C R E T", "C O N F I D E N T I A L", "UNCLAS", "S E C R E T NOFORN", "")
AUTHORITIES = (
    "Classified By: DCM Ada Thornbury for reasons 1.4 (b) and (d).",
    "Classified By: DCM Ada Thornbury, who knows the quay.",
    "",
)

_lines = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), min_size=1, max_size=7)
_texts = _lines.map(lambda lines: "\n".join([" ".join(words) for words in lines]))


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """Paragraphs under numbers, some with sub-paragraphs and headings."""
    pieces: list[str] = []
    for number in range(1, draw(st.integers(2, 9))):
        if heading := draw(st.sampled_from(HEADS)):
            pieces.append(heading)
        pieces.append(f"{number}. {draw(st.sampled_from(MARKS))} {draw(_texts)}")
        letters = "abc"[: draw(st.sampled_from((0, 0, 0, 2, 3)))]
        pieces += [f"{letter}. {draw(st.sampled_from(MARKS))} {draw(_texts)}" for letter in letters]
    if draw(st.booleans()):
        pieces.append("THORNBURY")
    return "\n\n".join(pieces) + "\n"


composed = st.builds(
    lambda body, banner, subject, ref, authority: cable_text(
        body, banner=banner, subject=subject, ref=ref, authority=authority
    ),
    body=bodies(),
    banner=st.sampled_from(BANNERS),
    subject=st.sampled_from(SUBJECTS),
    ref=st.sampled_from(REFERENCES),
    authority=st.sampled_from(AUTHORITIES),
)

cables = composed | composed | composed | strategies.cables | strategies.wild_cables
"""Texts of cables: most of them tidy enough to be released in part, some of no order at all."""

secrets = st.lists(
    st.one_of(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"])),
        st.sampled_from(
            (
                *(
                    "x",
                    "(S) SENTINEL",
                    "9. (U) SENTINEL",
                    "SUBJECT: SENTINEL",
                    "TOP SECRET",
                    "NNNN",
                ),
                *("(SENTINEL) Tj ET", "endstream endobj", "</p><script>SENTINEL</script>", "&amp;"),
                *("S" * 5000, "\u202eSENTINEL", "世界", "İ", "\t", "%%EOF", '"}', "{{ 7 * 7 }}"),
            )
        ),
    ),
    min_size=1,
    max_size=6,
)
"""What withheld lines may say instead: the words of line after line, taken in turn."""
