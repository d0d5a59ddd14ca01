"""An uploaded proof, looked at by its own bytes and kept."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from jianyou.actions.filing import SentFile
from jianyou.actions.uploads import keep_upload
from jianyou.officefiles.harmless import harmless_name
from jianyou.queries.proofs import PROOF
from jianyou.terms.finding import Refused
from jianyou.web.public import spool


def kept_proof(upload: "UploadedFile[Any] | None") -> SentFile:
    """The proof, looked at and kept before any row speaks of it; nothing is told of it yet.

    Its name gets the ending of what it is, where it goes by another.

    Raises:
        Refused: there is none, it is empty, too large, locked, of another kind, or not harmless.
    """
    if upload is None:
        raise Refused("proof_file_missing")
    token = spool.new_token()
    try:
        path, name = spool.keep(token, upload, "proof")
        data = path.read_bytes()
        return keep_upload(name=harmless_name(data, name), data=data, purpose=PROOF)
    finally:
        spool.drop(token)
