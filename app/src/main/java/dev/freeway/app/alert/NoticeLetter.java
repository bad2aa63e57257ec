package dev.freeway.app.alert;

import dev.freeway.members.Mail;
import java.time.Instant;
import java.util.Locale;

/** A notice as it is mailed: what, how much is left, until when, and what would help. */
final class NoticeLetter {
    private NoticeLetter() {}

    static Mail.Letter of(Notice notice, String id, String to, Instant now) {
        String subject =
                String.format(
                        Locale.ROOT,
                        "%s: %,d of %,d %s left (%s)",
                        notice.holder().name(),
                        notice.standing().left(),
                        notice.amount(),
                        meter(notice),
                        notice.limit());
        return new Mail.Letter(id, to, subject, words(notice, until(notice, now)));
    }

    private static String words(Notice notice, String until) {
        return String.format(
                Locale.ROOT,
                """
                Hello,

                %s of %s: %,d of %,d %s are used, %,d are left.
                %s

                What helps until then: ask for a smaller model where one will do, send what can wait
                with the header X-Freeway-Mode: make-it-last, or bring a key of your own, which is
                spent beside this (./freeway keys add). An operator can grant another plan.

                This comes once a window; ./freeway alerts remove %s ends it.
                """,
                notice.limit(),
                notice.holder().name(),
                notice.standing().used(),
                notice.amount(),
                meter(notice),
                notice.standing().left(),
                until,
                notice.alert().id());
    }

    private static String meter(Notice notice) {
        return notice.standing().limit().meter().id().replace('_', ' ');
    }

    private static String until(Notice notice, Instant now) {
        String pace =
                notice.spentAt()
                        .map(at ->
                                "At this pace nothing is left by %s. "
                                        .formatted(Notice.clock(now, at)))
                        .orElse("");
        return pace
                + (notice.never()
                        ? "Nothing of it comes back."
                        : "It resets %s."
                                .formatted(Notice.clock(now, notice.standing().resetsAt())));
    }
}
