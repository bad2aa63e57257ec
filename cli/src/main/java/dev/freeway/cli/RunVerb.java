package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freeway run}: ask a model, once or in a conversation. */
@Command(
        name = "run",
        description =
                "Ask a model and see the answer as it comes; without a prompt, have a"
                        + " conversation.",
        mixinStandardHelpOptions = true)
final class RunVerb extends Verb {
    @Parameters(index = "0", description = "a model: auto, gpt-oss-120b, provider/model")
    private String model = "";

    @Parameters(index = "1", arity = "0..1", description = "what to ask")
    private @Nullable String prompt;

    @Option(names = "--system", description = "how the model is to behave")
    private @Nullable String system;

    @Option(names = "--max-tokens", description = "the longest answer")
    private @Nullable Integer maxTokens;

    private ArrayNode messages = Json.array();

    RunVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        begin();
        if (prompt != null) {
            ask(gateway, prompt);
            return 0;
        }
        return converse(gateway);
    }

    private void begin() {
        messages = Json.array();
        if (system != null) {
            messages.addObject().put("role", "system").put("content", system);
        }
    }

    private void ask(HttpCall gateway, String question) throws Failed {
        messages.addObject().put("role", "user").put("content", question);
        ObjectNode request = Ask.request(model, messages);
        if (maxTokens != null) {
            request.put("max_tokens", maxTokens);
        }
        Told told = new Told(json() ? Optional.empty() : Optional.of(out()));
        HttpHeaders headers = gateway.stream("/v1/chat/completions", request, told);
        told.throwIfBroken();
        messages.addObject().put("role", "assistant").put("content", told.text());
        if (json()) {
            out().println(told.json(headers));
        } else {
            out().println();
            out().flush();
            err().println(footer(told, headers));
        }
    }

    private String footer(Told told, HttpHeaders headers) {
        String line =
                "%s/%s, %d tokens in, %d out; %s"
                        .formatted(
                                headers.firstValue("x-freeway-provider").orElse("?"),
                                headers.firstValue("x-freeway-model").orElse("?"),
                                told.usage().path("prompt_tokens").asLong(),
                                told.usage().path("completion_tokens").asLong(),
                                headers.firstValue("x-freeway-why").orElse(""));
        return surroundings().color() ? "\u001b[2m" + line + "\u001b[0m" : line;
    }

    private int converse(HttpCall gateway) {
        try (Terminal terminal = TerminalBuilder.builder().dumb(true).build()) {
            LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();
            err().println("/model NAME changes it, /clear forgets, Ctrl-D leaves");
            while (true) {
                turn(gateway, reader.readLine(model + "> ").strip());
            }
        } catch (EndOfFileException | UserInterruptException e) {
            return 0;
        } catch (IOException e) {
            err().println("no terminal: " + e.getMessage());
            return 1;
        }
    }

    private void turn(HttpCall gateway, String line) {
        if (line.equals("/exit")) {
            throw new EndOfFileException();
        }
        if (line.equals("/clear")) {
            begin();
        } else if (line.startsWith("/model ")) {
            model = line.substring("/model ".length()).strip();
        } else if (!line.isEmpty()) {
            try {
                ask(gateway, line);
            } catch (Failed e) {
                messages.remove(messages.size() - 1);
                err().println(e.getMessage());
            }
        }
    }

    /** What the events of one answer told. */
    static final class Told implements java.util.function.Consumer<String> {
        private final Optional<java.io.PrintWriter> show;
        private final StringBuilder text = new StringBuilder();
        private JsonNode usage = Json.object();
        private String broken = "";

        Told(Optional<java.io.PrintWriter> show) {
            this.show = show;
        }

        @Override
        public void accept(String event) {
            JsonNode chunk = Json.parse(event).orElse(Json.array());
            String piece = chunk.path("choices").path(0).path("delta").path("content").asText("");
            text.append(piece);
            show.ifPresent(out -> {
                out.print(piece);
                out.flush();
            });
            usage = chunk.hasNonNull("usage") ? chunk.get("usage") : usage;
            broken = chunk.path("error").path("message").asText(broken);
        }

        void throwIfBroken() throws Failed {
            if (!broken.isEmpty()) {
                throw new Failed(broken, false);
            }
        }

        String text() {
            return text.toString();
        }

        JsonNode usage() {
            return usage;
        }

        ObjectNode json(HttpHeaders headers) {
            ObjectNode json = Json.object().put("answer", text());
            json.put("provider", headers.firstValue("x-freeway-provider").orElse(""));
            json.put("model", headers.firstValue("x-freeway-model").orElse(""));
            json.put("why", headers.firstValue("x-freeway-why").orElse(""));
            json.set("usage", usage);
            return json;
        }
    }
}
