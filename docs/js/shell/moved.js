// @ts-check
// At a former address: on to where the page is now, with the heading that was asked for. Not a module: it has to run
// before the page is drawn.
const to = /** @type {HTMLScriptElement} */ (document.currentScript).dataset.to ?? "";
location.replace(new URL(to, location.href).href + location.hash);
