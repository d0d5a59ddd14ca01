// The tabs of one draft in this browser: what each keeps, what an earlier one left, what another one saved.
import { forgetOld, keep, keptOf } from "./keeping.js";

const ANSWERS = 150;

export class Tabs {
  constructor(draft) {
    this.draft = draft;
    this.name = Math.random().toString(36).slice(2);
    this.alive = new Set();
    this.join();
  }

  // Before a draft is begun, those that may begin one.
  get group() {
    const { number, newUrl } = this.draft.form.dataset;
    return number || newUrl;
  }

  join() {
    if (!("BroadcastChannel" in window)) return;
    if (this.channel) this.channel.close();
    this.channel = new BroadcastChannel(`jianyou-draft ${this.group}`);
    this.channel.onmessage = (event) => this.heard(event.data);
  }

  tell(told) {
    if (this.channel) this.channel.postMessage(told);
  }

  heard({ asks, here, texts, at }) {
    if (asks) this.tell({ here: this.name });
    if (here) this.alive.add(here);
    if (texts) this.draft.take(texts, at);
    if (this.draft.form.dataset.number) this.draft.telling.otherTab();
  }

  keep(edits) {
    return keep(`${this.group} ${this.name}`, edits);
  }

  // What an earlier visit left is taken up, but not what another tab still holds: that one answers.
  start() {
    forgetOld();
    this.tell({ asks: this.name });
    if (keptOf(this.group).length) setTimeout(() => this.takeUp(), ANSWERS);
  }

  takeUp() {
    const { draft } = this;
    const left = keptOf(this.group).filter(({ tab }) => tab !== this.name && !this.alive.has(tab));
    for (const [name, { was, text }] of left.flatMap(({ edits }) => Object.entries(edits))) {
      const field = draft.fields.get(name);
      const now = draft.acked.get(name);
      if (!field || field.text !== now || text === now) continue;
      field.put(text);
      if (!was.includes(now)) draft.meet(name, now);
    }
    if (draft.keep()) for (const { tab } of left) keep(`${this.group} ${tab}`, {});
    draft.settle();
    draft.soon(0);
  }
}
