// 文书比对: hashes a file in the reader's browser and compares it with the digest on the page. Needs formats.js.
// Markup: [data-compare="<sha256>"] around input[type=file] and an element with role=status.
"use strict";
(() => {
  const hexOf = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  document.querySelectorAll("[data-compare]").forEach((root) => {
    const input = root.querySelector("input[type=file]"), status = root.querySelector("[role=status]");
    input.addEventListener("change", async () => {
      const [file] = input.files;
      if (!file) return;
      const digest = hexOf(globalThis.sanxiangFormats.sha256(new Uint8Array(await file.arrayBuffer())));
      const same = digest === root.dataset.compare;
      status.dataset.code = same ? "0" : "1";
      status.textContent = same
        ? "一致：您的文件与执法机关制作的文书一字不差。"
        : "不一致：您的文件与执法机关制作的文书不同，请拨打执法机关的电话核实。";
    });
  });
})();
