package dev.freeway.cli;

import dev.freeway.wire.HttpCall;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options every verb has, to reach its gateway. */
final class Connection {
    @Option(names = "--url", description = "the gateway's address; by default the one started last")
    private @Nullable URI url;

    @Option(names = "--token", description = "the token to speak with")
    private @Nullable String token;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    boolean json() {
        return json;
    }

    /** The gateway to speak to. */
    HttpCall open(Surroundings surroundings) throws NoGateway {
        if (url != null) {
            return new HttpCall(url, token == null ? "" : token);
        }
        Address address =
                surroundings
                        .gateway()
                        .get()
                        .orElseThrow(() ->
                                new NoGateway("no gateway is known (start one: ./freeway demo)"));
        return new HttpCall(address.base(), token == null ? address.token() : token);
    }
}
