package dev.freeway.core.chat;

import dev.freeway.core.audio.Recording;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.quota.Media;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a client asks for, as far as it decides where the request can go and what it may cost.
 *
 * @param model as the client named it
 * @param inputTokens an upper bound of what a provider will count
 * @param outputTokensMax the client's own bound of one answer, if it set one
 * @param answers how many answers it wants ({@code n})
 * @param media what the answer takes beside tokens
 * @param needs abilities a model must have
 * @param demands what must not happen to it
 * @param stream whether the answer is to come as events
 * @param usageInStream whether it wants usage as the last event
 * @param recording what is to be listened to, beside the {@code body}
 */
public record Ask(
        Endpoint endpoint,
        String model,
        long inputTokens,
        OptionalLong outputTokensMax,
        int answers,
        Media media,
        Set<Model.Ability> needs,
        Set<Privacy.Demand> demands,
        boolean stream,
        boolean usageInStream,
        Document body,
        Optional<Recording> recording) {
    public Ask {
        needs = Set.copyOf(needs);
        demands = Set.copyOf(demands);
    }

    /** The same, with more demands. */
    public Ask demanding(Set<Privacy.Demand> more) {
        Set<Privacy.Demand> all = new HashSet<>(demands);
        all.addAll(more);
        return new Ask(
                endpoint,
                model,
                inputTokens,
                outputTokensMax,
                answers,
                media,
                needs,
                all,
                stream,
                usageInStream,
                body,
                recording);
    }
}
