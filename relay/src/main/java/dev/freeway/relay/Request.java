package dev.freeway.relay;

import dev.freeway.core.chat.Ask;
import dev.freeway.core.member.Member;
import dev.freeway.core.routing.Mode;

/**
 * What came in at a door.
 *
 * @param id ours, as the client sees it in {@code x-request-id}
 * @param retryable whether it came with an {@code Idempotency-Key}
 * @param mode whether it may take what later ones would put to better use
 * @param lot the same for requests of one conversation
 */
public record Request(String id, Member member, Ask ask, boolean retryable, Mode mode, long lot) {}
