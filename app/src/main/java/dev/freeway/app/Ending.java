package dev.freeway.app;

import dev.freeway.core.fault.Fault;
import dev.freeway.relay.Head;
import dev.freeway.relay.Replay;
import dev.freeway.relay.Sink;
import java.util.Optional;

/** Of an answer keeps how it ended. */
final class Ending implements Sink {
    private volatile Optional<Fault> fault = Optional.empty();

    Optional<Fault> fault() {
        return fault;
    }

    @Override
    public void begin(Head head) {}

    @Override
    public boolean write(byte[] bytes) {
        return true;
    }

    @Override
    public void onDrain(Runnable resume) {}

    @Override
    public void onHangUp(Runnable stop) {}

    @Override
    public void end() {}

    @Override
    public void abort(Fault why) {
        fault = Optional.of(why);
    }

    @Override
    public Optional<Replay> replay() {
        return Optional.empty();
    }
}
