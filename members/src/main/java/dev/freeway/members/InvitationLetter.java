package dev.freeway.members;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What somebody who is invited is written; nothing of it is in the words of who invites. */
final class InvitationLetter {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private InvitationLetter() {}

    static Mail.Letter of(Invitation invitation, String code) {
        String where =
                invitation.organisation().isEmpty()
                        ? "a Freeway gateway"
                        : invitation.organisation() + ", at a Freeway gateway";
        return new Mail.Letter(
                invitation.shown(),
                invitation.email(),
                invitation.by() + " invites you to " + where,
                words(invitation.by(), where, DAY.format(invitation.expiresAt()), code));
    }

    private static String words(String by, String where, String until, String code) {
        return """
        Hello,

        %1$s invites you to %2$s. It puts free tiers of AI providers behind one
        address, with one token for all of them.

        Your code, good once and until %3$s:

            %4$s

        To come in, send it to the address of the gateway, which %1$s can tell you,
        with a name and a password of your choice:

            POST /api/join
            {"code": "%4$s", "name": "...", "password": "..."}

        The answer has your token. If you expected no invitation, there is nothing to do:
        without the code nobody comes in, and it ends by itself.
        """
                .formatted(by, where, until, code);
    }
}
