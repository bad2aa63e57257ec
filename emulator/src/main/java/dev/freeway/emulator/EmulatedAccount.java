package dev.freeway.emulator;

import java.util.Map;

/**
 * An account that a stand-in knows.
 *
 * @param provider whose stand-in
 * @param key the credential it is known by
 * @param facts what decides its limits: {@code credits_purchased}, {@code copilot_plan}, ...
 */
public record EmulatedAccount(String provider, String key, Map<String, String> facts) {
    public EmulatedAccount {
        facts = Map.copyOf(facts);
    }

    String fact(String name, String otherwise) {
        return facts.getOrDefault(name, otherwise);
    }

    /** Whose account it is: several keys may be of one owner, who is counted once. */
    String owner() {
        return fact("account", key);
    }

    long number(String name) {
        return Long.parseLong(fact(name, "0"));
    }
}
