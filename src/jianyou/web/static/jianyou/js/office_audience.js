// What scripts add to the texts of reminders: a button that copies each.
import { bindCopying } from "./copying.js";

document.documentElement.classList.add("scripted");
bindCopying();
