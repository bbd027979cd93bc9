// 证件签名核验: checks what the QR code of a card holds, in the reader's browser and without a network. Needs formats.js.
// Markup: [data-card-key="<vkey>"] with role=status inside; optional data-card-number, the number the page is about;
// optional textarea. Format: docs/reference/card.md; the same checks as sanxiang.disclosure.cards.
"use strict";
(() => {
  const HEAD = "sanxiang.card/v1", DAY = /^\d{4}-\d{2}-\d{2}$/;
  const F = globalThis.sanxiangFormats;

  function bytes64(s) {
    if (!/^[A-Za-z0-9_-]+$/.test(s)) return null;
    try {
      const binary = atob(s.replaceAll("-", "+").replaceAll("_", "/"));
      const again = btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
      return again === s ? Uint8Array.from(binary, (c) => c.charCodeAt(0)) : null;
    } catch { return null; }
  }

  function keyOf(vkey) { // name+id+base64(type ‖ key); base64 may hold a "+" itself
    const [, id, ...rest] = vkey.split("+"), raw = Uint8Array.from(atob(rest.join("+")), (c) => c.charCodeAt(0));
    return { id, publicKey: raw.slice(1) };
  }

  /* [code, reason, lines]: 0 good, 1 bad, 2 not decidable offline */
  function check(statement, vkey, today) {
    const [body, signed, more] = statement.trim().split("#").pop().split(".");
    const raw = bytes64(body ?? ""), signature = bytes64(signed ?? "");
    if (!raw || !signature || signature.length !== 68 || more !== undefined) return [1, "不是执法证件二维码的内容"];
    const key = keyOf(vkey);
    if (F.hex(signature.slice(0, 4)) !== key.id) return [2, "签名公钥与本页的不同，请联网核验"];
    if (!F.ed25519(key.publicKey, raw, signature.slice(4))) return [1, "签名不成立：内容被改动过，或者不是平台签发"];
    const lines = new TextDecoder("utf-8", { fatal: true }).decode(raw).split("\n");
    if (lines.length !== 9 || lines[0] !== HEAD || !lines.slice(5, 8).every((day) => DAY.test(day))) return [1, "签名内容的写法不规范"];
    const [, number, name, agency, fields, validTo, issuedOn, onlineBy] = lines;
    const card = { number, name, agency, fields, validTo };
    if (validTo < today) return [1, `证件已于${validTo}期满`, card];
    if (today < issuedOn) return [2, `签发日期${issuedOn}在今天之后，请核对手机日期`, card];
    if (onlineBy < today) return [2, `离线核验的期限已于${onlineBy}届满，以联网结果为准`, card];
    return [0, `签名成立，${onlineBy}前可以离线核验`, card];
  }

  const today = () => new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });

  document.querySelectorAll("[data-card-key]").forEach((root) => {
    const status = root.querySelector("[role=status]"), input = root.querySelector("textarea");
    const show = (statement) => {
      let [code, reason, card] = check(statement, root.dataset.cardKey, today());
      const about = root.dataset.cardNumber;
      if (card && about && card.number !== about) [code, reason] = [1, "二维码的签名属于另一张证件"];
      status.dataset.code = code;
      status.textContent = (about ? "卡面二维码：" : "") + reason
        + (card && !about ? `。${card.name}，${card.agency}，证号${card.number}，${card.fields}，有效期至${card.validTo}` : "");
    };
    if (input) input.addEventListener("input", () => { if (input.value.trim()) show(input.value); });
    const inAddress = () => { if (location.hash.length > 99) show(location.hash); };
    addEventListener("hashchange", inAddress);
    inAddress();
  });
})();
