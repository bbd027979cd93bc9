/*! passkey.js: makes and uses passkeys (WebAuthn). Without it the code of an app or a recovery code does. */
(() => {
  "use strict";
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const listed = (keys) => (keys ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

  const acts = {
    make: async (asked) => {
      const made = await navigator.credentials.create({
        publicKey: {
          ...asked,
          challenge: bytes(asked.challenge),
          user: { ...asked.user, id: bytes(asked.user.id) },
          excludeCredentials: listed(asked.excludeCredentials),
        },
      });
      return answer(made, { attestationObject: text(made.response.attestationObject) });
    },
    use: async (asked) => {
      const used = await navigator.credentials.get({
        publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: listed(asked.allowCredentials) },
      });
      const { authenticatorData, signature, userHandle } = used.response;
      return answer(used, {
        authenticatorData: text(authenticatorData),
        signature: text(signature),
        userHandle: userHandle ? text(userHandle) : null,
      });
    },
  };
  const answer = (credential, response) => ({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: text(credential.response.clientDataJSON), ...response },
  });

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    if (!window.PublicKeyCredential) return;
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      const field = form.elements.credential;
      if (field.value) return;
      event.preventDefault();
      try {
        const asked = await (await fetch(form.dataset.options, { method: "POST", body: new FormData(form) })).json();
        field.value = JSON.stringify(await acts[form.dataset.passkey](asked.publicKey));
        form.submit();
      } catch {
        const said = new CustomEvent("sx:say", { detail: { value: "没有得到通行密钥，可以再试一次，或者改用验证码" } });
        document.dispatchEvent(said);
        setTimeout(() => form.querySelector("button").removeAttribute("aria-disabled"));
      }
    });
  });
})();
