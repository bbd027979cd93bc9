// 核验页面：ties a file input to the verifier. Used by 验证.html and by the /verify/ page of the public site.
// Markup: [data-verify] around input[type=file][data-verify-files], optional textarea[data-verify-policy] and
// [data-verify-result]. Text is only ever set as text.
"use strict";
(() => {
  const VERDICTS = ["通过", "不通过", "不能判定"];
  const MEANINGS = [
    "决定书与账本中的记录一致，记录有账本的签名证明。",
    "文件与账本不一致：下列内容被改动过，或本来就不属于这份决定。",
    "缺少文件、公钥不在策略中，或见证不足，因此不能下结论。",
  ];

  /* words for the fields of a publication; a field without one is shown by its name */
  const LABELS = {
    document_no: "决定书文号", party_name: "行政相对人", uscc: "统一社会信用代码", violation: "违法行为", facts: "违法事实",
    basis: "处罚依据", discretion: "裁量阶次", penalty_kinds: "处罚种类", result: "处罚内容", agency: "执法机关",
    handlers: "执法人员", decided_on: "决定日期", remedies: "救济途径和期限", reason: "更正或撤下理由",
  };

  const element = (tag, content, attributes = {}) => {
    const node = document.createElement(tag);
    node.textContent = content;
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  };

  async function check(files, policyText) {
    const contents = new Map();
    for (const file of files) contents.set(file.name, new Uint8Array(await file.arrayBuffer()));
    const [first] = contents.values();
    return contents.size === 1
      ? globalThis.sanxiangVerify.verifyBundle(first, policyText)
      : globalThis.sanxiangVerify.verifyExtracted(contents, policyText);
  }

  function facts(report) {
    const list = element("dl", "", { class: "verify-facts" });
    const add = (name, value) => list.append(element("dt", name), element("dd", value));
    const local = (time) => new Date(time).toLocaleString("zh-CN", { timeZone: "Asia/Shanghai" });
    const place = (name) => (Object.keys(LABELS).indexOf(name) + 1 || Infinity);
    const disclosed = Object.entries(report.disclosed).sort(([a], [b]) => place(a) - place(b) || 0);
    for (const [name, value] of disclosed) add(LABELS[name] ?? name, value);
    if (report.leaf.at) add("写入账本", local(report.leaf.at));
    if (report.origin) add("账本", `${report.origin}，序号${report.index}，共${report.size}条`);
    for (const time of report.cosigned) add("见证时间", local(time * 1000));
    for (const key of report.keys) add("签名公钥", key);
    return list;
  }

  function show(place, report, ownPolicy) {
    const problems = element("ul", "");
    for (const [file, what] of report.problems) problems.append(element("li", `${file}：${what}`));
    place.replaceChildren(
      element("h2", VERDICTS[report.code], { class: "verify-verdict", "data-code": report.code }),
      element("p", MEANINGS[report.code]),
      ...(report.problems.length ? [problems] : [facts(report)]),
    );
    if (ownPolicy) {
      place.append(element("p", "本次使用了包内的公钥。请把“签名公钥”与公示网站、公报或打印件上的比对。", { class: "verify-note" }));
    }
  }

  function start(root) {
    const input = root.querySelector("[data-verify-files]"), place = root.querySelector("[data-verify-result]");
    const policy = root.querySelector("[data-verify-policy]");
    const run = async (files) => {
      if (!files.length) return;
      place.replaceChildren(element("p", "正在核验……"));
      const text = policy && policy.value.trim() ? policy.value.trim() + "\n" : null;
      show(place, await check(files, text), text === null);
    };
    input.addEventListener("change", () => run([...input.files]));
    root.addEventListener("dragover", (event) => event.preventDefault());
    root.addEventListener("drop", (event) => {
      event.preventDefault();
      run([...event.dataTransfer.files]);
    });
  }

  document.querySelectorAll("[data-verify]").forEach(start);
})();
