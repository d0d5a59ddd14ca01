// What a draft's page says while it is filled: the line of its state, what was found at a field, and a text
// that was changed elsewhere meanwhile. Every word comes from the page's own template.

function wordsOf(template) {
  return (key, params = {}) => {
    const text = partOf(template, key).textContent.trim();
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in params ? params[name] : whole));
  };
}

// The nodes that the template holds under a key, to be put in.
function partOf(template, key) {
  const found = template && template.content.querySelector(`[data-key="${key}"]`);
  const part = document.createDocumentFragment();
  if (found) part.append(...found.cloneNode(true).childNodes);
  return part;
}

const HEARD = new Set(["offline", "unkept", "later", "shut", "expired", "gone", "refused", "conflicts"]);
const LINKS = { shut: "door", gone: "url" };

// The line of the state, and whatever else the page says about the draft as a whole.
export class Telling {
  constructor(form) {
    const template = document.getElementById("draft-words");
    this.words = wordsOf(template);
    this.part = (key) => partOf(template, key);
    this.line = document.getElementById("draft-state") || form.appendChild(element("p", ""));
    this.ear = earOf(form);
    this.at = this.line.dataset.at || "";
    this.trouble = false;
    this.waiting = new Map();
    // The eye reads the line at each change, wherever it is in the form; the ear gets what matters.
    this.line.setAttribute("aria-live", "off");
    this.line.classList.add("draft-foot");
    form.append(this.line);
  }

  state(state, told = {}) {
    if (state === "saved" && !this.at) return;
    const text = told.problem || this.words(state, { at: this.at });
    const heard = HEARD.has(state) || (this.trouble && state === "saved");
    if (heard && text !== this.line.dataset.text) this.ear(text);
    this.trouble = HEARD.has(state) || (this.trouble && state !== "saved");
    this.line.dataset.state = state;
    this.line.dataset.text = text;
    this.line.replaceChildren(text);
    this.line.append(this.linkFor(state, told[LINKS[state]]));
  }

  // Where to go on, by the site's answer or else by the page's own template.
  linkFor(state, url) {
    const part = this.part(`${state}-link`);
    const link = part.querySelector("a");
    if (link) part.prepend(" ");
    if (link && url) link.href = url;
    return part;
  }

  // When it was saved, and what the site found; at the field that is typed in only once it is left.
  saved({ at, told = {} }, fields) {
    this.at = at;
    for (const [name, remarks] of Object.entries(told)) {
      const field = fields.get(name);
      if (!field) continue;
      if (!field.busy) showTold(field, remarks, this.part);
      else if (this.waiting.has(name)) this.waiting.set(name, remarks);
      else {
        this.waiting.set(name, remarks);
        field.control.addEventListener("blur", () => {
          showTold(field, this.waiting.get(name), this.part);
          this.waiting.delete(name);
        }, { once: true });
      }
    }
  }

  // The draft has its number and code: what the page shows only then.
  begun({ number, code }) {
    for (const [name, text] of Object.entries({ number, code })) {
      for (const place of document.querySelectorAll(`[data-draft-${name}]`)) place.textContent = text;
    }
    for (const part of document.querySelectorAll("[data-begun]")) part.hidden = false;
    this.number = number;
  }

  // The parts that the draft's own page has; the field that is typed in stays where it is on the screen.
  complete(page) {
    const place = () => document.activeElement.getBoundingClientRect().top;
    const before = place();
    for (const part of document.querySelectorAll("[data-part]")) {
      const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
      if (!fresh || !part.hidden) continue;
      part.replaceChildren(...fresh.childNodes);
      part.hidden = false;
    }
    document.title = page.title;
    requestAnimationFrame(() => scrollBy(0, place() - before));
    this.ear(this.words("begun", { number: this.number }));
  }

  otherTab() {
    const told = document.getElementById("draft-other");
    if (told && told.hidden) {
      told.hidden = false;
      this.ear(told.textContent);
    }
  }

  conflict(field, theirs, chosen) {
    showConflict(field, theirs, this.words, (taken) => {
      hideConflict(field);
      chosen(taken);
    });
  }

  toConflict() {
    const button = document.querySelector(".draft-conflict button");
    if (button) button.focus();
  }

  toState() {
    this.line.tabIndex = -1;
    this.line.focus();
  }
}

// Says something to whoever listens instead of looking.
export function earOf(form) {
  const ear = element("p", "unseen");
  ear.setAttribute("aria-live", "polite");
  form.after(ear);
  return (text) => {
    ear.textContent = text;
  };
}

// Both texts at the field: `choose(true)` takes theirs. `theirs` is null where the field is gone there.
function showConflict(field, theirs, words, choose) {
  hideConflict(field);
  const box = element("div", "told tone-amber draft-conflict");
  box.id = `${field.name}-conflict`;
  box.setAttribute("role", "group");
  const said = element("p", "", words(theirs === null ? "lost" : theirs ? "conflict" : "conflict-empty"));
  said.id = `${field.name}-conflict-told`;
  box.setAttribute("aria-labelledby", said.id);
  const inner = element("div", "");
  inner.append(said);
  if (theirs) {
    const text = element("p", "draft-theirs", theirs);
    text.lang = "zh-Hans";
    inner.append(text);
  }
  if (theirs !== null) {
    const buttons = element("p", "buttons");
    for (const [key, taken] of [["take-theirs", true], ["keep-mine", false]]) {
      const button = element("button", "button", words(key));
      button.type = "button";
      button.addEventListener("click", () => choose(taken));
      buttons.append(button);
    }
    inner.append(buttons);
  }
  box.append(inner);
  field.box.append(box);
}

function hideConflict(field) {
  const box = document.getElementById(`${field.name}-conflict`);
  if (box) box.remove();
}

const TONES = { error: "red", warning: "amber", info: "blue" };

// What the site found at a field, in place of what it found before.
function showTold(field, told, part) {
  const id = `${field.name}-told`;
  let box = document.getElementById(id);
  if (!box) {
    if (!told.length) return;
    box = element("div", "field-told");
    box.id = id;
    field.box.append(box);
  }
  box.replaceChildren(...told.map((one) => remark(one, part)));
  const holder = field.radio ? field.control.closest("fieldset") || field.control : field.control;
  if (told.some((one) => one.severity === "error")) holder.setAttribute("aria-invalid", "true");
  else if (!document.getElementById(`${field.name}-error`)) holder.removeAttribute("aria-invalid");
  describe(holder, id, told.length > 0);
}

function describe(holder, id, there) {
  const ids = (holder.getAttribute("aria-describedby") || "").split(" ").filter((one) => one && one !== id);
  if (there) ids.push(id);
  if (ids.length) holder.setAttribute("aria-describedby", ids.join(" "));
  else holder.removeAttribute("aria-describedby");
}

function remark({ severity, text }, part) {
  const box = element("div", `remark remark-${TONES[severity] || "blue"}`);
  box.append(part(severity), element("div", "remark-text", text));
  return box;
}

function element(tag, name, text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = text;
  return made;
}
