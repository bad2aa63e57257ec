/** How much the free tiers can carry: what is asked, what is foretold, and how it is told. */
@org.jspecify.annotations.NullMarked
package dev.freeway.api.plan;
