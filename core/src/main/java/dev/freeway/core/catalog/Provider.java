package dev.freeway.core.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A company whose free tier we know: one catalog file.
 *
 * @param id short name, as in {@code provider/model}
 * @param baseUrl where its API lives; an account's facts stand in it in braces
 * @param keyVariables environment variables that usually hold a key
 * @param retiredOn the day it stopped, or {@link LocalDate#MAX}
 * @param retirement what became of it, or empty
 * @param modelsFrom where what is said of its models comes from
 */
public record Provider(
        String id,
        String name,
        String baseUrl,
        List<String> keyVariables,
        Wire wire,
        LocalDate retiredOn,
        String retirement,
        List<Model> models,
        Provenance modelsFrom,
        Terms terms) {
    private static final long DAY_SECONDS = 86_400;

    public Provider {
        keyVariables = List.copyOf(keyVariables);
        models = List.copyOf(models);
    }

    /** One that speaks OpenAI's wire, and never stops. */
    public static Provider openAi(
            String id, String baseUrl, Wire wire, List<Model> models, List<Clause> clauses) {
        return new Provider(
                id,
                id,
                baseUrl,
                List.of(),
                wire,
                LocalDate.MAX,
                "",
                models,
                Privacy.OWN.provenance(),
                Terms.of(clauses));
    }

    /** Whether it has stopped by then, in UTC. */
    public boolean retired(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), DAY_SECONDS) >= retiredOn.toEpochDay();
    }
}
