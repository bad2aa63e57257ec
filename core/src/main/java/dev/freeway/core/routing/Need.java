package dev.freeway.core.routing;

import dev.freeway.core.chat.Ask;
import dev.freeway.core.member.Member;
import dev.freeway.core.member.Mode;
import dev.freeway.core.quota.Usage;
import java.time.Instant;

/**
 * A request as it is routed.
 *
 * @param expected what it will likely use; what it may use at most is held, this is only weighed
 * @param lot parts requests among offers that cost about the same; those of one conversation have
 *     the same
 * @param waitsUntil how long it would wait for what costs less
 */
public record Need(
        Ask ask, Member member, Usage expected, Mode mode, long lot, Instant waitsUntil) {
    /** One that waits for nothing. */
    public Need(Ask ask, Member member, Usage expected, Mode mode, long lot) {
        this(ask, member, expected, mode, lot, Instant.MIN);
    }

    /** The same without its content, to be kept as an example of what comes. */
    public Need withoutContent() {
        return new Need(ask.withoutContent(), member, expected, mode, lot);
    }

    /** Whether it waits for anything. */
    public boolean waits() {
        return waitsUntil.isAfter(Instant.MIN);
    }

    /** The same, to go wherever it can now. */
    public Need hurried() {
        return new Need(ask, member, expected, mode, lot);
    }
}
