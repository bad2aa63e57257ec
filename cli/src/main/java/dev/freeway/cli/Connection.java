package dev.freeway.cli;

import dev.freeway.wire.HttpCall;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options every verb has, to reach its gateway. */
final class Connection {
    @Option(names = "--url", description = "the gateway's address; by default the one started last")
    private @Nullable String url;

    @Option(names = "--token", description = "the token to speak with")
    private @Nullable String token;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    boolean json() {
        return json;
    }

    /** The gateway to speak to. */
    HttpCall open(Supplier<Optional<Address>> gateway) throws NoGateway {
        Optional<Address> known = gateway.get();
        if (url == null) {
            Address address =
                    known.orElseThrow(
                            () -> new NoGateway("no gateway is known (start one: ./freeway demo)"));
            return new HttpCall(root(address.base().toString()), said(address.token()));
        }
        URI wanted = root(url);
        return new HttpCall(wanted, said(tokenOf(known, wanted)));
    }

    private String said(String otherwise) {
        return token == null ? otherwise : token;
    }

    /** The token we know is told only to the gateway it belongs to. */
    private static String tokenOf(Optional<Address> known, URI wanted) {
        return known.filter(address -> address.base().equals(wanted))
                .map(Address::token)
                .orElse("");
    }

    /** Without the {@code /v1} that clients are given. */
    private static URI root(String url) throws NoGateway {
        String root = url.replaceAll("/+$", "").replaceAll("/v1$", "");
        try {
            URI uri = URI.create(root);
            if (root.matches("https?://.*") && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // Said below, with what was expected.
        }
        throw new NoGateway("--url: '" + url + "' (expected: http://host:port)");
    }
}
