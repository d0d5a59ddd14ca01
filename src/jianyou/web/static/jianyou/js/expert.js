// What scripts add to the experts' pages, which work without: single keys, the band that points lie in, the sum
// so far, a name found in a long list, and the button that prints.
const TYPING = "input, textarea, select, dialog, [contenteditable]";

const keys = document.getElementById("keys");
const marks = [...document.querySelectorAll("[data-points]")];

bindKeys();
bindMarks();
bindFilter();
bindPrint();

function bindKeys() {
  const hint = document.querySelector("[data-keys-hint]");
  if (!keys || !hint) return;
  hint.hidden = false;
  hint.querySelector("[data-keys]").addEventListener("click", () => keys.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (event.key === "Escape" && marks.length) return void (document.activeElement && document.activeElement.blur());
    if (event.target.closest(TYPING) || !act(event.key)) return;
    event.preventDefault();
  });
}

function act(key) {
  if (key === "?") return keys.showModal(), true;
  if (key === "j" || key === "k") return move(key === "j" ? 1 : -1);
  const way = /^[a-z]$/.test(key) && document.querySelector(`[data-key="${key}"]`);
  if (way) way.click();
  return Boolean(way);
}

let at = -1;

function move(step) {
  if (!marks.length) return false;
  at = Math.min(Math.max(at + step, 0), marks.length - 1);
  marks[at].focus();
  marks[at].select();
  return true;
}

function bindMarks() {
  const line = document.getElementById("so-far");
  if (!line) return;
  for (const [place, mark] of marks.entries()) {
    const changed = () => { showBand(mark); showSum(line); };
    mark.addEventListener("input", changed);
    mark.addEventListener("filled", changed);
    mark.addEventListener("focus", () => { at = place; });
    showBand(mark);
  }
  showSum(line);
}

// What the site would read of it: digits in any width.
function pointsOf(mark) {
  const text = mark.value.normalize("NFKC").trim();
  return /^\d{1,6}(\.\d{1,12})?$/.test(text) ? Number(text) : null;
}

function showBand(mark) {
  const points = pointsOf(mark);
  for (const band of mark.closest("[data-item]").querySelectorAll("[data-low]")) {
    band.classList.toggle("here", points !== null && points >= Number(band.dataset.low) && points <= Number(band.dataset.high));
  }
}

// A help while marking; the site reckons the sum exactly.
function showSum(line) {
  const template = document.getElementById("draft-words");
  const words = template && template.content.querySelector('[data-key="so-far"]');
  if (!words) return;
  const given = marks.map((mark) => [pointsOf(mark), Number(mark.closest("[data-item]").dataset.weight)]).filter(([points]) => points !== null);
  const sum = Number(given.reduce((total, [points, weight]) => total + points * weight, 0).toFixed(4));
  const told = { sum, most: line.dataset.most, marked: given.length, all: marks.length };
  line.textContent = words.textContent.trim().replace(/\{(\w+)\}/g, (whole, name) => (name in told ? told[name] : whole));
}

function bindFilter() {
  const box = document.querySelector("[data-filter]");
  if (!box) return;
  box.hidden = false;
  const lines = [...document.querySelectorAll("[data-named]")];
  box.querySelector("input").addEventListener("input", (event) => {
    const sought = event.target.value.trim();
    for (const line of lines) line.hidden = !(line.dataset.named.includes(sought) || line.querySelector(":checked"));
  });
}

function bindPrint() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}
