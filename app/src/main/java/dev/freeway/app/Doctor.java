package dev.freeway.app;

import dev.freeway.app.config.BadFile;
import dev.freeway.app.config.Config;
import dev.freeway.core.catalog.Account;
import dev.freeway.wire.Network;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Examines this machine and configuration. */
final class Doctor {
    private static final int JAVA_MIN = 25;
    private static final long FREE_BYTES_MIN = 200L * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration CLOCK_ERROR_MAX = Duration.ofSeconds(30);

    private final HttpClientAgent client;
    private final InstantSource clock;
    private final List<Finding> findings = new ArrayList<>();

    Doctor(Network network, InstantSource clock) {
        this.client = network.client(4, PATIENCE);
        this.clock = clock;
    }

    List<Finding> examine(ConfigWatch.Source source) {
        java();
        try {
            Config config = source.read();
            note(
                    "config",
                    Finding.State.OK,
                    config.accounts().size()
                            + " accounts, "
                            + config.tokens().size()
                            + " tokens of your own");
            disk(config.data());
            findings.addAll(new AccountChecks(config.accounts(), clock.instant()).findings());
            config.accounts().forEach(this::provider);
            if (config.accounts().isEmpty()) {
                note(
                        "accounts",
                        Finding.State.WARN,
                        "none: set a key variable or name one in a file");
            }
        } catch (BadFile | IOException e) {
            note("config", Finding.State.BAD, String.valueOf(e.getMessage()));
        }
        return findings;
    }

    private void note(String check, Finding.State state, String detail) {
        findings.add(new Finding(check, state, detail));
    }

    private void java() {
        int version = Runtime.version().feature();
        note(
                "java",
                version >= JAVA_MIN ? Finding.State.OK : Finding.State.BAD,
                Runtime.version() + " (expected: at least " + JAVA_MIN + ")");
    }

    private void disk(Path data) {
        try {
            Files.createDirectories(data);
            long free = Files.getFileStore(data).getUsableSpace();
            boolean writable = Files.isWritable(data);
            note(
                    "disk",
                    writable && free > FREE_BYTES_MIN ? Finding.State.OK : Finding.State.BAD,
                    data
                            + (writable ? ": " : " is not writable: ")
                            + free / 1024 / 1024
                            + " MiB free");
        } catch (IOException e) {
            note("disk", Finding.State.BAD, data + ": " + e.getMessage());
        }
    }

    private void provider(Account account) {
        String name = account.provider().id();
        if (account.provider().retired(clock.instant()) && !account.permit().retired()) {
            note(name, Finding.State.WARN, account.provider().retirement());
            return;
        }
        try {
            RequestOptions models =
                    new RequestOptions()
                            .setMethod(HttpMethod.GET)
                            .setAbsoluteURI(account.url("/models").toString())
                            .putHeader("authorization", "Bearer " + account.key().reveal());
            var response =
                    client.request(models)
                            .compose(request -> request.send())
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            int status = response.statusCode();
            boolean refused = status == 401 || status == 403;
            note(
                    name,
                    refused ? Finding.State.BAD : Finding.State.OK,
                    refused ? "turned the key away (" + status + ")" : "answers (" + status + ")");
            clockAgainst(response.getHeader("date"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            note(name, Finding.State.BAD, "not reachable at " + account.baseUrl());
        }
    }

    /** Ours against a provider's: a day's limit ends by theirs. */
    private void clockAgainst(@org.jspecify.annotations.Nullable String date) {
        if (date == null) {
            return;
        }
        try {
            Instant theirs =
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration apart = Duration.between(theirs, clock.instant()).abs();
            note(
                    "clock",
                    apart.compareTo(CLOCK_ERROR_MAX) > 0 ? Finding.State.WARN : Finding.State.OK,
                    apart.toSeconds() + " s from the provider's");
        } catch (DateTimeParseException e) {
            note("clock", Finding.State.WARN, "the provider's date is unreadable: " + date);
        }
    }
}
