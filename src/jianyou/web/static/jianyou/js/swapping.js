// Forms marked data-swap are sent without leaving the page: the answer is the whole new page, of
// which the main part is put in. Anything unforeseen falls back to the browser's own way.
const listeners = [];

export function onSwapped(listener) {
  listeners.push(listener);
}

export function bindSwapping() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.hasAttribute("data-busy")) {
      for (const button of form.querySelectorAll("button")) button.setAttribute("aria-busy", "true");
    }
    if (form.hasAttribute("data-swap")) {
      event.preventDefault();
      send(form, event.submitter);
    }
  });
  document.addEventListener("change", (event) => {
    if (event.target.hasAttribute("data-submits")) event.target.form.requestSubmit();
  });
  addEventListener("beforeunload", (event) => {
    if (hasUnsaved(document)) event.preventDefault();
  });
}

// What was typed in some other field must not be lost when the page is put in anew.
function hasUnsaved(scope, except = null) {
  return [...scope.querySelectorAll("details[open] textarea[name=text], details[open] input[name=note]")]
    .some((field) => field.form !== except && field.value !== field.defaultValue);
}

async function send(form, submitter) {
  if (form.dataset.sending) return;
  form.dataset.sending = "yes";
  const body = new URLSearchParams(new FormData(form));
  if (submitter && submitter.name) body.append(submitter.name, submitter.value);
  const typed = [...document.querySelectorAll("details[open] textarea[name=text]")]
    .filter((field) => field.form !== form && field.value !== field.defaultValue)
    .map((field) => [field.closest("[id]").id, field.value]);
  try {
    const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
    const where = body.get("where") || "";
    if (![200, 422].includes(answer.status)) throw new Error(String(answer.status));
    putIn(await answer.text(), answer.redirected ? answer.url : "", where);
    for (const [id, value] of typed) typeAgain(id, value);
  } catch {
    delete form.dataset.sending;
    form.removeAttribute("data-swap");
    form.requestSubmit(submitter);
  }
}

export function putIn(html, url, where) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const fresh = page.querySelector("main");
  const folded = new Map([...document.querySelectorAll("details.entry")].map((part) => [part.id, part.open]));
  document.querySelector("main").replaceWith(fresh);
  document.title = page.title;
  for (const [id, open] of folded) {
    const part = document.getElementById(id);
    if (part && open) part.open = true;
  }
  if (url) history.replaceState(null, "", url.split("#")[0]);
  listeners.forEach((listener) => listener());
  const target = (where && document.getElementById(where)) || null;
  const wrong = fresh.querySelector("[aria-invalid=true]") || fresh.querySelector("[role=alert]");
  if (wrong) {
    wrong.setAttribute("tabindex", wrong.tabIndex < 0 ? "-1" : "0");
    wrong.focus();
  } else if (target) {
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "nearest" });
  } else if (where !== null) {
    fresh.focus({ preventScroll: true });
  }
}

function typeAgain(id, value) {
  const place = document.getElementById(id);
  const field = place && place.querySelector("textarea[name=text]:not([hidden])");
  if (field) {
    field.closest("details").open = true;
    field.value = value;
  }
}
