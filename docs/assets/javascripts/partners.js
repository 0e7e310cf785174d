// Where a site has very many partners, this finds them and their rows in small files that the build
// has made: which rows a choice lets pass, which partners a word leads to, and what a row says.

"use strict";

const loaded = new Map();

// Whoever looks for Koln is looking for Köln.
export function wordsOf(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  // One letter begins a word that is still being typed, and half of all words.
  return [...new Set(words)].filter((word) => !/^[a-z]$/.test(word));
}

export function load(folder, name) {
  const address = new URL(`${name}.json`, folder).href;
  if (!loaded.has(address)) {
    // What is asked anew is never of an older build than the rest.
    const asked = fetch(address, { cache: "no-cache" }).then((answer) => {
      if (!answer.ok) {
        throw new Error(`${address}: ${answer.status}`);
      }
      return answer.json();
    });
    asked.catch(() => loaded.delete(address));
    loaded.set(address, asked);
  }
  return loaded.get(address);
}

export function numbersOf(gaps) {
  let at = 0;
  return gaps.map((gap) => (at += gap));
}

// The files that may hold words that begin so.
async function filesOf(folder, start) {
  const { firsts } = await load(folder, "words");
  const after = firsts.findIndex((first) => first > `${start}\uffff`);
  const end = after < 0 ? firsts.length : after;
  const begin = Math.max(0, firsts.findLastIndex((first) => first <= start));
  const names = Array.from({ length: Math.max(0, end - begin) }, (_, at) => `words-${begin + at}`);
  return Promise.all(names.map((name) => load(folder, name)));
}

// The partners with a word that begins so, each with where: 0 in the name, 1 in trades and areas,
// 2 elsewhere. `depth` is the last of these to look in.
async function withWord(folder, start, depth) {
  const found = new Map();
  for (const file of await filesOf(folder, start)) {
    for (const [word, levels] of Object.entries(file)) {
      if (word.startsWith(start)) {
        levels.slice(0, depth + 1).forEach((gaps, level) => {
          for (const number of numbersOf(gaps)) {
            if (!(found.get(number) <= level)) {
              found.set(number, level);
            }
          }
        });
      }
    }
  }
  return found;
}

// The numbers of the partners with all words of a text, and where the words are; or null where
// there is no word to look for.
export async function find(folder, text, depth) {
  const words = wordsOf(text);
  if (words.length === 0) {
    return null;
  }
  const each = await Promise.all(words.map((word) => withWord(folder, word, depth)));
  const [fewest, ...others] = each.sort((one, other) => one.size - other.size);
  const found = new Map();
  for (const [number, level] of fewest) {
    if (others.every((other) => other.has(number))) {
      found.set(number, others.reduce((sum, other) => sum + other.get(number), level));
    }
  }
  return found;
}

// What the rows of these numbers say, in their order; `size` is how many rows a file holds.
export async function rowsOf(folder, name, numbers, size) {
  const files = new Map();
  for (const number of numbers) {
    const file = Math.floor(number / size);
    files.set(file, load(folder, `${name}-${file}`));
  }
  await Promise.all(files.values());
  return Promise.all(
    numbers.map(async (number) => (await files.get(Math.floor(number / size)))[number % size]),
  );
}
