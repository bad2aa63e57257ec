package dev.freeway.cli;

import java.io.PrintWriter;
import java.util.Optional;

/** A conversation, line by line. */
final class Repl {
    private static final String MORE = "... ";
    private static final String HELP =
            """
            /model NAME  ask another      /clear  forget what was said
            /exit        leave (Ctrl-D)   a \\ at its end continues a line\
            """;

    /** Asks, and shows the answer; says itself what went wrong. */
    @FunctionalInterface
    interface Asker {
        void ask(String model, String question);
    }

    private final Keyboard keyboard;
    private final PrintWriter err;
    private final Asker asker;
    private final Runnable forget;
    private String model;

    Repl(Keyboard keyboard, PrintWriter err, String model, Asker asker, Runnable forget) {
        this.keyboard = keyboard;
        this.err = err;
        this.model = model;
        this.asker = asker;
        this.forget = forget;
    }

    /** Talks until there is enough. */
    void talk() {
        err.println("Ctrl-C stops an answer, Ctrl-D leaves, /help says what else");
        while (true) {
            switch (keyboard.next(model + "> ")) {
                case Keyboard.Ended() -> {
                    return;
                }
                case Keyboard.Dropped() -> {}
                case Keyboard.Line(String text) when text.strip().equals("/exit") -> {
                    return;
                }
                case Keyboard.Line(String text) -> rest(text).ifPresent(this::take);
            }
        }
    }

    /** The lines that continue this one; nothing if it was dropped on the way. */
    private Optional<String> rest(String first) {
        StringBuilder all = new StringBuilder(first);
        while (!all.isEmpty() && all.charAt(all.length() - 1) == '\\') {
            all.setCharAt(all.length() - 1, '\n');
            if (!(keyboard.next(MORE) instanceof Keyboard.Line(String next))) {
                return Optional.empty();
            }
            all.append(next);
        }
        return Optional.of(all.toString().strip()).filter(text -> !text.isEmpty());
    }

    private void take(String text) {
        if (!text.startsWith("/")) {
            if (keyboard.interruptibly(() -> asker.ask(model, text))) {
                err.println("(stopped)");
            }
            return;
        }
        String[] words = text.split("\\s+", 2);
        switch (words[0]) {
            case "/clear" -> forget.run();
            case "/model" -> model = words.length > 1 ? words[1] : model;
            case "/help" -> err.println(HELP);
            default -> err.println("no " + words[0] + " here\n" + HELP);
        }
    }
}
