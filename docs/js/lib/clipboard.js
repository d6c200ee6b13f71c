// @ts-check
// The clipboard, which a browser may refuse to a page, and does not have on an address without https.

/** Whether it could be copied. @param {string} text */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
