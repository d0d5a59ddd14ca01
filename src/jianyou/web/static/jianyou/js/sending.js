// One request to the site, and what its answer means: `kind` is saved, offline, later, shut, gone or refused.
const PERSISTS = 10_000;
// Browsers let so many bytes be sent by a page that is being closed.
const MOST_AT_CLOSING = 60_000;

const KINDS = { 200: "saved", 201: "saved", 403: "shut", 404: "gone", 410: "gone", 429: "later" };

// A page without a number yet begins the draft; its own token says, sent again, that it is the same one.
export async function send(form, edits) {
  const { number, saveUrl, newUrl } = form.dataset;
  const { csrfmiddlewaretoken: csrf, token } = form.elements;
  const url = number ? saveUrl : newUrl;
  const body = JSON.stringify(number || !token ? { edits } : { token: token.value, edits });
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PERSISTS);
  try {
    const answer = await fetch(url, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrf.value },
      credentials: "same-origin",
      keepalive: new Blob([body]).size < MOST_AT_CLOSING,
      signal: stop.signal,
    });
    const kind = KINDS[answer.status] || (answer.status < 500 ? "refused" : "offline");
    // An answer that was cut off is none.
    const told = await answer.json().catch((error) => (kind === "saved" ? Promise.reject(error) : {}));
    return { ...told, kind, wait: Number(answer.headers.get("Retry-After")) || 0 };
  } catch {
    return { kind: "offline" };
  } finally {
    clearTimeout(timer);
  }
}

// The page anew, where whoever sits here is let in again; null where not.
export async function fetchPage(url) {
  try {
    const answer = await fetch(url, { credentials: "same-origin", cache: "no-store" });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}
