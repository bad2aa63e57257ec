package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One answer heard from OpenAI's wire, its only choice, put into parts of which one ends before the
 * next begins. A call is not left for anything else: what comes meanwhile waits for the end. Used
 * by one thread at a time.
 */
public final class Speech {
    private static final Listener NOBODY =
            new Listener() {
                @Override
                public void begins(Part part) {}

                @Override
                public void goesOn(Part part, String text) {}

                @Override
                public void ends(Part part) {}
            };

    private final Listener listener;
    private final List<Part> parts = new ArrayList<>();
    private final List<Heard> waiting = new ArrayList<>();
    private Optional<Heard> open = Optional.empty();
    private JsonNode head = MissingNode.getInstance();
    private JsonNode usage = MissingNode.getInstance();
    private String finishReason = "";

    /** Is told of each part as it comes. */
    public interface Listener {
        void begins(Part part);

        void goesOn(Part part, String text);

        void ends(Part part);
    }

    /**
     * A part by what it goes on under.
     *
     * @param key the kind of what is spoken, the index of a call
     */
    private record Heard(Object key, Part part) {}

    public Speech(Listener listener) {
        this.listener = listener;
    }

    /** An answer that came in one piece. */
    public static Speech whole(byte[] answer) {
        Speech speech = new Speech(NOBODY);
        speech.hear(ChatAnswer.whole(answer));
        speech.end();
        return speech;
    }

    /** One event of a stream, as {@link Voice#event} has it. */
    public void hear(byte[] event) {
        hear(ChatAnswer.event(event));
    }

    private void hear(JsonNode said) {
        head = head.isMissingNode() ? said : head;
        usage = said.path("usage").isObject() ? said.path("usage") : usage;
        JsonNode choice = said.path("choices").path(0);
        finishReason = choice.path("finish_reason").asText(finishReason);
        say(ChatAnswer.said(choice));
    }

    private void say(JsonNode said) {
        say(Part.Spoken.REASONING, ChatAnswer.thought(said));
        say(Part.Spoken.TEXT, said.path("content").asText(""));
        say(Part.Spoken.REFUSAL, said.path("refusal").asText(""));
        int position = 0;
        for (JsonNode call : said.path("tool_calls")) {
            JsonNode function = call.path("function");
            Part.Call kind =
                    new Part.Call(call.path("id").asText(), function.path("name").asText());
            say(call.path("index").asInt(position++), kind, function.path("arguments").asText(""));
        }
    }

    private void say(Part.Spoken kind, String text) {
        if (!text.isEmpty()) {
            say(kind, kind, text);
        }
    }

    private void say(Object key, Part.Kind kind, String text) {
        if (open.isPresent() && open.get().part().kind() instanceof Part.Call) {
            if (open.get().key().equals(key)) {
                goOn(open.get().part(), text);
            } else {
                waiting(key, kind).say(text);
            }
            return;
        }
        if (open.isEmpty() || !open.get().key().equals(key)) {
            open.ifPresent(last -> listener.ends(last.part()));
            open = Optional.of(begun(key, kind));
            listener.begins(open.get().part());
        }
        goOn(open.get().part(), text);
    }

    private void goOn(Part part, String text) {
        if (!text.isEmpty()) {
            part.say(text);
            listener.goesOn(part, text);
        }
    }

    private Part waiting(Object key, Part.Kind kind) {
        for (Heard heard : waiting) {
            if (heard.key().equals(key)) {
                return heard.part();
            }
        }
        waiting.add(begun(key, kind));
        return waiting.getLast().part();
    }

    private Heard begun(Object key, Part.Kind kind) {
        Part part = new Part(kind, parts.size());
        parts.add(part);
        return new Heard(key, part);
    }

    /** There is no more. */
    public void end() {
        open.ifPresent(last -> listener.ends(last.part()));
        open = Optional.empty();
        for (Heard heard : waiting) {
            Part part = heard.part();
            listener.begins(part);
            if (!part.said().isEmpty()) {
                listener.goesOn(part, part.said());
            }
            listener.ends(part);
        }
        waiting.clear();
    }

    /** The answer's id, without what OpenAI's wire begins it with. */
    public String id() {
        String id = head.path("id").asText("");
        return id.startsWith("chatcmpl-") ? id.substring("chatcmpl-".length()) : id;
    }

    public String model() {
        return head.path("model").asText("");
    }

    /** Unix time, in seconds. */
    public long created() {
        return head.path("created").asLong();
    }

    /** In OpenAI's words; empty while the answer goes on. */
    public String finishReason() {
        return finishReason;
    }

    /**
     * How many tokens it took.
     *
     * @param pointer into OpenAI's usage, as {@code /prompt_tokens}
     * @return 0 where nothing is said
     */
    public long tokens(String pointer) {
        return usage.at(pointer).asLong();
    }

    /** In order of their beginning. */
    public List<Part> parts() {
        return List.copyOf(parts);
    }
}
