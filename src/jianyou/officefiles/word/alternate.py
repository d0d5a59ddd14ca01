"""Markup compatibility (ECMA-376 part 3): of several alternatives exactly one is read."""

from jianyou.officefiles.word.names import CHOICE, FALLBACK, REQUIRES, Element

_KNOWN = (
    "http://schemas.microsoft.com/",
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
)


def branch(alternate: Element) -> tuple[Element | None, int]:
    """The choice whose namespaces are known, else the fallback, else the first choice at all.

    With it comes how many namespaces were gone through, which is what the choice costs.
    """
    first, cost = None, 0
    for choice in alternate.iterchildren(CHOICE):
        first = choice if first is None else first
        namespaces = choice.nsmap
        cost += len(namespaces)
        prefixes = (choice.get(REQUIRES) or "").split()
        if all((namespaces.get(prefix) or "").startswith(_KNOWN) for prefix in prefixes):
            return choice, cost
    fallback = alternate.find(FALLBACK)
    return (first if fallback is None else fallback), cost
