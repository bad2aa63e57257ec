package dev.freeway.app.config;

import dev.freeway.core.catalog.Secret;
import java.util.Optional;

/**
 * A server that takes mail.
 *
 * @param tls whether nothing is sent without it
 * @param login where it wants one
 * @param from the address that letters come from
 */
public record MailHost(String host, int port, boolean tls, Optional<Login> login, String from) {
    /** Who sends. */
    public record Login(String user, Secret password) {}
}
