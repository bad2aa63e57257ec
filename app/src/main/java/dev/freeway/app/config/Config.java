package dev.freeway.app.config;

import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the operator wants.
 *
 * @param data directory of the ledger
 * @param firstByte how long a provider may take to begin its answer
 * @param idle how long it may pause within one
 */
public record Config(
        String host,
        int port,
        Path data,
        Duration firstByte,
        Duration idle,
        List<Token> tokens,
        List<Account> accounts) {
    public static final String HOST = "127.0.0.1";
    public static final int PORT = 8787;
    public static final Duration FIRST_BYTE = Duration.ofSeconds(60);
    public static final Duration IDLE = Duration.ofSeconds(30);
    public static final String PLAN = "personal";

    public Config {
        tokens = List.copyOf(tokens);
        accounts = List.copyOf(accounts);
    }

    /**
     * A token and whose it is.
     *
     * @param operator whether it may also read what concerns all members
     */
    public record Token(String name, Secret token, String plan, boolean operator) {}
}
