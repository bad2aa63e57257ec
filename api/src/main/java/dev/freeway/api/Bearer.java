package dev.freeway.api;

import dev.freeway.core.member.Member;

/**
 * Who came with a token.
 *
 * @param operator whether the token also shows what concerns all members
 */
public record Bearer(Member member, boolean operator) {}
