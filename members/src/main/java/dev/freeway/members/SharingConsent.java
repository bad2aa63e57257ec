package dev.freeway.members;

import java.time.Instant;

/**
 * That an organisation lets what its members say be kept by whoever runs this gateway. It is there
 * for as long as it holds; the audit says when it was given and withdrawn.
 *
 * @param organisation its name
 * @param by the owner who gave it
 */
public record SharingConsent(String organisation, String by, Instant at) implements Entry {
    @Override
    public String id() {
        return organisation;
    }
}
