"""Django's tags whose outcome doesn't change from look to look, found once instead of each time.

Words differ by the language alone, an address by its name and arguments, a style's or a script's by nothing.
"""

from functools import lru_cache
from typing import Any

from django.template.base import FilterExpression, Node, Parser, Token, Variable
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as do_url
from django.templatetags.i18n import BlockTranslateNode, TranslateNode, do_block_translate, do_translate
from django.templatetags.static import StaticNode, do_static
from django.urls import get_script_prefix, reverse
from django.utils.html import conditional_escape
from django.utils.translation import get_language


class Words(Node):
    """A `translate` tag whose text stands in the template: it differs by the language alone."""

    child_nodelists = ()

    def __init__(self, node: TranslateNode) -> None:
        self._node = node
        self._said: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """The text in the language that is active."""
        language = get_language()
        said = self._said.get(language)
        if said is None:
            said = self._said[language] = self._node.render(context)
        return said


class Sentence(BlockTranslateNode):
    """A `blocktranslate` tag that remembers what it asks the catalog for."""

    def render_token_list(self, tokens: list[Token]) -> tuple[str, list[str]]:
        """The text with its places, and what is put there."""
        asked: dict[int, tuple[str, list[str]]] = self.__dict__.setdefault("_asked", {})
        if id(tokens) not in asked:
            asked[id(tokens)] = super().render_token_list(tokens)
        text, names = asked[id(tokens)]
        return text, [*names]


class Address(URLNode):
    """A `url` tag with arguments by their order: the same ones lead to the same page."""

    def render(self, context: Context) -> str:
        """The address, escaped where the page escapes."""
        args = tuple(one.resolve(context) for one in self.args)
        address = _address(get_script_prefix(), self.view_name.resolve(context), args)
        return conditional_escape(address) if context.autoescape else address


@lru_cache(maxsize=4096)
def _address(prefix: str, name: str, args: tuple[Any, ...]) -> str:
    del prefix  # what the site lies under; Django puts it in by itself
    return reverse(name, args=args)


class Source(Node):
    """A `static` tag that names its file: that lies where it lies."""

    child_nodelists = ()

    def __init__(self, node: StaticNode) -> None:
        self._node = node
        self._found: str | None = None

    def render(self, context: Context) -> str:
        """The file's address."""
        if self._found is None:
            self._found = self._node.render(context)
        return self._found


def translate(parser: Parser, token: Token) -> Node:
    """`{% translate %}` as Django means it."""
    node = do_translate(parser, token)
    told: Any = node
    fixed = isinstance(node, TranslateNode) and not (told.asvar or told.noop or told.message_context)
    return Words(told) if fixed and _is_text(told.filter_expression) else node


def blocktranslate(parser: Parser, token: Token) -> Node:
    """`{% blocktranslate %}` as Django means it."""
    node = do_block_translate(parser, token)
    node.__class__ = Sentence
    return node


def url(parser: Parser, token: Token) -> Node:
    """`{% url %}` as Django means it."""
    node = do_url(parser, token)
    if not node.asvar and not node.kwargs:
        node.__class__ = Address
    return node


def static(parser: Parser, token: Token) -> Node:
    """`{% static %}` as Django means it."""
    node = do_static(parser, token)
    return Source(node) if not node.varname and _is_text(node.path) else node


def _is_text(told: FilterExpression) -> bool:
    """Whether it is a text in quotes, with no filter behind it."""
    text = isinstance(told.var, str) or (isinstance(told.var, Variable) and told.var.literal is not None)
    return text and not told.filters
