"""Fills in texts of `templates/`, written in a small part of Jinja2.

A template can print values, choose by ``if``, go through a list by ``for``, use the filters of
`FILTERS`, and include another template of the same directories. It can do nothing else: no call, no
arithmetic, no assignment, no macro. So it reaches the values that it is given and nothing behind
them, and what it costs is bounded by what it is given: `MAX_SOURCE`, `MAX_STEPS`, `MAX_OUTPUT`.
The sandbox of Jinja2 stands behind these walls.

This module brings Jinja2, which takes longer to load than a cable to release. Import it where a
text is filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any, TypeAlias

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from declass.errors import DeclassError
from declass.templating.find import find_inside

Value: TypeAlias = "str | int | list[dict[str, str | int]]"
"""What a template is given: texts, numbers, and lists of rows of such."""

MAX_SOURCE = 64 * 1024  # bytes of a template; those shipped have one or two thousand
MAX_STEPS = 200_000  # turns of loops and templates included: no cable has as many portions
MAX_OUTPUT = 1_000_000  # characters: some fifteen thousand rows of print

_KNOWN = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Include),
    *(nodes.Name, nodes.Const, nodes.Getattr, nodes.Filter, nodes.CondExpr),
    *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
)
_OF_LOOPS = frozenset(("index", "index0", "first", "last", "length"))
_STEP = "step"


def fill_in(name: str, values: Mapping[str, Value], site: Path | None = None) -> str:
    """Fill in a text.

    Args:
        name: path of the template inside a template directory (``"release/cover.txt.j2"``).
        values: what it may print.
        site: a directory of templates that go before those shipped, or None.

    Raises:
        DeclassError: there is no such template, or it cannot be used; the place is its file and
            line.
    """
    try:
        return "".join(_bounded(_Small(site).get_template(name).generate(values)))
    except DeclassError:
        raise
    except Exception as trouble:  # whatever a template does is an error of the template
        raise _explained(trouble, name, site) from trouble


class _TooMuchError(Exception):
    """A template asks for more than it may have."""


def _bounded(pieces: Iterable[str]) -> Iterator[str]:
    room = MAX_OUTPUT
    for piece in pieces:
        room -= len(piece)
        if room < 0:
            raise _TooMuchError(f"it writes more than {MAX_OUTPUT} characters")
        yield piece


class _Small(ImmutableSandboxedEnvironment):
    """The part of Jinja2 that templates are written in."""

    def __init__(self, site: Path | None) -> None:
        super().__init__(
            loader=_Loader(site),
            undefined=StrictUndefined,
            autoescape=False,  # plain text, which goes to paper
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_printable,
        )
        self.globals.clear()
        self.filters = {**FILTERS, _STEP: self._each}
        self._left = MAX_STEPS

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 -- its name in Jinja2
    ) -> Template:
        """A template, also one that another includes."""
        self._spend()
        return super().get_template(name, parent, globals)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 -- as in Jinja2
        """What is behind a dot: a value of a row, or how far a loop has come."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in _OF_LOOPS:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def _each(self, values: object) -> Iterator[object]:
        if not isinstance(values, list):
            raise TypeError("only a list can be gone through")
        for value in values:
            self._spend()
            yield value

    def _spend(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise _TooMuchError(f"it takes more than {MAX_STEPS} steps")


class _Loader(BaseLoader):
    """Loads templates that keep to the small language."""

    def __init__(self, site: Path | None) -> None:
        self._site = site

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 -- its name in Jinja2
    ) -> Template:
        """The template of that name."""
        path = find_inside(name, self._site)
        if path is None:
            raise TemplateNotFound(name)
        code = _compiled(_read(path), name, str(path))
        return environment.template_class.from_code(environment, code, globals or {})


@lru_cache(maxsize=16)
def _compiled(source: str, name: str, filename: str) -> CodeType:
    """The code of a template; to make it takes longer than to release a cable."""
    environment = _Small(None)
    tree = environment.parse(source, name, filename)
    _restrict(tree, name, filename)
    return environment.compile(tree, name, filename)


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_SOURCE:
            raise DeclassError(f"template has more than {MAX_SOURCE} bytes", place=str(path))
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as trouble:
        raise DeclassError(f"template cannot be read ({trouble})", place=str(path)) from trouble


def _restrict(tree: nodes.Template, name: str, filename: str) -> None:
    """Refuse what is not of the small language, and have the turns of loops counted."""
    pending: list[nodes.Node] = [tree]
    while pending:
        node = pending.pop()
        is_known = isinstance(node, _KNOWN)
        if isinstance(node, nodes.Include):
            is_known = isinstance(node.template, nodes.Const)
        if not is_known:
            kind = type(node).__name__.lower()
            problem = f"templates know no {kind}"
            raise TemplateSyntaxError(problem, node.lineno, name, filename)
        pending += node.iter_child_nodes()
        if isinstance(node, nodes.For):
            node.iter = nodes.Filter(node.iter, _STEP, [], [], None, None, lineno=node.lineno)


def _printable(value: object) -> object:
    """What a place is filled in with: a text or a number, no list and no row."""
    if isinstance(value, StrictUndefined):
        return value  # it says itself what is wrong
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError("only a text or a number can be printed")
    return value


def _text(change: Callable[[str], str]) -> Callable[[object], str]:
    return lambda value: change(str(_printable(value)))


FILTERS: Mapping[str, Callable[..., Any]] = {
    "upper": _text(str.upper),
    "lower": _text(str.lower),
    "capitalize": _text(str.capitalize),
    "trim": _text(str.strip),
    "length": len,
}
"""The filters of the small language. None can be told to make a text longer than it is."""


def _explained(trouble: Exception, name: str, site: Path | None) -> DeclassError:
    """An error of a template, with its file and line."""
    path = str(find_inside(name, site) or name)
    if isinstance(trouble, TemplateNotFound):
        what = f"there is no template {trouble.name}"
    elif isinstance(trouble, RecursionError | MemoryError):
        what = "it is nested too deeply, or includes itself"
    else:
        what = str(trouble.message if isinstance(trouble, TemplateSyntaxError) else trouble)
    if isinstance(trouble, TemplateSyntaxError):
        place = f"{trouble.filename or path}:{trouble.lineno}"
    else:
        place = _where(trouble) or path
    problem = "unknown name" if isinstance(trouble, UndefinedError) else "cannot be filled in"
    return DeclassError(f"{problem}: {what}", place=place, remedy="mend the template")


def _where(trouble: Exception) -> str | None:
    """The last line of a template that was at work."""
    place = None
    frames = trouble.__traceback__
    while frames:
        filename = frames.tb_frame.f_code.co_filename
        if filename.endswith(".j2"):
            place = f"{filename}:{frames.tb_lineno}"
        frames = frames.tb_next
    return place
