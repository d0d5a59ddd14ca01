// The pages of an import: folders are dropped or chosen, and how far the work is shows by itself.
import { bindReading } from "./reading.js";
import { bindSwapping, onSwapped } from "./swapping.js";
import { bindUploads } from "./uploads.js";

document.documentElement.classList.add("scripted");

function bind() {
  bindReading();
  bindUploads();
  const all = document.querySelector("[data-all]");
  if (all) all.addEventListener("change", () => {
    for (const one of document.querySelectorAll("[data-one]")) one.checked = all.checked;
  });
}

bindSwapping();
bind();
onSwapped(bind);
