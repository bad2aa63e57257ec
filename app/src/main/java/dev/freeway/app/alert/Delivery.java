package dev.freeway.app.alert;

import dev.freeway.members.Alert;
import dev.freeway.members.Mail;
import dev.freeway.wire.Outpost.Refused;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One message on its way.
 *
 * @param due when it is tried next
 * @param failed how often it was in vain
 */
record Delivery(Alert alert, Message message, Instant due, int failed) {
    /** What is sent; its id is the same at each try. */
    sealed interface Message {
        /** How long after a failure it is tried again; after one more it is given up. */
        List<Duration> pauses();

        /**
         * To a webhook.
         *
         * @param secret by which it is signed
         */
        record Hook(String id, byte[] body, String secret) implements Message {
            @Override
            public List<Duration> pauses() {
                return List.of(Duration.ofSeconds(5), Duration.ofSeconds(30));
            }
        }

        /** To somebody's own address. */
        record Mailed(Mail.Letter letter) implements Message {
            @Override
            public List<Duration> pauses() {
                return List.of(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1));
            }
        }
    }

    /** What became of a try. */
    sealed interface End {
        record Sent() implements End {}

        record Again(Delivery rest) implements End {}

        record GivenUp(String why) implements End {}
    }

    /** Tries. */
    End send(Alerts.Post post, boolean inside, Instant now) {
        return switch (message) {
            case Message.Hook hook -> hooked(hook, post, inside, now);
            case Message.Mailed(Mail.Letter letter) -> mailed(letter, post, now);
        };
    }

    private End hooked(Message.Hook hook, Alerts.Post post, boolean inside, Instant now) {
        try {
            int status =
                    post.outpost()
                            .post(
                                    URI.create(alert.to()),
                                    Signature.headers(hook.id(), now, hook.body(), hook.secret()),
                                    hook.body(),
                                    inside);
            return status / 100 == 2
                    ? new End.Sent()
                    : later(now, "The webhook answered %d.".formatted(status));
        } catch (Refused _) {
            return new End.GivenUp("The webhook leads to where none may go.");
        } catch (IOException _) {
            return later(now, "The webhook cannot be reached.");
        }
    }

    private End mailed(Mail.Letter letter, Alerts.Post post, Instant now) {
        try {
            post.mail().send(letter);
            return new End.Sent();
        } catch (Mail.Unsent e) {
            return later(now, String.valueOf(e.getMessage()));
        }
    }

    private End later(Instant now, String why) {
        List<Duration> pauses = message.pauses();
        return failed == pauses.size()
                ? new End.GivenUp(why)
                : new End.Again(
                        new Delivery(alert, message, now.plus(pauses.get(failed)), failed + 1));
    }
}
