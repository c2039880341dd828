/* The site as files: what a server does with a query. Elsewhere than on the page of the search it leads on to the file
   that stands for the query, or to the search; there it searches an index that is loaded when it is needed. */
"use strict";

const ORDER = ["speaker", "year", "topic", "place", "person", "language", "kind", "format", "status", "with", "after"];
/* Of these any two together have a file: PAIRED of app.web.filed. */
const PAIRED = ["year", "topic", "place", "person"];
const FIELDS = {
  ...Object.fromEntries(["speaker", "topic", "year", "place"].map((name) => [name, name])),
  спикер: "speaker", тема: "topic", год: "year", место: "place", прамоўца: "speaker", тэма: "topic", месца: "place",
};
const MOST = 100;

const [, prefix, bare] = location.pathname.match(/^(\/ru|\/be|)(\/.*)?$/);
const path = (bare ?? "/").replace(/(\/index\.html|\/)$/, "") || "/";
const asked = [...new URLSearchParams(location.search)]
  .map(([name, value]) => [name, value.trim()])
  .filter(([name, value]) => value && (name === "q" || ORDER.includes(name.replace(/^-/, ""))));

async function leadOn() {
  const rank = ([name]) => ORDER.indexOf(name);
  const names = asked.map(([name]) => name).filter((name) => name !== "after");
  const isPair = names.length === 2 && names[0] !== names[1] && names.every((name) => PAIRED.includes(name));
  const known = asked.every((one) => rank(one) >= 0) && (path === "/compare" || names.length < 2 || isPair);
  const pairs = path === "/compare" ? asked : [...asked].sort((one, other) => rank(one) - rank(other));
  const folder = pairs.map(([name, value]) => `/${name}/${encodeURIComponent(value.toLowerCase())}`).join("");
  const file = `${prefix}${path === "/" ? "/timeline" : path}${folder}`;
  const isThere = known && (await fetch(file, { method: "HEAD" }).catch(() => null))?.ok;
  location.replace((isThere ? file : `${prefix}/search${location.search}`) + location.hash);
}

/* The one spelling of app.domain.words. */
function fold(raw) {
  const small = raw.normalize("NFC").toLowerCase();
  const plain = /[\u0400-\u052f]/.test(small) ? small : small.normalize("NFKD");
  return plain.replaceAll("ё", "е").replaceAll("ў", "у").replaceAll("ł", "l").replaceAll("đ", "d").replaceAll("ø", "o")
    .replaceAll("ß", "ss").replace(/[^\p{L}\p{N}]/gu, "");
}

function splitWords(text) {
  return (text.replace(/(?<=[\p{Script=Latin}\p{N}])['’‘ʼ]s(?!\p{L})/giu, " ")
    .match(/[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d]|(?<=\p{Script=Cyrillic})['’‘ʼ](?=\p{Script=Cyrillic}))*/gu) ?? [])
    .map(fold).filter(Boolean);
}

function readList(index, number) {
  let at = 0;
  return new Set(index.lists[number].map((step) => (at += step)));
}

function unite(sets) {
  return new Set(sets.flatMap((one) => [...one]));
}

function intersect(sets) {
  return sets.reduce((one, other) => new Set([...one].filter((thing) => other.has(thing))));
}

/* A form that the record does not have is taken for those that begin like it and end in few other letters. */
function findWord(index, word) {
  if (Object.hasOwn(index.words, word)) {
    return readList(index, index.words[word]);
  }
  for (let length = word.length - 1; length >= Math.max(4, word.length - 3); length -= 1) {
    const start = word.slice(0, length);
    const forms = Object.keys(index.words)
      .filter((one) => one.startsWith(start) && one.length <= length + 3 && !one.includes(":"));
    if (forms.length) {
      return unite(forms.map((one) => readList(index, index.words[one])));
    }
  }
  return new Set();
}

function findValue(index, facet, value) {
  const name = `${facet}:${value.toLowerCase().replaceAll(" ", "-")}`;
  if (Object.hasOwn(index.words, name)) {
    return readList(index, index.words[name]);
  }
  const years = facet === "year" && value.match(/^(\d{4})\s*(?:-|–|—|\.\.)\s*(\d{4})$/);
  if (years) {
    const [first, last] = [Number(years[1]), Number(years[2])].sort();
    const span = Array.from({ length: Math.min(200, last - first + 1) }, (_, step) => `year:${first + step}`);
    return unite(span.filter((one) => Object.hasOwn(index.words, one)).map((one) => readList(index, index.words[one])));
  }
  /* A name as it is typed: whose slug has it, else what tells of it. */
  const words = splitWords(value);
  const named = Object.keys(index.words).filter((one) => one.startsWith(`${facet}:`) && words.every((word) => one.includes(word)));
  return named.length ? unite(named.map((one) => readList(index, index.words[one]))) : findAll(index, words);
}

function findAll(index, words) {
  return words.length ? intersect(words.map((word) => findWord(index, word))) : new Set();
}

/* Everything in a query must hold: `gas "Union State" -oil year:2019`. Of a phrase the words, wherever they stand. */
function findQuery(index, query) {
  const wanted = [];
  const unwanted = [];
  for (const [, minus, name, quoted, plain] of query.matchAll(/(-?)(?:(\p{L}+):)?(?:["“”„«]([^"“”„»]*)["“”„»]?|([^\s"“”„«]+))/gu)) {
    const facet = name && FIELDS[name.toLowerCase()];
    const words = splitWords(facet || !name ? quoted ?? plain : `${name} ${quoted ?? plain}`);
    if (facet) {
      (minus ? unwanted : wanted).push(findValue(index, facet, quoted ?? plain));
    } else if (words.length) {
      (minus ? unwanted : wanted).push(findAll(index, words));
    }
  }
  return { wanted, unwanted };
}

/* Of the values of a facet any, of topics all, as the views of the server have it. */
function find(index) {
  const wanted = [];
  const unwanted = [];
  for (const facet of new Set(asked.map(([name]) => name))) {
    const values = asked.filter(([name]) => name === facet).map(([, value]) => value);
    if (facet === "q") {
      for (const query of values) {
        const found = findQuery(index, query);
        wanted.push(...found.wanted);
        unwanted.push(...found.unwanted);
      }
      continue;
    }
    const sets = values.map((value) => findValue(index, facet.replace(/^-/, ""), value));
    if (facet.startsWith("-")) {
      unwanted.push(...sets);
    } else if (!["after", "with"].includes(facet)) {
      wanted.push(...(facet === "topic" ? sets : [unite(sets)]));
    }
  }
  /* What only leaves out is left out of everything that has a facet at all. */
  const every = () => unite(Object.keys(index.words).filter((one) => one.startsWith("year:"))
    .map((one) => readList(index, index.words[one])));
  const from = wanted.length ? intersect(wanted) : unwanted.length ? every() : new Set();
  const gone = unite(unwanted);
  return [...from].filter((thing) => !gone.has(thing)).sort((one, other) => one - other);
}

function make(tag, words, more = {}) {
  const element = Object.assign(document.createElement(tag), more);
  element.append(...[words].flat());
  return element;
}

const ITEMS = {
  events: ([slug, date, title, status], root) => [
    make("p", [make("b", date), " ", make("span", status, { className: "soft" })], { className: "small" }),
    make("div", make("h3", make("a", make("bdi", title), { className: "quiet", href: root + slug }))),
  ],
  quotes: ([id, speaker, words, language], root) => [
    make("p", speaker, { className: "small" }),
    make("div", make("a", make("bdi", words), { className: "quiet", href: root + id, lang: language })),
  ],
  sources: ([id, publisher, title, published], root) => [
    make("p", published ? `${publisher}, ${published}` : publisher, { className: "soft small publisher" }),
    make("div", make("h3", make("a", make("bdi", title || id), { className: "quiet", href: root + id }))),
  ],
};

function show(box, found, shown) {
  let first = 0;
  for (const [noun, rows] of Object.entries(shown)) {
    const here = found.filter((thing) => thing >= first && thing < first + rows.length);
    const section = box.querySelector(`[data-noun=${noun}]`);
    section.hidden = !here.length;
    section.querySelector("[data-count]").textContent = here.length.toLocaleString(document.documentElement.lang);
    section.querySelector("ol")
      .replaceChildren(...here.slice(0, MOST).map((thing) => make("li", ITEMS[noun](rows[thing - first], box.dataset[noun]))));
    first += rows.length;
  }
}

async function load(address) {
  const answer = await fetch(address);
  if (!answer.ok) {
    throw new Error(`${address}: ${answer.status}`);
  }
  return answer.json();
}

async function search(box) {
  const says = box.querySelector("[role=status]");
  const query = asked.filter(([name]) => name === "q").map(([, value]) => value).join(" ");
  document.getElementById("q").value = query;
  const words = box.querySelector("[data-asked]");
  words.hidden = false;
  words.querySelector("bdi").textContent = asked.map(([name, value]) => (name === "q" ? value : `${name}: ${value}`)).join(" · ");
  says.textContent = says.dataset.waiting;
  try {
    const [index, shown] = await Promise.all([load(box.dataset.words), load(box.dataset.shown)]);
    const found = find(index);
    show(box, found, shown);
    says.textContent = found.length ? says.dataset.some : says.dataset.none;
  } catch {
    says.textContent = says.dataset.failed;
  }
}

if (asked.length) {
  const box = document.getElementById("in-browser");
  if (box) {
    search(box);
  } else {
    leadOn();
  }
}
