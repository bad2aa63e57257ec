package dev.freeway.api;

import dev.freeway.core.member.Member;

/** Who came with a token. */
public record Bearer(Member member) {
    /** Whether the token also shows what concerns all members. */
    public boolean operator() {
        return member.operator();
    }
}
