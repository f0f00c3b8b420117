"use strict";
(() => {
  const filters = document.getElementById("filters");
  const help = document.getElementById("help");
  const cards = [...document.querySelectorAll(".card")];
  const marks = [...document.querySelectorAll("a.mark")];
  const fields = filters.elements;
  let current = null;

  const fits = (card) =>
    (!fields.verdict.value || card.dataset.verdict === fields.verdict.value) &&
    (!fields.types.value || card.dataset.types.split(" ").includes(fields.types.value)) &&
    (!fields.severity.value || card.dataset.severity === fields.severity.value) &&
    (!fields.flagged.checked || card.dataset.flagged === "yes") &&
    card.textContent.toLowerCase().includes(fields.words.value.trim().toLowerCase());

  function filter() {
    for (const card of cards) card.hidden = !fits(card);
    for (const mark of marks) {
      const card = document.getElementById(mark.dataset.claim);
      mark.classList.toggle("faint", card !== null && card.hidden);
    }
    for (const column of document.querySelectorAll(".cards")) {
      const own = [...column.querySelectorAll(".card")];
      column.querySelector(".nothing").hidden = own.length === 0 || own.some((card) => !card.hidden);
    }
    const left = cards.filter((card) => !card.hidden).length;
    document.getElementById("shown").textContent = `${left === cards.length ? "" : `${left} of `}${cards.length} ${cards.length === 1 ? "claim" : "claims"}`;
  }

  function show(card, focus) {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const behavior = calm ? "auto" : "smooth";
    for (const marked of document.querySelectorAll(".current")) marked.classList.remove("current");
    current = card;
    card.classList.add("current");
    const own = marks.filter((mark) => mark.dataset.claim === card.id);
    for (const mark of own) mark.classList.add("current");
    const column = card.parentElement;
    const beside = getComputedStyle(column).position === "sticky";
    if (beside) {
      column.scrollTo({ top: card.offsetTop - 8, behavior });
      if (own[0] && focus) own[0].scrollIntoView({ block: "center", behavior });
    } else {
      card.scrollIntoView({ block: "start", behavior });
    }
    if (focus) card.focus({ preventScroll: true });
  }

  function step(by) {
    const open = cards.filter((card) => !card.hidden);
    if (open.length === 0) return;
    const at = open.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : open.length - 1) : Math.min(open.length - 1, Math.max(0, at + by));
    show(open[next], true);
  }

  function toggleDetails() {
    if (!current) return;
    const parts = [...current.querySelectorAll("details")];
    const open = !parts.every((part) => part.open);
    for (const part of parts) part.open = open;
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    e: toggleDetails,
    f: () => { fields.flagged.checked = !fields.flagged.checked; filter(); },
    "/": () => { fields.words.focus(); fields.words.select(); },
    "?": () => { if (help.open) help.close(); else help.showModal(); },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input[type=search], select, textarea");
    if (typing) {
      if (event.key === "Escape") typing.blur();
      return;
    }
    if (help.open && event.key !== "?") return;
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });

  document.addEventListener("click", (event) => {
    const mark = event.target.closest("a.mark");
    if (!mark) return;
    const card = document.getElementById(mark.dataset.claim);
    if (!card) return;
    event.preventDefault();
    if (card.hidden) { filters.reset(); filter(); }
    show(card, false);
    card.focus({ preventScroll: true });
  });

  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const part of folded) part.open = true;
  });
  window.addEventListener("afterprint", () => { for (const part of folded) part.open = false; });

  filters.addEventListener("input", filter);
  filters.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("help-open").addEventListener("click", () => help.showModal());
  filters.hidden = false;
  filter();
})();
