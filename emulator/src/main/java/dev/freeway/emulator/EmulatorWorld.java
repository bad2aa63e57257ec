package dev.freeway.emulator;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The world that the stand-ins live in.
 *
 * @param clock by which everything is counted
 * @param speed how many times as fast as real time it runs: waiting is divided by it
 * @param seed of every text
 */
public record EmulatorWorld(
        InstantSource clock, double speed, long seed, List<EmulatedAccount> accounts) {
    public EmulatorWorld {
        accounts = List.copyOf(accounts);
    }

    /** One account at each provider. */
    public static EmulatorWorld standard(InstantSource clock, double speed, long seed) {
        return new EmulatorWorld(
                clock,
                speed,
                seed,
                List.of(
                        new EmulatedAccount(
                                "openrouter",
                                "sk-or-v1-emulated",
                                Map.of("credits_purchased", "10")),
                        new EmulatedAccount("cerebras", "csk-emulated", Map.of()),
                        new EmulatedAccount(
                                "github-models",
                                "github_pat_emulated",
                                Map.of("copilot_plan", "free"))));
    }
}
