/* For pages of other sites that frame pages of Summitry: gives each of these frames the height that it asks for.
   Without this script a frame keeps its height and scrolls. It reads nothing of the page, keeps nothing, and asks for
   nothing. */
"use strict";
(() => {
  const { origin } = new URL(document.currentScript.src);
  const TALLEST = 20000;

  const listFrames = () => [...document.querySelectorAll("iframe")].filter((one) => one.src.startsWith(`${origin}/`));

  addEventListener("message", (event) => {
    const { type, height } = event.data ?? {};
    if (event.origin !== origin || type !== "summitry:height" || !(height > 0 && height < TALLEST)) {
      return;
    }
    const frame = listFrames().find((one) => one.contentWindow === event.source);
    if (frame) {
      frame.style.height = `${Math.ceil(height)}px`;
    }
  });

  /* Frames that were there before this script have said theirs; a frame that changes its size says it again. */
  for (const frame of listFrames()) {
    frame.style.height = `${frame.clientHeight + 1}px`;
  }
})();
