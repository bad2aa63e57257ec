package dev.freeway.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.app.config.Catalog;
import dev.freeway.app.sdk.Compatibility;
import dev.freeway.app.sdk.JavaClients;
import dev.freeway.app.sdk.NodeClients;
import dev.freeway.app.sdk.Target;
import dev.freeway.app.sdk.World;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Provider;
import dev.freeway.emulator.EmulatedAccount;
import dev.freeway.emulator.EmulatorWorld;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Other people's clients are content, and docs/reference/compatibility.md says so. */
class SdkMatrixTest extends DemoTest {
    private static final Path HOME = Path.of(System.getProperty("freeway.home", ".."));

    /** When every provider that has a stand-in still served: GitHub Models ended in July. */
    private static final Instant WHEN = Instant.parse("2026-06-15T12:00:00Z");

    private static final Duration TICK = Duration.ofMillis(2);

    private static Compatibility document;

    private Thread ticking = Thread.currentThread();

    {
        clock.set(WHEN);
    }

    @BeforeAll
    static void beginDocument() throws Exception {
        document = Compatibility.begin(HOME);
    }

    /** Time goes by between two operations: one of the stand-ins takes six a minute. */
    @BeforeEach
    void letTimeGoBy() {
        ticking =
                Thread.ofVirtual()
                        .start(() -> {
                            while (!Thread.currentThread().isInterrupted()) {
                                clock.turn(Duration.ofSeconds(10));
                                LockSupport.parkNanos(TICK.toNanos());
                            }
                        });
    }

    @AfterEach
    void stopTime() throws InterruptedException {
        ticking.interrupt();
        ticking.join();
    }

    @Test
    void javaClients() throws Exception {
        document.check("Java", JavaClients.drive(new DemoWorld()));
    }

    @Test
    void javaScriptClients() throws Exception {
        document.check("JavaScript", NodeClients.drive(HOME, new DemoWorld()));
    }

    @Override
    Set<String> providers() {
        return Set.of("openrouter", "cerebras", "cloudflare", "github-models", "replicate");
    }

    private final class DemoWorld implements World {
        @Override
        public URI emulatorUrl() {
            return demo.emulatorUrl();
        }

        @Override
        public Target gateway(String provider) {
            URI url = demo.url();
            return new Target("gateway", provider, url, url.resolve("/v1"), demo.token());
        }

        @Override
        public Map<String, Target> standIns() {
            Catalog catalog = Catalog.load();
            JsonNode served = served();
            return EmulatorWorld.standard(clock, speed(), 0).accounts().stream()
                    .filter(account -> served.has(account.provider()))
                    .collect(
                            Collectors.toMap(
                                    EmulatedAccount::provider,
                                    account -> standIn(catalog, account)));
        }

        private JsonNode served() {
            try {
                return browser.judge().path("providers");
            } catch (Exception e) {
                throw new AssertionError("the stand-ins do not say who they are", e);
            }
        }

        private Target standIn(Catalog catalog, EmulatedAccount account) {
            String id = account.provider();
            Provider provider = catalog.provider(id).orElseThrow();
            Facts facts = catalog.facts(provider, account.facts());
            String path = URI.create(facts.fill(provider.baseUrl())).getPath();
            URI url = demo.emulatorUrl().resolve("/" + id);
            return new Target(id + " stand-in", id, url, URI.create(url + path), account.key());
        }

        @Override
        public void rest() {
            clock.turn(Duration.ofHours(2));
            demo.refresh();
        }

        @Override
        public void cut(String provider) throws Exception {
            browser.fault(provider, "cut", 1);
        }

        @Override
        public boolean mend() throws Exception {
            boolean met = true;
            for (JsonNode fault : browser.judge("/faults").path("faults")) {
                met &= fault.path("times").asLong() == 0;
            }
            browser.mend();
            return met;
        }
    }
}
