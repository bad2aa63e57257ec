package dev.freeway.provider;

import dev.freeway.core.fault.Fault;

/** What came is no answer. */
final class AnswerBroken extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Fault fault;

    AnswerBroken(Fault fault) {
        super(fault.detail());
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
