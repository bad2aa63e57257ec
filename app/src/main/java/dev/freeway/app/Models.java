package dev.freeway.app;

import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Model;
import dev.freeway.provider.Discovery;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Which models an account has: the catalog's, or where that lists none, its server's own. */
final class Models implements Function<Account, List<Model>> {
    private final Discovery discovery;
    private final Map<Account, List<Model>> found = new ConcurrentHashMap<>();

    Models(Discovery discovery) {
        this.discovery = discovery;
    }

    /**
     * Asks every server whose models nobody lists, all at once; one that is silent keeps those it
     * had.
     */
    void discover(List<Account> accounts) {
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            accounts.stream()
                    .filter(account -> account.provider().models().isEmpty())
                    .forEach(account -> all.execute(() -> discover(account)));
        }
    }

    private void discover(Account account) {
        List<Model> listed = discovery.models(account);
        if (!listed.isEmpty()) {
            found.put(account, listed);
        }
    }

    @Override
    public List<Model> apply(Account account) {
        List<Model> listed = account.provider().models();
        return listed.isEmpty() ? found.getOrDefault(account, List.of()) : listed;
    }
}
