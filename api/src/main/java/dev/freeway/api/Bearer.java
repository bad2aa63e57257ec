package dev.freeway.api;

import dev.freeway.core.member.Habits;
import dev.freeway.core.member.Member;

/**
 * Who came with a token.
 *
 * @param habits how its requests are treated that do not say
 */
public record Bearer(Member member, Habits habits) {
    /** Whether the token also shows what concerns all members. */
    public boolean operator() {
        return member.operator();
    }
}
