// 字数 as the site counts it (jianyou.codes.wordcount, where each rule is told), and beside each limited
// field while it is typed in. A test compares the two on every character that there is.
const EAST_ASIAN =
  "\\u1100-\\u11ff\\u2010-\\u2027\\u2030-\\u205e\\u2100-\\u214f\\u2160-\\u218b\\u2190-\\u22ff\\u2460-\\u27bf" +
  "\\u2e80-\\u2fff\\u3001-\\ua4cf\\ua960-\\ua97f\\uac00-\\ud7ff\\uf900-\\ufaff\\ufe10-\\ufe1f\\ufe30-\\ufe6f\\uff01-\\uffee" +
  "\\u{17000}-\\u{18d08}\\u{1aff0}-\\u{1b2fb}\\u{1f100}-\\u{1f2ff}\\u{20000}-\\u{3ffff}";
const INVISIBLE =
  "\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufe00-\\ufe0f\\ufeff\\u{e0100}-\\u{e01ef}";
const EAST_ASIAN_MARKS =
  "\\u2010-\\u2027\\u2030-\\u2043\\u2045-\\u2051\\u2053-\\u205e\\u2768-\\u2775" +
  "\\u3001-\\u3003\\u3008-\\u3011\\u3014-\\u301f\\u3030\\u303d\\u30a0\\u30fb" +
  "\\ufe10-\\ufe19\\ufe30-\\ufe52\\ufe54-\\ufe61\\ufe63\\ufe68\\ufe6a\\ufe6b\\uff01-\\uff03\\uff05-\\uff0a\\uff0c-\\uff0f" +
  "\\uff1a\\uff1b\\uff1f\\uff20\\uff3b-\\uff3d\\uff3f\\uff5b\\uff5d-\\uff65";
// White space as Python knows it: \s of JavaScript lacks some, and has U+FEFF.
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

const HIDDEN = new RegExp(`[${INVISIBLE}]+`, "gu");
const SPACES = new RegExp(`[${SPACE}]+`, "gu");
const RUN = new RegExp(`[^${SPACE}${EAST_ASIAN}${INVISIBLE}]+`, "gu");
const MARK = new RegExp(`[${EAST_ASIAN_MARKS}]`, "gu");
const SAYS_SOMETHING = /[0-9A-Za-z]|[^\p{P}~]/u;
// What no office file can hold is gone before the site counts.
const NOT_KEPT = /[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]/gu;

// {words, bare, characters}: with punctuation, without, and every character but white space.
export function count(text) {
  const shown = text.replace(HIDDEN, "");
  const solid = shown.replace(SPACES, "");
  const runs = shown.match(RUN) || [];
  const characters = length(solid);
  const words = characters - runs.reduce((sum, run) => sum + length(run), 0) + runs.length;
  const marks = (solid.match(MARK) || []).length + runs.filter((run) => !SAYS_SOMETHING.test(run)).length;
  return { words, bare: words - marks, characters };
}

// "error", "warning", "info" or null, by the kindest count that is still over the limit.
export function judge(counts, limit, asARule) {
  if (counts.bare > limit) return asARule ? "warning" : "error";
  if (counts.words > limit) return "warning";
  return counts.characters > limit ? "info" : null;
}

export function fit(text) {
  return text.replace(NOT_KEPT, "");
}

function length(text) {
  let characters = 0;
  for (const _ of text) characters += 1;
  return characters;
}

const PAUSE = 1000;

// Fills the <output> of each field with data-most. What is heard comes after a pause, not at each key.
export function bindCounting(form, words, announce) {
  for (const field of form.querySelectorAll("[data-most]")) {
    const output = form.querySelector(`output[for="${field.id}"]`);
    if (!output) continue;
    let pause = 0;
    output.setAttribute("aria-live", "off");
    show(field, output, words);
    field.addEventListener("input", () => {
      show(field, output, words);
      clearTimeout(pause);
      pause = setTimeout(() => announce(output.textContent), PAUSE);
    });
    // Texts are put in by others than the keyboard too.
    field.addEventListener("filled", () => show(field, output, words));
  }
}

function show(field, output, words) {
  const most = Number(field.dataset.most);
  const asARule = "asARule" in field.dataset;
  const counts = count(fit(field.value));
  const verdict = judge(counts, most, asARule);
  const over = asARule ? "count-over-rule" : counts.bare > most ? "count-over" : "count-marks";
  const key = verdict === "error" || verdict === "warning" ? over : "count";
  output.textContent = words(key, { count: counts.words, most, bare: counts.bare, over: counts.bare - most });
  output.dataset.verdict = verdict || "within";
}
