package dev.freeway.app;

import dev.freeway.app.config.Catalog;
import dev.freeway.app.config.Config;
import dev.freeway.app.config.ConfigReader;
import dev.freeway.core.catalog.Secret;
import dev.freeway.members.Entrances;
import dev.freeway.testkit.TurnedClock;
import dev.freeway.wire.Network;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A gateway that an OpenID provider's people may come to. */
final class SignInSite implements AutoCloseable {
    static final String SIGN_UP = "sign_up: {plan: personal, once_per: email}";

    private final Network network = Network.open(1);
    private final Path directory;
    private final String store;
    private final IdentityProvider provider;
    final Gateway gateway;

    /**
     * @param store what it keeps things in, as a line of its file; empty: the directory
     * @param master its master key, where it shares what it keeps
     */
    SignInSite(
            Path directory,
            TurnedClock clock,
            IdentityProvider provider,
            String store,
            Optional<Secret> master)
            throws Exception {
        this.directory = directory;
        this.store = store;
        this.provider = provider;
        gateway = new Gateway(config(""), Catalog.load(), network, clock, master);
    }

    private Config config(String more) throws Exception {
        String text =
                """
                listen: {port: 0}
                data: %s
                tokens: [{name: me, token: a-token-of-enough-length, operator: true}]
                %s
                %s
                """
                        .formatted(directory.resolve("data"), store, more);
        Path file = Files.writeString(directory.resolve("freeway.yaml"), text);
        return new ConfigReader(Catalog.load(), _ -> Optional.empty(), directory).read(file);
    }

    /** Is told to let the provider's people in, with browsers coming back there. */
    void opens(URI back, String more) throws Exception {
        gateway.use(
                config(
                        """
                        public_url: %s
                        login:
                          openid:
                            issuer: %s
                            client_id: "%s"
                            client_secret: "%s"
                            name: Home <b>
                        %s
                        """
                                .formatted(
                                        back,
                                        provider.issuer(),
                                        IdentityProvider.CLIENT,
                                        IdentityProvider.SECRET,
                                        more)));
    }

    /** Is told to let nobody in by a provider. */
    void closes() throws Exception {
        gateway.use(config(""));
    }

    void opens(String more) throws Exception {
        opens(url(), more);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + gateway.port());
    }

    /** Sets it up, and returns the token of its operator. */
    String operator() throws Exception {
        Entrances entrances = gateway.members().entrances();
        String code = entrances.setupCode().orElseThrow().reveal();
        Entrances.Comer root = new Entrances.Comer("root", "", new Secret(""));
        return entrances.setUp(code, root, "").first().text().reveal();
    }

    @Override
    public void close() throws Exception {
        gateway.close();
        network.close();
    }
}
