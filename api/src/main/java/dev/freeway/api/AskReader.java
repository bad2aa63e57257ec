package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.freeway.api.tokens.Prompts;
import dev.freeway.core.audio.AudioBound;
import dev.freeway.core.audio.Recording;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.chat.Consent;
import dev.freeway.core.chat.Document;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.core.chat.Size;
import dev.freeway.core.chat.TokenBound;
import dev.freeway.core.quota.Media;
import dev.freeway.wire.BadJson;
import dev.freeway.wire.Json;
import dev.freeway.wire.JsonScan;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads what a request asks for, and says what is wrong with it. */
final class AskReader {
    private static final int ANSWERS_MAX = 8;
    private static final long TOKENS_PER_PICTURE = 1_500;
    private static final long TOKENS_AROUND = 16;
    private static final Set<String> TEXT =
            Set.of(
                    "messages",
                    "prompt",
                    "suffix",
                    "input",
                    "tools",
                    "functions",
                    "response_format",
                    "prediction");

    private final Endpoint endpoint;
    private final Optional<Recording> recording;
    private final JsonScan scan;
    private final Document body;
    private final Prompts prompts;

    private AskReader(Tongue.Heard heard, JsonScan scan, Document body, Prompts prompts) {
        this.prompts = prompts;
        this.endpoint = heard.endpoint();
        this.recording = heard.recording();
        this.scan = scan;
        this.body = body;
    }

    static Ask read(Tongue.Heard heard, Prompts prompts) throws Refused {
        byte[] bytes = heard.body();
        try {
            JsonScan scan = JsonScan.read(bytes);
            List<Document.Member> members =
                    scan.members().stream()
                            .map(m -> new Document.Member(m.name(), m.start(), m.end()))
                            .toList();
            return new AskReader(heard, scan, new Document(bytes, members), prompts).ask();
        } catch (BadJson e) {
            throw new Refused(Problem.of(e));
        }
    }

    private Ask ask() throws Refused {
        String model = model();
        requireContent();
        boolean stream = flag("stream") && writes();
        return new Ask(
                endpoint,
                model,
                size(),
                needs(),
                Consent.SILENT,
                stream,
                stream && value("stream_options").path("include_usage").asBoolean(),
                body,
                recording);
    }

    private Size size() throws Refused {
        long most = inputTokens();
        return new Size(most, Math.min(most, likely()), outputTokensMax(), answers(), media());
    }

    private long likely() throws Refused {
        return prompts.estimate(model(), body) + TOKENS_PER_PICTURE * scan.pictures().size();
    }

    private String model() throws Refused {
        JsonNode model = value("model");
        require(model.isTextual() && !model.asText().isBlank(), "model", "a model's name");
        return model.asText();
    }

    private void requireContent() throws Refused {
        switch (endpoint) {
            case CHAT -> {
                require(begins("messages", "["), "messages", "an array of messages");
                require(!begins("messages", "[]"), "messages", "at least one message");
            }
            case COMPLETIONS, IMAGES -> requireText("prompt");
            case TRANSCRIPTIONS, TRANSLATIONS ->
                    require(recording.isPresent(), "file", "a recording");
            case PREDICTIONS -> require(begins("input", "{"), "input", "an object");
            case EMBEDDINGS -> {
                requireText("input");
                JsonNode format = value("encoding_format");
                boolean known =
                        absent(format) || Set.of("float", "base64").contains(format.asText());
                require(known, "encoding_format", "'float' or 'base64'");
            }
        }
    }

    private void requireText(String name) throws Refused {
        boolean text = begins(name, "\"") || begins(name, "[");
        require(text && !begins(name, "[]"), name, "a string or an array of some");
    }

    /** Whether the value begins with these characters, white space left out. */
    private boolean begins(String name, String characters) {
        Optional<Document.Member> member = member(name);
        if (member.isEmpty()) {
            return false;
        }
        int found = 0;
        int at = member.get().start();
        while (found < characters.length() && at < member.get().end()) {
            byte b = body.bytes()[at++];
            if (b == characters.charAt(found)) {
                found++;
            } else if (b > ' ') {
                return false;
            }
        }
        return found == characters.length();
    }

    private Optional<Document.Member> member(String name) {
        return body.members().stream().filter(member -> member.name().equals(name)).findFirst();
    }

    /** The larger, where a client sets it by both names: providers differ in which they heed. */
    private OptionalLong outputTokensMax() throws Refused {
        if (endpoint == Endpoint.PREDICTIONS) {
            return RunInput.outputTokensMax(value("input"));
        }
        if (!writes()) {
            return OptionalLong.of(0);
        }
        OptionalLong most = OptionalLong.empty();
        for (String name : List.of("max_completion_tokens", "max_tokens")) {
            JsonNode bound = value(name);
            if (!absent(bound)) {
                boolean positive =
                        bound.isIntegralNumber() && bound.canConvertToInt() && bound.asInt() > 0;
                require(positive, name, "a whole number > 0");
                most = OptionalLong.of(Math.max(most.orElse(0), bound.asLong()));
            }
        }
        return most;
    }

    /** How many answers are generated, and so counted; not all of them need be shown. */
    private int answers() throws Refused {
        int each = count("n");
        return endpoint == Endpoint.COMPLETIONS
                ? Math.max(each, count("best_of")) * prompts()
                : each;
    }

    private int count(String name) throws Refused {
        JsonNode n = value(name);
        if (absent(n)) {
            return 1;
        }
        boolean inRange =
                n.isIntegralNumber()
                        && n.canConvertToInt()
                        && n.asInt() >= 1
                        && n.asInt() <= ANSWERS_MAX;
        require(inRange, name, "a whole number from 1 to " + ANSWERS_MAX);
        return n.asInt();
    }

    /** An array of strings or of token arrays is as many prompts; one of tokens is one. */
    private int prompts() throws Refused {
        JsonNode prompt = begins("prompt", "[") ? value("prompt") : MissingNode.getInstance();
        return prompt.path(0).isTextual() || prompt.path(0).isArray() ? prompt.size() : 1;
    }

    private Media media() throws Refused {
        return switch (endpoint) {
            case IMAGES -> Pictures.read(count("n"), value("size"), value("steps"));
            case PREDICTIONS -> RunInput.media(value("input"));
            case TRANSCRIPTIONS, TRANSLATIONS ->
                    Media.audio(AudioBound.millis(recording.orElseThrow().bytes()));
            case CHAT, COMPLETIONS, EMBEDDINGS -> Media.NONE;
        };
    }

    /** Whether the answer is text, token by token. */
    private boolean writes() {
        return switch (endpoint) {
            case CHAT, COMPLETIONS -> true;
            case EMBEDDINGS, IMAGES, TRANSCRIPTIONS, TRANSLATIONS, PREDICTIONS -> false;
        };
    }

    private Set<Model.Ability> needs() throws Refused {
        Set<Model.Ability> needs = EnumSet.noneOf(Model.Ability.class);
        switch (endpoint) {
            case CHAT -> needs.add(Model.Ability.CHAT);
            case COMPLETIONS -> needs.add(Model.Ability.COMPLETION);
            case EMBEDDINGS -> needs.add(Model.Ability.EMBEDDING);
            case IMAGES -> needs.add(Model.Ability.IMAGE);
            case TRANSCRIPTIONS -> needs.add(Model.Ability.TRANSCRIPTION);
            case TRANSLATIONS -> needs.add(Model.Ability.TRANSLATION);
            case PREDICTIONS -> {
                return needs;
            }
        }
        if (!value("tools").isEmpty()) {
            needs.add(Model.Ability.TOOLS);
        }
        if (value("response_format").path("type").asText("").startsWith("json_")) {
            needs.add(Model.Ability.JSON);
        }
        if (!scan.pictures().isEmpty()) {
            needs.add(Model.Ability.VISION);
        }
        return needs;
    }

    /** Pictures count by the piece, not by the bytes they are written in; sound by its length. */
    private long inputTokens() throws Refused {
        if (endpoint.listens()) {
            return 0;
        }
        if (endpoint == Endpoint.PREDICTIONS) {
            return TOKENS_AROUND + RunInput.tokens(value("input"));
        }
        long tokens = TOKENS_AROUND + TOKENS_PER_PICTURE * scan.pictures().size();
        for (Document.Member member : body.members()) {
            if (TEXT.contains(member.name())) {
                tokens += TokenBound.of(body.bytes(), member.start(), member.end());
            }
        }
        for (JsonScan.Member picture : scan.pictures()) {
            tokens -= TokenBound.of(body.bytes(), picture.start(), picture.end());
        }
        return Math.max(TOKENS_AROUND, tokens);
    }

    private boolean flag(String name) throws Refused {
        JsonNode flag = value(name);
        require(absent(flag) || flag.isBoolean(), name, "true or false");
        return flag.asBoolean();
    }

    private JsonNode value(String name) throws Refused {
        Optional<String> raw = body.raw(name);
        if (raw.isEmpty()) {
            return MissingNode.getInstance();
        }
        return Json.parse(raw.get())
                .orElseThrow(() ->
                        new Refused(
                                Problem.invalid(
                                        name, "'%s' is more than can be read".formatted(name))));
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private void require(boolean holds, String param, String expected) throws Refused {
        if (!holds) {
            String found = body.has(param) ? "is not what it should be" : "is missing";
            throw new Refused(
                    Problem.invalid(
                            param, "'%s' %s (expected: %s)".formatted(param, found, expected)));
        }
    }
}
