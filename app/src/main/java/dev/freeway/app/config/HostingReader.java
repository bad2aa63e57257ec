package dev.freeway.app.config;

import dev.freeway.app.config.Yaml.Fields;
import dev.freeway.core.catalog.Secret;

/** Reads what the operator says of serving others. */
final class HostingReader {
    private static final String USD = "usd";

    private HostingReader() {}

    static Hosting hosting(Fields file) {
        return new Hosting(
                ConfigReader.section(file, "alerts").flag("allow_private"),
                ConfigReader.section(file, "payments").fields("stripe").map(HostingReader::stripe));
    }

    private static StripeAccess stripe(Fields stripe) {
        return new StripeAccess(
                new Secret(stripe.needed("key")),
                new Secret(stripe.needed("webhook_secret")),
                stripe.text("currency").orElse(USD),
                stripe.needed("success_url"),
                stripe.needed("cancel_url"),
                stripe.text("base_url"));
    }
}
