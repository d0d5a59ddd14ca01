// Passkeys: asks the browser for one, and sends what it answers with the form of the page.

const signIn = document.getElementById("passkey");
const add = document.getElementById("add-passkey");
const offered = window.isSecureContext && typeof window.PublicKeyCredential === "function" && navigator.credentials;

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
const named = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

/** What the server asks for, with bytes where it wrote texts. */
function asked({ publicKey }) {
  const wanted = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (publicKey.user) wanted.user = { ...publicKey.user, id: bytes(publicKey.user.id) };
  if (publicKey.excludeCredentials) wanted.excludeCredentials = named(publicKey.excludeCredentials);
  if (publicKey.allowCredentials) wanted.allowCredentials = named(publicKey.allowCredentials);
  return { publicKey: wanted };
}

/** What the browser answered, with texts where it gave bytes. */
function answered(credential) {
  const response = {};
  for (const field of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (credential.response[field]) response[field] = text(credential.response[field]);
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

/** Shows the one problem of the form that is named so, none where none is. */
function tell(form, problem) {
  for (const each of form.querySelectorAll("[data-problem]")) {
    each.hidden = each.dataset.problem !== problem;
    each.setAttribute("role", "alert");
  }
}

/** Lets the form's button first get a credential, and then send it. */
function ready(form, get) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    if (button.disabled) return;
    button.disabled = true;
    tell(form, "");
    try {
      form.elements.credential.value = answered(await get());
      form.submit();
    } catch (problem) {
      button.disabled = false;
      tell(form, problem instanceof TypeError ? "failed" : "stopped");
    }
  });
}

async function request(form) {
  const answer = await fetch(form.dataset.options, {
    method: "POST",
    headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
  });
  if (!answer.ok) throw new TypeError(String(answer.status));
  return navigator.credentials.get(asked(await answer.json()));
}

if (offered && signIn) ready(signIn, () => request(signIn));
if (offered && add) {
  document.getElementById("no-passkeys").hidden = true;
  const options = JSON.parse(document.getElementById("creation-options").textContent);
  ready(add, () => navigator.credentials.create(asked(options)));
}
