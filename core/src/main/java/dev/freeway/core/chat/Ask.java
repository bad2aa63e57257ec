package dev.freeway.core.chat;

import dev.freeway.core.audio.Recording;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.quota.Media;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a client asks for, as far as it decides where the request can go and what it may cost.
 *
 * @param model as the client named it
 * @param needs abilities a model must have
 * @param consent what the client lets happen to it
 * @param stream whether the answer is to come as events
 * @param usageInStream whether it wants usage as the last event
 * @param recording what is to be listened to, beside the {@code body}
 */
public record Ask(
        Endpoint endpoint,
        String model,
        Size size,
        Set<Model.Ability> needs,
        Consent consent,
        boolean stream,
        boolean usageInStream,
        Document body,
        Optional<Recording> recording) {
    public Ask {
        needs = Set.copyOf(needs);
    }

    /** An upper bound of what a provider will count. */
    public long inputTokens() {
        return size.inputTokens();
    }

    /** The client's own bound of one answer, if it set one. */
    public OptionalLong outputTokensMax() {
        return size.outputTokensMax();
    }

    /** How many answers it wants. */
    public int answers() {
        return size.answers();
    }

    /** What the answer takes beside tokens. */
    public Media media() {
        return size.media();
    }

    /** The same, without the client's words. */
    public Ask withoutContent() {
        return new Ask(
                endpoint,
                model,
                size,
                needs,
                consent,
                stream,
                usageInStream,
                Document.EMPTY,
                Optional.empty());
    }

    /** The same, of a client that wants each answer to be of so many tokens at most. */
    public Ask answeredWithin(long outputTokens) {
        Size bounded =
                new Size(
                        size.inputTokens(),
                        size.likelyInputTokens(),
                        OptionalLong.of(outputTokens),
                        size.answers(),
                        size.media());
        return sized(bounded);
    }

    /** The same, of that size. */
    public Ask sized(Size other) {
        return new Ask(
                endpoint, model, other, needs, consent, stream, usageInStream, body, recording);
    }

    /** The same, of a client that consents to that. */
    public Ask under(Consent other) {
        return new Ask(endpoint, model, size, needs, other, stream, usageInStream, body, recording);
    }

    /** The same, with more demands. */
    public Ask demanding(Set<Privacy.Demand> more) {
        return under(consent.demanding(more));
    }
}
