// The review pane with scripts: a key for each way and act, and saying now and then that somebody is here.
import { ACCEPT, problemOf, showProblem } from "./gates.js";

const EVERY = 20_000;
const TYPING = "input, textarea, select, dialog, [contenteditable]";

const pane = document.querySelector("[data-pane]");
const presence = document.querySelector("[data-presence]");
const csrf = document.querySelector("#here input[name=csrfmiddlewaretoken]");
const keys = document.getElementById("keys");

if (pane) bindKeys();
if (presence && csrf) stayHere();

function bindKeys() {
  document.querySelector("[data-keys-hint]").hidden = false;
  document.querySelector("[data-keys]").addEventListener("click", () => keys.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (event.target.closest(TYPING)) return;
    if (event.key === "?") keys.showModal();
    else if (event.key === "u") location.assign(pane.dataset.list);
    else if (!act(event.key)) return;
    event.preventDefault();
  });
}

// What only leads somewhere is followed; what decides gets the focus, so that Enter does it.
function act(key) {
  const found = /^[a-z]$/.test(key) && document.querySelector(`[data-key="${key}"]`);
  if (!found) return false;
  if (found.tagName === "A") found.click();
  else found.focus();
  return true;
}

function stayHere() {
  setInterval(() => document.visibilityState === "visible" && renew(), EVERY);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && renew());
}

async function renew() {
  try {
    const body = new URLSearchParams({ csrfmiddlewaretoken: csrf.value });
    const answer = await fetch(presence.dataset.presence, { method: "POST", body, credentials: "same-origin", headers: ACCEPT });
    const problem = await problemOf(answer);
    if (problem) return void showProblem(presence, problem);
    if (!answer.ok || answer.redirected) return;
    const told = new DOMParser().parseFromString(await answer.text(), "text/html");
    presence.replaceChildren(...told.body.childNodes);
  } catch {
    // Offline for a moment: the next time tells again.
  }
}
