"""What is said to people of a scan beside its data, and of its signatures."""

from collections.abc import Iterator

from jianyou.domain.papers.scanned import WAITING, Compared, Outcome
from jianyou.officefiles.signed import Signature
from jianyou.terms.message import Message, Param


def told_of(compared: Compared) -> tuple[Message, ...]:
    """The outcome first, then what was read in the text, then how much was looked at."""
    return tuple(_told(compared))


def _told(compared: Compared) -> Iterator[Message]:
    seen = compared.seen
    yield _outcome(compared)
    if compared.read:
        count = len(compared.unlike)
        yield Message("scan_table_unlike", {"count": count}) if count else Message("scan_table_same")
    if seen.problem:
        yield Message(seen.problem)
    if seen.pages:
        params: dict[str, Param] = {"pages": seen.pages, "looked": seen.looked}
        marked = {"marked": seen.marked, **params}
        yield Message("scan_pages_marked", marked) if seen.marked else Message("scan_pages", params)
    if seen.others:
        yield Message("scan_other_codes", {"count": seen.others})


def _outcome(compared: Compared) -> Message:
    match compared.outcome:
        case Outcome.OLDER if not compared.changed:
            return Message("scan_older_same", {"version": compared.version})
        case Outcome.OLDER:
            return Message("scan_older", {"version": compared.version})
        case Outcome.OTHER:
            return Message("scan_other", {"group": compared.other})
        case Outcome.UNSEEN if compared.seen.problem in WAITING:
            return Message("scan_waits")
        case outcome:
            return Message(outcome.value)


def told_of_signature(signature: Signature) -> tuple[Message, ...]:
    """What the signature covers, and what is known of its certificate."""
    signer = signature.signer or Message("signature_nobody").text()
    params: dict[str, Param] = {"signer": signer}
    if not signature.known:
        return (Message("signature_unknown", params),)
    if not signature.intact:
        return (Message("signature_broken", params),)
    if not signature.untouched:
        return (Message("signature_changed", params), *_certificate(signature))
    code = "signature_whole" if signature.whole else "signature_part"
    return (Message(code, params), *_certificate(signature))


def _certificate(signature: Signature) -> Iterator[Message]:
    if signature.trusted is None:
        yield Message("signature_untraced")
    else:
        yield Message("signature_trusted" if signature.trusted else "signature_distrusted")
