// The page of a plan: how far its computing is shows by itself.
import { bindReading } from "./reading.js";
import { bindSwapping, onSwapped } from "./swapping.js";

document.documentElement.classList.add("scripted");
bindSwapping();
bindReading();
onSwapped(bindReading);
