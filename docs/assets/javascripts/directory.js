// The filters above a table of partners: which rows show, how many, and an address that shows them
// again. The directory and the comparison have them.

"use strict";

(() => {
  const names = ["text", "relationship", "trade", "area", "status", "ooh"];

  // Whoever looks for Koln is looking for Köln.
  function plain(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  // What the filters ask of a row is read once: a page may have thousands.
  function factsOf(row, searched) {
    return {
      row,
      text: plain(searched.map((index) => row.cells[index].textContent).join("\n")),
      relationship: row.dataset.relationship,
      trade: JSON.parse(row.dataset.trade),
      area: JSON.parse(row.dataset.area),
      status: row.dataset.status,
      ooh: row.dataset.ooh,
    };
  }

  function isRelated(facts, relationship) {
    const both = facts.relationship === "both" && ["subcontract", "referral"].includes(relationship);
    return both || facts.relationship === relationship;
  }

  const passes = {
    text: (facts, words) => plain(words).split(/\s+/).every((word) => facts.text.includes(word)),
    relationship: isRelated,
    trade: (facts, trade) => facts.trade.includes(trade),
    area: (facts, area) => facts.area.includes(area),
    status: (facts, status) => facts.status === status,
    ooh: (facts, ooh) => facts.ooh === ooh,
  };

  function chosenIn(form) {
    const all = new FormData(form);
    const given = names.map((name) => [name, String(all.get(name) ?? "").trim()]);
    return given.filter(([, value]) => value !== "");
  }

  function choose(form, address) {
    for (const name of names) {
      const control = form.elements.namedItem(name);
      const value = address.searchParams.get(name) ?? "";
      if (control?.type === "checkbox") {
        control.checked = control.value === value;
      } else if (control?.options) {
        control.value = [...control.options].some((option) => option.value === value) ? value : "";
      } else if (control) {
        control.value = value;
      }
    }
  }

  function remember(chosen) {
    const address = new URL(location.href);
    names.forEach((name) => address.searchParams.delete(name));
    chosen.forEach(([name, value]) => address.searchParams.set(name, value));
    if (address.href !== location.href) {
      history.replaceState(history.state, "", address);
    }
  }

  function countOf(shown, all) {
    const partners = all === 1 ? "partner" : "partners";
    if (shown === 0 && all > 0) {
      return `0 of ${all} ${partners}. Take a filter away, or show all.`;
    }
    return shown === all ? `${all} ${partners}` : `${shown} of ${all} ${partners}`;
  }

  function show(rows, chosen) {
    let shown = 0;
    for (const facts of rows) {
      const fits = chosen.every(([name, value]) => passes[name](facts, value));
      shown += fits;
      if (facts.row.hidden === fits) {
        facts.row.hidden = !fits;
      }
    }
    return shown;
  }

  function open(form) {
    const directory = form.closest(".pb-directory");
    const searched = [...directory.querySelectorAll("th[data-find]")].map((head) => head.cellIndex);
    const rows = [...directory.querySelectorAll("tbody tr")].map((row) => factsOf(row, searched));
    const count = directory.querySelector(".pb-count");

    function apply() {
      const chosen = chosenIn(form);
      const words = countOf(show(rows, chosen), rows.length);
      if (count.textContent !== words) {
        count.textContent = words;
      }
      return chosen;
    }

    form.addEventListener("input", () => remember(apply()));
    // The form is emptied only after this event.
    form.addEventListener("reset", () => setTimeout(() => remember(apply())));
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("pageshow", apply);
    choose(form, new URL(location.href));
    apply();
    form.hidden = false;
  }

  function start() {
    document.querySelectorAll(".pb-filters[hidden]").forEach(open);
  }

  // Where the theme loads pages by script, it says when one is there.
  if (window.document$) {
    window.document$.subscribe(start);
  } else {
    start();
  }
})();
