/* In a frame of another site: says how tall this page is, and nothing else. The page around it may be anybody's, so
   the words are for everyone. */
"use strict";

function tellHeight() {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  parent.postMessage({ type: "summitry:height", height }, "*");
}

if (parent !== window) {
  new ResizeObserver(tellHeight).observe(document.documentElement);
  /* By changing the size of the frame the page around it asks anew. */
  addEventListener("resize", tellHeight);
}
