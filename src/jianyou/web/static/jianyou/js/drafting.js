// 草稿: what scripts add to the page to fill, which works without: it is saved while it is typed, and
// nothing that was typed is lost.
import { bindCounting } from "./counting.js";
import { fieldsOf } from "./fields.js";
import { Leaving } from "./leaving.js";
import { Saving } from "./saving.js";
import { Telling, earOf } from "./telling.js";

const form = document.getElementById("draft");
if (form) start();

function start() {
  document.documentElement.classList.add("scripted", "drafting");
  const fields = fieldsOf(form);
  const telling = new Telling(form);
  const draft = new Saving(form, fields, telling);
  form.autocomplete = "off"; // texts that the browser brings back by itself would look typed anew
  form.addEventListener("input", () => draft.typed());
  form.addEventListener("change", () => draft.typed());
  form.addEventListener("compositionstart", (event) => { draft.composing = event.target.name; });
  form.addEventListener("compositionend", () => {
    draft.composing = "";
    draft.typed();
  });
  // What the site has is not sent again: somebody may have changed it there since.
  form.addEventListener("formdata", (event) => {
    for (const [name, field] of fields) if (field.text === draft.acked.get(name)) event.formData.delete(name);
  });
  for (const name of ["online", "focus"]) addEventListener(name, () => draft.failed && draft.soon(0));
  new Leaving(draft).bind();
  // Counts have an ear of their own: one at each key would drown what is said of the draft.
  bindCounting(form, telling.words, earOf(form));
  // What was typed before this ran counts as typed.
  if (draft.changed().length) draft.typed();
  draft.tabs.start();
}
