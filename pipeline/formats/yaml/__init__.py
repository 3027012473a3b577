"""YAML files of messages: Rails' locales and plain ones."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.formats.message_format import MessageFormat, Parse, Write


@dataclass(frozen=True, slots=True)
class Yaml(MessageFormat):
    """The format ``yaml``."""

    name: str = "yaml"
    suffixes: tuple[str, ...] = (".yml", ".yaml")
    description: str = "YAML of messages (Rails, plain)"

    def twins(self) -> tuple[Parse, Write]:
        from pipeline.formats.yaml.parse import parse
        from pipeline.formats.yaml.render import write

        return parse, write
