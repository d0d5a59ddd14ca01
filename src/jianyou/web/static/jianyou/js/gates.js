// What keeps a script from going on, told as data: `problem` in words, and the `door` behind which it is settled.
export const ACCEPT = { Accept: "application/json, text/html;q=0.9" };

// Null where the answer is what was asked for, or tells no problem.
export async function problemOf(answer) {
  const kind = answer.headers.get("Content-Type") || "";
  if (answer.ok || !kind.startsWith("application/json")) return null;
  const told = await answer.json().catch(() => ({}));
  return told.problem ? told : null;
}

// A new window: what is typed on this page stays.
export function showProblem(place, { problem, door }) {
  if (place.textContent === problem) return;
  const link = document.createElement("a");
  Object.assign(link, { href: door || "", target: "_blank", textContent: problem });
  place.replaceChildren(door ? link : problem);
}
