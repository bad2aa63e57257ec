package dev.freeway.emulator;

import dev.freeway.emulator.ReplicateRun.Status;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Takes runs from their start to their end, at a model's pace. Used under {@code lock}. */
final class ReplicateRunner {
    private final Vertx vertx;
    private final EmulatorWorld world;
    private final Object lock;
    private final Consumer<ReplicateRun> ended;

    ReplicateRunner(Vertx vertx, EmulatorWorld world, Object lock, Consumer<ReplicateRun> ended) {
        this.vertx = vertx;
        this.world = world;
        this.lock = lock;
        this.ended = ended;
    }

    /**
     * What a run will say, and how.
     *
     * @param fault what goes wrong on the way
     */
    record Script(List<String> pieces, Speaker.Pace pace, Optional<Faults.Wish> fault) {
        Script {
            pieces = List.copyOf(pieces);
        }

        private boolean breaks(int said) {
            return fault.filter(wish -> said >= Math.min(wish.afterChunks(), pieces.size()))
                    .isPresent();
        }
    }

    private Instant now() {
        return world.clock().instant();
    }

    void begin(ReplicateRun run, Script script) {
        run.order
                .cancelAfter()
                .ifPresent(wait ->
                        vertx.setTimer(
                                (long) Math.max(1, wait.toMillis() / world.speed()),
                                _ -> {
                                    synchronized (lock) {
                                        sweep(run);
                                    }
                                }));
        after(
                run,
                script.pace().thinksMillis(),
                () -> {
                    run.start(now());
                    say(run, script);
                });
    }

    private void after(ReplicateRun run, long millis, Runnable next) {
        if (millis <= 0) {
            next.run();
            return;
        }
        vertx.setTimer(
                millis,
                _ -> {
                    synchronized (lock) {
                        if (!run.status().over()) {
                            next.run();
                        }
                    }
                });
    }

    private void say(ReplicateRun run, Script script) {
        int said = run.output().size();
        if (script.breaks(said)) {
            breakDown(run, script.fault().orElseThrow().fault());
            return;
        }
        if (said == script.pieces().size()) {
            end(run, Status.SUCCEEDED, "");
            return;
        }
        int most = script.fault().map(Faults.Wish::afterChunks).orElse(script.pieces().size());
        int to =
                (int)
                        Math.min(
                                Math.min(most, script.pieces().size()),
                                (long) said + script.pace().perTick());
        run.say(script.pieces().subList(said, to));
        after(run, script.pace().tickMillis(), () -> say(run, script));
    }

    /** A hang is left to its deadline. */
    private void breakDown(ReplicateRun run, Fault fault) {
        if (fault != Fault.HANG_IN_STREAM) {
            end(run, Status.FAILED, "Prediction interrupted; please retry (code: PA)");
        }
    }

    /** Ends what has taken too long. */
    void sweep(ReplicateRun run) {
        if (run.status().over()) {
            return;
        }
        Instant created = run.order.visit().at();
        boolean late = run.order.deadline().filter(at -> !now().isBefore(at)).isPresent();
        if (late) {
            boolean waiting = run.status() == Status.STARTING;
            end(run, waiting ? Status.ABORTED : Status.CANCELED, "");
        } else if (!now().isBefore(created.plus(ReplicateRun.RUN_MAX))) {
            end(run, Status.FAILED, "Prediction timed out");
        }
    }

    void cancel(ReplicateRun run) {
        if (!run.status().over()) {
            end(run, Status.CANCELED, "");
        }
    }

    private void end(ReplicateRun run, Status how, String why) {
        run.end(how, why, now());
        ended.accept(run);
    }

    /** The URLs of what a run paints. */
    static List<String> pictures(ReplicateRun.Order order) {
        int count = order.input().path("num_outputs").asInt(1);
        String format = order.input().path("output_format").asText("png");
        String ending = format.equals("jpg") ? "jpg" : "png";
        return IntStream.range(0, count)
                .mapToObj(i ->
                        "%s/replicate/delivery/%s/out-%d.%s"
                                .formatted(order.origin(), order.id(), i, ending))
                .toList();
    }
}
