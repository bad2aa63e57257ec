package dev.freeway.relay;

import dev.freeway.core.fault.Fault;
import dev.freeway.core.quota.Decision;
import dev.freeway.core.routing.Candidate;
import java.time.Instant;
import java.util.List;

/** What became of a request, for the door to say. */
public sealed interface Outcome {
    /** The sink has seen all of it, or as much as its client waited for. */
    record Passed() implements Outcome {}

    record UnknownModel(String model, List<String> alike) implements Outcome {}

    /** The model is there, but no offer of it can serve such a request. */
    record Unfit(String model, List<String> reasons) implements Outcome {}

    /**
     * Nothing has room.
     *
     * @param lacks what each offer lacked; a member's own limit alone where that refused
     * @param earliest when the first of them would fit; {@link Instant#MAX} for never
     */
    record Spent(List<Decision.Lacks> lacks, Instant earliest) implements Outcome {}

    /**
     * What it would have taken is kept for those still to come.
     *
     * @param earliest when what is dear now comes back
     */
    record Kept(Candidate cheapest, Instant earliest) implements Outcome {}

    /** Every offer that was asked failed before the first byte. */
    record Failed(Fault fault, int tries) implements Outcome {}
}
