// @ts-check
// The one script on every page. The module of a custom element bears its name, and is fetched where a page has one.
import "./course-marks.js";
import { onPage } from "./page-turn.js";

onPage(() => {
  for (const { localName } of document.querySelectorAll(":not(:defined)")) import(`./${localName}.js`);
  if (document.querySelector("pre > code")) import("./copy-code.js").then(({ addButtons }) => addButtons());
});

// `make build` names a manifest, `make serve` does not: there is nothing to keep of a page that is being written.
if (document.querySelector("link[rel=manifest]")) import("./offline.js");
