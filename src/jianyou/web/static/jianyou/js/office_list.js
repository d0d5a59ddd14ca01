// What scripts add to the list of entries: keys, a count of what is checked, and going on by itself with
// an act on many. All of it works without, by boxes and buttons.
document.documentElement.classList.add("scripted");

const TYPING = "textarea, select, input:not([type=checkbox]):not([type=radio])";
const list = document.querySelector("[data-entries]");
const going = document.querySelector("[data-go-on]");

if (list) {
  bindBoxes();
  if (document.documentElement.dataset.keys !== "off") document.addEventListener("keydown", onKey);
}
if (going) goOn();

function boxes() {
  return [...list.querySelectorAll("input[name=entry]")];
}

function bindBoxes() {
  const all = list.querySelector("[data-check-all]");
  const whole = list.querySelector("[data-which]");
  if (!whole) return;
  list.addEventListener("change", (event) => {
    if (event.target === all) boxes().forEach((box) => { box.checked = all.checked; });
    tell();
  });
  // A browser that comes back keeps the boxes as they were.
  addEventListener("pageshow", tell);
  tell();

  function tell() {
    const checked = boxes().filter((box) => box.checked).length;
    const told = list.querySelector("[data-counted]");
    told.textContent = whole.checked ? "" : told.dataset.told.replace("{count}", checked);
    all.checked = checked > 0 && checked === boxes().length;
    all.indeterminate = checked > 0 && !all.checked;
  }
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest(TYPING)) return;
  const act = ACTS[event.key];
  if (act && act()) event.preventDefault();
}

const ACTS = {
  "/": () => { const field = document.querySelector("[data-search]"); field.focus(); field.select(); return true; },
  "?": () => { const keys = document.getElementById("keys"); keys.open = !keys.open; keys.querySelector("summary").focus(); return true; },
  j: () => move(1),
  k: () => move(-1),
  x: () => check(),
  Enter: () => open(),
  n: () => follow("a[rel=next]"),
  p: () => follow("a[rel=prev]"),
};

function rows() {
  return [...list.querySelectorAll("[data-entry]")];
}

function here() {
  return rows().find((row) => row.contains(document.activeElement));
}

function move(step) {
  const all = rows();
  if (!all.length) return false;
  const at = all.indexOf(here());
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
  const link = all[next].querySelector(".entry-name");
  link.focus({ preventScroll: true });
  all[next].scrollIntoView({ block: "center" });
  return true;
}

function check() {
  const box = here() && here().querySelector("input[name=entry]");
  if (box) box.click();
  return Boolean(box);
}

// A box in the row has the focus after a click: Enter there opens the entry too, and sends no form.
function open() {
  const row = here();
  if (!row || document.activeElement.matches("a")) return false;
  row.querySelector(".entry-name").click();
  return true;
}

function follow(selector) {
  const link = document.querySelector(selector);
  if (link) link.click();
  return Boolean(link);
}

function goOn() {
  let stopped = false;
  going.querySelector("[data-stop]").addEventListener("click", () => { stopped = true; });
  setTimeout(() => { if (!stopped) going.submit(); }, 150);
}
