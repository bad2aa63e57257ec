package dev.freeway.app;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@code freeway serve} in a process of its own, to be killed. */
final class ServeProcess implements AutoCloseable {
    private final Path directory;
    private final Path config;
    private final int port;
    private final HttpClient client;
    private Process process;

    ServeProcess(Path directory, Path config, int port, HttpClient client) throws IOException {
        this.directory = directory;
        this.config = config;
        this.port = port;
        this.client = client;
        process = start();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    private Process start() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.freeway.app.Main",
                        "serve",
                        "--config",
                        config.toString(),
                        "--port",
                        Integer.toString(port));
        builder.environment().put("FREEWAY_HOME", directory.toString());
        return builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
    }

    private Path log() {
        return directory.resolve("gateway-" + port + ".log");
    }

    /** One that ended by itself is started again, as a supervisor would. */
    void awaitReady() throws Exception {
        long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < giveUp) {
            if (!process.isAlive()) {
                again();
            }
            try {
                if (ready() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
        throw new AssertionError(Files.readString(log()));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What it says of itself, by its status. */
    int ready() throws IOException, InterruptedException {
        HttpRequest ready =
                HttpRequest.newBuilder(url().resolve("/readyz"))
                        .timeout(Duration.ofSeconds(1))
                        .build();
        return client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** As a supervisor that wants it to stop: SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Whether it ends within ten seconds. */
    boolean ends() throws InterruptedException {
        return process.waitFor(10, TimeUnit.SECONDS);
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void again() throws IOException {
        process = start();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
