// How far the reading is: asked for once a second while it runs; the list is put in anew when there
// is more to see and nobody is busy in it.
import { ACCEPT, problemOf, showProblem } from "./gates.js";
import { putIn } from "./swapping.js";

let timer = 0;

export function bindReading() {
  clearTimeout(timer);
  const live = document.querySelector("[data-live]");
  if (live && live.dataset.running === "yes") timer = setTimeout(() => ask(live, -1), 700);
}

async function ask(live, shown) {
  try {
    const told = await fetch(live.dataset.progressUrl, { credentials: "same-origin", headers: ACCEPT });
    const problem = await problemOf(told);
    if (problem) showProblem(live.querySelector("[data-progress-told]"), problem);
    if (!told.ok) throw new Error(String(told.status));
    const now = await told.json();
    show(live, now);
    const last = !now.running;
    if (last || (now.done !== shown && !isBusy(live))) {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      if (answer.ok && !answer.redirected && (last || !isBusy(live))) {
        refresh(await answer.text());
        return;
      }
    }
    timer = setTimeout(() => ask(live, now.done), 1500);
  } catch {
    timer = setTimeout(() => ask(live, shown), 5000);
  }
}

function show(live, now) {
  const bar = live.querySelector("progress");
  bar.value = now.percent;
  const told = live.querySelector("[data-progress-told]");
  told.textContent = `${now.done} / ${now.total}${now.current ? ` · ${now.current}` : ""}`;
}

// Someone who is choosing a line, typing or uploading is left alone.
function isBusy(live) {
  const focused = document.activeElement;
  const uploading = live.querySelector("[data-uploading]:not([hidden])");
  return Boolean(uploading) || (focused && focused !== document.body && live.contains(focused));
}

function refresh(html) {
  const report = document.querySelector("[data-upload-report]:not([hidden])");
  const kept = document.activeElement && document.activeElement.getAttribute("href");
  const scroll = [scrollX, scrollY];
  putIn(html, "", null);
  const same = kept && document.querySelector(`main a[href="${CSS.escape(kept).replaceAll("\\", "\\\\")}"]`);
  if (same) same.focus({ preventScroll: true });
  const place = document.querySelector("[data-upload-report]");
  if (report && place) place.replaceWith(report);
  scrollTo(...scroll);
}
