package dev.freeway.api;

import static java.util.Map.entry;

import dev.freeway.api.messages.MessagesTongue;
import dev.freeway.api.responses.ResponsesTongue;
import dev.freeway.core.chat.Endpoint;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which path speaks what. */
final class Tongues {
    /** In which problems are told where no answers are given. */
    static final Tongue PLAIN = new OpenAiTongue(Endpoint.CHAT);

    private static final Tongue EMBEDDINGS = new OpenAiTongue(Endpoint.EMBEDDINGS);

    private static final Tongue MESSAGES = new MessagesTongue();

    private static final Map<String, Tongue> BY_PATH =
            Map.ofEntries(
                    entry("/v1/chat/completions", PLAIN),
                    entry("/v1/completions", new OpenAiTongue(Endpoint.COMPLETIONS)),
                    entry("/v1/embeddings", EMBEDDINGS),
                    entry("/v1/images/generations", new OpenAiTongue(Endpoint.IMAGES)),
                    entry("/v1/responses", new ResponsesTongue()),
                    entry("/v1/messages", MESSAGES),
                    entry(MessagesTongue.COUNT, MESSAGES),
                    entry("/inference/chat/completions", PLAIN),
                    entry("/inference/embeddings", EMBEDDINGS));

    /** GitHub Models' routes of an organisation. */
    private static final Pattern OF_ORGANISATION = Pattern.compile("/orgs/[^/]+(/inference/.+)");

    private Tongues() {}

    /** The tongue spoken at that path, if answers are given there. */
    static Optional<Tongue> at(String path) {
        Tongue exact = BY_PATH.get(path);
        if (exact != null || !path.startsWith("/orgs/")) {
            return Optional.ofNullable(exact);
        }
        var ofOrganisation = OF_ORGANISATION.matcher(path);
        return ofOrganisation.matches()
                ? Optional.ofNullable(BY_PATH.get(ofOrganisation.group(1)))
                : Optional.empty();
    }
}
