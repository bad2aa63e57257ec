package dev.freeway.bench;

import dev.freeway.app.Gateway;
import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Config;
import dev.freeway.app.config.Drain;
import dev.freeway.app.config.Hosting;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Clause;
import dev.freeway.core.catalog.Condition;
import dev.freeway.core.catalog.Dimension;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Permit;
import dev.freeway.core.catalog.Provenance;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Secret;
import dev.freeway.core.catalog.Terms;
import dev.freeway.core.catalog.Wire;
import dev.freeway.core.member.Habits;
import dev.freeway.core.member.Plan;
import dev.freeway.core.quota.CalendarUnit;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Slots;
import dev.freeway.core.quota.Window;
import dev.freeway.wire.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * One side of a load run: {@code stub PORT}, or {@code gateway PORT STUB_PORT DIRECTORY}, whose
 * every request takes from four limits that never run out.
 */
public final class LoadProcess {
    private static final String HOST = "127.0.0.1";
    private static final long PLENTY = 1_000_000_000_000L;

    private LoadProcess() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int port = Integer.parseInt(args[1]);
        try (Network network = Network.open(1)) {
            if (args[0].equals("stub")) {
                network.listen(HOST, port, new Stub(network)::handle);
            } else {
                new Gateway(config(port, args), catalog(args[2]), network, InstantSource.system());
            }
            new CountDownLatch(1).await();
        }
    }

    private static Config config(int port, String[] args) {
        Account account =
                new Account(
                        catalog(args[2]).providers().getFirst(),
                        "bench",
                        new Secret("key"),
                        "http://" + HOST + ":" + args[2],
                        Facts.NONE,
                        Permit.NONE);
        return new Config(
                HOST,
                port,
                Path.of(args[3]),
                Optional.empty(),
                Config.FIRST_BYTE,
                Config.IDLE,
                Drain.USUAL,
                Set.of(),
                List.of(
                        new Config.Token(
                                "bench",
                                new Secret("fw_bench_bench_bench"),
                                "bench",
                                true,
                                Set.of(),
                                Habits.NONE)),
                List.of(),
                List.of(account),
                Set.of(),
                Hosting.USUAL);
    }

    private static Catalog catalog(String stubPort) {
        Model model =
                new Model(
                        "m",
                        List.of(),
                        1_000_000,
                        4_096,
                        4_096,
                        EnumSet.allOf(Model.Ability.class),
                        100);
        Provider provider =
                Provider.openAi(
                        "bench",
                        "http://" + HOST + ":" + stubPort,
                        Wire.openAi(Map.of("chat", "/chat/completions")),
                        List.of(model),
                        List.of(clause("rpd", Meter.REQUESTS), clause("tpd", Meter.TOTAL_TOKENS)));
        Limit places = Limit.of("places", Meter.IN_FLIGHT, new Slots(PLENTY));
        return new Catalog(
                List.of(provider),
                Map.of(),
                List.of(
                        Plan.of(
                                "bench",
                                Terms.of(List.of(clause("rpm", Meter.REQUESTS), of(places))),
                                Habits.NONE)));
    }

    private static Clause clause(String id, Meter meter) {
        Window window =
                id.equals("rpm")
                        ? Window.rolling(PLENTY, Duration.ofMinutes(1))
                        : Window.calendar(PLENTY, CalendarUnit.DAY, ZoneOffset.UTC);
        return of(Limit.of(id, meter, window));
    }

    private static Clause of(Limit limit) {
        Provenance ours = new Provenance("bench", LocalDate.EPOCH, Provenance.Certainty.VERIFIED);
        return new Clause(limit, Dimension.ACCOUNT, "*", "*", Condition.ALWAYS, ours);
    }
}
