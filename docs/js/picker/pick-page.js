// @ts-check
// Another page of the site, of which the picker takes a part: its own form, or a model's sheet.

/** Its links lead where they led there. @param {string} address */
export async function fetchPage(address) {
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  for (const link of page.links) link.href = new URL(link.getAttribute("href") ?? "", address).href;
  return page;
}
