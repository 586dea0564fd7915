// Ask the device for a passkey, or to make one. The server sends the question as JSON and gets the answer in a hidden
// field of the form; base64url in between, because browsers want bytes. Without passkeys the page says what else works.
const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const withBytes = (credentials) => (credentials ?? []).map((known) => ({ ...known, id: toBytes(known.id) }));

function creationQuestion({ publicKey }) {
  return {
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
      excludeCredentials: withBytes(publicKey.excludeCredentials),
      authenticatorSelection: {
        ...publicKey.authenticatorSelection,
        residentKey: "required",
        requireResidentKey: true,
        userVerification: "required",
      },
    },
  };
}

function requestQuestion({ publicKey }) {
  return {
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      allowCredentials: withBytes(publicKey.allowCredentials),
    },
  };
}

function asJson(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  const transports = credential.response.getTransports?.();
  if (transports) response.transports = transports;
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

async function question(form) {
  const written = document.getElementById("passkey-question");
  if (written) return JSON.parse(written.textContent);
  const reply = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!reply.ok) throw new Error(`The server answered ${reply.status}`);
  return reply.json();
}

async function answer(form) {
  const asked = await question(form);
  const credential = asked.creation_options
    ? await navigator.credentials.create(creationQuestion(asked.creation_options))
    : await navigator.credentials.get(requestQuestion(asked.request_options));
  return asJson(credential);
}

// A passkey belongs to a name: on a bare network address browsers refuse it.
const isPossible = () => Boolean(window.PublicKeyCredential) && !/^[\d.]+$|:/.test(location.hostname);

export function offerPasskeys() {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const missing = form.querySelector("[data-passkey-missing]");
    const failed = form.querySelector("[data-passkey-failed]");
    const button = form.querySelector("button");
    if (!isPossible()) {
      button.hidden = true;
      if (missing) missing.hidden = false;
      else form.hidden = true;
      continue;
    }
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      failed.hidden = true;
      try {
        form.elements.credential.value = await answer(form);
        form.submit();
      } catch {
        // Cancelled, no passkey here, or the wrong device: the way out is the same.
        failed.hidden = false;
        button.focus();
      }
    });
  }
}
