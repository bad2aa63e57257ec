/** The gateway's time may differ from the browser's; what it says of times is meant by its own. */
let ahead = 0;

/** @param {string} at an instant of the gateway, as of now */
export function heard(at) {
  ahead = Date.parse(at) - Date.now();
}

/** @returns {number} milliseconds since 1970, at the gateway */
export function now() {
  return Date.now() + ahead;
}
