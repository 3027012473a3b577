"""``locpipe translate -``: a document from standard input becomes a PO on standard output."""

from __future__ import annotations

from pipeline import __version__
from pipeline.detect.understand import understand
from pipeline.errors import UsageError
from pipeline.glossary import Terms
from pipeline.model import LanguagePair
from pipeline.project import Project
from pipeline.review.catalogs import merged
from pipeline.review.format import encode_catalog
from pipeline.review.header import HeaderFacts, source_time
from pipeline.runs.routes import Routes
from pipeline.runs.translate import TranslateOptions
from pipeline.translation import Translated, translate_units


def translate_stdin(
    project: Project, data: bytes, name: str, terms: Terms, options: TranslateOptions
) -> bytes:
    """The bytes of a new PO file for one target language; nothing on disk is read or written.

    Raises:
        UsageError: not exactly one target.
        MissingModel: the pair has no model.
        DocumentError: the input cannot be read.
    """
    if len(options.targets) != 1:
        raise UsageError("Standard input is translated into one language: give exactly one --to.")
    (target,) = options.targets
    document = project.parse(data, name)
    understood = understand(document, terms, options.source)
    translated = Translated()
    if options.engine != "none":
        with (
            options.cluster(None) as cluster,
            Routes(options.engine, options.order, options.by_language, cluster) as routes,
        ):
            if options.missing_model == "fail":
                routes.require(LanguagePair(understood.language, target))
            matcher = terms.matcher(target, understood.language)
            translated = translate_units(
                document.units,
                understood.language,
                target,
                routes.find,
                lambda unit: matcher,
                foreign=understood.foreign,
                jobs=options.jobs,
            )
    facts = HeaderFacts(
        target=target,
        source_language=understood.language,
        title=document.title or name,
        project=project.config.project,
        version=__version__,
    )
    catalog, _ = merged(None, document, translated.candidates, facts, time=source_time([]))
    return encode_catalog(catalog)
