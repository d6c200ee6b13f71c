// @ts-check
const Z = 1.96; // 95%

/** The shares that go well with `right` of `n`, from low to high: Wilson's interval, as docs/lab/mails.py has it. @param {number} right @param {number} n */
export function wilson(right, n) {
  const p = right / n, s = (Z * Z) / n;
  const middle = (p + s / 2) / (1 + s), half = (Z * Math.sqrt((p * (1 - p)) / n + s / (4 * n))) / (1 + s);
  return [Math.max(middle - half, 0), Math.min(middle + half, 1)];
}
