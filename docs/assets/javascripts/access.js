// What CSS alone cannot give to a keyboard or a screen reader.

"use strict";

(() => {
  // A frame that scrolls must be reachable without a mouse; one that does not is a stop for nothing.
  // The theme frames each table by script; those of a playbook have a frame and a name already.
  function openFrames() {
    for (const frame of document.querySelectorAll(".pb-table")) {
      frame.tabIndex = scrolls(frame) ? 0 : -1;
    }
    for (const frame of document.querySelectorAll(".md-typeset__scrollwrap")) {
      if (!frame.closest(".pb-table")) {
        openFrame(frame);
      }
    }
  }

  function scrolls(frame) {
    return frame.scrollWidth > frame.clientWidth;
  }

  function openFrame(frame) {
    if (scrolls(frame)) {
      frame.tabIndex = 0;
      frame.setAttribute("role", "region");
      frame.setAttribute("aria-label", nameOf(frame));
    } else {
      ["tabindex", "role", "aria-label"].forEach((name) => frame.removeAttribute(name));
    }
  }

  function nameOf(frame) {
    const headings = [...document.querySelectorAll("article :is(h1, h2, h3, h4)")];
    const before = headings.filter(
      (heading) => heading.compareDocumentPosition(frame) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    const heading = before.at(-1)?.firstChild?.textContent?.trim();
    return heading ? `Table: ${heading}` : "Table";
  }

  // The theme opens its drawer and its search with labels, which no Tab reaches.
  function makeButton(label) {
    const toggle = document.getElementById(label.htmlFor);
    label.tabIndex = 0;
    label.setAttribute("role", "button");
    label.setAttribute("aria-label", label.htmlFor === "__drawer" ? "Menu" : "Search");
    label.setAttribute("aria-expanded", String(toggle.checked));
    toggle.addEventListener("change", () => {
      label.setAttribute("aria-expanded", String(toggle.checked));
    });
    label.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        // The theme clicks a label on Enter as well, and two clicks are none.
        event.preventDefault();
        event.stopPropagation();
        toggle.click();
      }
    });
  }

  function closeDrawer(event) {
    const drawer = document.getElementById("__drawer");
    if (event.key === "Escape" && drawer?.checked) {
      drawer.click();
      document.querySelector("label.md-header__button[for=__drawer]")?.focus();
    }
  }

  // The foot of each printed page names the partner; as a string of CSS, with all but letters and
  // digits escaped, so that no name can end it early.
  function nameEachPage() {
    const words = document.querySelector("[data-running]")?.dataset.running;
    if (words) {
      const escaped = words.replace(/[^\p{L}\p{N} ]/gu, (sign) => `\\${sign.codePointAt(0).toString(16)} `);
      document.documentElement.style.setProperty("--pb-running", `"${escaped}"`);
    }
  }

  const buttons = "label.md-header__button:is([for=__drawer], [for=__search])";
  document.querySelectorAll(buttons).forEach(makeButton);
  document.addEventListener("keydown", closeDrawer);
  document.addEventListener("click", (event) => {
    if (event.target.closest(".pb-print")) {
      window.print();
    }
  });
  nameEachPage();
  window.addEventListener("load", openFrames);
  window.addEventListener("resize", openFrames);
})();
