"""The notice of a call file, whom it addresses, and whom they may ask."""

from collections.abc import Sequence

from jianyou.datafiles.fields import Section
from jianyou.domain.calls.call import Audience, Contact, Notice, Source
from jianyou.domain.calls.unique import check_keys


def read_notice(section: Section | None) -> Notice:
    """The notice that the call rests on."""
    if section is None:
        return Notice("")
    notice = Notice(
        title=section.text("title", required=True),
        number=section.text("number"),
        issuer=section.text("issuer"),
        issued_on=section.day("issued_on"),
        printed_on=section.day("printed_on"),
        addressees=section.texts("addressees", most=200),
        attachments=section.texts("attachments"),
        acts_on=tuple(map(_source, section.sections("acts_on", most=30))),
        public_release=section.flag("public_release"),
    )
    section.done()
    return notice


def _source(section: Section) -> Source:
    source = Source(section.text("title", required=True), section.text("issuer"))
    section.done()
    return source


def read_audiences(sections: Sequence[Section]) -> tuple[Audience, ...]:
    """征集对象, told apart by their keys."""
    audiences = tuple(map(_audience, sections))
    check_keys(sections, (audience.key for audience in audiences))
    return audiences


def _audience(section: Section) -> Audience:
    audience = Audience(
        key=section.slug("key"),
        label=section.text("label", required=True),
        clause=section.clause(),
        list_name=section.text("list_name"),
        batch=section.text("batch"),
        listed_on=section.day("listed_on"),
    )
    section.done()
    return audience


def read_contacts(sections: Sequence[Section]) -> tuple[Contact, ...]:
    """联系方式, each with a unit, a name or a phone."""
    return tuple(map(_contact, sections))


def _contact(section: Section) -> Contact:
    contact = Contact(
        unit=section.text("unit"),
        name=section.text("name"),
        phone=section.text("phone"),
        clause=section.clause(),
    )
    if not (contact.unit or contact.name or contact.phone):
        section.problem("unit", "call_contact_empty")
    section.done()
    return contact
