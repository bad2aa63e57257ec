package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.emulator.EmulatedAccount;
import dev.freeway.emulator.EmulatorWorld;
import dev.freeway.emulator.Emulators;
import dev.freeway.wire.HttpCall;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.IntStream;

/** Twelve accounts behind gateways that are killed, and what their stand-ins say of it. */
final class KilledWorld {
    static final String TOKEN = "fw_kill_test_0123456789";
    private static final int ACCOUNTS = 12;

    private KilledWorld() {}

    static EmulatorWorld world() {
        return new EmulatorWorld(
                InstantSource.system(),
                20,
                1,
                IntStream.range(0, ACCOUNTS)
                        .mapToObj(i ->
                                new EmulatedAccount(
                                        "openrouter",
                                        "sk-or-v1-kill-" + i,
                                        Map.of("credits_purchased", "10")))
                        .toList());
    }

    /** The end of a configuration file: who asks, and of what. */
    static String config(URI emulators) {
        StringBuilder text = new StringBuilder();
        text.append("\ntokens: [{name: killed, token: ").append(TOKEN).append("}]\naccounts:\n");
        for (int i = 0; i < ACCOUNTS; i++) {
            text.append("  - {provider: openrouter, name: a" + i + ", key: sk-or-v1-kill-" + i)
                    .append(", base_url: \"" + emulators + "/openrouter/api/v1\"")
                    .append(", facts: {credits_purchased: 10}}\n");
        }
        return text.toString();
    }

    private static JsonNode judged(Emulators emulators) throws Exception {
        try (HttpCall call = new HttpCall(emulators.baseUri(), "")) {
            return call.get("/_emulator").path("providers");
        }
    }

    static void neverOver(Emulators emulators) throws Exception {
        for (JsonNode provider : judged(emulators)) {
            assertThat(provider.path("refused_by_quota").asLong()).isZero();
            assertThat(provider.path("billed_micro_dollars").asLong()).isZero();
            for (JsonNode limit : provider.path("limits")) {
                assertThat(limit.path("peak").asLong())
                        .isLessThanOrEqualTo(limit.path("amount").asLong());
            }
        }
    }

    /** Requests that providers took. */
    static long accepted(Emulators emulators) throws Exception {
        long accepted = 0;
        for (JsonNode provider : judged(emulators)) {
            accepted += provider.path("accepted").asLong();
        }
        return accepted;
    }
}
