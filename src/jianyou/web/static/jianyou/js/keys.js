// Single keys: off while typing, and off altogether for whoever chose so on the help page.
const TYPING = "input, textarea, select, [contenteditable]";

export function bindKeys() {
  if (document.documentElement.dataset.keys === "off") return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") return void leave(event.target);
    if (event.target.closest(TYPING)) return;
    const act = ACTS[event.key];
    if (act && act()) event.preventDefault();
  });
}

const ACTS = {
  "/": () => focus(document.querySelector("[data-search]")),
  "?": () => go("/help#keys"),
  j: () => move(1),
  k: () => move(-1),
  n: () => follow("[data-after]"),
  p: () => follow("[data-before]"),
  u: () => { const file = document.querySelector("[data-file]"); return file && go(file.dataset.list); },
  r: () => follow("[data-review]"),
  e: () => inCell("[data-mend]", (summary) => {
    summary.parentElement.open = true;
    focus(summary.parentElement.querySelector("textarea"));
  }),
  c: () => inCell("[data-confirm]", (button) => button.click()),
};

function go(address) {
  location.assign(address);
  return true;
}

function focus(element) {
  if (!element) return false;
  element.focus();
  if (element.select) element.select();
  return true;
}

function follow(selector) {
  const element = document.querySelector(selector);
  if (element) element.click();
  return Boolean(element);
}

// Through the lines of a list, or through the places of a file where something is to be done.
function move(step) {
  const file = document.querySelector("[data-file]");
  const stops = [...document.querySelectorAll(file ? "[data-stop]" : "[data-lines] .line-name")];
  if (!stops.length) return false;
  const here = stops.findIndex((stop) => stop === document.activeElement || (file && stop.contains(document.activeElement)));
  const next = here < 0 ? (step > 0 ? 0 : stops.length - 1) : Math.min(Math.max(here + step, 0), stops.length - 1);
  const entry = stops[next].closest("details.entry");
  if (entry) entry.open = true;
  stops[next].focus();
  stops[next].scrollIntoView({ block: "nearest" });
  return true;
}

function inCell(selector, act) {
  const focused = document.activeElement;
  const cell = focused && focused.closest("[data-stop], .cell");
  const found = cell && cell.querySelector(selector);
  if (!found) return false;
  act(found);
  return true;
}

function leave(element) {
  const part = element.closest && element.closest("details.opens[open]");
  if (!part) return;
  part.open = false;
  part.querySelector("summary").focus();
}
