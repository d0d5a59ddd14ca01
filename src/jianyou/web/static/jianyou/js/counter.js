// The counter with scripts: the clock goes on from the server's moment, the queue is put in anew, a key for
// each act, printing. Everything here works without: the button has the focus, so Enter stamps.
import { ACCEPT, problemOf, showProblem } from "./gates.js";

document.documentElement.classList.add("scripted");

const DOUBLE_CLICK = 500;
const ASLEEP = 5_000;
const EVERY = 5_000;
const TYPING = "textarea, select, input:not([type=checkbox]):not([type=radio])";

const clock = document.querySelector("[data-clock]");
// The server's moment, and when by this page's own clock it was told.
let told = { moment: clock ? Date.parse(clock.dataset.clock) : 0, at: answeredAt() };

tick();
live();
bindKeys();
bindForms();
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
  if (event.target.closest("[data-keys]")) document.getElementById("keys").showModal();
});

function answeredAt() {
  const [entry] = performance.getEntriesByType("navigation");
  return entry ? entry.responseStart : 0;
}

function tick() {
  if (!clock) return;
  const deadline = Date.parse(clock.dataset.deadline);
  const apart = Date.now() - performance.now();
  const part = (name) => clock.querySelector(`[data-clock-${name}]`);
  const shift = clock.dataset.clock.match(/([+-])(\d\d):(\d\d)$/);
  const zone = shift ? Number(`${shift[1]}1`) * (Number(shift[2]) * 60 + Number(shift[3])) * 60_000 : 0;

  function show() {
    // A machine that slept stops this clock, but not the one on the wall: the server is asked again.
    if (Math.abs(Date.now() - performance.now() - apart) > ASLEEP) return void location.reload();
    const now = told.moment + performance.now() - told.at;
    part("now").textContent = new Date(now + zone).toISOString().slice(11, 19);
    const left = deadline - now;
    part("before").hidden = left <= 0;
    part("after").hidden = left > 0;
    part(left > 0 ? "left" : "over").textContent = words(Math.abs(left), clock.dataset);
    for (const since of document.querySelectorAll("[data-since]")) {
      since.textContent = words(Math.max(0, now - Date.parse(since.dataset.since)), clock.dataset);
    }
    setTimeout(show, 1000 - (now % 1000));
  }
  show();
}

// In the two largest units, as the server says it.
function words(milliseconds, texts) {
  const seconds = Math.floor(milliseconds / 1000);
  const days = Math.floor(seconds / 86_400), hours = Math.floor(seconds / 3600) % 24, minutes = Math.floor(seconds / 60) % 60;
  const values = { days, hours, minutes, seconds: seconds % 60 };
  const text = days ? texts.days : hours ? texts.hours : minutes ? texts.minutes : texts.seconds;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// The queue is put in anew beside whatever is being typed; a link that had the focus keeps it.
function live() {
  if (!document.querySelector("[data-live]")) return;
  const lost = document.querySelector("[data-lost]");
  const unreached = lost.textContent;
  setInterval(refresh, EVERY);
  document.addEventListener("visibilitychange", refresh);

  async function refresh() {
    if (document.hidden) return;
    const part = document.querySelector("[data-live]");
    try {
      const answer = await fetch(part.dataset.live, { credentials: "same-origin", redirect: "manual", headers: ACCEPT });
      const problem = await problemOf(answer);
      if (problem) showProblem(lost, problem);
      if (!answer.ok) throw Object.assign(new Error(String(answer.status)), { shown: Boolean(problem) });
      const at = performance.now();
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-live]");
      told = { moment: Date.parse(fresh.dataset.now), at };
      const focused = part.contains(document.activeElement) && document.activeElement.getAttribute("href");
      part.replaceWith(fresh);
      if (focused) fresh.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
      lost.hidden = true;
    } catch (error) {
      if (!error.shown) lost.textContent = unreached;
      lost.hidden = false;
    }
  }
}

// Function keys write nothing, so that they are free while typing, in any input method; the others are not.
function bindKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.shiftKey && event.key !== "?") return;
    const stamp = document.querySelector("[data-stamp]");
    // A key held down is one arrival, not many.
    if (event.repeat && (event.key === "F2" || (stamp && stamp.contains(event.target)))) return void event.preventDefault();
    if (document.querySelector("dialog[open]")) return;
    if (event.key.length === 1 && event.target.matches(TYPING)) return;
    const keys = event.key === "?" && document.querySelector("[data-keys]");
    const target = keys || bound("key", event.key) || bound("key-else", event.key);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input")) {
      target.focus();
      target.select();
    } else {
      target.click();
    }
  });
}

function bound(name, key) {
  return key === " " ? null : document.querySelector(`[data-${name}~="${CSS.escape(key)}"]`);
}

// A double click is one press. Whoever presses again later is let through: the next in the queue may stand there.
function bindForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const before = Number(form.dataset.pressed || -Infinity);
    const once = "once" in form.dataset ? Infinity : "stamp" in form.dataset ? DOUBLE_CLICK : 0;
    if (event.timeStamp - before < once) return void event.preventDefault();
    form.dataset.pressed = event.timeStamp;
    if ("aside" in form.dataset) {
      event.preventDefault();
      stampAside(form);
    }
  });
  // A page that the browser kept and shows again may be sent again.
  addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form").forEach((form) => { delete form.dataset.pressed; });
  });
}

// Somebody comes while a paper is being typed: he gets his number, and nothing of what is typed is lost.
async function stampAside(form) {
  const said = form.querySelector("[data-stamped]");
  said.textContent = "";
  try {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin", headers: ACCEPT });
    const problem = await problemOf(answer);
    if (problem) return void showProblem(said, problem);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const number = page.querySelector(".ticket-number"), at = page.querySelector(".ticket-at");
    if (!answer.ok || !number) throw new Error(String(answer.status));
    const values = { number: number.textContent, at: at.textContent };
    said.textContent = said.dataset.said.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  } catch {
    said.textContent = said.dataset.failed;
  }
}
