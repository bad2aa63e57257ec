package dev.freeway.app.sdk;

/**
 * One operation of one client against one target.
 *
 * @param client as its registry names it
 * @param against the stand-in or the gateway
 */
public record Row(
        String client, String version, String against, Operation operation, Outcome outcome) {
    /** What the row is of, without the operation. */
    String subject() {
        return "`%s` %s | %s".formatted(client, version, against);
    }
}
