package dev.freeway.app.config;

import dev.freeway.core.catalog.Secret;
import java.util.Optional;

/**
 * An account with Stripe at which invoices are paid.
 *
 * @param key secret or restricted, of its API
 * @param webhookSecret by which it signs what it tells us
 * @param currency in which a dollar of price is asked as one
 * @param successUrl where one is led that has paid
 * @param cancelUrl where one is led that has not
 * @param base of its API; empty for its own
 */
public record StripeAccess(
        Secret key,
        Secret webhookSecret,
        String currency,
        String successUrl,
        String cancelUrl,
        Optional<String> base) {}
