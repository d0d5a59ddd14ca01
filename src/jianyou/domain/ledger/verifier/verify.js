"use strict";

// Ed25519 after RFC 8032, verification only; numbers are BigInt, points [X, Y, Z, T] extended.
const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const mod = (a, m = P) => { const r = a % m; return r < 0n ? r + m : r; };
function power(base, exponent) {
  let result = 1n, b = mod(base);
  for (let e = exponent; e > 0n; e >>= 1n) { if (e & 1n) result = mod(result * b); b = mod(b * b); }
  return result;
}
const inverse = (a) => power(a, P - 2n);
const D = mod(-121665n * inverse(121666n));
const ROOT = power(2n, (P - 1n) / 4n);

function add(p, q) {
  const a = mod((p[1] - p[0]) * (q[1] - q[0])), b = mod((p[1] + p[0]) * (q[1] + q[0]));
  const c = mod(2n * p[3] * q[3] * D), d = mod(2n * p[2] * q[2]);
  const e = b - a, f = d - c, g = d + c, h = b + a;
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}
function times(n, point) {
  let result = [0n, 1n, 1n, 0n], p = point;
  for (let e = n; e > 0n; e >>= 1n) { if (e & 1n) result = add(result, p); p = add(p, p); }
  return result;
}
const same = (p, q) => mod(p[0] * q[2] - q[0] * p[2]) === 0n && mod(p[1] * q[2] - q[1] * p[2]) === 0n;
function recover(y, odd) {
  if (y >= P) return null;
  const x2 = mod((y * y - 1n) * inverse(D * y * y + 1n));
  if (x2 === 0n) return odd ? null : 0n;
  let x = power(x2, (P + 3n) / 8n);
  if (mod(x * x - x2) !== 0n) x = mod(x * ROOT);
  if (mod(x * x - x2) !== 0n) return null;
  return (x & 1n) === (odd ? 1n : 0n) ? x : P - x;
}
function little(bytes) { return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n); }
function point(bytes) {
  const whole = little(bytes), y = whole & (2n ** 255n - 1n), x = recover(y, whole >> 255n === 1n);
  return x === null ? null : [x, y, 1n, mod(x * y)];
}
const BY = mod(4n * inverse(5n)), BASE = (() => { const x = recover(BY, false); return [x, BY, 1n, mod(x * BY)]; })();

const hashed = async (name, bytes) => new Uint8Array(await crypto.subtle.digest(name, bytes));
const joined = (...parts) => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { all.set(part, at); at += part.length; }
  return all;
};
const utf8 = (text) => new TextEncoder().encode(text);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
function unhex(text, digits) {
  if (typeof text !== "string" || text.length !== digits || !/^[0-9a-f]*$/.test(text)) return null;
  return Uint8Array.from({ length: digits / 2 }, (_, at) => parseInt(text.slice(2 * at, 2 * at + 2), 16));
}

async function verifies(purpose, keyHex, message, signatureHex) {
  const key = unhex(keyHex, 64), signature = unhex(signatureHex, 128);
  if (!key || !signature) return false;
  const a = point(key), r = point(signature.slice(0, 32)), s = little(signature.slice(32));
  if (!a || !r || s >= L) return false;
  const signed = joined(utf8(purpose + "\n"), message);
  const k = mod(little(await hashed("SHA-512", joined(signature.slice(0, 32), key, signed))), L);
  return same(times(s, BASE), add(r, times(k, a)));
}

// JSON as the site writes it before hashing: sorted keys, no spaces; whole numbers only.
function canonical(value) {
  if (Array.isArray(value)) return "[" + value.map(canonical).join(",") + "]";
  if (value !== null && typeof value === "object") {
    const keys = Object.keys(value).sort();
    return "{" + keys.map((key) => JSON.stringify(key) + ":" + canonical(value[key])).join(",") + "}";
  }
  if (typeof value === "number" && !Number.isSafeInteger(value)) throw new TypeError("number");
  return JSON.stringify(value);
}
const isMapping = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const hasExactly = (value, keys) => isMapping(value) && Object.keys(value).sort().join() === [...keys].sort().join();
const allTexts = (value, keys) => keys.every((key) => typeof value[key] === "string");

const ENTRY = ["kind", "call", "subject", "at", "commitment"];
const HEAD = ["log", "size", "root", "at", "key", "signature"];
const isEntry = (e) => hasExactly(e, ENTRY) && allTexts(e, ENTRY) && ["receipt", "audit"].includes(e.kind);
const isHead = (h) => hasExactly(h, HEAD) && allTexts(h, ["log", "root", "at", "key", "signature"])
  && Number.isSafeInteger(h.size) && h.size >= 0 && unhex(h.root, 64) !== null;
const entryBytes = (entry) => utf8(canonical(entry));
const headBytes = (h) => utf8(canonical({ log: h.log, size: h.size, root: h.root, at: h.at }));
const headValid = (h) => verifies("jianyou head 1", h.key, headBytes(h), h.signature);
const leafOf = (bytes) => hashed("SHA-256", joined(new Uint8Array([0]), bytes));
const nodeOf = (left, right) => hashed("SHA-256", joined(new Uint8Array([1]), left, right));

async function rootFrom(leaf, position, size, proof) {
  if (!(position >= 0 && position < size)) return null;
  let at = position, last = size - 1, found = leaf;
  const half = (n) => Math.floor(n / 2);
  for (const step of proof) {
    if (last === 0) return null;
    if (at % 2 || at === last) {
      found = await nodeOf(step, found);
      while (at && at % 2 === 0) { at = half(at); last = half(last); }
    } else found = await nodeOf(found, step);
    at = half(at); last = half(last);
  }
  return last === 0 ? found : null;
}

async function committed(content, saltHex, expected) {
  const salt = unhex(saltHex, 64);
  if (!salt) return false;
  const key = await crypto.subtle.importKey("raw", salt, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  try {
    return hex(new Uint8Array(await crypto.subtle.sign("HMAC", key, utf8(canonical(content))))) === expected;
  } catch { return false; }
}

const RECEIPT = ["format", "entry", "content", "salt", "key", "signature", "inclusion"];
function isReceipt(r) {
  if (!hasExactly(r, RECEIPT) || !isEntry(r.entry) || !isMapping(r.content)) return false;
  if (!allTexts(r, ["salt", "key", "signature"])) return false;
  const i = r.inclusion;
  return i === null || (hasExactly(i, ["position", "hashes", "head"]) && Number.isSafeInteger(i.position)
    && Array.isArray(i.hashes) && i.hashes.length <= 64 && isHead(i.head));
}
async function checkReceipt(r, trusted) {
  const signed = await verifies("jianyou receipt 1", r.key, entryBytes(r.entry), r.signature);
  const checks = [
    ["receipt_key_trusted", trusted ? r.key === trusted : null],
    ["receipt_kind", r.entry.kind === "receipt"],
    ["receipt_content_committed", await committed(r.content, r.salt, r.entry.commitment)],
    ["receipt_signed", signed],
  ];
  const found = r.inclusion;
  if (found === null) return [...checks, ["receipt_in_log", null]];
  const hashes = found.hashes.map((each) => unhex(each, 64));
  const fits = hashes.every((each) => each !== null) && found.head.log === r.entry.call;
  const root = fits ? await rootFrom(await leafOf(entryBytes(r.entry)), found.position, found.head.size, hashes) : null;
  checks.push(["receipt_head_signed", found.head.key === r.key && await headValid(found.head)]);
  checks.push(["receipt_in_log", root !== null && hex(root) === found.head.root]);
  return checks;
}

async function checkLedger(lines) {
  const result = { troubles: [], size: 0, heads: 0, keys: [], last: null, entries: new Set() };
  const wrong = (code, line) => result.troubles.push([code, line]);
  const peaks = [];
  let log = "", lastAt = null;
  const rootNow = async () => {
    if (!peaks.length) return hashed("SHA-256", new Uint8Array());
    let found = peaks[peaks.length - 1];
    for (let at = peaks.length - 2; at >= 0; at--) found = await nodeOf(peaks[at], found);
    return found;
  };
  for (let at = 0; at < lines.length; at++) {
    let plain = null;
    try { plain = JSON.parse(lines[at]); } catch { /* told below */ }
    if (at === 0) {
      if (isMapping(plain) && plain.format === "jianyou-ledger-1" && typeof plain.log === "string") log = plain.log;
      else wrong("ledger_unreadable", 1);
    } else if (hasExactly(plain, ["entry"]) && isEntry(plain.entry)) {
      if (plain.entry.call !== log) wrong("ledger_other_call", at + 1);
      const written = canonical(plain.entry);
      result.entries.add(written);
      peaks.push(await leafOf(utf8(written)));
      result.size++;
      for (let full = result.size; full % 2 === 0; full /= 2) {
        const right = peaks.pop();
        peaks.push(await nodeOf(peaks.pop(), right));
      }
    } else if (hasExactly(plain, ["head"]) && isHead(plain.head)) {
      const head = plain.head;
      result.heads++;
      if (!result.keys.includes(head.key)) result.keys.push(head.key);
      if (!await headValid(head)) wrong("ledger_head_unsigned", at + 1);
      if (head.log !== log || head.size !== result.size || head.root !== hex(await rootNow())) {
        wrong("ledger_head_differs", at + 1);
      }
      const moment = Date.parse(head.at.replace(/(\.\d{3})\d+/, "$1"));
      if (Number.isNaN(moment) || (lastAt !== null && moment < lastAt)) wrong("ledger_head_earlier", at + 1);
      lastAt = Number.isNaN(moment) ? lastAt : moment;
      result.last = head;
    } else wrong("ledger_line_unreadable", at + 1);
  }
  if (!lines.length) wrong("ledger_unreadable", 1);
  else if (!result.last || result.last.size !== result.size) wrong("ledger_end_unsigned", lines.length);
  return result;
}

// The page.
const byId = (id) => document.getElementById(id);
let lang = document.documentElement.dataset.lang;
const say = (code, values = {}) => WORDS[lang][code].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}
function card(title, kind, lines, sum) {
  const made = element("section", undefined, "answer " + kind);
  made.append(element("h3", title), element("p", sum, "sum"));
  if (lines.length) {
    const list = element("ul");
    for (const line of lines) list.append(element("li", line));
    made.append(list);
  }
  byId("results").append(made);
  return made;
}

async function tellReceipt(name, receipt, trusted, ledgers) {
  const checks = await checkReceipt(receipt, trusted);
  const holds = Object.fromEntries(checks);
  const held = ledgers.length ? ledgers.some((each) => each.entries.has(canonical(receipt.entry))) : null;
  const wrong = checks.some(([, truth]) => truth === false), bad = wrong || held === false;
  const unsealed = holds.receipt_in_log === null && held === null;
  let code = unsealed ? "verify_receipt_unsealed" : "verify_receipt_good";
  if (holds.receipt_key_trusted === null) code = "verify_receipt_untrusted";
  if (bad) code = wrong ? "verify_receipt_bad" : "verify_receipt_missing";
  const truths = new Map([[true, "verify_yes"], [false, "verify_no"], [null, "verify_open"]]);
  const lines = [say("verify_entry", receipt.entry)];
  for (const [check, truth] of checks) lines.push(`[${say(truths.get(truth))}] ${say(check)}`);
  const open = code === "verify_receipt_unsealed" || code === "verify_receipt_untrusted";
  const made = card(name, bad ? "bad" : open ? "open" : "good", lines, say(code, { key: receipt.key }));
  const more = element("details");
  more.append(element("summary", say("verifier_content")), element("pre", JSON.stringify(receipt.content, null, 1)));
  made.append(more);
}

function tellLedger(name, ledger, trusted) {
  const foreign = trusted ? ledger.keys.some((each) => each !== trusted) : ledger.keys.length > 1;
  const good = !ledger.troubles.length;
  const lines = ledger.troubles.slice(0, 100).map(([code, line]) => say("verify_ledger_line", { line, said: say(code) }));
  if (ledger.last) lines.push(say("verify_head", ledger.last));
  if (foreign) lines.push(say("verify_ledger_keys", { keys: ledger.keys.join(" ") }));
  const told = { entries: ledger.size, heads: ledger.heads, count: ledger.troubles.length };
  card(name, good && !foreign ? "good" : "bad", lines, say(good ? "verify_ledger_good" : "verify_ledger_bad", told));
}

async function read(file) {
  const text = await file.text();
  try {
    const plain = JSON.parse(text);
    if (isMapping(plain) && plain.format === "jianyou-receipt-1") {
      return isReceipt(plain) ? { name: file.name, receipt: plain } : { name: file.name };
    }
  } catch { /* several lines: perhaps a ledger */ }
  if (!text.startsWith('{"format":"jianyou-ledger')) return { name: file.name };
  const lines = text.split("\n");
  if (lines[lines.length - 1] === "") lines.pop();
  return { name: file.name, ledger: await checkLedger(lines) };
}

async function check() {
  const key = byId("key").value.trim().toLowerCase();
  const files = [...byId("files").files];
  byId("problem").textContent = "";
  byId("results").replaceChildren();
  if (key && !unhex(key, 64)) { byId("problem").textContent = say("verify_bad_key"); byId("key").focus(); return; }
  if (!files.length) { byId("problem").textContent = say("verifier_no_files"); byId("files").focus(); return; }
  byId("results-part").hidden = false;
  byId("results").append(element("p", say("verifier_waiting")));
  const found = [];
  for (const file of files) found.push(await read(file));
  byId("results").replaceChildren();
  const ledgers = found.filter((each) => each.ledger).map((each) => each.ledger);
  for (const each of found) {
    if (each.receipt) await tellReceipt(each.name, each.receipt, key, ledgers);
    else if (each.ledger) tellLedger(each.name, each.ledger, key);
    else card(each.name, "bad", [], say("verifier_unknown_file"));
  }
}

function speak() {
  document.documentElement.lang = lang === "zh" ? "zh-Hans" : "en";
  document.title = say("verifier_title");
  for (const each of document.querySelectorAll("[data-word]")) each.textContent = say(each.dataset.word);
}
// A copy that was saved lies on no site: there is no way back from it.
if (!location.protocol.startsWith("http")) byId("home")?.remove();
byId("language").addEventListener("click", () => {
  lang = lang === "zh" ? "en" : "zh";
  speak();
  if (!byId("results-part").hidden) check();
});
if (window.crypto && crypto.subtle) byId("check").addEventListener("click", check);
else { byId("problem").textContent = say("verifier_too_old"); byId("check").disabled = true; }
