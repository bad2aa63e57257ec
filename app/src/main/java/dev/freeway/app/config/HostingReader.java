package dev.freeway.app.config;

import dev.freeway.app.config.Yaml.Fields;
import dev.freeway.core.catalog.Secret;
import dev.freeway.members.SignUp;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads what the operator says of serving others. */
final class HostingReader {
    private static final String USD = "usd";

    /** RFC 6409. */
    private static final int SUBMISSION = 587;

    private HostingReader() {}

    static Hosting hosting(Fields file) {
        return new Hosting(
                ConfigReader.section(file, "alerts").flag("allow_private"),
                openid(file).map(said -> client(said, file)),
                file.fields("sign_up").map(HostingReader::signUp),
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

    static Optional<Fields> openid(Fields file) {
        return file.fields("login").flatMap(login -> login.fields("openid"));
    }

    private static OpenIdClient client(Fields said, Fields file) {
        String issuer = said.needed("issuer");
        String redirect =
                said.text("redirect_uri")
                        .orElseGet(() ->
                                file.needed("public_url").replaceAll("/+$", "")
                                        + OpenIdClient.CALLBACK);
        return new OpenIdClient(
                issuer,
                said.needed("client_id"),
                new Secret(said.needed("client_secret")),
                URI.create(redirect),
                said.text("name").orElse(issuer.replaceFirst("^https?://", "")));
    }

    private static SignUp signUp(Fields said) {
        return new SignUp(
                said.needed("plan"),
                SignUp.Per.valueOf(said.needed("once_per").toUpperCase(Locale.ROOT)),
                said.texts("email_domains").stream()
                        .map(domain -> domain.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                (int) said.number("per_day").orElse(SignUp.PER_DAY));
    }
}
