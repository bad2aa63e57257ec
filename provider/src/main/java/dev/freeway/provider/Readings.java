package dev.freeway.provider;

import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Model.Ability;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Wire;
import dev.freeway.relay.Call;
import dev.freeway.relay.Reading;
import io.vertx.core.MultiMap;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what providers say of their limits, where the catalog knows how they say it. */
final class Readings {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(?:\\.\\d{1,15})?");
    private static final int EVIDENCE_MAX = 200;

    private Readings() {}

    /** From the headers of any answer. */
    static List<Reading> of(Call call, MultiMap headers) {
        return of(call.offer(), call.ask().needs(), headers);
    }

    /** The same, of a request with those needs. */
    static List<Reading> of(Offer offer, Set<Ability> needs, MultiMap headers) {
        List<Wire.Reading> known = offer.account().provider().wire().readings();
        if (known.isEmpty()) {
            return List.of();
        }
        List<Reading> readings = new ArrayList<>(known.size());
        for (Wire.Reading reading : known) {
            OptionalLong amount = number(headers, reading.amount(), reading.times());
            OptionalLong left = number(headers, reading.remaining(), reading.times());
            if (amount.isPresent() || left.isPresent()) {
                bound(offer, needs, reading.limit())
                        .map(bound ->
                                Reading.said(
                                        bound, amount, left, Duration.ZERO, said(reading, headers)))
                        .ifPresent(readings::add);
            }
        }
        return readings;
    }

    private static String said(Wire.Reading reading, MultiMap headers) {
        String name = reading.remaining().isEmpty() ? reading.amount() : reading.remaining();
        String amount = headers.get(reading.amount());
        return "header "
                + name
                + ": "
                + headers.get(name)
                + (amount == null || name.equals(reading.amount()) ? "" : " of " + amount);
    }

    private static OptionalLong number(MultiMap headers, String name, long times) {
        String value = name.isEmpty() ? null : headers.get(name);
        return value == null ? OptionalLong.empty() : units(value.strip(), times);
    }

    /** Whole units of a number as it is told, which may be a fraction of what it is told in. */
    static OptionalLong units(String said, long times) {
        return NUMBER.matcher(said).matches()
                ? OptionalLong.of(
                        new BigDecimal(said).multiply(BigDecimal.valueOf(times)).longValue())
                : OptionalLong.empty();
    }

    /** From a refusal that names one of its limits: there is nothing left of that. */
    static List<Reading> ofRefusal(Call call, String body) {
        return ofRefusal(call.offer(), call.ask().needs(), body);
    }

    /** The same, of a request with those needs. */
    static List<Reading> ofRefusal(Offer offer, Set<Ability> needs, String body) {
        return offer.account().provider().wire().named().stream()
                .filter(name -> body.contains(name.words()))
                .findFirst()
                .flatMap(name ->
                        bound(offer, needs, name.limit()).map(bound -> reading(bound, name, body)))
                .stream()
                .toList();
    }

    private static Reading reading(Bound bound, Wire.Named name, String body) {
        String start = body.strip();
        return Reading.refusal(
                bound,
                name.amount(body),
                name.left(body),
                "refused by its words '%s': %s"
                        .formatted(
                                name.words(),
                                start.substring(0, Math.min(EVIDENCE_MAX, start.length()))));
    }

    private static Optional<Bound> bound(Offer offer, Set<Ability> needs, String limit) {
        return offer.limits(needs).stream()
                .filter(bound -> bound.limit().id().equals(limit))
                .findFirst();
    }
}
