package dev.freeway.app.config;

import dev.freeway.app.config.Yaml.Fields;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which models may stand in for which, by bare names: {@code catalog/equivalents.yaml}.
 *
 * @param byStandIn what each may stand in for
 */
record Equivalents(Map<String, Set<String>> byStandIn) {
    /** Those that come with the program. */
    static final Equivalents DECLARED = read();

    Equivalents {
        byStandIn = Map.copyOf(byStandIn);
    }

    private static Equivalents read() {
        Map<String, Set<String>> byStandIn = new HashMap<>();
        for (Fields file : Bundled.CATALOG.documents("equivalents")) {
            for (Fields one : file.each("equivalents")) {
                for (String by : one.texts("by")) {
                    byStandIn.computeIfAbsent(by, _ -> new HashSet<>()).add(one.needed("of"));
                }
            }
        }
        return new Equivalents(byStandIn);
    }

    /** What a model of these names may stand in for. */
    Set<String> of(Collection<String> names) {
        Set<String> all = new HashSet<>();
        names.forEach(name -> all.addAll(byStandIn.getOrDefault(name, Set.of())));
        return all;
    }
}
