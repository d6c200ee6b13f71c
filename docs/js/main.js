// @ts-check
// The one script on every page. The module of a custom element bears its name, and is fetched where a page has one.
import "./course-marks.js";
import { onPage } from "./page-turn.js";

onPage(() => {
  for (const { localName } of document.querySelectorAll(":not(:defined)")) import(`./${localName}.js`);
  if (document.querySelector("pre > code")) import("./copy-code.js").then(({ addButtons }) => addButtons());
});

// What takes focus in a table that scrolls sideways may be half out of sight, and browsers leave it there
document.addEventListener("focusin", ({ target }) => {
  if (target instanceof Element && target.closest(".table-wrap, .table-scroll") && target.matches(":focus-visible"))
    target.scrollIntoView({ block: "nearest", inline: "nearest" });
});

// `make build` names a manifest, `make serve` does not: there is nothing to keep of a page that is being written.
if (document.querySelector("link[rel=manifest]")) import("./offline.js");
