// Files and folders dropped or chosen are sent in small batches with their paths; one that can't be
// sent is named and the others go on.
import { problemOf, showProblem } from "./gates.js";
import { putIn } from "./swapping.js";

const BATCH_FILES = 20;
const BATCH_MB = 24;
const LARGEST_MB = 480;

let running = null;

export function bindUploads() {
  const zone = document.querySelector("[data-drop]");
  if (!zone || zone.dataset.bound) return;
  zone.dataset.bound = "yes";
  for (const type of ["dragenter", "dragover"]) document.addEventListener(type, over);
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) mark(false); });
  document.addEventListener("drop", dropped);
  for (const button of zone.querySelectorAll("[data-choose]")) {
    button.addEventListener("click", () => choose(zone, button.dataset.choose === "folder"));
  }
  panel().querySelector("[data-cancel]").addEventListener("click", () => running && running.abort());
}

function panel() {
  return document.querySelector("[data-upload-panel]");
}

function mark(on) {
  const zone = document.querySelector("[data-drop]");
  if (zone) zone.classList.toggle("drop-over", on);
}

function over(event) {
  if (!document.querySelector("[data-drop]") || ![...event.dataTransfer.types].includes("Files")) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = running ? "none" : "copy";
  mark(!running);
}

async function dropped(event) {
  const zone = document.querySelector("[data-drop]");
  if (!zone || ![...event.dataTransfer.types].includes("Files")) return;
  event.preventDefault();
  mark(false);
  if (running) return;
  // The entries must be taken before anything is waited for.
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
  const plain = [...event.dataTransfer.files];
  const found = [], lost = [];
  if (entries.some(Boolean)) {
    for (const entry of entries) if (entry) await walk(entry, "", found, lost);
  } else {
    for (const file of plain) found.push([file.name, file]);
  }
  upload(zone, found, lost);
}

async function walk(entry, folder, found, lost) {
  const name = folder + entry.name;
  try {
    if (entry.isFile) {
      found.push([name, await new Promise((resolve, reject) => entry.file(resolve, reject))]);
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!some.length) return;
      for (const inner of some) await walk(inner, `${name}/`, found, lost);
    }
  } catch {
    lost.push(name);
  }
}

function choose(zone, folder) {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  if (folder) input.webkitdirectory = true;
  input.addEventListener("change", () => {
    upload(zone, [...input.files].map((file) => [file.webkitRelativePath || file.name, file]), []);
  });
  input.click();
}

// A zone may set its own bounds: data-batch-files, data-batch-mb, data-largest-mb.
function bound(zone, name, otherwise) {
  return Number(zone.dataset[name]) || otherwise;
}

function* batches(zone, files) {
  const most = bound(zone, "batchFiles", BATCH_FILES), room = bound(zone, "batchMb", BATCH_MB) * 1024 * 1024;
  let batch = [], bytes = 0;
  for (const [name, file] of files) {
    if (batch.length && (batch.length >= most || bytes + file.size > room)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push([name, file]);
    bytes += file.size;
  }
  if (batch.length) yield batch;
}

async function upload(zone, files, lost) {
  if (!files.length && !lost.length) return;
  const words = panel().querySelector("[data-words]").dataset;
  const sum = { new: 0, known: 0, refused: lost.map((name) => [name, words.unreadable]) };
  const largest = bound(zone, "largestMb", LARGEST_MB);
  const small = files.filter(([name, file]) => {
    const fits = file.size <= largest * 1024 * 1024;
    if (!fits) sum.refused.push([name, words.tooLarge.replace("{limit}", largest)]);
    return fits;
  });
  const going = panel().querySelector("[data-uploading]");
  running = new AbortController();
  going.hidden = false;
  going.scrollIntoView({ block: "nearest" });
  let done = 0, stopped = false;
  if (small.length && zone.dataset.begin) {
    try {
      await begin(zone, running.signal);
    } catch (error) {
      refuse(sum, small, error.gate || { problem: error.told || words.lost });
      small.length = 0;
    }
  }
  for (const batch of batches(zone, small)) {
    tell(words.going, { done, total: small.length }, done / small.length);
    try {
      add(sum, await send(zone, batch, running.signal));
    } catch (error) {
      stopped = running.signal.aborted;
      if (stopped) break;
      if (error.gate) {
        refuse(sum, small.slice(done), error.gate);
        break;
      }
      await oneByOne(zone, batch, sum, words);
    }
    done += batch.length;
  }
  going.hidden = true;
  running = null;
  await finish(zone, sum, stopped ? words.stopped : words.done, words);
}

function refuse(sum, files, told) {
  sum.refused.push(...files.map(([name]) => [name, told.problem]));
  if (told.door) sum.refused.unshift(["", told]);
}

function add(sum, came) {
  sum.new += came.new;
  sum.known += came.known;
  sum.refused.push(...came.refused);
}

async function oneByOne(zone, batch, sum, words) {
  for (const one of batch) {
    try {
      add(sum, await send(zone, [one], running.signal));
    } catch {
      sum.refused.push([one[0], words.lost]);
    }
  }
}

// What is sent belongs to something that is made first: the answer tells where it goes, and what to show then.
async function begin(zone, signal) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", zone.querySelector("[name=csrfmiddlewaretoken]").value);
  const answer = await fetch(zone.dataset.begin, {
    method: "POST", body, signal, credentials: "same-origin", headers: { Accept: "application/json" },
  });
  await pass(answer);
  const told = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(String(answer.status)), { told: told.refused });
  Object.assign(zone.dataset, told);
  delete zone.dataset.begin;
}

async function send(zone, batch, signal) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", zone.querySelector("[name=csrfmiddlewaretoken]").value);
  for (const [name] of batch) body.append("names", name);
  for (const [, file] of batch) body.append("files", file);
  const answer = await fetch(zone.dataset.add, {
    method: "POST", body, signal, credentials: "same-origin", headers: { Accept: "application/json" },
  });
  await pass(answer);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// Who isn't let in (any more) needn't try with each file.
async function pass(answer) {
  if (![401, 403].includes(answer.status)) return;
  throw Object.assign(new Error(String(answer.status)), { gate: await problemOf(answer) });
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
}

function tell(text, values, share) {
  panel().querySelector("[data-upload-told]").textContent = fill(text, values);
  panel().querySelector("[data-uploading] progress").value = Math.round(100 * share);
}

// The page as it is now, with what came of the upload said at its head.
async function finish(zone, sum, text, words) {
  const said = fill(text, { new: sum.new, known: sum.known, refused: sum.refused.filter(([name]) => name).length });
  try {
    const answer = await fetch(zone.dataset.then || location.href, { credentials: "same-origin" });
    if (answer.ok && !answer.redirected) putIn(await answer.text(), zone.dataset.then || "", null);
  } catch {
    sum.refused.push(["", words.lost]);
  }
  report(said, sum.refused);
}

function report(said, refused) {
  const told = panel().querySelector("[data-upload-report]");
  told.hidden = false;
  told.querySelector("[data-upload-said]").textContent = said;
  const list = told.querySelector("[data-upload-refused]");
  list.replaceChildren(...refused.map(([name, reason]) => {
    const line = document.createElement("li");
    if (reason.problem) showProblem(line, reason);
    else line.textContent = name ? `${name}：${reason}` : reason;
    return line;
  }));
  list.hidden = !refused.length;
  told.scrollIntoView({ block: "nearest" });
}
