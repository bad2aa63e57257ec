package dev.freeway.emulator;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The world that the stand-ins live in.
 *
 * @param clock by which everything is counted
 * @param speed how many times as fast as real time it runs: waiting is divided by it
 * @param seed of every text
 * @param inventions providers beside those that are known, or in place of them
 */
public record EmulatorWorld(
        InstantSource clock,
        double speed,
        long seed,
        List<EmulatedAccount> accounts,
        List<Invention> inventions) {
    public EmulatorWorld {
        accounts = List.copyOf(accounts);
        inventions = List.copyOf(inventions);
    }

    /** One of known providers. */
    public EmulatorWorld(
            InstantSource clock, double speed, long seed, List<EmulatedAccount> accounts) {
        this(clock, speed, seed, accounts, List.of());
    }

    /** The same with these in it, an account at each. */
    public EmulatorWorld with(List<Invention> invented) {
        List<String> ids = invented.stream().map(Invention::id).toList();
        List<EmulatedAccount> all =
                Stream.concat(
                                accounts.stream()
                                        .filter(account -> !ids.contains(account.provider())),
                                invented.stream()
                                        .map(one ->
                                                new EmulatedAccount(one.id(), one.key(), Map.of())))
                        .toList();
        return new EmulatorWorld(clock, speed, seed, all, invented);
    }

    /** The same with these accounts beside the others. */
    public EmulatorWorld knowing(List<EmulatedAccount> more) {
        return new EmulatorWorld(
                clock,
                speed,
                seed,
                Stream.concat(accounts.stream(), more.stream()).toList(),
                inventions);
    }

    /** One account at each provider, as somebody has who pays nothing. */
    public static EmulatorWorld standard(InstantSource clock, double speed, long seed) {
        return new EmulatorWorld(
                clock,
                speed,
                seed,
                List.of(
                        account("openrouter", "sk-or-v1-", Map.of("credits_purchased", "10")),
                        account("cerebras", "csk-", Map.of()),
                        account(
                                "github-models",
                                "github_pat_",
                                Map.of("copilot_plan", "free", "anchor", "rolling")),
                        account(
                                "cloudflare",
                                "",
                                Map.of("account_id", "emulated", "workers_plan", "free")),
                        account("huggingface", "hf_", Map.of("plan", "free", "credits", "none")),
                        account("vercel", "vck_", Map.of("purchased", "no", "card", "yes")),
                        account("gemini", "AIza", Map.of("billing", "free")),
                        account("nvidia", "nvapi-", Map.of("business_mail", "no")),
                        account(
                                "hyperbolic",
                                "sk_live_",
                                Map.of("phone_verified", "yes", "deposited", "0")),
                        account("fireworks", "fw_", Map.of("payment_method", "no")),
                        account(
                                "openai",
                                "sk-proj-",
                                Map.of("usage_tier", "1", "data_sharing", "yes")),
                        account(
                                "replicate",
                                "r8_",
                                Map.of("payment_method", "no", "credit_dollars", "0")),
                        account("groq", "gsk_", Map.of()),
                        account("together", "", Map.of()),
                        account("sambanova", "", Map.of("payment_method", "no"))));
    }

    /** Its key is what that provider's keys begin with, and {@code emulated}. */
    private static EmulatedAccount account(
            String provider, String prefix, Map<String, String> facts) {
        return new EmulatedAccount(provider, prefix + "emulated", facts);
    }
}
