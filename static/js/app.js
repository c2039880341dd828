/* What a page does better with a script, and never needs one for. */
"use strict";

/* Buttons that only a script can make work stay hidden without one. */
function offerCopying(root) {
  for (const button of root.querySelectorAll("button[data-copy][hidden]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const said = button.parentElement.querySelector("[role=status]");
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
        said.textContent = button.dataset.done;
      } catch {
        said.textContent = button.dataset.copy;
      }
    });
  }
}

offerCopying(document);

/* A link that removes itself (a chip's cross) would leave the keyboard at the top of the page. */
document.addEventListener("htmx:after:swap", (event) => {
  if (event.detail.ctx.target === document.body) {
    offerCopying(document);
  } else if (!document.activeElement || document.activeElement === document.body) {
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
