// @ts-check
// Where the site is: its root, whatever page or script asks.

export const site = new URL("../..", import.meta.url);
