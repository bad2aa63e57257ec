package dev.freeway.api.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.members.Declined;
import dev.freeway.members.Invitation;
import dev.freeway.members.Invitations.Invited;
import dev.freeway.members.Mail;
import dev.freeway.members.Rank;
import dev.freeway.members.Registry;
import dev.freeway.members.Role;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** {@code /api/invitations}. A code is told once, or sent and never told. */
final class Invitations {
    static final Set<String> NEW =
            Set.of("role", "plan", "organisation", "rank", "expires_at", "email");
    private static final Duration A_WEEK = Duration.ofDays(7);
    private static final String EMAIL = "email";

    private final Registry registry;
    private final Mail mail;
    private final InstantSource clock;

    Invitations(Registry registry, Mail mail, InstantSource clock) {
        this.registry = registry;
        this.mail = mail;
        this.clock = clock;
    }

    Reply list(Asked asked) throws Declined {
        return Listing.of(
                asked,
                registry.invitations().list(asked.who()),
                Invitation::shown,
                Invitations::view);
    }

    Reply invite(Asked asked) throws Declined {
        Fields body = asked.body();
        Instant asWanted = body.until("expires_at");
        Invitation wanted =
                new Invitation(
                        "",
                        "",
                        body.one("role", Role.class).orElse(Role.MEMBER),
                        body.text("plan"),
                        body.text("organisation"),
                        body.one("rank", Rank.class).orElse(Rank.MEMBER),
                        asWanted.equals(Instant.MAX) ? clock.instant().plus(A_WEEK) : asWanted,
                        body.text(EMAIL));
        Invited invited = registry.invitations().invite(asked.who(), wanted, mail);
        ObjectNode view = view(invited.invitation());
        invited.code()
                .ifPresentOrElse(
                        code -> view.put("code", code.reveal()),
                        () -> view.put("sent_to", invited.invitation().email()));
        return Reply.created(view);
    }

    Reply withdraw(Asked asked) throws Declined {
        return Reply.ok(view(registry.invitations().withdraw(asked.who(), asked.named("id"))));
    }

    private static ObjectNode view(Invitation invitation) {
        return Json.object()
                .put("id", invitation.shown())
                .put("by", invitation.by())
                .put("role", Fields.lower(invitation.role()))
                .put("plan", invitation.plan())
                .put("organisation", invitation.organisation())
                .put("rank", Fields.lower(invitation.rank()))
                .put(EMAIL, invitation.email())
                .put("expires_at", invitation.expiresAt().toString());
    }
}
