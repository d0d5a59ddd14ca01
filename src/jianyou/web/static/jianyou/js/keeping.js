// What the site hasn't acknowledged stays in this browser until it has: one key a tab of a draft, and for each field
// the texts that the site may hold (`was`) and the text that it shall hold.
const PREFIX = "jianyou-draft ";
const LONGEST = 30 * 86_400_000;

// Whether it is kept: a browser may have no room, or keep nothing at all.
export function keep(key, edits) {
  try {
    if (Object.keys(edits).length) localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), edits }));
    else localStorage.removeItem(PREFIX + key);
    return true;
  } catch {
    return false;
  }
}

// What the tabs of a draft left here: tab, at and edits of each, the newest first.
export function keptOf(draft) {
  return entries()
    .filter(([key]) => key.startsWith(`${draft} `))
    .map(([key, told]) => ({ tab: key.slice(draft.length + 1), ...told }))
    .sort((one, other) => other.at - one.at);
}

// Nobody else's words lie in this browser for ever.
export function forgetOld() {
  for (const [key, { at }] of entries()) if (!(Date.now() - at < LONGEST)) keep(key, {});
}

function entries() {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => [key.slice(PREFIX.length), read(key)]);
  } catch {
    return [];
  }
}

function read(key) {
  try {
    return { at: 0, edits: {}, ...JSON.parse(localStorage.getItem(key)) };
  } catch {
    return { at: 0, edits: {} };
  }
}
