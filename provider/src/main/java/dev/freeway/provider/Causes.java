package dev.freeway.provider;

/** Foreign exceptions in a clause. */
final class Causes {
    private Causes() {}

    static String text(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }
}
