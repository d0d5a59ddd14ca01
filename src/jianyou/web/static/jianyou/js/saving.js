// Saves a draft while it is typed. One request is under way at a time; what it carried is sent again, the
// same, until it is answered, and later edits after it: a lost answer makes nobody conflict with himself.
import { fetchPage, send } from "./sending.js";
import { Tabs } from "./tabs.js";

const QUIET = 400;
const MOST = 800;
const AGAIN = [1000, 2000, 4000, 8000, 15_000];

export class Saving {
  constructor(form, fields, telling) {
    Object.assign(this, { form, fields, telling });
    // What the site holds, as far as this page knows.
    this.acked = new Map([...fields].map(([name, field]) => [name, field.rendered]));
    this.conflicts = new Map();
    this.composing = "";
    this.batch = null;
    this.answer = null;
    this.due = false;
    this.failed = 0;
    this.stopped = "";
    this.renewed = false;
    this.lacking = false;
    this.timer = 0;
    this.first = 0;
    this.tabs = new Tabs(this);
  }

  // What the site will hold once it has answered.
  base(name) {
    return this.batch && this.batch.texts.has(name) ? this.batch.texts.get(name) : this.acked.get(name);
  }

  changed({ composed = false } = {}) {
    const edits = [];
    for (const [name, field] of this.fields) {
      if (this.conflicts.has(name) || (name === this.composing && !composed)) continue;
      if (field.text !== this.base(name)) edits.push({ name, was: this.base(name), text: field.text });
    }
    return edits;
  }

  get clean() {
    return !this.batch && !this.conflicts.size && [...this.fields].every(([name, field]) => field.text === this.acked.get(name));
  }

  // Whether all that the site may not have is kept in this browser.
  keep() {
    const edits = {};
    for (const [name, field] of this.fields) {
      const sent = this.batch ? this.batch.edits.filter((edit) => edit.name === name).map((edit) => edit.text) : [];
      const was = [this.acked.get(name), ...sent];
      if (sent.length || field.text !== this.acked.get(name)) edits[name] = { was, text: field.text };
    }
    return this.tabs.keep(edits);
  }

  typed() {
    const kept = this.keep();
    if (this.stopped === "refused") this.stopped = "";
    if (this.failed && !kept) this.telling.state("unkept");
    if (this.failed || this.stopped) return;
    this.settle();
    this.first = this.first || performance.now();
    this.soon(Math.min(QUIET, this.first + MOST - performance.now()));
  }

  soon(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), Math.max(0, delay));
  }

  // Sends what changed; resolves once the site has answered, or didn't.
  save() {
    clearTimeout(this.timer);
    if (this.stopped) return Promise.resolve();
    if (this.answer) {
      this.due = true;
      return this.answer;
    }
    this.first = 0;
    const edits = this.batch ? this.batch.edits : this.changed();
    return edits.length ? this.launch(edits) : Promise.resolve(this.settle());
  }

  launch(edits) {
    const batch = { edits, texts: new Map(edits.map(({ name, text }) => [name, text])) };
    this.batch = batch;
    this.keep();
    this.answer = send(this.form, edits).then((told) => {
      // A later request carried these edits too, and tells what became of them.
      if (this.batch !== batch) return this.answer;
      this.answer = null;
      return this.answered(told, batch);
    });
    return this.answer;
  }

  answered(told, batch) {
    if (told.kind === "saved") this.saved(told, batch);
    else if (told.kind === "shut") return this.shut(told);
    else if (told.kind === "gone" || told.kind === "refused") this.stop(told);
    else this.later(told);
    return undefined;
  }

  saved(told, batch) {
    this.batch = null;
    this.failed = 0;
    if (told.number && !this.form.dataset.number) this.begun(told);
    if (this.lacking) this.complete();
    const texts = {};
    for (const name of told.saved) texts[name] = batch.texts.get(name);
    for (const name in texts) this.acked.set(name, texts[name]);
    const theirs = new Map(told.conflicts.map((one) => [one.name, one.theirs]));
    for (const name of batch.texts.keys()) {
      if (!(name in texts)) this.meet(name, theirs.has(name) ? theirs.get(name) : null);
    }
    this.form.dataset.revision = told.revision;
    if (this.form.elements.revision) this.form.elements.revision.value = told.revision;
    this.keep();
    this.telling.saved(told, this.fields);
    this.tabs.tell({ texts, at: told.at });
    this.settle();
    if (this.changed().length) this.due ? this.save() : this.soon(QUIET);
    this.due = false;
  }

  begun({ number, code, url, save_url: saveUrl }) {
    this.tabs.keep({});
    Object.assign(this.form.dataset, { number, saveUrl });
    this.form.action = url;
    history.replaceState(null, "", url);
    this.tabs.join();
    this.telling.begun({ number, code });
    this.lacking = true;
  }

  // What else can be done with a draft stands on its own page; where that can't be had, after the next save.
  async complete() {
    this.lacking = false;
    const page = await fetchPage(this.form.action);
    if (page && page.querySelector("[data-part]")) this.telling.complete(page);
    else this.lacking = true;
  }

  // Somebody else's text stands in this field at the site: nothing is sent for it until the person chooses.
  // `theirs` is null where there is no such field any more.
  meet(name, theirs) {
    const field = this.fields.get(name);
    this.acked.set(name, theirs === null ? field.text : theirs);
    if (theirs === field.text) return;
    this.conflicts.set(name, theirs);
    this.telling.conflict(field, theirs, (taken) => {
      this.conflicts.delete(name);
      if (taken) field.put(theirs);
      field.focus();
      this.typed();
    });
  }

  // The texts that another tab saved, where nothing was typed here.
  take(texts, at) {
    for (const [name, text] of Object.entries(texts)) {
      const field = this.fields.get(name);
      if (!field || field.busy || field.text !== this.base(name) || this.conflicts.has(name)) continue;
      this.acked.set(name, text);
      field.put(text);
    }
    this.telling.saved({ at }, this.fields);
    this.settle();
  }

  settle() {
    if (this.stopped || this.failed) return;
    if (this.conflicts.size) this.telling.state("conflicts");
    else this.telling.state(this.clean ? "saved" : "saving");
  }

  later(told) {
    const wait = told.wait * 1000 || AGAIN[Math.min(this.failed, AGAIN.length - 1)];
    this.failed += 1;
    this.telling.state(told.kind === "later" ? "later" : this.keep() ? "offline" : "unkept", told);
    this.soon(wait);
  }

  // The site no longer knows this browser: the page is asked for anew, and brings a new token where it may.
  async shut(told) {
    const page = this.renewed ? null : await fetchPage(this.form.action);
    const form = page && page.getElementById("draft");
    if (form && form.dataset.number === this.form.dataset.number) {
      const { value } = form.elements.csrfmiddlewaretoken;
      for (const one of document.getElementsByName("csrfmiddlewaretoken")) one.value = value;
      this.renewed = true;
      await this.save();
      this.renewed = false;
      return;
    }
    this.failed += 1;
    this.keep();
    if (this.form.dataset.number) this.telling.state("shut", { door: told.door });
    else this.telling.state("expired", told);
    this.soon(AGAIN[AGAIN.length - 1]);
  }

  // Filed or dropped elsewhere, or more than a draft may hold: sending the same again is of no use.
  stop(told) {
    this.batch = null;
    this.failed = 0;
    this.stopped = told.kind;
    this.keep();
    this.telling.state(told.kind, told);
  }
}
