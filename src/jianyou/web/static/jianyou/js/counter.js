// The counter with scripts: the clock goes on from the server's moment, a key for each act, printing.
// Everything here works without: the button has the focus, so Enter stamps.
document.documentElement.classList.add("scripted");

const DOUBLE_CLICK = 500;
const ASLEEP = 5_000;

tick();
bindKeys();
bindForms();
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

function tick() {
  const clock = document.querySelector("[data-clock]");
  if (!clock) return;
  const [entry] = performance.getEntriesByType("navigation");
  const rendered = Date.parse(clock.dataset.clock);
  const deadline = Date.parse(clock.dataset.deadline);
  const answered = entry ? entry.responseStart : 0;
  const apart = Date.now() - performance.now();
  const part = (name) => clock.querySelector(`[data-clock-${name}]`);
  const shift = clock.dataset.clock.match(/([+-])(\d\d):(\d\d)$/);
  const zone = shift ? Number(`${shift[1]}1`) * (Number(shift[2]) * 60 + Number(shift[3])) * 60_000 : 0;

  function show() {
    // A machine that slept stops this clock, but not the one on the wall: the server is asked again.
    if (Math.abs(Date.now() - performance.now() - apart) > ASLEEP) return void location.reload();
    const now = rendered + performance.now() - answered;
    part("now").textContent = new Date(now + zone).toISOString().slice(11, 19);
    const left = deadline - now;
    part("before").hidden = left <= 0;
    part("after").hidden = left > 0;
    part(left > 0 ? "left" : "over").textContent = words(Math.abs(left), clock.dataset);
    setTimeout(show, 1000 - (now % 1000));
  }
  show();
}

// In the two largest units, as the server says it.
function words(milliseconds, texts) {
  const seconds = Math.floor(milliseconds / 1000);
  const days = Math.floor(seconds / 86_400), hours = Math.floor(seconds / 3600) % 24, minutes = Math.floor(seconds / 60) % 60;
  const values = { days, hours, minutes, seconds: seconds % 60 };
  const text = days ? texts.days : hours ? texts.hours : minutes ? texts.minutes : texts.seconds;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// Keys that write nothing, so that they are free while typing, in any input method.
function bindKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) return;
    const stamp = document.querySelector("[data-stamp]");
    // A key held down is one arrival, not many.
    if (event.repeat && (event.key === "F2" || (stamp && stamp.contains(event.target)))) return void event.preventDefault();
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input")) {
      target.focus();
      target.select();
    } else {
      target.click();
    }
  });
}

// A double click is one press. Whoever presses again later is let through: the next in the queue may stand there.
function bindForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const before = Number(form.dataset.pressed || -Infinity);
    const once = "once" in form.dataset ? Infinity : "stamp" in form.dataset ? DOUBLE_CLICK : 0;
    if (event.timeStamp - before < once) return void event.preventDefault();
    form.dataset.pressed = event.timeStamp;
  });
  // A page that the browser kept and shows again may be sent again.
  addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form").forEach((form) => { delete form.dataset.pressed; });
  });
}
