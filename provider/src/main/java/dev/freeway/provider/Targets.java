package dev.freeway.provider;

import dev.freeway.relay.Call;

/** What a call needs to know of its provider's wire, whichever it speaks. */
final class Targets {
    private Targets() {}

    /** The path that the catalog has for what is asked, its model filled in. */
    static String of(Call call) {
        String endpoint = call.ask().endpoint().id();
        String path = call.offer().account().provider().wire().paths().get(endpoint);
        if (path == null) {
            throw new IllegalStateException(
                    call.offer().account().provider().id() + " has no path for " + endpoint);
        }
        return path.replace("{model}", call.offer().model().id());
    }

    /** The most tokens the answer may have: what was reserved for it. */
    static long outputMost(Call call) {
        return call.ask().outputTokensMax().orElse(call.offer().model().outputTokensDefault());
    }
}
