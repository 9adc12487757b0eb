"""Finds and loads `templates/`: of a checkout, of an installed wheel, and of a site.

A site overrides a template by a file of the same name in its own directory; of wording and
justifications it states only what it wants to say otherwise. A broken template is an error with its
file and the name or the line of what is wrong, never a release with a hole in it.

Templates can only have values filled in: no attribute, index, conversion or format of a value can
be reached from the wording (`wording`), nor from a text (`text`, which alone needs Jinja2).
"""

from declass.templating.find import find_templates
from declass.templating.justifications import load_justifications
from declass.templating.wording import Form, Wording, load_wording

__all__ = ["Form", "Wording", "find_templates", "load_justifications", "load_wording"]
