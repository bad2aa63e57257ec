package dev.freeway.api;

import dev.freeway.core.member.Habits;
import dev.freeway.core.member.Member;
import dev.freeway.members.Mandate;
import dev.freeway.members.Scope;

/**
 * Who came with a token.
 *
 * @param member whose limits it uses
 * @param habits how its requests are treated that do not say
 * @param mandate what it is for
 */
public record Bearer(Member member, Habits habits, Mandate mandate) {
    /** Whether the token also shows what concerns all members. */
    public boolean operator() {
        return mandate.has(Scope.GATEWAY_READ);
    }
}
