package dev.freeway.core.routing;

import java.util.List;

/** Where a request can go. */
public sealed interface Route {
    /** At least one offer can serve it; best first. */
    record Open(List<Candidate> candidates) implements Route {
        public Open {
            candidates = List.copyOf(candidates);
        }
    }

    /** Nobody here has that model. */
    record UnknownModel(String model, List<String> alike) implements Route {}

    /** The model is there, but every offer of it lacks something. */
    record Unfit(String model, List<String> reasons) implements Route {}
}
