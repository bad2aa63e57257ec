package dev.freeway.cli;

import dev.freeway.wire.HttpCall;
import dev.freeway.wire.HttpCall.Failed;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every verb does: reach the gateway, do its work, say in words what went wrong. */
@Command(
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:fine",
            "1:refused or failed; the reason is on standard error",
            "2:used wrongly, or no gateway there"
        })
abstract class Verb implements Callable<Integer> {
    static final int REFUSED = 1;
    static final int NO_GATEWAY = 2;
    static final int USED_WRONGLY = 2;

    @Mixin private Connection connection = new Connection();
    @Spec private @Nullable CommandSpec spec;

    private final Surroundings surroundings;
    private final Supplier<Optional<Address>> known;

    Verb(Surroundings surroundings) {
        this(surroundings, surroundings.gateway());
    }

    /**
     * @param known the gateway it speaks to when no option says so
     */
    Verb(Surroundings surroundings, Supplier<Optional<Address>> known) {
        this.surroundings = surroundings;
        this.known = known;
    }

    /** The verb's own work. */
    abstract int work(HttpCall gateway) throws Failed;

    @Override
    public Integer call() {
        try (HttpCall gateway = connection.open(known)) {
            return work(gateway);
        } catch (NoGateway e) {
            err().println(e.getMessage());
            return NO_GATEWAY;
        } catch (Failed e) {
            err().println(e.getMessage());
            return e.unreachable() ? NO_GATEWAY : REFUSED;
        } finally {
            out().flush();
        }
    }

    boolean json() {
        return connection.json();
    }

    Surroundings surroundings() {
        return surroundings;
    }

    PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }
}
