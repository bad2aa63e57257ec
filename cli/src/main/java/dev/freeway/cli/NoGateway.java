package dev.freeway.cli;

/** There is nobody to speak to. */
final class NoGateway extends Exception {
    private static final long serialVersionUID = 1;

    NoGateway(String message) {
        super(message);
    }
}
