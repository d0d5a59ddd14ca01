// The figures of arrivals are asked for again every minute, while somebody looks and reads nothing in them.
const ASKING = 20_000;
let part = document.querySelector("[data-now]");

if (part) setInterval(renew, Number(part.dataset.seconds) * 1000);

async function renew() {
  if (document.visibilityState !== "visible" || part.contains(document.activeElement)) return;
  try {
    const answer = await fetch(part.dataset.now, {
      credentials: "same-origin",
      redirect: "error",
      signal: AbortSignal.timeout(ASKING),
    });
    if (answer.ok) put(await answer.text());
  } catch {
    // The next minute asks again; the moment on the page tells how old the figures are.
  }
}

function put(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-now]");
  if (!fresh || part.contains(document.activeElement)) return;
  for (const opened of part.querySelectorAll("details[open]")) {
    const same = fresh.querySelector(`#${opened.id}`);
    if (same) same.open = true;
  }
  part.replaceWith(fresh);
  part = fresh;
}
