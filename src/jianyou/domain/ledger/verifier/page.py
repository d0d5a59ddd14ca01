"""The page as text: its words in both languages, its script within, nothing from elsewhere."""

import base64
import hashlib
import json
from pathlib import Path

from jianyou.officefiles.writing.html import render_html
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

_HERE = Path(__file__).parent
_WORDS = (
    "verifier_title",
    "verifier_lead",
    "verifier_offline",
    "verifier_key",
    "verifier_key_hint",
    "verifier_files",
    "verifier_files_hint",
    "verifier_button",
    "verifier_results",
    "verifier_waiting",
    "verifier_no_files",
    "verifier_other_language",
    "verifier_home",
    "verifier_too_old",
    "verifier_unknown_file",
    "verifier_content",
    "verify_bad_key",
    "verify_entry",
    "verify_head",
    "verify_ledger_bad",
    "verify_ledger_good",
    "verify_ledger_keys",
    "verify_ledger_line",
    "verify_no",
    "verify_open",
    "verify_receipt_bad",
    "verify_receipt_good",
    "verify_receipt_missing",
    "verify_receipt_unsealed",
    "verify_receipt_untrusted",
    "verify_yes",
    "receipt_content_committed",
    "receipt_head_signed",
    "receipt_in_log",
    "receipt_key_trusted",
    "receipt_kind",
    "receipt_signed",
    "receipt_unreadable",
    "ledger_end_unsigned",
    "ledger_head_differs",
    "ledger_head_earlier",
    "ledger_head_unsigned",
    "ledger_line_unreadable",
    "ledger_other_call",
    "ledger_unreadable",
)


def verifier_page(lang: Lang = Lang.ZH, key: str = "", home: str = "") -> str:
    """The page in that language, which a button changes; `key` (64 hex digits) is filled in where given.

    `home` is the address of the start page of the site that shows it, as a path: what is saved from there
    knows no site any more, so its script takes the way back out.
    """
    words = {each.value: {code: _raw(code, each) for code in _WORDS} for each in Lang}
    script = (_HERE / "verify.js").read_text("utf-8")
    data = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")
    whole = f"const WORDS = {data};\n{script}"
    digest = base64.b64encode(hashlib.sha256(whole.encode()).digest()).decode()
    values = {
        "t": words[lang.value],
        "lang": lang.value,
        "key": key,
        "home": home,
        "script": whole,
        "digest": digest,
    }
    return render_html(_HERE / "page.html", values)


def _raw(code: str, lang: Lang) -> str:
    """The words with their parameters still in braces: the script fills them in."""
    return say(code, _Braces(), lang)


class _Braces(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "{" + name + "}"
