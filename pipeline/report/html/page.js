"use strict";
// The entries of the review page: filters, search, order, keys. No library, no network.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { catalogs, entries, states } = data;
  const BATCH = 60; // entries drawn at once
  const MOST = 8000; // drawn ahead while nobody waits; beyond that, when the reader comes near
  const $ = (id) => document.getElementById(id);

  const numbers = new Map(); // an entry's number is its place in its own catalog
  for (const entry of entries) {
    entry.number = (numbers.get(entry.c) || 0) + 1;
    numbers.set(entry.c, entry.number);
  }

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== null) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  };
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const plain = (runs) => (typeof runs === "string" ? runs : runs.map((run) => (typeof run === "string" ? run : run[0])).join(""));
  const many = (count, one, more) => `${count.toLocaleString("en")} ${count === 1 ? one : more}`;

  // -- one entry ------------------------------------------------------------------------------------------------
  const marked = (runs) => {
    if (typeof runs === "string") return [runs];
    return runs.map((run) => (typeof run === "string" ? run : make("mark", { title: run[1] }, run[0])));
  };
  const changed = (pieces) => pieces.map(([change, text]) => {
    if (change === "come") return make("ins", {}, text);
    return change === "gone" ? make("del", {}, text) : text;
  });
  const texts = (forms, language, empty) => {
    const side = make("div", { lang: language, dir: "auto" });
    forms.forEach((runs, form) => {
      const text = make("p", { class: "text", dir: "auto" });
      if (forms.length > 1) text.append(make("span", { class: "form", lang: "en", dir: "ltr" }, `form ${form}`));
      if (plain(runs)) text.append(...marked(runs));
      else text.append(make("span", { class: "missing", lang: "en" }, empty));
      side.append(text);
    });
    return side;
  };
  const line = (name, ...children) => make("li", { class: name }, ...children);
  const labelled = (label, ...children) => line("", make("span", { class: "label" }, `${label}: `), ...children);
  const place = (entry) => {
    const catalog = catalogs[entry.c];
    const href = catalog.href.replaceAll("{line}", entry.l);
    return make("a", { class: "place", href }, `${catalog.path}:${entry.l}`);
  };
  const extras = (entry, catalog) => {
    const list = make("ul", { class: "extra" });
    for (const [severity, rule, message] of entry.d || []) {
      list.append(line(`finding ${severity}`, make("b", {}, `${severity}, ${rule}: `), message));
    }
    if (entry.a) list.append(labelled("Change of the source", make("span", { class: "diff", lang: catalog.sourceTag, dir: "auto" }, ...changed(entry.a))));
    if (entry.b) list.append(labelled("Change since the last review", make("span", { class: "diff", lang: catalog.tag, dir: "auto" }, ...changed(entry.b))));
    for (const comment of entry.m || []) list.append(labelled("Comment", comment));
    for (const note of entry.n || []) list.append(labelled("Note", note));
    return list.childElementCount ? list : null;
  };
  const draw = (entry) => {
    const catalog = catalogs[entry.c];
    const id = `e${entry.i}`;
    const head = make("div", { class: "head" },
      make("h3", { id: `${id}h` }, `${entry.number}${entry.k ? ` · ${entry.k}` : ""}${entry.x ? ` · ${entry.x}` : ""}`),
      make("span", { class: "state" }, states[entry.s]));
    if (entry.p !== undefined) {
      const meter = make("span", { class: "meter", "aria-hidden": "true" }, make("span", { style: `width:${100 * entry.p}%` }));
      head.append(make("span", {}, meter, `confidence ${entry.p.toFixed(2)}`));
    }
    if (entry.r) head.append(make("span", { class: "quiet" }, entry.r.slice(0, 3).join(", ") + (entry.r.length > 3 ? " …" : "")));
    head.append(place(entry));
    const article = make("article", { id, class: entry.s, tabindex: "-1", "aria-labelledby": `${id}h` }, head,
      make("div", { class: "texts" }, texts(entry.f, catalog.sourceTag, "empty"), texts(entry.t, catalog.tag, "not translated")));
    const more = extras(entry, catalog);
    if (more) article.append(more);
    return article;
  };

  // -- what is shown --------------------------------------------------------------------------------------------
  const index = [];
  const searchable = (entry) => {
    if (index[entry.i] === undefined) {
      const catalog = catalogs[entry.c];
      const parts = [...entry.f.map(plain), ...entry.t.map(plain), entry.x, entry.k, ...(entry.n || []), ...(entry.m || [])];
      for (const finding of entry.d || []) parts.push(finding[1], finding[2]);
      parts.push(`${catalog.path}:${entry.l}`, ...(entry.r || []));
      index[entry.i] = fold(parts.filter(Boolean).join("\n"));
    }
    return index[entry.i];
  };
  let shown = entries;
  let drawn = 0;
  let idle = 0;

  const ticked = () => [...document.querySelectorAll("#states input")].filter((box) => box.checked).map((box) => box.value);
  const hasFinding = (entry, wanted) => {
    const found = entry.d || [];
    if (wanted === "any") return found.length > 0;
    if (wanted === "none") return found.length === 0;
    return found.some((finding) => finding[0] === wanted || finding[1] === wanted.replace(/^rule:/, ""));
  };
  const orders = {
    worst: (one, other) => (one.p ?? 2) - (other.p ?? 2),
    findings: (one, other) => (other.d || []).length - (one.d || []).length,
    longest: (one, other) => plain(other.f[0]).length - plain(one.f[0]).length,
  };
  const select = () => {
    const words = fold($("q").value).split(/\s+/).filter(Boolean);
    const language = $("language").value;
    const path = $("document").value;
    const findings = $("findings").value;
    const below = parseFloat($("confidence").value);
    const wanted = new Set(ticked());
    shown = entries.filter((entry) => {
      const catalog = catalogs[entry.c];
      return (!language || catalog.language === language)
        && (!path || catalog.document === path)
        && (!wanted.size || wanted.has(entry.s))
        && (!findings || hasFinding(entry, findings))
        && (Number.isNaN(below) || (entry.p !== undefined && entry.p < below))
        && (!$("changes").checked || entry.a !== undefined)
        && (!words.length || words.every((word) => searchable(entry).includes(word)));
    });
    const order = orders[$("order").value];
    if (order) shown = [...shown].sort((one, other) => order(one, other) || one.i - other.i);
  };
  const more = (until) => {
    const fragment = document.createDocumentFragment();
    const stop = Math.min(shown.length, Math.max(drawn + BATCH, until || 0));
    while (drawn < stop) fragment.append(draw(shown[drawn++]));
    $("list").append(fragment);
  };
  const whenIdle = window.requestIdleCallback || ((call) => setTimeout(call, 50));
  const ahead = (turn) => {
    if (turn !== idle || drawn >= Math.min(shown.length, MOST)) return;
    more();
    whenIdle(() => ahead(turn));
  };
  const show = () => {
    select();
    $("list").replaceChildren();
    drawn = 0;
    idle += 1;
    const turn = idle;
    if (shown.length) more();
    else $("list").append(make("p", { class: "empty" }, entries.length ? "No entry is like that." : "There are no entries."));
    $("count").textContent = shown.length === entries.length
      ? many(entries.length, "entry", "entries")
      : `${many(shown.length, "entry", "entries")} of ${entries.length.toLocaleString("en")}`;
    remember();
    whenIdle(() => ahead(turn));
  };
  new IntersectionObserver((seen) => {
    if (seen.some((one) => one.isIntersecting) && drawn < shown.length) more();
  }, { rootMargin: "1500px" }).observe($("end"));
  window.addEventListener("beforeprint", () => more(shown.length));

  // -- the filters and the address ------------------------------------------------------------------------------
  const FIELDS = ["q", "language", "document", "findings", "confidence", "order"];
  const remember = () => {
    const said = new URLSearchParams();
    for (const id of FIELDS) {
      if ($(id).value && !(id === "order" && $(id).value === "file")) said.set(id, $(id).value);
    }
    if (ticked().length) said.set("state", ticked().join("."));
    if ($("changes").checked) said.set("changes", "1");
    const address = said.toString();
    try {
      history.replaceState(null, "", address ? `#${address}` : location.pathname + location.search);
    } catch { /* some browsers forbid it for files */ }
  };
  const setFilters = (said) => {
    for (const id of FIELDS) $(id).value = said.get(id) || (id === "order" ? "file" : "");
    for (const id of FIELDS) if ($(id).selectedIndex === -1) $(id).selectedIndex = 0;
    const wanted = (said.get("state") || "").split(".");
    for (const box of document.querySelectorAll("#states input")) box.checked = wanted.includes(box.value);
    $("changes").checked = said.has("changes");
  };
  const options = (id, all, pairs) => {
    $(id).append(make("option", { value: "" }, all), ...pairs.map(([value, text]) => make("option", { value }, text)));
    if (!pairs.length) $(id).parentElement.hidden = true;
  };
  const counted = (key) => {
    const counts = new Map();
    for (const entry of entries) for (const name of new Set(key(entry))) counts.set(name, (counts.get(name) || 0) + 1);
    return counts;
  };
  const distinct = (key) => [...new Set(catalogs.map((catalog) => catalog[key]))];
  const languages = new Map(catalogs.map((catalog) => [catalog.language, catalog.name]));
  options("language", "All", languages.size > 1 ? [...languages].map(([code, name]) => [code, `${name} (${code})`]) : []);
  options("document", "All", distinct("document").length > 1 ? distinct("document").map((name) => [name, name]) : []);
  const severities = counted((entry) => (entry.d || []).map((finding) => finding[0]));
  const rules = counted((entry) => (entry.d || []).map((finding) => finding[1]));
  options("findings", "With or without", rules.size ? [
    ["any", "With findings"], ["none", "Without findings"],
    ...["error", "warning", "note"].filter((name) => severities.has(name)).map((name) => [name, `${name} (${severities.get(name)})`]),
    ...[...rules].sort().map(([name, count]) => [`rule:${name}`, `${name} (${count})`]),
  ] : []);
  options("confidence", "Any", entries.some((entry) => entry.p !== undefined)
    ? ["0.5", "0.7", "0.9", "0.95", "0.99"].map((bound) => [bound, `below ${bound}`]) : []);
  const perState = counted((entry) => [entry.s]);
  for (const [state, name] of Object.entries(states)) {
    if (!perState.has(state)) continue;
    $("states").append(make("label", {}, make("input", { type: "checkbox", value: state }), ` ${name} (${perState.get(state).toLocaleString("en")})`));
  }
  $("changes").parentElement.hidden = !entries.some((entry) => entry.a !== undefined);

  let waiting = 0;
  $("filters").addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(show, event.target === $("q") ? 120 : 0);
  });
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("reset").addEventListener("click", () => { setFilters(new URLSearchParams()); show(); $("q").focus(); });
  document.addEventListener("click", (event) => {
    const asked = event.target.closest("[data-show]");
    if (!asked) return;
    setFilters(new URLSearchParams(asked.dataset.show));
    show();
    $("entries").focus();
  });
  window.addEventListener("hashchange", () => start());

  // -- keys -----------------------------------------------------------------------------------------------------
  const step = (by) => {
    const all = $("list").querySelectorAll("article");
    const here = document.activeElement?.closest?.("article");
    const next = here ? [...all].indexOf(here) + by : 0;
    if (next >= drawn - 3) more();
    const article = $("list").querySelectorAll("article")[Math.max(0, next)];
    if (article) {
      article.focus({ preventScroll: true });
      article.scrollIntoView({ block: "start", behavior: "instant" });
    }
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input[type=search], select");
    if (typing && event.key === "Escape") event.target.blur();
    if (typing) return;
    if (event.key === "/") { event.preventDefault(); $("q").focus(); $("q").select(); }
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "o") document.activeElement?.closest?.("article")?.querySelector("a.place").click();
  });

  const start = () => {
    setFilters(new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : ""));
    show();
  };
  start();
  document.documentElement.dataset.ready = "yes";
})();
