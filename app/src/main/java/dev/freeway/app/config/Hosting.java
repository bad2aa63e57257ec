package dev.freeway.app.config;

import dev.freeway.members.SignUp;
import java.util.Optional;

/**
 * What a gateway needs that serves others.
 *
 * @param alertsInside whether alerts may go to hosts of ours
 * @param login the OpenID provider that members may come by
 * @param signUp who may become a member by that without being asked
 * @param stripe where invoices are paid; empty where they are by hand
 * @param mail what takes mail; empty where none is sent
 */
public record Hosting(
        boolean alertsInside,
        Optional<OpenIdClient> login,
        Optional<SignUp> signUp,
        Optional<StripeAccess> stripe,
        Optional<MailHost> mail) {
    /** What holds where nothing is said. */
    public static final Hosting USUAL =
            new Hosting(
                    false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The same, with alerts to hosts of ours. */
    public Hosting inside() {
        return new Hosting(true, login, signUp, stripe, mail);
    }

    /** The same, with invoices paid there. */
    public Hosting with(StripeAccess account) {
        return new Hosting(alertsInside, login, signUp, Optional.of(account), mail);
    }

    /** The same, with mail by way of that. */
    public Hosting with(MailHost host) {
        return new Hosting(alertsInside, login, signUp, stripe, Optional.of(host));
    }
}
