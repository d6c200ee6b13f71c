// @ts-check
// On every page: marks and remembers where the reader is.
import { lessons, visit } from "../store/answers.js";
import { base } from "../store/store.js";

const here = lessons().find(({ path }) => base + path === location.pathname)?.slug ?? "";
const headings = [...document.querySelectorAll("main h2:not(.lesson-end *)")];
let place = "";
/** What a link led to, until the reader moves on. */
let led = "";
let asked = 0;

const mark = () => {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".sf-toc a"))) {
    link.toggleAttribute("data-here", link.hash === `#${place}`);
  }
};

/** The heading that is read: the one that a link led to, else the last above a line across the window. The line is in the
 * middle, and sinks to the bottom with the end of the page, where headings do not come up any more. */
function read() {
  const left = document.documentElement.scrollHeight - innerHeight - scrollY;
  const line = innerHeight - Math.min(Math.max(left, 0), innerHeight / 2);
  const top = (/** @type {Element} */ heading) => heading.getBoundingClientRect().top;
  const target = headings.find(({ id }) => id === led);
  if (target && top(target) >= 0 && top(target) < (left < 2 ? innerHeight : innerHeight / 4)) return led;
  return headings.findLast((heading) => top(heading) < line)?.id ?? "";
}

/** Once a frame, however often it is asked, and not before the page is there to its end (overrides/partials/before-paint.html). */
const look = () => {
  asked ||= requestAnimationFrame(() => {
    asked = 0;
    if (document.querySelector(".fresh .md-footer:not([data-shown])")) return look();
    const now = read();
    if (now === place) return;
    place = now;
    if (here) visit(here, { place });
    mark();
  });
};

/** @param {string} hash */
const follow = (hash) => {
  led = hash.slice(1);
  look();
};
addEventListener("scroll", look, { passive: true });
addEventListener("resize", look);
addEventListener("hashchange", () => follow(location.hash));
addEventListener("click", ({ target }) => {
  const link = target instanceof Element && /** @type {HTMLAnchorElement | null} */ (target.closest("a[href^='#']"));
  if (link) follow(link.hash); // also where it leads to the same heading once more
});
for (const type of ["wheel", "touchmove", "pointerdown", "keydown"]) addEventListener(type, () => (led = ""), { passive: true });

if (here) visit(here, { place });
follow(location.hash);
