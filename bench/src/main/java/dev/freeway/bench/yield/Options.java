package dev.freeway.bench.yield;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the command line asks for.
 *
 * @param trace the file, or empty for the invented one
 * @param world its name
 * @param load in shares of what the world can carry (expected: > 0)
 * @param days how many, or empty for as many as the world has (expected: ≥ 3)
 * @param patience how long a request may wait
 * @param policies their names
 * @param unknown whether a third of the limits is not disclosed
 * @param foreign whether somebody else spends of each account
 */
record Options(
        Optional<Path> trace,
        String world,
        double load,
        long seed,
        Optional<Integer> days,
        Duration patience,
        List<String> policies,
        boolean unknown,
        boolean foreign,
        boolean json) {
    private static final List<String> FLAGS = List.of("--unknown", "--foreign", "--json");
    private static final List<String> VALUED =
            List.of("--trace", "--world", "--load", "--seed", "--days", "--patience", "--policy");
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,6})([smh])");
    private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "h", 3600L);
    private static final int DAYS_MIN = 3;
    private static final int DAYS_MAX = 366;
    private static final double LOAD_MAX = 100;

    /** The command line is not one that can be run; says what was expected. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String found, String expected) {
            super(found + " (expected: " + expected + ")");
        }
    }

    /**
     * Reads them.
     *
     * @throws Unusable when an option is unknown, lacks its value, or has one that makes no sense
     */
    static Options of(String... args) throws Unusable {
        Map<String, String> given = new HashMap<>();
        Set<String> flags = new HashSet<>();
        for (Iterator<String> rest = Arrays.asList(args).iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (FLAGS.contains(option)) {
                flags.add(option);
            } else if (!VALUED.contains(option)) {
                throw new Unusable(
                        option, String.join(", ", VALUED) + ", " + String.join(", ", FLAGS));
            } else if (!rest.hasNext()) {
                throw new Unusable(option + ": nothing", "a value behind it");
            } else {
                given.put(option, rest.next());
            }
        }
        return new Reader(given).options(flags);
    }

    private record Reader(Map<String, String> given) {
        Options options(Set<String> flags) throws Unusable {
            return new Options(
                    trace(),
                    oneOf("--world", World.NAMES).orElse("five"),
                    load(),
                    number("--seed", Long::parseLong, _ -> true, "a whole number").orElse(1L),
                    number(
                            "--days",
                            Integer::parseInt,
                            n -> n >= DAYS_MIN && n <= DAYS_MAX,
                            "a whole number from " + DAYS_MIN + " to " + DAYS_MAX),
                    patience(),
                    policies(),
                    flags.contains("--unknown"),
                    flags.contains("--foreign"),
                    flags.contains("--json"));
        }

        private Optional<Path> trace() throws Unusable {
            Optional<Path> file = Optional.ofNullable(given.get("--trace")).map(Path::of);
            if (file.isPresent() && !Files.isRegularFile(file.get())) {
                throw new Unusable("--trace: " + file.get(), "a CSV file, plain or gzipped");
            }
            return file;
        }

        private double load() throws Unusable {
            return number(
                            "--load",
                            Double::parseDouble,
                            n -> n > 0 && n <= LOAD_MAX,
                            "a number above 0, at most " + (int) LOAD_MAX)
                    .orElse(1.2);
        }

        private Duration patience() throws Unusable {
            String value = given.getOrDefault("--patience", "30s");
            Matcher length = LENGTH.matcher(value);
            if (!length.matches()) {
                throw new Unusable(
                        "--patience: " + value, "a length of time such as 30s, 5m or 1h");
            }
            return Duration.ofSeconds(
                    Long.parseLong(length.group(1)) * SECONDS.getOrDefault(length.group(2), 1L));
        }

        private List<String> policies() throws Unusable {
            String value = given.getOrDefault("--policy", String.join(",", Policies.NAMES));
            List<String> wanted = Arrays.asList(value.split(",", -1));
            for (String name : wanted) {
                known("--policy", name, Policies.NAMES);
            }
            return wanted;
        }

        private Optional<String> oneOf(String option, List<String> names) throws Unusable {
            String value = given.get(option);
            if (value != null) {
                known(option, value, names);
            }
            return Optional.ofNullable(value);
        }

        private static void known(String option, String name, List<String> names) throws Unusable {
            if (!names.contains(name)) {
                throw new Unusable(option + ": " + name, String.join(", ", names));
            }
        }

        private <T> Optional<T> number(
                String option, Function<String, T> parse, Predicate<T> sensible, String expected)
                throws Unusable {
            String value = given.get(option);
            if (value == null) {
                return Optional.empty();
            }
            return parsed(value, parse)
                    .filter(sensible)
                    .map(Optional::of)
                    .orElseThrow(() -> new Unusable(option + ": " + value, expected));
        }

        private static <T> Optional<T> parsed(String value, Function<String, T> parse) {
            try {
                return Optional.of(parse.apply(value));
            } catch (NumberFormatException _) {
                return Optional.empty();
            }
        }
    }
}
