package dev.freeway.core.routing;

import dev.freeway.core.catalog.Offer;

/**
 * An offer that can serve a request.
 *
 * @param price what it takes is worth; the cheapest comes first
 * @param why in a clause
 */
public record Candidate(Offer offer, double price, String why) {}
