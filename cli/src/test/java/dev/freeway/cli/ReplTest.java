package dev.freeway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.cli.Keyboard.Dropped;
import dev.freeway.cli.Keyboard.Ended;
import dev.freeway.cli.Keyboard.Line;
import dev.freeway.cli.Keyboard.Typed;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A conversation, typed line by line. */
class ReplTest {
    private final List<String> events = new ArrayList<>();
    private final StringWriter err = new StringWriter();
    private boolean stopped;

    private void talk(Typed... typed) {
        ArrayDeque<Typed> waiting = new ArrayDeque<>(List.of(typed));
        Keyboard keyboard =
                new Keyboard() {
                    @Override
                    public Typed next(String prompt) {
                        return waiting.remove();
                    }

                    @Override
                    public boolean interruptibly(Runnable work) {
                        work.run();
                        return stopped;
                    }
                };
        new Repl(
                        keyboard,
                        new PrintWriter(err, true),
                        "auto",
                        (model, question) -> events.add(model + ": " + question),
                        () -> events.add("forgot"))
                .talk();
        assertThat(waiting).isEmpty();
    }

    @Test
    void asksUntilItEnds() {
        talk(new Line("one"), new Line("  "), new Dropped(), new Line("two"), new Ended());
        assertThat(events).containsExactly("auto: one", "auto: two");
    }

    @Test
    void aBackslashContinuesALine() {
        talk(new Line("one\\"), new Line("two\\"), new Line("three"), new Line("/exit"));
        assertThat(events).containsExactly("auto: one\ntwo\nthree");
    }

    @Test
    void aDroppedContinuationDropsItAll() {
        talk(new Line("one\\"), new Dropped(), new Line("two"), new Ended());
        assertThat(events).containsExactly("auto: two");
    }

    @Test
    void commandsAreNoQuestions() {
        talk(
                new Line("/model acme/smart-1"),
                new Line("hi"),
                new Line("/clear"),
                new Line("/nonsense"),
                new Line("/help"),
                new Line(" /exit "));
        assertThat(events).containsExactly("acme/smart-1: hi", "forgot");
        assertThat(err.toString()).contains("no /nonsense here", "/model NAME");
    }

    @Test
    void aStoppedAnswerIsSaidToBe() {
        stopped = true;
        talk(new Line("hi"), new Ended());
        assertThat(err.toString()).contains("(stopped)");
    }
}
