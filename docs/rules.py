"""Write the reference of the marking rules, from the table that `declass check` goes by.

make pages
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from declass.lint.example import Example, difference
from declass.lint.model import Rule
from declass.lint.registry import RULES

PAGE = Path(__file__).with_name("rules.md")

_INTRODUCTION = f"""\
# The rules of marking

What `declass check` looks for: {len(RULES)} rules, each with a code that will not change. Made from
the table of the program by `make pages`; do not edit it. `declass check --explain DM001` says the
same.

An example is a whole cable: `-` is what the rule finds, `+` what is right. All are variations of
this one, which is as it should be:

```
{Example().text.strip()}
```

What a rule asks for follows from the law of the day: a cable of 1985 need not name its classifier,
one of 1975 has no portion marks. "practice" stands where a rule rests on usage and not on a text.
"""


def page() -> str:
    """The page, in Markdown."""
    index = ["| code | name | what is wrong |", "|---|---|---|", *map(_row, RULES)]
    sections = ["\n".join(_section(rule)) for rule in RULES]
    return "\n".join([_INTRODUCTION, *index, "", *sections])


def _row(rule: Rule) -> str:
    return f"| [{rule.code}](#{rule.code.lower()}) | `{rule.name}` | {rule.title} |"


def _section(rule: Rule) -> Iterator[str]:
    yield f"## {rule.code}\n"
    yield f"**{rule.title}** (`{rule.name}`). {rule.citation}.\n"
    yield f"{rule.why}\n"
    yield f"*To mend it:* {rule.fix}\n"
    yield "```diff"
    yield from difference(rule.bad, rule.good)
    yield "```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
