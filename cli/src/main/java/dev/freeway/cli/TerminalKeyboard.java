package dev.freeway.cli;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.TerminalBuilder;

/** The terminal's own, with a memory of what was typed. */
final class TerminalKeyboard implements Keyboard, AutoCloseable {
    private final Terminal terminal;
    private final LineReader reader;

    private TerminalKeyboard(Terminal terminal) {
        this.terminal = terminal;
        this.reader =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .build();
    }

    static TerminalKeyboard open() throws IOException {
        return new TerminalKeyboard(TerminalBuilder.builder().dumb(true).build());
    }

    @Override
    public Typed next(String prompt) {
        try {
            return new Line(reader.readLine(prompt));
        } catch (UserInterruptException _) {
            return new Dropped();
        } catch (EndOfFileException _) {
            return new Ended();
        }
    }

    @Override
    public boolean interruptibly(Runnable work) {
        Thread worker = Thread.currentThread();
        AtomicBoolean interrupted = new AtomicBoolean();
        SignalHandler before =
                terminal.handle(
                        Signal.INT,
                        _ -> {
                            interrupted.set(true);
                            worker.interrupt();
                        });
        try {
            work.run();
        } finally {
            terminal.handle(Signal.INT, before);
            Thread.interrupted();
        }
        return interrupted.get();
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
