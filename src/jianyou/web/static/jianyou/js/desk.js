// What scripts add to pages that work without them. Each part binds to the page as it stands, and
// again to whatever `swap` puts in.
import { bindCopying } from "./copying.js";
import { bindKeys } from "./keys.js";
import { bindReading } from "./reading.js";
import { bindSwapping, onSwapped } from "./swapping.js";
import { bindUploads } from "./uploads.js";

document.documentElement.classList.add("scripted");

function bind() {
  bindReading();
  bindUploads();
}

bindKeys();
bindSwapping();
bindCopying();
bind();
onSwapped(bind);

// Folded parts are printed too.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details.entry:not([open])")];
  folded.forEach((part) => { part.open = true; });
});
addEventListener("afterprint", () => folded.forEach((part) => { part.open = false; }));
