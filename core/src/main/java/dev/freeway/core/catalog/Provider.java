package dev.freeway.core.catalog;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * A company whose free tier we know: one catalog file.
 *
 * @param id short name, as in {@code provider/model}
 * @param baseUrl where its API lives
 * @param keyVariables environment variables that usually hold a key
 * @param paths endpoint paths by our endpoint's name: {@code chat}, {@code completions}, ...
 * @param outputBound the name of the chat parameter that bounds the answer's tokens
 * @param retiredOn the day it stopped, or {@link LocalDate#MAX}
 * @param retirement what became of it, or empty
 * @param stopsOnCancel whether it stops generating and counting when we hang up
 */
public record Provider(
        String id,
        String name,
        URI baseUrl,
        List<String> keyVariables,
        Map<String, String> paths,
        String outputBound,
        LocalDate retiredOn,
        String retirement,
        boolean stopsOnCancel,
        List<Model> models,
        List<Clause> clauses) {
    public Provider {
        keyVariables = List.copyOf(keyVariables);
        paths = Map.copyOf(paths);
        models = List.copyOf(models);
        clauses = List.copyOf(clauses);
    }

    public boolean retired(Instant now) {
        return !LocalDate.ofInstant(now, ZoneOffset.UTC).isBefore(retiredOn);
    }
}
