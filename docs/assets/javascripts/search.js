// Where there are too many partners for the theme's own search, the search box finds them in small
// files, and shows them above what it finds in the guidance.

"use strict";

(() => {
  const AT_ONCE = 10;
  const FINDER = new URL("partners.js", document.currentScript.src);
  // Where a name is found, Enter in the search box leads there before it leads to guidance.
  const SCORES = [1000, 5, 1];

  function made(tag, className, ...inner) {
    const element = document.createElement(tag);
    element.className = className;
    element.append(...inner);
    return element;
  }

  function itemOf([slug, name, , trades, areas], score, { root, end }) {
    const about = [trades, areas].filter(Boolean).join(" · ");
    const article = made("article", "md-search-result__article md-typeset");
    article.append(made("h1", "", name), made("p", "", about));
    article.dataset.mdScore = String(score);
    const link = made("a", "md-search-result__link", article);
    link.href = new URL(`partners/${slug}${end}`, root).href;
    return made("li", "md-search-result__item", link);
  }

  function countOf(all, shown) {
    const partners = all === 1 ? "partner" : "partners";
    const first = all > shown ? `; the first ${shown.toLocaleString("en-GB")} are shown` : "";
    return `${all.toLocaleString("en-GB")} ${partners}${first}`;
  }

  function open(input, result) {
    const { base } = JSON.parse(document.getElementById("__config").textContent);
    const root = new URL(`${base}/`, location.href);
    const files = new URL("search/partners/", root);
    const count = made("p", "md-search-result__meta");
    const list = made("ol", "md-search-result__list");
    const more = made("button", "pb-found__more", "Show more partners");
    const section = made("section", "pb-found", count, list, more);
    let turn = 0;
    let found = [];

    count.setAttribute("role", "status");
    list.setAttribute("role", "presentation");
    more.type = "button";
    section.setAttribute("aria-label", "Partners");
    section.hidden = true;
    // The theme takes the first and the last of these for its own.
    result.firstElementChild.after(section);

    async function itemsFrom(start, finder) {
      const { end, rows } = await finder.load(files, "words");
      const part = found.slice(start, start + AT_ONCE);
      const told = await finder.rowsOf(files, "directory", part.map(([number]) => number), rows);
      return told.map((row, at) => itemOf(row, SCORES[Math.min(2, part[at][1])], { root, end }));
    }

    function show(items) {
      list.append(...items);
      more.hidden = list.children.length >= found.length;
      count.textContent = countOf(found.length, list.children.length);
      section.hidden = found.length === 0;
    }

    async function search(mine) {
      const finder = await import(FINDER);
      const hits = await finder.find(files, input.value, 2);
      if (mine === turn) {
        // Those whose name it is come first, and of these the best fit.
        found = [...(hits ?? [])].sort((one, other) => one[1] - other[1] || one[0] - other[0]);
        const items = await itemsFrom(0, finder);
        if (mine === turn) {
          list.replaceChildren();
          show(items);
        }
      }
    }

    function begin() {
      turn += 1;
      search(turn).catch(() => {
        section.hidden = true;
      });
    }

    input.addEventListener("input", begin);
    // The box is emptied only after this event.
    input.form.addEventListener("reset", () => setTimeout(begin));
    more.addEventListener("click", async () => {
      const mine = turn;
      const items = await itemsFrom(list.children.length, await import(FINDER));
      if (mine === turn) {
        show(items);
        items[0].querySelector("a").focus();
      }
    });
    if (input.value) {
      begin();
    }
  }

  const input = document.querySelector("[data-md-component=search-query]");
  const result = document.querySelector("[data-md-component=search-result]");
  if (input && result) {
    open(input, result);
  }
})();
