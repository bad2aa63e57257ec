package dev.freeway.api;

import static java.util.Map.entry;

import dev.freeway.api.gemini.GeminiTongue;
import dev.freeway.api.messages.MessagesTongue;
import dev.freeway.api.ollama.OllamaTongue;
import dev.freeway.api.recordings.RecordingTongue;
import dev.freeway.api.responses.ResponsesTongue;
import dev.freeway.api.workers.RunTongue;
import dev.freeway.core.chat.Endpoint;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
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
                    entry("/v1/audio/transcriptions", new RecordingTongue(Endpoint.TRANSCRIPTIONS)),
                    entry("/v1/audio/translations", new RecordingTongue(Endpoint.TRANSLATIONS)),
                    entry("/v1/responses", new ResponsesTongue()),
                    entry("/v1/messages", MESSAGES),
                    entry(MessagesTongue.COUNT, MESSAGES),
                    entry("/inference/chat/completions", PLAIN),
                    entry("/inference/embeddings", EMBEDDINGS));

    /** GitHub Models' routes of an organisation, and Workers AI's of an account. */
    private static final List<Pattern> OF_WHOM =
            List.of(
                    Pattern.compile("/orgs/[^/]+(/inference/.+)"),
                    Pattern.compile("/client/v4/accounts/[^/]+/ai(/v1/.+)"));

    private static final Set<String> OF_OLLAMA =
            Set.of(
                    "/api/chat",
                    "/api/generate",
                    "/api/embed",
                    "/api/embeddings",
                    "/api/tags",
                    "/api/show",
                    "/api/version");

    /** Groq's clients put it before all of OpenAI's paths. */
    private static final String GROQS = "/openai";

    private static final String OPENAIS = "/v1/";
    private static final String MODELS = "/v1/models";

    private Tongues() {}

    /** What is asked for, by whichever of its names. */
    static String named(HttpServerRequest http) {
        String path = http.path();
        return path.startsWith(GROQS + OPENAIS) ? path.substring(GROQS.length()) : path;
    }

    /**
     * What is asked for, and of whom. Two wires have a list of models under one path: whoever
     * carries its token as Google's clients do is given Google's.
     */
    static String path(HttpServerRequest http) {
        String path = named(http);
        boolean google = http.getHeader("x-goog-api-key") != null;
        boolean models = path.equals(MODELS) || path.startsWith(MODELS + "/");
        return google && models ? GeminiTongue.ROOT + path.substring(OPENAIS.length()) : path;
    }

    /**
     * The tongue spoken at that path, if answers are given there.
     *
     * @param clock by which an answer says how long it took, in tongues that do
     * @param draws which models make pictures, where only the model tells what is asked for
     */
    static Optional<Tongue> at(String path, InstantSource clock, Predicate<String> draws) {
        return Optional.ofNullable(BY_PATH.get(path))
                .or(() -> ofWhom(path))
                .or(() -> GeminiTongue.at(path))
                .or(() -> RunTongue.at(path, draws))
                .or(() -> OllamaTongue.at(path, clock));
    }

    private static Optional<Tongue> ofWhom(String path) {
        return OF_WHOM.stream()
                .map(pattern -> pattern.matcher(path))
                .filter(Matcher::matches)
                .flatMap(found -> Optional.ofNullable(BY_PATH.get(found.group(1))).stream())
                .findFirst();
    }

    /** In which problems are told at that path. */
    static Tongue ofProblems(String path, InstantSource clock) {
        Tongue page = sideDoor(path).isPresent() ? OllamaTongue.plain(clock) : PLAIN;
        return at(path, clock, _ -> false)
                .orElse(path.startsWith(GeminiTongue.ROOT) ? GeminiTongue.plain() : page);
    }

    /** What has to be switched on before that path is there. */
    static Optional<SideDoor> sideDoor(String path) {
        return OF_OLLAMA.contains(path) ? Optional.of(SideDoor.OLLAMA) : Optional.empty();
    }
}
