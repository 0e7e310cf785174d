// A page says how papers stood on the day when it was made. This says it anew by today's date, so
// that a site built last month does not lie. The words come with the page, in its language.

"use strict";

(() => {
  const TONES = { holds: "ok", soon: "warn", today: "warn", undated: "warn", missing: "bad" };

  function numberOf(year, month, day) {
    return Date.UTC(year, month, day) / 86_400_000;
  }

  function dayOf(text) {
    const [year, month, day] = text.split("-").map(Number);
    return numberOf(year, month - 1, day);
  }

  function today() {
    const now = new Date();
    return numberOf(now.getFullYear(), now.getMonth(), now.getDate());
  }

  function paper([of, last, within, least]) {
    return { of, last, within: Number(within), least };
  }

  // A paper stands on an element of its own, or several on one that tells of the worst.
  function papersOf({ papers, of, until, within, least = "" }) {
    const listed = papers?.split(" ").map((each) => paper(each.split(":")));
    return listed ?? [paper([of, until, within, least])];
  }

  function stateOf(paper, day) {
    const left = paper.last ? dayOf(paper.last) - day : Infinity;
    if (left < 0) {
      return ["past", -left];
    }
    if (paper.least) {
      return [paper.least, 0];
    }
    return left === 0 ? ["today", 0] : [left <= paper.within ? "soon" : "holds", left];
  }

  function counted([one, many], count, locale) {
    const form = new Intl.PluralRules(locale).select(count) === "one" ? one : many;
    return form.replace("{count}", new Intl.NumberFormat(locale).format(count));
  }

  function told(paper, day, { words, locale }) {
    const known = words[paper.of];
    const [state, days] = stateOf(paper, day);
    const said = known[state] ?? "";
    const text = Array.isArray(said) ? counted(said, days, locale) : said;
    return { text, tone: state === "past" ? known.late : TONES[state] };
  }

  function worst(all) {
    const found = (tone) => all.find((each) => each.tone === tone);
    return found("bad") ?? found("warn");
  }

  function say(chip, { text, tone }) {
    chip.textContent = text;
    chip.classList.remove("pb-chip--ok", "pb-chip--warn", "pb-chip--bad", "pb-chip--neutral");
    chip.classList.add(`pb-chip--${tone}`);
  }

  // A last day that is not near has no mark yet.
  function markBehind(date) {
    const next = date.nextElementSibling;
    if (next?.classList.contains("pb-chip")) {
      return next;
    }
    const mark = document.createElement("span");
    mark.className = "pb-chip";
    date.after(" ", mark);
    return mark;
  }

  function renew(element, day, known) {
    const all = papersOf(element.dataset).map((each) => told(each, day, known));
    const fine = element.dataset.papers ? { text: known.fine, tone: "ok" } : all[0];
    const found = worst(all) ?? fine;
    if (element.classList.contains("pb-chip")) {
      say(element, found);
    } else if (found.text) {
      say(markBehind(element), found);
    }
  }

  function renewAll(part) {
    const known = JSON.parse(part.dataset.standing);
    const day = today();
    const age = day - dayOf(known.built);
    // A clock that goes wrong must not make a paper young again.
    if (age <= 0) {
      return;
    }
    for (const element of part.querySelectorAll("[data-until], [data-papers]")) {
      renew(element, day, known);
    }
    for (const notice of part.querySelectorAll(".pb-stale")) {
      notice.textContent = counted(JSON.parse(notice.dataset.forms), age, known.locale);
      notice.hidden = false;
    }
  }

  function start() {
    document.querySelectorAll("[data-standing]").forEach(renewAll);
  }

  // Rows that come later were told on the day of the build as well.
  document.addEventListener("pb-rows", ({ target }) => {
    const part = target.closest("[data-standing]");
    if (part) {
      renewAll(part);
    }
  });

  // Where the theme loads pages by script, it says when one is there.
  if (window.document$) {
    window.document$.subscribe(start);
  } else {
    start();
  }
})();
