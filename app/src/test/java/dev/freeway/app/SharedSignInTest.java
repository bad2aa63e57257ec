package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.core.catalog.Secret;
import dev.freeway.members.Seal;
import dev.freeway.testkit.TurnedClock;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways on one server: a login that begins at one ends at the other. */
class SharedSignInTest {
    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final Optional<Secret> master = Optional.of(new Secret(Seal.fresh()));
    @TempDir private Path directory;
    private SharedStore store;
    private IdentityProvider provider;
    private SignInSite first;
    private SignInSite second;

    @BeforeEach
    void open() throws Exception {
        store = SharedStore.start(directory);
        provider = new IdentityProvider(clock);
        first = site("first", master);
        second = site("second", master);
    }

    private SignInSite site(String name, Optional<Secret> key) throws Exception {
        Path own = Files.createDirectories(directory.resolve(name));
        SignInSite site =
                new SignInSite(own, clock, provider, "store: " + store.server().address(), key);
        // Browsers come back to either, as behind a balancer.
        site.opens(URI.create("http://127.0.0.1:1"), SignInSite.SIGN_UP);
        return site;
    }

    @AfterEach
    void close() throws Exception {
        first.close();
        second.close();
        provider.close();
        store.close();
    }

    private static URI at(SignInSite site, URI callback) {
        return site.url().resolve(callback.getRawPath() + "?" + callback.getRawQuery());
    }

    @Test
    void whatBeginsAtOneEndsAtTheOtherAndIsRedeemedAtTheFirst() throws Exception {
        try (Guest guest = new Guest()) {
            URI callback = guest.callback(first.url(), "?return_to=http://127.0.0.1:1/");
            HttpResponse<String> answer = guest.get(at(second, callback));
            String query = Guest.location(answer).orElseThrow().getQuery();
            String body = "{\"code\":\"%s\"}".formatted(query.substring("code=".length()));
            List<HttpResponse<String>> both = new ArrayList<>();
            for (SignInSite site : List.of(first, second)) {
                both.add(guest.ask(site.url(), "POST", "/api/login/code", "", body));
            }
            assertThat(both.get(0).statusCode()).as(both.get(0).body()).isEqualTo(200);
            assertThat(both.get(1).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void ofManyWhoSignUpWithOneAddressAtBothOneDoes() throws Exception {
        String admin = first.operator();
        List<Guest> guests = new ArrayList<>();
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Guest guest = new Guest();
            guests.add(guest);
            SignInSite site = i % 2 == 0 ? first : second;
            URI callback = at(site, guest.callback(site.url(), ""));
            all.add(() -> Guest.token(guest.get(callback)).isPresent());
        }
        // Each is somebody else there, by an address that is the same.
        provider.claims(c ->
                c.put("sub", "subject-" + c.path("nonce").asText())
                        .put("email", "ann+" + c.path("nonce").asText() + "@example.com"));
        int came = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : threads.invokeAll(all)) {
                came += one.get() ? 1 : 0;
            }
        }
        assertThat(came).isEqualTo(1);
        Guest guest = guests.getFirst();
        assertThat(guest.ask(second.url(), "GET", "/api/members", admin, "").body())
                .contains("\"ann\"")
                .doesNotContain("ann-2");
        guests.forEach(Guest::close);
    }

    @Test
    void withoutAKeyThatAllHaveNobodyIsSentAnywhere() throws Exception {
        first.close();
        second.close();
        store.close();
        store = SharedStore.start(directory.resolve("other"));
        first = site("first", Optional.empty());
        second = site("second", Optional.empty());
        try (Guest guest = new Guest()) {
            HttpResponse<String> page = guest.get(first.url().resolve("/login/openid"));
            assertThat(page.statusCode()).isEqualTo(404);
            assertThat(page.body()).contains("FREEWAY_MASTER_KEY");
        }
    }
}
