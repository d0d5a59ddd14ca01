"""What leads through an archive: a page, the same for programs, and a note in both languages."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jianyou.domain.packages.manifest import FileMark, Manifest
from jianyou.officefiles.writing.html import render_html
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

INDEX_JSON = "index.json"
FORMAT = "jianyou-archive-1"
_HERE = Path(__file__).parent
_FOLDERS = {
    "call": "archive_folder_call",
    "papers": "archive_folder_papers",
    "publicity": "archive_folder_publicity",
    "records": "archive_folder_records",
    "data": "archive_folder_data",
    "ledger": "archive_folder_ledger",
    "receipts": "archive_folder_receipts",
    "personal": "archive_folder_personal",
}


def index_json(manifest: Manifest, title: str, marks: Mapping[str, FileMark]) -> str:
    """The list of files with their sizes and hashes, and what they are of."""
    plain = {
        "format": FORMAT,
        "title": title,
        "call": manifest.call,
        "office": {"slug": manifest.office, "name": manifest.office_name},
        "package": str(manifest.package),
        "number": manifest.number,
        "made_at": manifest.made_at,
        **manifest.about,
        "files": [{"name": name, "size": mark.size, "sha256": mark.sha256} for name, mark in marks.items()],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def index_html(manifest: Manifest, title: str, marks: Mapping[str, FileMark]) -> str:
    """The list as a page that needs nothing from elsewhere, in both languages."""
    groups: list[dict[str, Any]] = []
    for folder, code in _FOLDERS.items():
        names = sorted(name for name in marks if name.startswith(f"{folder}/"))
        if names:
            groups.append(
                {
                    "zh": say(code),
                    "en": say(code, lang=Lang.EN),
                    "files": [(name, marks[name].size) for name in names],
                }
            )
    told = {
        lang.value: {key: say(code, params, lang) for key, (code, params) in _words(manifest, title).items()}
        for lang in Lang
    }
    values = {"title": title, "told": told, "groups": groups, "root": manifest.about["ledger_root"]}
    return render_html(_HERE / "archive_index.html", values)


def readme(manifest: Manifest, title: str, lang: Lang) -> str:
    """What the archive is and how it is verified, as a plain text."""
    words = {key: say(code, params, lang) for key, (code, params) in _words(manifest, title).items()}
    told: dict[str, Param] = {**words, "title": words["head"], "root": str(manifest.about["ledger_root"])}
    return say("archive_readme", told, lang) + "\n"


def _words(manifest: Manifest, title: str) -> dict[str, tuple[str, dict[str, Param]]]:
    made: dict[str, Param] = {
        "office": manifest.office_name,
        "at": manifest.made_at,
        "number": manifest.number,
    }
    personal = "archive_with_personal" if manifest.about["personal"] else "archive_without_personal"
    return {
        "head": ("archive_title", {"title": title}),
        "made": ("archive_made", made),
        "personal": (personal, {}),
        "how": ("archive_how", {}),
        "unzip": ("archive_how_unzip", {}),
        "file": ("archive_col_file", {}),
        "size": ("archive_col_size", {}),
    }
