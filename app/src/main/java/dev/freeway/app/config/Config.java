package dev.freeway.app.config;

import dev.freeway.api.SideDoor;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.catalog.Secret;
import dev.freeway.core.member.Habits;
import dev.freeway.store.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator wants.
 *
 * @param data directory of the ledger
 * @param store the server that keeps it instead, shared with other replicas
 * @param firstByte how long a provider may take to begin its answer
 * @param idle how long it may pause within one
 * @param drain how it leaves when it is told to stop
 * @param demands what must not happen to any request
 * @param providers the operator's own, beside the catalog's or in place of them
 * @param doors what is to be spoken beside the usual
 * @param hosting what serving others needs
 */
public record Config(
        String host,
        int port,
        Path data,
        Optional<PostgresServer> store,
        Duration firstByte,
        Duration idle,
        Drain drain,
        Set<Privacy.Demand> demands,
        List<Token> tokens,
        List<ProviderFile> providers,
        List<Account> accounts,
        Set<SideDoor> doors,
        Hosting hosting) {
    public static final String HOST = "127.0.0.1";
    public static final int PORT = 8787;
    public static final Duration FIRST_BYTE = Duration.ofSeconds(60);
    public static final Duration IDLE = Duration.ofSeconds(30);
    public static final String PLAN = "personal";

    public Config {
        demands = Set.copyOf(demands);
        tokens = List.copyOf(tokens);
        providers = List.copyOf(providers);
        accounts = List.copyOf(accounts);
        doors = Set.copyOf(doors);
    }

    /** The same on another port, with its data elsewhere. */
    public Config at(int otherPort, Path otherData) {
        return new Config(
                host, otherPort, otherData, store, firstByte, idle, drain, demands, tokens,
                providers, accounts, doors, hosting);
    }

    /** The same for these tokens. */
    public Config with(List<Token> others) {
        return new Config(
                host, port, data, store, firstByte, idle, drain, demands, others, providers,
                accounts, doors, hosting);
    }

    /**
     * A token and whose it is.
     *
     * @param operator whether it may also read what concerns all members
     * @param demands what must not happen to its requests
     * @param habits how those are treated that do not say
     */
    public record Token(
            String name,
            Secret token,
            String plan,
            boolean operator,
            Set<Privacy.Demand> demands,
            Habits habits) {
        /** The operator's own. */
        public static Token operator(String name, String token) {
            return new Token(name, new Secret(token), PLAN, true, Set.of(), Habits.NONE);
        }
    }
}
