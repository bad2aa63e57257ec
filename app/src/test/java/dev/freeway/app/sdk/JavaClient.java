package dev.freeway.app.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client, how it is connected and what it can do.
 *
 * @param <C> the client, ready to be used
 */
final class JavaClient<C> {
    static final int TOKENS = 6;
    static final int TOKENS_MAX = 100;
    static final String PROMPT = "Hi [[out=" + TOKENS + "]]";
    static final String NO_IMAGES = "no images behind it";
    static final String NO_CALL = "the client has no such call";
    private static final String LONG_PROMPT = "Hi [[out=80]]";
    private static final String TOOL_PROMPT = "use the tool";
    private static final Pattern VERSION = Pattern.compile("-(\\d[^/]*)\\.jar$");

    private final String name;
    private final Class<?> from;
    private final Function<Target, C> connect;
    private final Class<? extends Throwable> unauthorized;
    private final Map<Operation, Job<C>> jobs = new EnumMap<>(Operation.class);
    private final List<Aim> aims = new ArrayList<>();

    /**
     * A client that can do nothing yet.
     *
     * @param from a class of its jar, which tells the version
     * @param unauthorized what it throws when the key is wrong
     */
    JavaClient(
            String name,
            Class<?> from,
            Function<Target, C> connect,
            Class<? extends Throwable> unauthorized) {
        this.name = name;
        this.from = from;
        this.connect = connect;
        this.unauthorized = unauthorized;
    }

    JavaClient<C> can(Operation operation, Job<C> job) {
        jobs.put(operation, job);
        return this;
    }

    JavaClient<C> against(Aim aim) {
        aims.add(aim);
        return this;
    }

    List<Row> drive(World world) {
        List<Row> rows = new ArrayList<>();
        for (Aim aim : aims) {
            world.rest();
            Target target = aim.target().apply(world);
            for (Operation operation : Operation.values()) {
                Outcome outcome = outcome(operation, aim, target, world);
                Outcome judged =
                        aim.knownFailure(operation)
                                .map(reason -> expected(outcome, reason))
                                .orElse(outcome);
                rows.add(new Row(name, version(), target.against(), operation, judged));
            }
        }
        return rows;
    }

    private static Outcome expected(Outcome outcome, String reason) {
        return outcome instanceof Outcome.Fails
                ? new Outcome.KnownToFail(reason)
                : new Outcome.Fails("works, though it is said: " + reason);
    }

    private String version() {
        Matcher jar =
                VERSION.matcher(
                        Path.of(from.getProtectionDomain().getCodeSource().getLocation().getPath())
                                .toString());
        assertThat(jar.find()).as("a version in the name of the jar of %s", from).isTrue();
        return jar.group(1);
    }

    private Outcome outcome(Operation operation, Aim aim, Target target, World world) {
        if (!target.exists()) {
            return new Outcome.Absent("there is no stand-in of it");
        }
        if (aim.absence(operation).isPresent()) {
            return new Outcome.Absent(aim.absence(operation).get());
        }
        try {
            return switch (operation) {
                case ERRORS -> errors(aim, target);
                case CUT -> cut(aim, target, world);
                case CHAT, STREAM, SCHEMA, EMBEDDINGS, IMAGES, MODELS ->
                        run(operation, aim, target, PROMPT);
                case TOOLS -> run(operation, aim, target, TOOL_PROMPT);
            };
        } catch (Exception | AssertionError e) {
            return new Outcome.Fails(e.toString());
        }
    }

    private Outcome run(Operation operation, Aim aim, Target target, String prompt)
            throws Exception {
        Job<C> job = jobs.get(operation);
        if (job == null) {
            return new Outcome.Absent(NO_CALL);
        }
        job.run(connect.apply(target), new Job.Asked(aim.model(operation), prompt));
        return new Outcome.Works();
    }

    private Outcome errors(Aim aim, Target target) {
        Target stranger = target.withKey(target.key() + "-wrong");
        try {
            run(Operation.CHAT, aim, stranger, PROMPT);
            return new Outcome.Fails("a wrong key is let in");
        } catch (Exception | AssertionError e) {
            assertThat(e).isInstanceOf(unauthorized);
            return new Outcome.Works();
        }
    }

    private Outcome cut(Aim aim, Target target, World world) throws Exception {
        world.cut(target.provider());
        Outcome outcome = broken(aim, target);
        return world.mend() ? outcome : new Outcome.Fails("never came so far: " + outcome);
    }

    private Outcome broken(Aim aim, Target target) {
        try {
            run(Operation.STREAM, aim, target, LONG_PROMPT);
            return new Outcome.Fails("a stream that broke is taken for whole");
        } catch (AssertionError e) {
            return new Outcome.Fails("a stream that broke is taken for whole: " + e.getMessage());
        } catch (Exception e) {
            return new Outcome.Works();
        }
    }
}
