// The filters above a table of partners: which rows show, how many, and an address that shows them
// again. The directory and the comparison have them. Of a very long table a page holds one part;
// then the rows come from small files, as `partners.js` finds them.

"use strict";

(() => {
  const names = ["text", "relationship", "trade", "area", "status", "ooh"];
  // More than a screen holds; each press for more doubles it.
  const AT_ONCE = { directory: 20, comparison: 10 };
  const FINDER = new URL("partners.js", document.currentScript.src);

  // Whoever looks for Koln is looking for Köln.
  function plain(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  // What the filters ask of a row is read once: a page may have hundreds.
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

  function counted(number) {
    return number.toLocaleString("en-GB");
  }

  function countOf(found, all, shown = found) {
    const partners = all === 1 ? "partner" : "partners";
    if (found === 0 && all > 0) {
      return `0 of ${counted(all)} ${partners}. Take a filter away, or show all.`;
    }
    const of = found === all ? "" : `${counted(found)} of `;
    const first = shown < found ? `. The first ${counted(shown)} are shown.` : "";
    return `${of}${counted(all)} ${partners}${first}`;
  }

  // A table that is whole on its page: rows are shown and hidden.
  function whole(directory) {
    const searched = [...directory.querySelectorAll("th[data-find]")].map((head) => head.cellIndex);
    const rows = [...directory.querySelectorAll("tbody tr")].map((row) => factsOf(row, searched));

    function narrow(chosen, say) {
      let shown = 0;
      for (const facts of rows) {
        const fits = chosen.every(([name, value]) => passes[name](facts, value));
        shown += fits;
        if (facts.row.hidden === fits) {
          facts.row.hidden = !fits;
        }
      }
      say(countOf(shown, rows.length));
    }

    return { narrow };
  }

  function lineOf(text) {
    const line = document.createElement("div");
    line.textContent = text;
    return line;
  }

  function chipOf([tone, text, papers]) {
    const chip = document.createElement("span");
    chip.className = `pb-chip pb-chip--${tone}`;
    chip.textContent = text;
    if (papers) {
      chip.dataset.papers = papers;
    }
    return chip;
  }

  function fill(cell, value) {
    if (!Array.isArray(value)) {
      cell.textContent = value;
    } else if (cell.classList.contains("pb-papers")) {
      cell.replaceChildren(...(value.length ? [chipOf(value)] : []));
    } else {
      cell.replaceChildren(...value.map(lineOf));
    }
  }

  // A row looks like those that the page has already.
  function rowLike(model, [slug, name, ...cells], { folder, end }) {
    const row = model.cloneNode(true);
    Object.keys(row.dataset).forEach((key) => delete row.dataset[key]);
    const link = row.querySelector("a");
    link.href = `${folder}${slug}${end}`;
    link.textContent = name;
    [...row.cells].slice(1).forEach((cell, at) => fill(cell, cells[at]));
    return row;
  }

  function buttonBelow(table) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pb-button pb-more";
    button.textContent = "Show more";
    button.hidden = true;
    table.after(button);
    return button;
  }

  function fillAreas(form, areas) {
    const menu = form.elements.namedItem("area");
    const sorted = [...areas].sort((one, other) => one.localeCompare(other, "en"));
    menu?.append(...sorted.map((area) => new Option(area, area)));
  }

  // A table of which the page holds one part: rows that pass are fetched, some at a time.
  async function inParts(directory, form) {
    const finder = await import(FINDER);
    const { data, name } = directory.dataset;
    const files = new URL(data, location.href);
    const known = await finder.load(files, name);
    const places = known.numbers && finder.numbersOf(known.numbers);
    const own = directory.querySelector("tbody");
    const body = own.cloneNode(false);
    const pager = directory.querySelector(".pb-pager");
    const count = directory.querySelector(".pb-count").textContent;
    const more = buttonBelow(directory.querySelector(".pb-table"));
    const masks = new Map();
    let turn = 0;
    let found = [];

    function mask(numbers) {
      const made = new Uint8Array(known.count);
      for (const number of numbers) {
        made[number] = 1;
      }
      return made;
    }

    // Rows of the comparison are some of the directory's, which words lead to.
    async function withWords(text) {
      const hits = await finder.find(files, text, 1);
      if (!hits) {
        return null;
      }
      const rows = places?.flatMap((place, row) => (hits.has(place) ? [row] : []));
      return mask(rows ?? hits.keys());
    }

    async function passing([name, value]) {
      if (name === "text") {
        return withWords(value);
      }
      const key = JSON.stringify([name, value]);
      if (!masks.has(key)) {
        masks.set(key, mask(finder.numbersOf(known.facets[name]?.[value] ?? [])));
      }
      return masks.get(key);
    }

    async function numbersThatPass(chosen) {
      const all = (await Promise.all(chosen.map(passing))).filter(Boolean);
      if (all.length === 0) {
        return null;
      }
      return Array.from({ length: known.count }, (_, row) => row).filter((row) =>
        all.every((each) => each[row]),
      );
    }

    async function rowsFrom(start) {
      const numbers = found.slice(start, start + Math.max(AT_ONCE[name], start));
      const rows = await finder.rowsOf(files, name, numbers, known.rows);
      return rows.map((row) => rowLike(own.rows[0], row, directory.dataset));
    }

    function add(rows, say) {
      body.append(...rows);
      body.dispatchEvent(new CustomEvent("pb-rows", { bubbles: true }));
      const shown = body.children.length;
      more.hidden = shown >= found.length;
      say(countOf(found.length, known.count, shown));
    }

    function showOwn(say) {
      body.remove();
      own.hidden = false;
      more.hidden = true;
      pager.hidden = false;
      say(count);
    }

    // Whatever was asked meanwhile goes before.
    async function unlessLate(asked) {
      const mine = turn;
      const answer = await asked;
      return mine === turn ? answer : new Promise(() => null);
    }

    async function show(chosen, say) {
      const numbers = await unlessLate(numbersThatPass(chosen));
      if (numbers === null) {
        showOwn(say);
        return;
      }
      found = numbers;
      const rows = await unlessLate(rowsFrom(0));
      body.replaceChildren();
      // To take hundreds of rows out of the page takes longer than all else.
      own.before(body);
      own.hidden = true;
      pager.hidden = true;
      add(rows, say);
    }

    function narrow(chosen, say) {
      turn += 1;
      const mine = turn;
      show(chosen, say).catch(() => {
        if (mine === turn) {
          say("The list of all partners cannot be loaded. Try again later.");
        }
      });
    }

    async function showMore(say) {
      const rows = await unlessLate(rowsFrom(body.children.length));
      add(rows, say);
      rows[0].querySelector("a").focus();
    }

    fillAreas(form, Object.keys(known.facets.area ?? {}));
    // By the time somebody types, the list of words is there.
    finder.load(files, "words").catch(() => null);
    return { narrow, more, showMore };
  }

  async function open(form) {
    const directory = form.closest(".pb-directory");
    const count = directory.querySelector(".pb-count");
    const table = directory.dataset.data ? await inParts(directory, form) : whole(directory);

    function say(words) {
      if (count.textContent !== words) {
        count.textContent = words;
      }
    }

    function apply() {
      const chosen = chosenIn(form);
      table.narrow(chosen, say);
      return chosen;
    }

    table.more?.addEventListener("click", () => table.showMore(say).catch(() => null));
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
    for (const form of document.querySelectorAll(".pb-filters[hidden]")) {
      // Without its data, a part of a table stays as it is, and the pager leads on.
      open(form).catch(() => null);
    }
  }

  // Where the theme loads pages by script, it says when one is there.
  if (window.document$) {
    window.document$.subscribe(start);
  } else {
    start();
  }
})();
