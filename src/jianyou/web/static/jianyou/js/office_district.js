// Offices below with scripts: texts to copy, and entries put in order by dragging them.
import { bindCopying } from "./copying.js";

document.documentElement.classList.add("scripted");
bindCopying();
const order = document.querySelector("[data-order]");
const list = order && order.querySelector(".ranking");
if (list && order.querySelector("input[name^=rank-]")) bindDragging();

function bindDragging() {
  let dragged = null;
  for (const row of list.querySelectorAll("[data-row]")) {
    row.draggable = true;
    row.addEventListener("dragstart", (event) => {
      if (event.target.closest("input")) return event.preventDefault();
      dragged = row;
      row.classList.add("dragged");
      event.dataTransfer.effectAllowed = "move";
      return undefined;
    });
    row.addEventListener("dragend", () => {
      row.classList.remove("dragged");
      dragged = null;
    });
    row.addEventListener("dragover", (event) => {
      if (!dragged || dragged === row) return;
      event.preventDefault();
      const box = row.getBoundingClientRect();
      row[event.clientY < box.top + box.height / 2 ? "before" : "after"](dragged);
    });
    row.addEventListener("drop", (event) => event.preventDefault());
  }
  list.addEventListener("dragend", renumber);
}

// Who was dragged gets a place; who had none, and wasn't dragged above one that has, keeps none.
function renumber(event) {
  const rows = [...list.querySelectorAll("[data-row]")];
  const field = (row) => row.querySelector("input[name^=rank-]");
  const last = rows.findLastIndex((row) => field(row).value !== "" || row === event.target);
  rows.forEach((row, at) => { field(row).value = at <= last ? String(at + 1) : ""; });
}
