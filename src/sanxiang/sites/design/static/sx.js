/*! sx.js: what pages gain with script. Every page works without it. */
(() => {
  "use strict";
  const typing = (el) => el.closest("input, textarea, select, [contenteditable]") !== null;
  const off = () => localStorage.getItem("sx-keys") === "off";
  const main = () => document.getElementById("main");

  /* Keyboard. Single keys are off inside fields and while an input method composes (WCAG 2.1.4). */
  const rows = () => [...document.querySelectorAll("[data-rows] .sx-lead, [data-rows] .sx-tasks a")];
  const step = (by) => {
    const all = rows();
    const at = all.indexOf(document.activeElement);
    all[Math.min(Math.max(at + by, 0), all.length - 1)]?.focus();
  };
  const keys = {
    "/": () => document.querySelector("[aria-keyshortcuts='/']")?.focus(),
    "?": () => document.getElementById("shortcuts")?.togglePopover(),
    j: () => step(1),
    k: () => step(-1),
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) {
      /* Enter that confirms a candidate must not submit the form */
      if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      document.activeElement.closest("form")?.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || off()) return;
    const key = event.key.toLowerCase();
    const own = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    const act = own ? () => own.click() : keys[key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  /* 1, 2, 3 answer the review point in focus. */
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || off() || !/^[123]$/.test(event.key)) return;
    const field = event.target;
    if (field.type !== "radio" && typing(field)) return;
    const point = field.closest(".sx-pt");
    point?.querySelectorAll(".sx-tri input")[event.key - 1]?.click();
  });

  /* Focus and live region: a swap with errors or a refusal takes the focus, otherwise a changed heading does. */
  const settle = (root) => {
    const loud = root.querySelector?.("#errors, .sx-refuse") ?? document.querySelector("#refusal > *");
    if (loud) {
      (loud.closest("[tabindex]") ?? loud).focus();
      return;
    }
    root.querySelector?.("[data-focus]")?.focus();
  };
  document.addEventListener("htmx:afterSettle", (event) => settle(event.detail.elt));
  document.addEventListener("htmx:beforeRequest", () => {
    document.getElementById("refusal")?.replaceChildren();
    main()?.setAttribute("aria-busy", "true");
  });
  document.addEventListener("htmx:afterRequest", () => main()?.removeAttribute("aria-busy"));
  document.addEventListener("htmx:responseError", () => say("系统没有完成这次操作，已保存的内容不受影响。请重试"));
  document.addEventListener("htmx:sendError", () => say("网络没有连通，内容还在页面上。请稍后重试"));
  document.addEventListener("sx:say", (event) => say(event.detail.value));

  function say(text) {
    const line = document.createElement("p");
    line.className = "sx-toast";
    line.textContent = text;
    document.getElementById("toasts").replaceChildren(line);
  }

  /* Pages. */
  document.addEventListener("DOMContentLoaded", () => {
    document.getElementById("errors")?.focus();
    const box = document.querySelector("[data-keys-off]");
    if (box) box.checked = off();
  });
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.matches("[data-keys-off]")) localStorage.setItem("sx-keys", field.checked ? "off" : "on");
    if (field.type === "file") list(field);
    if (field.matches("[data-submit]")) field.form.requestSubmit();
    if (field.matches(".sx-tri [value=problem]")) field.closest(".sx-pt").querySelector("details")?.setAttribute("open", "");
  });

  function list(field) {
    const place = document.querySelector(`[data-files-of="${CSS.escape(field.id)}"]`);
    if (!place) return;
    place.replaceChildren(
      ...[...field.files].map((file) => {
        const line = document.createElement("li");
        line.textContent = `${file.name}（${(file.size / 1e6).toFixed(1)}MB）`;
        return line;
      }),
    );
  }

  /* A form is sent once: the button rests until the page answers. */
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    setTimeout(() => event.submitter?.setAttribute("aria-disabled", "true"));
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[aria-disabled=true]");
    if (button) event.preventDefault();
    if (event.target.closest?.("[data-print]")) window.print();
    const copy = event.target.closest?.("[data-copy]");
    if (copy) navigator.clipboard.writeText(copy.dataset.copy).then(() => say("已复制"));
  });
  const wake = () => document.querySelectorAll("button[aria-disabled=true]").forEach((b) => b.removeAttribute("aria-disabled"));
  window.addEventListener("pageshow", wake);
  document.addEventListener("htmx:afterRequest", wake);
})();
