"""Pages that are one HTML file: their words escaped, and a word that is missing told at once."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def render_html(template: Path, values: dict[str, Any]) -> str:
    """The template in that file with these values; the templates beside it can be included.

    Raises:
        jinja2.TemplateError: it asks for what isn't given, which is a defect of ours.
    """
    environment = Environment(
        loader=FileSystemLoader(template.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(template.name).render(values)
