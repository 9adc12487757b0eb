"""What `declass check` does: inputs to findings, findings to lines, and rules in words."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from declass import __version__
from declass.cable.model import Cable
from declass.cable.parse import parse
from declass.cli import options
from declass.cli.inputs import Input, list_inputs
from declass.cli.output import print_line, print_prose, print_table
from declass.cli.trouble import outcomes, report
from declass.lint.example import difference
from declass.lint.formats.github import github_lines
from declass.lint.formats.json_lines import json_lines
from declass.lint.formats.sarif import sarif_lines
from declass.lint.formats.text import text_lines
from declass.lint.model import Checked, Outcome, Rule
from declass.lint.registry import choose_rules, find_rule
from declass.lint.run import check

_LABEL = 10  # columns of the names of the fields

Write = Callable[[Iterable[Outcome]], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Kept(Input):
    """A cable that the register has under the name that was given.

    Attributes:
        db: the register that was named, or None.
    """

    db: str | None = None


def check_all(names: Sequence[str], db: str | None, rules: Sequence[Rule], write: Write) -> int:
    """Check all cables, and print what was found.

    Args:
        names: files, directories, ``-``, or what the register knows cables by.
        db: the register that was named, or None.
        rules: the rules to go by.
        write: makes lines of the outcomes.

    Returns:
        The exit code: 1 where something was found or an input failed, else 0.
    """
    codes: set[int] = set()

    def examine(given: Input) -> Checked:
        return Checked(given.name, check(_cable(given), rules))

    def noted(results: Iterable[Outcome]) -> Iterator[Outcome]:
        for result in results:
            if isinstance(result, Checked):
                codes.add(int(bool(result.findings)))
            else:
                codes.add(report(result))
            yield result

    for line in write(noted(outcomes(_inputs(names, db), examine))):
        print_line(line)
    return max(codes, default=0)


def read_rules(select: Sequence[str], ignore: Sequence[str]) -> tuple[Rule, ...]:
    """Read lists of codes, each with commas between them.

    Raises:
        UsageError: no rule has such a code, or none is left.
    """
    return choose_rules(_codes(select), _codes(ignore))


def read_format(name: str, *, is_quiet: bool) -> Write:
    """What writes findings in a format.

    Raises:
        UsageError: there is no such format.
    """
    formats: dict[str, Write] = {
        "text": partial(text_lines, with_summary=not is_quiet),
        "json": json_lines,
        "github": github_lines,
        "sarif": partial(sarif_lines, version=__version__),
    }
    return formats[options.read_choice("format", name, options.FORMATS)]


def print_rule(code: str) -> None:
    """Print what a rule is about.

    Raises:
        UsageError: there is no such rule.
    """
    rule = find_rule(code)
    print_line(f"{rule.code} {rule.title}")
    print_line()
    for name, text in (("citation", rule.citation), ("why", rule.why), ("fix", rule.fix)):
        print_prose(text, first=name.ljust(_LABEL), indent=" " * _LABEL)
    print_line("example (- is wrong, + is right)")
    for line in difference(rule.bad, rule.good):
        print_line(f"  {line}".rstrip())


def print_rules(rules: Sequence[Rule]) -> None:
    """Print the codes and titles of rules."""
    print_table(("code", "title"), [(rule.code, rule.title) for rule in rules])


def _codes(texts: Iterable[str]) -> list[str]:
    return [code.strip() for text in texts for code in text.split(",")]


def _inputs(names: Sequence[str], db: str | None) -> Iterator[Input]:
    """What the names stand for; one that is no file is looked for in the register."""
    for given in list_inputs(names):
        is_absent = given.path is not None and not os.path.lexists(given.path)
        yield Kept(given.name, db=db) if is_absent else given


def _cable(given: Input) -> Cable:
    if not isinstance(given, Kept):
        return parse(given.read().text)
    from declass.cli.showing import find

    return find(given.name, given.db).cable
