package dev.freeway.relay;

import dev.freeway.core.catalog.Offer;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.quota.Usage;

/**
 * One try at one offer.
 *
 * @param estimate the most it may use: what was reserved
 * @param head what to begin the answer with
 */
public record Call(Offer offer, Ask ask, Usage estimate, Head head) {}
