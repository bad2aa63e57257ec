package dev.freeway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import dev.freeway.wire.Json;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
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
    private static final String STDIN = "-";

    @Parameters(index = "0", description = "a model: auto, gpt-oss-120b, provider/model")
    private String model = "";

    @Parameters(
            index = "1..*",
            paramLabel = "PROMPT",
            description = "what to ask; - stands for what is on standard input")
    private List<String> words = new ArrayList<>();

    @Option(names = "--system", description = "how the model is to behave")
    private String system = "";

    @Option(names = "--max-tokens", description = "the longest answer")
    private @Nullable Integer maxTokens;

    @Option(names = "--temperature", description = "how freely it may choose its words, 0 to 2")
    private @Nullable Double temperature;

    RunVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int work(HttpCall gateway) throws Failed {
        Conversation conversation = new Conversation(gateway, wishes(), system);
        if (words.isEmpty() && surroundings().stdin().terminal()) {
            return converse(conversation);
        }
        String prompt = prompt();
        if (prompt.isEmpty()) {
            err().println("nothing to ask (expected: a prompt, or text on standard input)");
            return USED_WRONGLY;
        }
        ask(conversation, model, prompt);
        return 0;
    }

    private ObjectNode wishes() {
        ObjectNode wishes = Json.object();
        if (maxTokens != null) {
            wishes.put("max_tokens", maxTokens);
        }
        if (temperature != null) {
            wishes.put("temperature", temperature);
        }
        return wishes;
    }

    private String prompt() throws Failed {
        if (!words.isEmpty() && !words.contains(STDIN)) {
            return String.join(" ", words);
        }
        try {
            String text = surroundings().stdin().text();
            return words.isEmpty()
                    ? text
                    : String.join(
                            " ",
                            words.stream().map(word -> word.equals(STDIN) ? text : word).toList());
        } catch (IOException e) {
            throw new Failed("standard input cannot be read: " + e.getMessage(), false);
        }
    }

    private void ask(Conversation conversation, String model, String question) throws Failed {
        StreamedAnswer answer = new StreamedAnswer(this::show);
        try {
            HttpHeaders headers = conversation.ask(model, question, answer);
            if (json()) {
                out().println(answer.json(headers));
            } else {
                endLine(answer);
                err().println(Paint.of(surroundings().color()).dim(answer.footer(headers)));
            }
        } catch (Failed e) {
            endLine(answer);
            throw e;
        }
    }

    private void show(String piece) {
        if (!json()) {
            out().print(surroundings().color() ? Paint.printable(piece) : piece);
            out().flush();
        }
    }

    private void endLine(StreamedAnswer answer) {
        if (!json() && !answer.text().isEmpty() && !answer.text().endsWith("\n")) {
            out().println();
        }
        out().flush();
    }

    private int converse(Conversation conversation) {
        try (TerminalKeyboard keyboard = TerminalKeyboard.open()) {
            Repl.Asker asker = (chosen, question) -> reply(conversation, chosen, question);
            new Repl(keyboard, err(), model, asker, conversation::forget).talk();
            return 0;
        } catch (IOException e) {
            err().println("no terminal: " + e.getMessage());
            return REFUSED;
        }
    }

    private void reply(Conversation conversation, String chosen, String question) {
        try {
            ask(conversation, chosen, question);
        } catch (Failed e) {
            if (!Thread.currentThread().isInterrupted()) {
                err().println(e.getMessage());
            }
        }
    }
}
