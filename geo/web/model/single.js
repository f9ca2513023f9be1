/** A part of an address that takes one value: the first that means something; of the others the page says that it ignores them. */

/**
 * Take one of the values that are given, and say why each other is ignored; the same value again says nothing else.
 * @template Meant
 * @param {string} name of the part
 * @param {string[]} given
 * @param {(value: string) => ?Meant} meaning null where it has none
 * @param {[key: string, values?: Object<string, string|number>]} refused the notice for what means nothing, which has the value too
 * @param {import("./address.js").Tell} tell
 * @returns {?Meant}
 */
export function single(name, given, meaning, [key, values], tell) {
  /** @type {?Meant} */
  let found = null;
  for (const value of new Set(given)) {
    const meant = meaning(value);
    if (meant === null) tell(key, { value, ...values });
    else if (found === null) found = meant;
    else tell("given_again", { name, value });
  }
  return found;
}

/**
 * Say whether a flag is set.
 * @param {string[]} given
 * @param {string} name
 * @param {import("./address.js").Tell} tell
 * @returns {boolean}
 */
export function flag(given, name, tell) {
  for (const value of given) if (value !== "0" && value !== "1") tell("not_a_flag", { name, value });
  const set = given.includes("1");
  if (set && given.includes("0")) tell("given_again", { name, value: "0" });
  return set;
}
