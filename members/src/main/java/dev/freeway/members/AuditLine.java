package dev.freeway.members;

import java.time.Instant;

/**
 * Who changed what, when.
 *
 * @param sequence ascending
 * @param what {@code created}, {@code changed} or {@code removed}
 */
public record AuditLine(
        long sequence, Instant at, String actor, String kind, String id, String what) {}
