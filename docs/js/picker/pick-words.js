// @ts-check
// The picker's figures in words. Needs are rounded up, bounds from above down: nothing reads as if it fitted.
import { GIB } from "./pick.js";

/** @import { PickData, Range } from "./pick-types" */

// Without Intl, whose first use costs a slow phone a tenth of a second while the picker comes up
/** @param {number} value @param {number} [digits] at most */
export const number = (value, digits = 0) => String(+value.toFixed(digits)).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
/** Rounded up everywhere, or one model would need 11.59 GiB here and 11.60 there. @param {number} bytes */
export const gib = (bytes) => `${(Math.ceil((bytes / GIB) * 100 - 1e-6) / 100).toFixed(2)} GiB`;
/** @param {number} speed */
export const speed = (speed) => `${number(speed < 10 ? Math.floor(speed * 10) / 10 : Math.floor(speed), 1)} tokens a second`;
/** @type {Intl.ListFormat | undefined} */ let all;
/** @param {string[]} codes @param {PickData} data */
export const languages = (codes, { languages }) => (all ??= new Intl.ListFormat("en-GB")).format(codes.map((code) => languages[code] ?? code));
/** Once where both ends read the same. @param {(value: number) => string} say @param {Range} range */
export const between = (say, [lo, hi]) => (say(lo) === say(hi) ? say(lo) : `${say(lo).replace(/ \D+$/, "")} to ${say(hi)}`);
/** Where a model's sheet stands on the models page. @param {string} id */
export const anchor = (id) => id.split("/")[1].toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
