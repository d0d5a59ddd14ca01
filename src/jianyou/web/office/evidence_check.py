"""核对 rows.json，只用 Python 3.9 以上自带的功能。运行：python check.py.

Checks rows.json with nothing but Python itself, 3.9 or newer: every entry is hashed again, what it commits
to, its leaf, its way to the root of the head; and it is looked up in the ledger beside it. Signatures are
checked by verifier.html, or by `jianyou verify`.
"""

import hashlib
import hmac
import io
import json
import sys
from pathlib import Path
from typing import Any


def canonical(value: Any) -> bytes:
    """One way to write a value as bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def root_from(leaf: bytes, position: int, size: int, proof: "list[str]") -> str:
    """The root that a proof of RFC 6962 leads to, in hex; empty where it doesn't fit."""
    at, last, found = position, size - 1, leaf
    for step in map(bytes.fromhex, proof):
        if last == 0:
            return ""
        if at % 2 or at == last:
            found = hashlib.sha256(b"\x01" + step + found).digest()
            while at and not at % 2:
                at, last = at // 2, last // 2
        else:
            found = hashlib.sha256(b"\x01" + found + step).digest()
        at, last = at // 2, last // 2
    return found.hex() if last == 0 else ""


def wrong_with(row: "dict[str, Any]", entries: "list[bytes]", heads: "set[tuple[int, str]]") -> str:
    """What doesn't hold, empty where all does."""
    entry, content, proof = row["entry"], row["content"], row["inclusion"]
    if content is not None:
        committed = hmac.new(bytes.fromhex(row["salt"]), canonical(content), "sha256").hexdigest()
        if committed != entry["commitment"]:
            return "内容与承诺值不一致 / the content isn't what the entry commits to"
    if proof is None:
        return ""
    leaf, head, position = (
        hashlib.sha256(b"\x00" + canonical(entry)).digest(),
        proof["head"],
        proof["position"],
    )
    if root_from(leaf, position, head["size"], proof["hashes"]) != head["root"]:
        return "证明不通向封存值 / the proof doesn't lead to the head"
    known = (head["size"], head["root"]) in heads
    if not known or position >= len(entries) or entries[position] != canonical(entry):
        return "与账本不一致 / the ledger says something else"
    return ""


def ledger_of(path: Path) -> "tuple[list[bytes], set[tuple[int, str]]]":
    """The entries of a ledger file in their order, and its heads."""
    entries, heads = [], set()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            plain = json.loads(line)
            if "entry" in plain:
                entries.append(canonical(plain["entry"]))
            elif "head" in plain:
                heads.add((plain["head"]["size"], plain["head"]["root"]))
    return entries, heads


def main() -> int:
    """Tell what holds; 1 where anything doesn't."""
    here, say = Path(__file__).resolve().parent, sys.stdout
    if isinstance(say, io.TextIOWrapper):
        say.reconfigure(errors="replace")
    rows = json.loads((here / "rows.json").read_text("utf-8"))["rows"]
    ledgers: dict[str, Any] = {}
    bad = unsealed = 0
    for number, row in enumerate(rows, 1):
        call = row["entry"]["call"]
        if call not in ledgers:
            ledgers[call] = ledger_of(here / "ledgers" / f"{call}.jsonl")
        wrong = wrong_with(row, *ledgers[call])
        unsealed += row["inclusion"] is None
        bad += bool(wrong)
        if wrong:
            say.write(f"{number}: {wrong}\n")
    say.write(f"共 {len(rows)} 条，不成立 {bad} 条，尚未封存 {unsealed} 条\n")
    say.write(f"{len(rows)} entries, {bad} don't hold, {unsealed} not sealed yet\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
