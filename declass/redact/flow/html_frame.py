"""What every release in HTML begins with: a fixed text with one place in it, for the title.

Nothing is loaded and nothing runs: the policy in the file forbids all but the one style sheet in
it, which it names by its hash. Without the style sheet the file reads the same, from top to bottom.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape

STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 84ch; padding: 1rem; background-color: #fff; color: #000;
  font: 1rem/1.3 "Liberation Mono", "DejaVu Sans Mono", Consolas, Menlo, monospace; }
h1 { margin: 1.3em 0; font-size: 1.25em; }
h2 { margin: 1.3em 0 0; font-size: 1em; }
p { margin: 1.3em 0 0; }
hr { margin: 1.3em 0 0; border: 0; border-top: 1px solid; }
p.next, h2.next, p.label + p.box, h2 + p.box, header p { margin-top: 0; }
section p { margin-top: 1.3em; }
p, h2, td, th { white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 8; }
del { color: #333; }
table { margin-top: 1.3em; border-collapse: collapse; }
th { font-weight: inherit; text-align: left; }
td, thead th + th { padding-left: 3ch; text-align: right; }
section td, section thead th + th, tbody:first-child td { text-align: left; }
thead th { border-bottom: 1px solid; }
main { margin-top: 1.3em; }
header, section, nav { padding-bottom: 1.3em; border-bottom: 1px solid; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.6em 3ch; margin: 1.3em 0 0; padding: 0;
  list-style: none; }
a { color: #003080; }
p.box { border: 1px solid #000; padding: 0 1ch; background-color: #000; color: #fff; }
p.box span { color: #000; }
footer { margin-top: 1.3em; border-top: 1px solid; padding-top: 1.3em; }
@media (max-width: 40rem) { body { padding: 0.6rem; font-size: 0.8rem; } }
@media print {
  nav { display: none; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  p.box { border: 3pt solid #000; background-color: #fff; color: #000; }
  h1, h2, p.label { break-after: avoid; }
  section { break-after: page; }
}
@page { margin: 2cm; }
"""
"""Black on white and white on black; on paper, where browsers leave backgrounds out, a border."""

_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()

_FRAME = """<!DOCTYPE html>
<html lang="en-US">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="%s">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%s</title>
<style>%s</style>
</head>
"""
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"


def frame(title: str) -> str:
    """The beginning of a file with this title, up to its body."""
    return _FRAME % (POLICY, escape(title), STYLE)
