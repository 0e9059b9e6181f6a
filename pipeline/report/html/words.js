// Numbers as the rest of the page has them: pipeline/report/words.py in a browser.
const words = (() => {
  "use strict";

  const grouped = new Intl.NumberFormat("en");
  const number = (value) => grouped.format(value);

  // What lies in the middle goes to the even digit, as in Python; toFixed goes up.
  const fixed = (value, digits) => {
    const middle = (value * 2 ** (digits + 1)) % 2 === 1;
    const below = Math.floor(value * 10 ** digits);
    return (middle && below % 2 === 0 ? below / 10 ** digits : value).toFixed(digits);
  };

  const length = (tokens) => {
    if (tokens % 1_000_000 === 0) return `${tokens / 1_000_000}M`;
    return tokens % 1_000 === 0 ? `${tokens / 1_000}k` : number(tokens);
  };

  const seconds = (value) => {
    if (value < 0.001) return "< 0.001 s";
    const [digits] = [[0, 10], [1, 1], [2, 0.1], [3, 0]].find(([, least]) => value >= least);
    return `${fixed(value, digits)} s`;
  };

  const usd = (value) => {
    if (value === 0) return "$0";
    if (value < 1e-6) return "< $0.000001";
    const places = value >= 1 ? 2 : 1 - Math.floor(Math.log10(value));
    const [whole, rest] = fixed(value, places).split(".");
    return `$${number(Number(whole))}.${rest}`;
  };

  return { length, number, seconds, usd };
})();
