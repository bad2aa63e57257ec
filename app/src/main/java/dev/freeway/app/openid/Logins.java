package dev.freeway.app.openid;

import dev.freeway.api.admin.OpenId;
import dev.freeway.app.config.Hosting;
import dev.freeway.app.config.OpenIdClient;
import dev.freeway.core.catalog.Secret;
import dev.freeway.members.Declined;
import dev.freeway.members.Identities;
import dev.freeway.members.Registry;
import dev.freeway.members.Seal;
import dev.freeway.members.Vouched;
import dev.freeway.wire.Fetch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Logins by the provider that the configuration names at the moment. Thread-safe. */
public final class Logins implements OpenId, AutoCloseable {
    private static final int PAGE_BYTES_MAX = 256 * 1024;
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final int AT_ONCE = 32;
    private static final int WORD_MAX = 4_000;
    private static final String COOKIE = "freeway-login";
    private static final String AGAIN = " Begin again at /login/openid.";

    /** Loopback by its number alone: what a name leads to is somebody else's to say (RFC 8252). */
    private static final Pattern LOOPBACK =
            Pattern.compile(
                    "http://(127\\.0\\.0\\.1|\\[::1]):[1-9]\\d{0,4}(/[A-Za-z0-9._~-]{0,100}){0,4}");

    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,60}");

    private final Supplier<Hosting> hosting;
    private final Registry registry;
    private final Seal seal;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Fetch fetch = new Fetch(PAGE_BYTES_MAX, WITHIN);
    private final Semaphore room = new Semaphore(AT_ONCE);
    private volatile Optional<Issuer> issuer = Optional.empty();

    /**
     * @param seal the same at all replicas
     * @param random a secure one
     */
    public Logins(
            Supplier<Hosting> hosting,
            Registry registry,
            Seal seal,
            InstantSource clock,
            RandomGenerator random) {
        this.hosting = hosting;
        this.registry = registry;
        this.seal = seal;
        this.clock = clock;
        this.random = random;
    }

    /** Asks the provider something. */
    @FunctionalInterface
    private interface Asking<T> {
        T of(Issuer issuer) throws IOException, Issuer.Refusing, IdTokens.Unbelievable;
    }

    @Override
    public Departure begin(String returnTo, String invitation) throws Declined {
        OpenIdClient client = client();
        if (!List.of("", CONSOLE).contains(returnTo) && !LOOPBACK.matcher(returnTo).matches()) {
            throw Declined.invalid(
                    "return_to",
                    "return_to: not where a program on your own machine waits (expected:"
                            + " http://127.0.0.1:PORT/PATH or http://[::1]:PORT/PATH)");
        }
        if (!invitation.isEmpty()) {
            identities().requireInvitation(invitation);
        }
        Flow flow = Flow.fresh(client.issuer(), returnTo, invitation, clock.instant(), random);
        URI to = ask(client, there -> there.departure(flow));
        return new Departure(to, cookie(flow.sealed(seal), Flow.LIFE));
    }

    @Override
    public Arrival finish(Map<String, String> query, String cookies) throws Declined {
        OpenIdClient client = client();
        Flow flow = begun(client, query, cookies);
        String error = query.getOrDefault("error", "");
        if (!error.isEmpty()) {
            throw Declined.forbidden(
                    "%s did not log you in%s.%s".formatted(client.name(), said(error), AGAIN));
        }
        Vouched vouched =
                ask(
                        client,
                        there -> {
                            requireThem(there, query);
                            return there.vouched(word(query, "code"), flow);
                        });
        String person =
                identities()
                        .enter(vouched, flow.invitation(), hosting.get().signUp(), flow.spent());
        return switch (flow.returnTo()) {
            case "" -> new Arrival.Shown(person, identities().session(person));
            case CONSOLE -> new Arrival.Kept(identities().session(person));
            default -> new Arrival.SentOn(to(flow.returnTo(), identities().code(person)));
        };
    }

    private static URI to(String program, Secret code) {
        return URI.create(program + "?code=" + code.reveal());
    }

    @Override
    public Optional<String> name() {
        return hosting.get().login().filter(_ -> seal.ready()).map(OpenIdClient::name);
    }

    /** What another provider answers is not taken for this one's (RFC 9207). */
    private static void requireThem(Issuer there, Map<String, String> query)
            throws IOException, IdTokens.Unbelievable {
        String named = query.getOrDefault("iss", "");
        boolean silent = named.isEmpty() && !there.metadata().namesItself();
        if (!silent && !named.equals(there.client().issuer())) {
            throw new IdTokens.Unbelievable("another provider sent you back");
        }
    }

    private Flow begun(OpenIdClient client, Map<String, String> query, String cookies)
            throws Declined {
        return cookie(cookies)
                .flatMap(sealed -> Flow.of(sealed, seal))
                .filter(flow -> flow.issuer().equals(client.issuer()))
                .filter(flow -> flow.answers(word(query, "state"), clock.instant()))
                .orElseThrow(() ->
                        Declined.invalid(
                                "state",
                                "This login was not begun in this browser, or too long ago, or is"
                                        + " done."
                                        + AGAIN));
    }

    private static String word(Map<String, String> query, String name) {
        String word = query.getOrDefault(name, "");
        return word.length() > WORD_MAX ? "" : word;
    }

    private static String said(String error) {
        return ERROR.matcher(error).matches() ? " (" + error + ")" : "";
    }

    private Identities identities() {
        return registry.identities();
    }

    private OpenIdClient client() throws Declined {
        OpenIdClient client =
                hosting.get()
                        .login()
                        .orElseThrow(() ->
                                Declined.absent(
                                        "Nobody logs in here by OpenID. Whoever runs this gateway"
                                                + " can let them: login: {openid: ...} in its"
                                                + " configuration."));
        if (!seal.ready()) {
            throw Declined.absent(
                    "Logins by OpenID need a master key that all replicas have. Whoever runs this"
                            + " gateway has to set FREEWAY_MASTER_KEY.");
        }
        return client;
    }

    private <T> T ask(OpenIdClient client, Asking<T> what) throws Declined {
        if (!room.tryAcquire()) {
            throw Declined.tooMany("Too many logins are being checked.", WITHIN);
        }
        try {
            return what.of(issuer(client));
        } catch (IOException e) {
            throw Declined.unavailable(
                    "%s does not answer as it should: %s. Try again; if that does not help, tell whoever runs this gateway."
                            .formatted(client.name(), e.getMessage()));
        } catch (Issuer.Refusing e) {
            throw Declined.unavailable(
                    "%s did not confirm the login%s.%s"
                            .formatted(client.name(), said(String.valueOf(e.getMessage())), AGAIN));
        } catch (IdTokens.Unbelievable e) {
            throw Declined.unavailable(
                    "What %s says of you is not believed: %s.%s"
                            .formatted(client.name(), e.getMessage(), AGAIN));
        } finally {
            room.release();
        }
    }

    /** With what it has said before, unless the configuration names another. */
    private Issuer issuer(OpenIdClient client) {
        Optional<Issuer> known = issuer.filter(one -> one.client().equals(client));
        if (known.isEmpty()) {
            known = Optional.of(new Issuer(client, fetch, clock));
            issuer = known;
        }
        return known.get();
    }

    /** With TLS no other host, and no page without TLS, can give a browser one by that name. */
    private boolean secure() {
        return hosting.get()
                .login()
                .filter(login -> "https".equals(login.redirect().getScheme()))
                .isPresent();
    }

    private String named() {
        return secure() ? "__Host-" + COOKIE : COOKIE;
    }

    private String cookie(String value, Duration life) {
        return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s"
                .formatted(named(), value, life.toSeconds(), secure() ? "; Secure" : "");
    }

    /** Some clients put what they keep into quotes (RFC 6265, 4.1.1). */
    private Optional<String> cookie(String header) {
        String start = named() + "=";
        return Stream.of(header.split(";", -1))
                .map(String::strip)
                .filter(one -> one.startsWith(start))
                .map(one -> one.substring(start.length()).replace("\"", ""))
                .findFirst();
    }

    @Override
    public String forgotten() {
        return cookie("", Duration.ZERO);
    }

    @Override
    public void close() {
        fetch.close();
    }
}
