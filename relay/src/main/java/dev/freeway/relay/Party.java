package dev.freeway.relay;

import dev.freeway.core.member.Member;

/**
 * On whose account a request goes.
 *
 * @param project of the member, or empty
 * @param token the id of the token it came with, never the token; or empty
 */
public record Party(String member, String project, String token) {
    /** A member whose token says no more. */
    public static Party of(Member member) {
        return new Party(member.name(), "", "");
    }
}
