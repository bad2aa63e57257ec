package dev.freeway.members;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to change, and what to answer once it has.
 *
 * @param puts what is made or replaced
 * @param removes what is taken away
 */
record Draft<T>(List<Entry> puts, List<Entry> removes, T answer) {
    Draft {
        puts = List.copyOf(puts);
        removes = List.copyOf(removes);
    }

    static <T extends Entry> Draft<T> put(T entry) {
        return new Draft<>(List.of(entry), List.of(), entry);
    }

    static <T> Draft<T> none(T answer) {
        return new Draft<>(List.of(), List.of(), answer);
    }

    /** The same, with what every draft touches that takes an operator away. */
    Draft<T> guarded(Roster read) {
        List<Entry> all = new ArrayList<>(puts);
        read.without(puts).ifPresent(all::add);
        return new Draft<>(all, removes, answer);
    }

    boolean isEmpty() {
        return puts.isEmpty() && removes.isEmpty();
    }
}
