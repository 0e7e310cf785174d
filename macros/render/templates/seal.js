// Opens a sealed page in the browser that shows it. Nothing is sent and nothing is kept. The words
// come with the page, in its language; this script is the same in all of them.

"use strict";

(() => {
  const ROUNDS = { fewest: 600_000, most: 10_000_000 };
  const LENGTH = 4;
  const BETWEEN =
    /[\t-\r \u0085\u00a0\u00ad\u1680\u180e\u2000-\u2015\u2028\u2029\u202f\u205f\u2060\u2212\u3000\ufe58\ufe63\ufeff\uff0d-]+/g;

  const page = {};
  for (const id of ["asleep", "form", "passphrase", "reveal", "progress", "trouble"]) {
    page[id] = document.getElementById(id);
  }
  let busy = false;

  // The envelope

  function held(id) {
    return document.getElementById(id).textContent;
  }

  function octets(text) {
    return new TextEncoder().encode(text);
  }

  function decoded(base64) {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  }

  async function isWhole(header, payload, checksum) {
    const found = new Uint8Array(
      await crypto.subtle.digest("SHA-256", octets(`${header}\n${payload}`)),
    );
    return checksum === Array.from(found, (each) => each.toString(16).padStart(2, "0")).join("");
  }

  function howSealed(header) {
    const how = JSON.parse(header);
    if (how.version !== 1 || !(how.rounds >= ROUNDS.fewest && how.rounds <= ROUNDS.most)) {
      throw new Error("sealed in a way that is not known here");
    }
    return { rounds: how.rounds, salt: decoded(how.salt), nonce: decoded(how.nonce) };
  }

  // The passphrase

  function normalised(typed) {
    const folded = typed.normalize("NFKC").toLowerCase();
    return folded.replace(BETWEEN, "-").replace(/^-|-$/g, "");
  }

  async function keyOf(passphrase, { salt, rounds }) {
    const { subtle } = crypto;
    const plain = await subtle.importKey("raw", octets(passphrase), "PBKDF2", false, ["deriveKey"]);
    const way = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
    return subtle.deriveKey(way, plain, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  }

  // The content

  async function decrypted(header, payload, passphrase) {
    const how = howSealed(header);
    const inside = decoded(payload);
    const key = await keyOf(passphrase, how);
    const way = { name: "AES-GCM", iv: how.nonce, additionalData: octets(header), tagLength: 128 };
    return crypto.subtle.decrypt(way, key, inside).catch(() => null);
  }

  async function unpacked(padded) {
    const length = new DataView(padded).getUint32(0);
    const packed = new Blob([padded.slice(LENGTH, LENGTH + length)]);
    return new Response(packed.stream().pipeThrough(new DecompressionStream("gzip"))).text();
  }

  // As CSS holds a text, every sign escaped.
  function quoted(text) {
    const shown = Array.from(text, (each) =>
      /[\p{L}\p{N} ]/u.test(each) ? each : `\\${each.codePointAt(0).toString(16)} `,
    );
    return `"${shown.join("")}"`;
  }

  function show(html) {
    const inside = new DOMParser().parseFromString(html, "text/html");
    const root = document.documentElement;
    document.body.textContent = "";
    document.body.append(...inside.body.childNodes);
    const heading = document.querySelector("h1");
    document.title = inside.title || heading.textContent;
    root.lang = inside.documentElement.lang || root.lang;
    // What stands at the foot of each printed page.
    const { running } = document.querySelector("main").dataset;
    if (running) {
      root.style.setProperty("--pb-running", quoted(running));
    }
    heading.tabIndex = -1;
    heading.focus();
    window.scrollTo(0, 0);
  }

  // The page around it

  function say(place, words) {
    const said = words && document.getElementById(`say-${words}`).content;
    place.textContent = said ? said.textContent : "";
  }

  function giveUp(words) {
    page.form.hidden = true;
    say(page.progress, "");
    say(page.trouble, words);
  }

  function askAgain() {
    say(page.progress, "");
    say(page.trouble, "wrong");
    page.passphrase.setAttribute("aria-invalid", "true");
    page.passphrase.focus();
  }

  function wait(waiting) {
    busy = waiting;
    page.form.setAttribute("aria-busy", String(waiting));
    if (waiting) {
      say(page.trouble, "");
      say(page.progress, "busy");
      page.passphrase.removeAttribute("aria-invalid");
    }
  }

  async function open() {
    wait(true);
    try {
      const passphrase = normalised(page.passphrase.value);
      const padded = await decrypted(held("header"), held("payload"), passphrase);
      if (padded) {
        const content = await unpacked(padded);
        page.passphrase.value = "";
        show(content);
      } else {
        askAgain();
      }
    } catch {
      giveUp("damaged");
    }
    wait(false);
  }

  function ask() {
    page.form.hidden = false;
    page.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!busy) {
        open();
      }
    });
    page.reveal.addEventListener("click", () => {
      const shown = page.passphrase.type === "password";
      page.passphrase.type = shown ? "text" : "password";
      page.reveal.setAttribute("aria-pressed", String(shown));
    });
    page.passphrase.focus();
  }

  async function start() {
    page.asleep.hidden = true;
    if (!window.isSecureContext || !window.crypto || !crypto.subtle) {
      giveUp("insecure");
    } else if (!("DecompressionStream" in window)) {
      giveUp("old");
    } else if (await isWhole(held("header"), held("payload"), held("checksum"))) {
      ask();
    } else {
      giveUp("damaged");
    }
  }

  // Who comes back by the browser's own arrows is asked again.
  window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());

  start();
})();
