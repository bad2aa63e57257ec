package dev.freeway.relay;

import dev.freeway.core.chat.Ask;
import dev.freeway.core.member.Member;

/**
 * What came in at a door.
 *
 * @param id ours, as the client sees it in {@code x-request-id}
 * @param party on whose account
 * @param retryable whether it came with an {@code Idempotency-Key}
 * @param wishes how it wants to be treated
 * @param parameters the scalar ones it was sent with, as a JSON object
 */
public record Request(
        String id,
        Party party,
        Member member,
        Ask ask,
        boolean retryable,
        Wishes wishes,
        String parameters) {}
