"""The way out for reStructuredText (docs/formats.md): Sphinx's templates, our catalogs, Sphinx's translated pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SPHINX = shutil.which("sphinx-build")

CONF = 'project = "Harbour"\nlocale_dirs = ["i18n/locales"]\ngettext_compact = False\ngettext_allow_fuzzy_translations = True\n'
INDEX = """\
The harbour
===========

The *old* lamp was sold, see :ref:`prices`, ``lamp --on`` and `the list <https://a.example>`_.

.. note:: Keep the door closed.

.. toctree::

   more/prices
"""
PRICES = """\
.. _prices:

Prices of lamps
===============

=====  ============
Part   Price
=====  ============
Lamp   about |much|
=====  ============

.. |much| replace:: *three* coins

Boat
   Its meaning here [#f]_.

.. [#f] A footnote below.
"""


@pytest.mark.slow
@pytest.mark.skipif(SPHINX is None, reason="Sphinx (sphinx-build) is not installed")
def test_a_manual_comes_back_translated_from_sphinx(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "more").mkdir(parents=True)
    (docs / "conf.py").write_text(CONF)
    (docs / "index.rst").write_text(INDEX)
    (docs / "more" / "prices.rst").write_text(PRICES)

    def run(*command: str, cwd: Path = tmp_path) -> str:
        done = subprocess.run(
            command, cwd=cwd, env={**os.environ, "HOME": str(tmp_path)}, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stderr

    assert SPHINX is not None
    run(SPHINX, "-q", "-b", "gettext", "-d", "trees", "docs", "docs/i18n")
    locpipe = (sys.executable, "-m", "pipeline")
    run(*locpipe, "translate", ".", "--from", "en", "--to", "pl", "--engine", "pseudo", cwd=docs / "i18n")
    run(*locpipe, "check", cwd=docs / "i18n")
    warnings = run(SPHINX, "-q", "-b", "html", "-d", "trees-pl", "-D", "language=pl", "docs", "html")
    assert "inconsistent" not in warnings and "undefined" not in warnings, warnings
    pages = [(tmp_path / "html" / name).read_text() for name in ("index.html", "more/prices.html")]
    bodies = [page[page.index('role="main"') : page.index("sphinxsidebar")] for page in pages]
    shown = [" ".join(re.sub(r"<[^>]*>", " ", body).split()) for body in bodies]
    for text in (
        "harbour",
        "lamp was sold",
        "Keep the door",
        "Prices of lamps",
        "Its meaning",
        "A footnote",
    ):
        assert not any(text in page for page in shown), text
    assert "lamp --on" in shown[0] and 'href="more/prices.html#prices"' in bodies[0]
    assert 'href="https://a.example"' in bodies[0] and "<em>" in bodies[0] and "<em>" in bodies[1]
    assert re.search(r'class="footnote-reference[^"]*" href="#', bodies[1])
