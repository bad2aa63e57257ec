package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freeway login}: a token of twelve hours, by a browser or by a password. */
@Command(
        name = "login",
        description = {
            "Log in by the gateway's OpenID provider, in a browser on this machine, or by a"
                    + " password, which is asked for or read from standard input.",
            "Prints the token that manages what is yours: export it as FREEWAY_ADMIN_TOKEN."
        },
        mixinStandardHelpOptions = true)
final class LoginVerb extends Verb {
    @Option(
            names = "--password",
            paramLabel = "NAME",
            description = "log in as that member, by its password")
    private @Nullable String name;

    @Option(
            names = "--invitation",
            paramLabel = "CODE",
            description = "for one who is new: fwi_...")
    private @Nullable String invitation;

    @Option(
            names = "--env-file",
            description = "write FREEWAY_URL and FREEWAY_ADMIN_TOKEN there, and print no token")
    private @Nullable Path envFile;

    @Option(
            names = "--wait",
            defaultValue = "300",
            paramLabel = "SECONDS",
            description = "for the browser, by default ${DEFAULT-VALUE}")
    private int wait;

    LoginVerb(Surroundings surroundings) {
        // By no token: one that has ended would be refused.
        super(
                surroundings,
                () -> surroundings.gateway().get().map(at -> new Address(at.base(), "")));
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        try {
            Optional<JsonNode> session =
                    name == null ? byBrowser(gateway) : byPassword(gateway, name);
            if (session.isEmpty()) {
                return REFUSED;
            }
            tell(gateway.base(), session.get());
            return 0;
        } catch (IOException e) {
            throw new Failed(String.valueOf(e.getMessage()), false);
        }
    }

    private Optional<JsonNode> byPassword(HttpCall gateway, String who) throws Failed, IOException {
        String password = surroundings().stdin().secret("Password: ");
        return Optional.of(
                gateway.send(
                        "POST",
                        "/api/login",
                        Json.object().put("name", who).put("password", password)));
    }

    private Optional<JsonNode> byBrowser(HttpCall gateway) throws Failed, IOException {
        try (Doorstep doorstep = Doorstep.open()) {
            String more = invitation == null ? "" : "&invitation=" + AdminVerb.word(invitation);
            err().println("Open this in a browser on this machine:");
            err().println(
                            "%s/login/openid?return_to=%s%s"
                                    .formatted(
                                            gateway.base(),
                                            AdminVerb.word(doorstep.address().toString()),
                                            more));
            err().flush();
            Optional<String> code = doorstep.code(Duration.ofSeconds(wait));
            if (code.isEmpty()) {
                err().println("nobody came back from the browser; log in again");
                return Optional.empty();
            }
            return Optional.of(
                    gateway.send("POST", "/api/login/code", Json.object().put("code", code.get())));
        }
    }

    private void tell(URI gateway, JsonNode session) throws IOException {
        String token = "FREEWAY_ADMIN_TOKEN=" + session.path("token").asText();
        if (envFile != null) {
            writePrivately(envFile, "FREEWAY_URL=%s%n%s%n".formatted(gateway, token));
            out().println("written to " + envFile);
        } else {
            out().println(json() ? Json.pretty(session) : token);
        }
    }

    /** Nobody else may read it, not even for a moment. */
    private static void writePrivately(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text);
        Files.move(
                fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
