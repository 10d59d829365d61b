"use strict";
(() => {
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);

  const theme = one("#theme");
  const THEMES = ["system", "light", "dark"];
  const kept = "manifestlint-theme";
  function wear(name) {
    theme.textContent = `Theme: ${name}`;
    if (name === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
  }
  // A page from a file, or in a frame without an origin, may have no storage.
  function remembered() {
    try { return localStorage.getItem(kept); } catch { return null; }
  }
  wear(THEMES.includes(remembered()) ? remembered() : "system");
  theme.addEventListener("click", () => {
    const next = THEMES[(THEMES.indexOf(document.documentElement.dataset.theme ?? "system") + 1) % THEMES.length];
    wear(next);
    try { localStorage.setItem(kept, next); } catch { /* it lasts as long as the page */ }
  });
  theme.hidden = false;

  const form = one("#filters");
  if (!form) return;

  const search = one("#search");
  const chips = all("button[data-key]");
  const lists = all("select[data-key]");
  const clear = one("#clear");
  const folded = all("details.part:has(.finding)");
  const files = all(".file").map((section) => ({
    section,
    part: section.closest("details.part"),
    path: section.querySelector(".path").textContent.toLowerCase(),
    shown: 0,
  }));
  const cards = files.flatMap((file) => all(".finding", file.section).map((element) => ({
    element,
    file,
    severity: element.dataset.severity,
    state: element.dataset.state,
    rule: element.dataset.rule,
    applications: element.dataset.application.split(" "),
    text: null,
    shown: true,
  })));

  const empty = () => ({ severity: new Set(), state: new Set(), rule: "", application: "", words: "" });
  let wanted = empty();
  const filters = () => wanted.severity.size + wanted.state.size > 0 || Boolean(wanted.rule || wanted.application || wanted.words);
  const numberOf = (key) => {
    const list = lists.find((each) => each.dataset.key === key);
    const at = list ? [...list.options].findIndex((option) => option.value === wanted[key]) : 0;
    return at > 0 ? String(at - 1) : "";
  };

  function textOf(card) {
    card.text ??= `${card.file.path} ${card.element.textContent.toLowerCase()}`;
    return card.text;
  }

  function apply() {
    const rule = numberOf("rule");
    const application = numberOf("application");
    const words = wanted.words.toLowerCase().split(/\s+/).filter(Boolean);
    let number = 0;
    let above = 0;
    for (const file of files) file.shown = 0;
    for (const card of cards) {
      const fits = (!wanted.severity.size || wanted.severity.has(card.severity))
        && (!wanted.state.size || wanted.state.has(card.state))
        && (!rule || card.rule === rule)
        && (!application || card.applications.includes(application))
        && words.every((word) => textOf(card).includes(word));
      if (fits !== card.shown) card.element.hidden = !fits;
      card.shown = fits;
      if (!fits) continue;
      number += 1;
      card.file.shown += 1;
      if (!card.file.part) above += 1;
    }
    for (const file of files) file.section.hidden = !file.shown;
    for (const part of folded) {
      part.hidden = files.every((file) => file.part !== part || !file.shown);
      if (filters()) part.open = wanted.state.size > 0 || above === 0;
    }
    one("#nothing").hidden = number > 0;
    const total = `${cards.length.toLocaleString("en")} finding${cards.length === 1 ? "" : "s"}`;
    one("#shown").textContent = number === cards.length ? total : `${number.toLocaleString("en")} of ${total}`;
    clear.disabled = !filters();
  }

  // What is filtered for stands in the address, so that a view can be shared.
  function toAddress() {
    const parts = new URLSearchParams();
    for (const key of ["severity", "state"]) if (wanted[key].size) parts.set(key, [...wanted[key]].join(","));
    for (const key of ["rule", "application"]) if (wanted[key]) parts.set(key, wanted[key]);
    if (wanted.words) parts.set("q", wanted.words);
    const fragment = `#${parts}`;
    if (fragment === (location.hash || "#")) return;
    try { history.replaceState(null, "", fragment); } catch { location.replace(fragment); }
  }

  function fromAddress() {
    const parts = new URLSearchParams(location.hash.slice(1));
    const target = parts.get("at");
    const known = ["severity", "state", "rule", "application", "q", "at"].some((key) => parts.has(key));
    if (!known && location.hash.length > 1) return;  // a place on the page
    wanted = empty();
    for (const chip of chips) {
      const { key, value } = chip.dataset;
      if ((parts.get(key) ?? "").split(",").includes(value)) wanted[key].add(value);
    }
    for (const list of lists) {
      const value = parts.get(list.dataset.key) ?? "";
      if ([...list.options].some((option) => option.value === value)) wanted[list.dataset.key] = value;
    }
    wanted.words = parts.get("q") ?? "";
    show();
    if (target) reach(cards.find((card) => card.element.id === `at=${target}`));
  }

  function show() {
    for (const chip of chips) chip.setAttribute("aria-pressed", String(wanted[chip.dataset.key].has(chip.dataset.value)));
    for (const list of lists) list.value = wanted[list.dataset.key];
    if (search.value !== wanted.words) search.value = wanted.words;
    apply();
  }

  function change() {
    show();
    toAddress();
  }

  function reach(card) {
    if (!card) return;
    if (card.file.part) card.file.part.open = true;
    card.element.querySelector("summary").focus({ preventScroll: true });
    card.element.scrollIntoView({ block: "nearest" });
  }

  let last = null;
  function step(by) {
    const seen = cards.filter((card) => card.shown && (card.file.part === null || card.file.part.open));
    const element = document.activeElement.closest?.(".finding") ?? last;
    const at = seen.findIndex((card) => card.element === element);
    const next = at < 0 ? seen[by > 0 ? 0 : seen.length - 1] : seen[at + by];
    if (next) last = next.element;
    reach(next);
  }

  function reset() {
    wanted = empty();
    for (const part of folded) part.open = false;
    change();
  }

  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { wanted.words = search.value.trim(); apply(); toAddress(); }, cards.length > 2000 ? 150 : 0);
  });
  for (const list of lists) list.addEventListener("change", () => { wanted[list.dataset.key] = list.value; change(); });
  for (const chip of chips) {
    chip.disabled = false;
    chip.addEventListener("click", () => {
      const { key, value } = chip.dataset;
      if (!wanted[key].delete(value)) wanted[key].add(value);
      change();
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => { event.preventDefault(); reset(); search.focus(); });

  const fold = one("#fold");
  fold.addEventListener("click", () => {
    const open = fold.textContent === "Open all";
    for (const card of cards) card.element.open = open;
    fold.textContent = open ? "Close all" : "Open all";
  });

  const keys = one("#keys");
  const popovers = all("[popover]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (popovers.some((each) => each.matches(":popover-open"))) return;  // the browser closes it
    const writes = event.target === search;
    if (event.target.tagName === "SELECT") return;
    const inList = Boolean(event.target.closest?.(".finding"));
    const down = event.key === "j" || (event.key === "ArrowDown" && (inList || writes));
    const up = event.key === "k" || (event.key === "ArrowUp" && inList);
    if (event.key === "Escape") reset();
    else if (writes && event.key !== "ArrowDown") return;
    else if (event.key === "/") { search.focus(); search.select(); }
    else if (event.key === "?") keys.showPopover();
    else if (down) step(1);
    else if (up) step(-1);
    else return;
    event.preventDefault();
  });

  // Paper has no way to open what is closed.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = cards.filter((card) => card.shown && !card.element.open);
    for (const card of closed) card.element.open = true;
  });
  addEventListener("afterprint", () => { for (const card of closed) card.element.open = false; });
  addEventListener("hashchange", fromAddress);
  // Browsers go to the fragment themselves when all is loaded, and take the focus away.
  addEventListener("load", () => { if (location.hash.startsWith("#at=")) fromAddress(); });

  one("#keys-button").hidden = false;
  form.hidden = false;
  fromAddress();
})();
