package dev.freeway.app.sdk;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a client is pointed at, and what it finds there.
 *
 * @param target where that is
 * @param models what to ask for, by operation; {@link Operation#CHAT} where none is named
 * @param absent what there is no trying there, and why
 * @param fails what is known to fail there, and why
 */
record Aim(
        Function<World, Target> target,
        Map<Operation, String> models,
        Map<Operation, String> absent,
        Map<Operation, String> fails) {
    static Aim standIn(String provider, String chatModel) {
        return new Aim(
                world ->
                        Optional.ofNullable(world.standIns().get(provider))
                                .orElseGet(() -> Target.missing(provider)),
                Map.of(Operation.CHAT, chatModel),
                Map.of(),
                Map.of());
    }

    static Aim gateway(String provider, String chatModel) {
        return new Aim(
                world -> world.gateway(provider),
                Map.of(Operation.CHAT, chatModel),
                Map.of(),
                Map.of());
    }

    Aim with(Operation operation, String model) {
        return new Aim(target, Maps.with(models, operation, model), absent, fails);
    }

    Aim without(Operation operation, String reason) {
        return new Aim(target, models, Maps.with(absent, operation, reason), fails);
    }

    Aim failing(Operation operation, String reason) {
        return new Aim(target, models, absent, Maps.with(fails, operation, reason));
    }

    String model(Operation operation) {
        return Optional.ofNullable(models.get(operation))
                .orElseGet(() -> models.get(Operation.CHAT));
    }

    Optional<String> absence(Operation operation) {
        return Optional.ofNullable(absent.get(operation));
    }

    Optional<String> knownFailure(Operation operation) {
        return Optional.ofNullable(fails.get(operation));
    }
}
