// What a client can be pointed at: a provider's stand-in, or the gateway. `absent` says of an operation why there is
// nothing to try (one reason: there is nothing to try at all), `fails` why it is known to fail.
const env = process.env;
const FAULTS = `${env.FREEWAY_EMULATOR_URL}/_emulator/faults`;
const accounts = JSON.parse(env.FREEWAY_ACCOUNTS ?? "{}");

// The stand-in of a provider. `url` is where the stand-in's host begins, `baseUrl` the provider's own base URL there.
export function standIn(provider, models, { absent = {}, fails = {} } = {}) {
  const { url, baseUrl, key } = accounts[provider] ?? {};
  if (!url) return { against: `${provider} stand-in`, models, absent: "there is no stand-in of it", fails: {} };
  return { against: `${provider} stand-in`, provider, url, baseUrl, key, models, absent, fails };
}

// The gateway, for a client that speaks a wire for which there is no door.
export const noDoor = (wire) => gateway("", {}, { absent: `there is no door for ${wire}` });

// The gateway, with what `provider` offers through it.
export function gateway(provider, models, { absent = {}, fails = {} } = {}) {
  const url = env.FREEWAY_URL;
  return { against: "gateway", provider, url, baseUrl: `${url}/v1`, key: env.FREEWAY_TOKEN, models, absent, fails };
}

// Lets the next answer of the stand-in of a target's provider fail.
export async function fault({ provider }, name) {
  const body = JSON.stringify({ provider, fault: name, times: 1 });
  const answer = await fetch(FAULTS, { method: "PUT", body });
  if (!answer.ok) throw new Error(`no fault ${name} at ${provider}: ${answer.status}`);
}

// Takes back every fault that was asked for, and says whether there was none left.
export async function mend() {
  const { faults } = await (await fetch(FAULTS)).json();
  await fetch(FAULTS, { method: "DELETE" });
  return faults.every(({ times }) => times === 0);
}
