package dev.freeway.app.config;

import dev.freeway.app.config.Yaml.Fields;
import dev.freeway.core.catalog.Secret;
import java.util.Optional;

/** Reads what the operator says of serving others. */
final class HostingReader {
    private static final String USD = "usd";

    /** RFC 6409. */
    private static final int SUBMISSION = 587;

    private HostingReader() {}

    static Hosting hosting(Fields file) {
        return new Hosting(
                ConfigReader.section(file, "alerts").flag("allow_private"),
                ConfigReader.section(file, "payments").fields("stripe").map(HostingReader::stripe),
                file.fields("mail").map(HostingReader::mail));
    }

    private static MailHost mail(Fields mail) {
        return new MailHost(
                mail.needed("host"),
                (int) mail.number("port").orElse(SUBMISSION),
                !mail.text("tls").equals(Optional.of("none")),
                mail.text("user")
                        .map(user -> new MailHost.Login(user, new Secret(mail.needed("password")))),
                mail.needed("from"));
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
