package dev.freeway.relay;

import dev.freeway.core.chat.Ask;
import dev.freeway.core.member.Member;

/**
 * What came in at a door.
 *
 * @param id ours, as the client sees it in {@code x-request-id}
 * @param retryable whether it came with an {@code Idempotency-Key}
 * @param wishes how it wants to be treated
 */
public record Request(String id, Member member, Ask ask, boolean retryable, Wishes wishes) {}
