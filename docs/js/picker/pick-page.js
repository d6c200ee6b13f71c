// @ts-check
// Another page of the site, of which the picker takes a part: its own form, or a model's sheet.

/** Its links lead where they led there. @param {string} address */
export async function fetchPage(address) {
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  for (const link of page.links) link.href = new URL(link.getAttribute("href") ?? "", address).href;
  return page;
}

/** The picker's form from its own page, for a place below a heading. @param {string} address */
export async function fetchForm(address) {
  const form = /** @type {HTMLFormElement} */ ((await fetchPage(address)).querySelector("model-picker form"));
  for (const heading of form.querySelectorAll("[role=heading]")) heading.ariaLevel = "3";
  return form;
}
