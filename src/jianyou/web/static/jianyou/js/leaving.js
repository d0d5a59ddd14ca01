// Ways out of a draft's page: a button, a link, the page closed, another program in front.
const PATIENCE = 5000;
const PRESSED = 3000;

export class Leaving {
  constructor(draft) {
    this.draft = draft;
    this.pressed = 0;
    this.through = false;
  }

  bind() {
    document.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("visibilitychange", () => this.hidden());
    addEventListener("pagehide", () => this.last());
    addEventListener("pageshow", (event) => {
      if (event.persisted) this.pressed = 0;
    });
    addEventListener("beforeunload", (event) => {
      if (!this.draft.clean && !this.draft.keep()) event.preventDefault();
    });
  }

  // A form goes once everything is saved. A double click is one press.
  async submitted(event) {
    if (this.through) return;
    if (performance.now() - this.pressed < PRESSED && this.pressed) return void event.preventDefault();
    this.pressed = performance.now();
    if (this.draft.clean) return;
    event.preventDefault();
    const { submitter, target } = event;
    if (!(await this.flushed())) return void (this.pressed = 0);
    this.through = true;
    target.requestSubmit(submitter || undefined);
    this.through = false;
  }

  // A link to what is made of the draft shows what was typed a moment ago.
  async clicked(event) {
    const link = event.target.closest("a[href]");
    if (!link || link.target || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.getAttribute("href").startsWith("#") || this.draft.clean) return;
    event.preventDefault();
    await this.flushed();
    location.assign(link.href);
  }

  // Saves until nothing is left; tells why where that can't be. Whether the way is free.
  async flushed() {
    const { draft } = this;
    const until = performance.now() + PATIENCE;
    draft.composing = "";
    while (!draft.clean && performance.now() < until) {
      if (draft.conflicts.size) return void draft.telling.toConflict();
      await draft.save();
      if (draft.stopped === "refused") return true; // the site says on its page what is wrong
      if (draft.failed || draft.stopped) return void draft.telling.toState();
    }
    return draft.clean;
  }

  hidden() {
    if (document.visibilityState === "hidden") this.last();
    else if (this.draft.failed) this.draft.soon(0);
  }

  // The last words go with a request that outlives the page. Whatever is under way may arrive before it or
  // after: the same edits stand at its head, and those that the site has already change nothing.
  last() {
    const { draft } = this;
    draft.keep();
    const fresh = draft.changed({ composed: true });
    if (!fresh.length || draft.stopped) return;
    clearTimeout(draft.timer);
    draft.launch([...(draft.batch ? draft.batch.edits : []), ...fresh]);
  }
}
