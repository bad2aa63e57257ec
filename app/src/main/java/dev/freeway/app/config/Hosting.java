package dev.freeway.app.config;

import java.util.Optional;

/**
 * What a gateway needs that serves others.
 *
 * @param alertsInside whether alerts may go to hosts of ours
 * @param stripe where invoices are paid; empty where they are by hand
 */
public record Hosting(boolean alertsInside, Optional<StripeAccess> stripe) {
    /** What holds where nothing is said. */
    public static final Hosting USUAL = new Hosting(false, Optional.empty());

    /** The same, with alerts to hosts of ours. */
    public Hosting inside() {
        return new Hosting(true, stripe);
    }

    /** The same, with invoices paid there. */
    public Hosting with(StripeAccess account) {
        return new Hosting(alertsInside, Optional.of(account));
    }
}
