package dev.freeway.core.routing;

import dev.freeway.core.quota.Decision;
import java.time.Instant;
import java.util.List;

/** Where a request can go. */
public sealed interface Route {
    /** At least one offer can serve it now; best first, and not every one. */
    record Open(List<Candidate> candidates) implements Route {
        public Open {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * Nothing that fits it has enough left.
     *
     * @param lacks of each offer, what must be waited for longest
     * @param earliest when the first of them has; {@link Instant#MAX} for never
     */
    record Spent(List<Decision.Lacks> lacks, Instant earliest) implements Route {
        public Spent {
            lacks = List.copyOf(lacks);
        }
    }

    /**
     * What it would take is kept for those still to come, or may be had for clearly less soon.
     *
     * @param cheapest that fits now
     * @param earliest when what is dear there comes back, or what costs less
     */
    record Kept(Candidate cheapest, Instant earliest) implements Route {}

    /** Nobody here has that model. */
    record UnknownModel(String model, List<String> alike) implements Route {}

    /** The model is there, but every offer of it lacks something. */
    record Unfit(String model, List<String> reasons) implements Route {}
}
