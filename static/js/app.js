/* What a page does better with a script, and never needs one for. */
"use strict";

/* htmx is many times as large as this. It comes when somebody begins to use a page that has a use for it; whoever is
   quicker follows plain links. */
const { htmx: library, integrity } = document.currentScript.dataset;
const beginnings = ["pointerover", "touchstart", "focusin", "keydown"];

function fetchLibrary() {
  for (const kind of beginnings) {
    removeEventListener(kind, fetchLibrary, true);
  }
  const script = document.createElement("script");
  Object.assign(script, { src: library, integrity });
  document.head.append(script);
}

if (library) {
  for (const kind of beginnings) {
    addEventListener(kind, fetchLibrary, { capture: true, passive: true });
  }
  /* Who goes back to a list that htmx had put in place finds the address of it and, without htmx, another list. */
  const arrived = location.pathname + location.search;
  addEventListener("popstate", () => {
    if (!window.htmx && location.pathname + location.search !== arrived) {
      location.reload();
    }
  });
}

/* Buttons that only a script can make work stay hidden without one. */
function offerCopying(root) {
  for (const button of root.querySelectorAll("button:is([data-copy], [data-copies])[hidden]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const words = button.dataset.copy ?? document.getElementById(button.dataset.copies).textContent;
      const said = button.parentElement.querySelector("[role=status]");
      try {
        await navigator.clipboard.writeText(words);
        said.textContent = button.dataset.done;
      } catch {
        said.textContent = words;
      }
    });
  }
}

offerCopying(document);

/* A link that removes itself (a chip's cross) would leave the keyboard at the top of the page. */
document.addEventListener("htmx:after:swap", (event) => {
  offerCopying(document);
  if (event.detail.ctx.target !== document.body && (!document.activeElement || document.activeElement === document.body)) {
    document.getElementById("events")?.focus({ preventScroll: true });
  }
});

/* Where the index stands below the list, what changes is out of sight: a new list is read from its start. */
document.addEventListener("htmx:after:swap", (event) => {
  const says = document.getElementById("says");
  if (["timeline", "years"].includes(event.detail.ctx.target.id) && says?.getBoundingClientRect().bottom < 0) {
    says.scrollIntoView();
  }
});

/* Without an answer the browser itself goes where the link leads, and says what is wrong. */
document.addEventListener("htmx:error", (event) => {
  const request = event.detail.ctx?.request;
  if (request?.action && !event.detail.ctx.response) {
    location.assign(request.action);
  }
});

/* Single keys: / to the search, j and k through a list, ? the list of keys. That list holds the switch that turns
   them off (WCAG 2.1.4), and the link to it in the footer works without them. */
const SWITCH = "summitry-keys";
const LISTS = ":is(.entries, .quotes, [data-entries]) > li, .more a[rel=next]";

function areKeysOn() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

function openKeys() {
  const dialog = document.getElementById("keys-list");
  const before = document.activeElement;
  dialog.querySelector("input").checked = areKeysOn();
  dialog.addEventListener("close", () => before?.focus({ preventScroll: true }), { once: true });
  dialog.showModal();
}

function findSearch() {
  const fields = [...document.querySelectorAll("[data-key='/'], input[type=search]")];
  return fields.find((field) => field.checkVisibility());
}

/* Where one stands is where the focus is; without it, at the first entry that begins in the window. */
function findEntry(step) {
  const entries = [...document.querySelectorAll(`main :is(${LISTS})`)].filter((one) => one.checkVisibility());
  const at = entries.findIndex((one) => one.contains(document.activeElement));
  if (at >= 0) {
    return entries[at + step];
  }
  const below = entries.findIndex((one) => one.getBoundingClientRect().top >= 0);
  return entries[step > 0 ? below : (below < 0 ? entries.length : below) - 1];
}

function focusEntry(step) {
  const entry = findEntry(step);
  const link = entry?.matches("a") ? entry : entry?.querySelector("h2 a, h3 a, h4 a") ??
    entry?.querySelector("a[href*='/quotes/']") ?? entry?.querySelector("a[href]");
  link?.focus();
  return Boolean(link);
}

/* A letter is known by where it stands where the layout has no Latin ones; a sign only by what it is: the key of our
   slash writes a full stop on a Russian keyboard. */
function readKey(event) {
  if (event.key === "/" || event.key === "?") {
    return event.key;
  }
  const isOther = event.key.length === 1 && event.key.charCodeAt(0) > 127;
  const letter = isOther ? { KeyJ: "j", KeyK: "k" }[event.code] : event.key.toLowerCase();
  return event.shiftKey ? undefined : letter;
}

const KEYS = {
  "/": () => {
    const field = findSearch();
    field?.focus();
    field?.select();
    return Boolean(field);
  },
  "?": () => {
    openKeys();
    return true;
  },
  j: () => focusEntry(1),
  k: () => focusEntry(-1),
};

document.addEventListener("keydown", (event) => {
  const isTyping = event.isComposing || event.target.isContentEditable || event.target.matches("input, textarea, select");
  const isOther = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey;
  if (isTyping || isOther || !areKeysOn() || document.querySelector("dialog[open]")) {
    return;
  }
  if (Object.hasOwn(KEYS, readKey(event) ?? "") && KEYS[readKey(event)]()) {
    event.preventDefault();
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("a[data-opens=keys]") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    openKeys();
  }
});

document.addEventListener("change", (event) => {
  if (event.target.matches("#keys-list input")) {
    try {
      localStorage.setItem(SWITCH, event.target.checked ? "on" : "off");
    } catch {
      /* Where nothing may be stored, the choice cannot be kept. */
      event.target.checked = true;
    }
  }
});
