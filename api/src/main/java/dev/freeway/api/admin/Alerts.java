package dev.freeway.api.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.members.Alert;
import dev.freeway.members.AlertDesk.Made;
import dev.freeway.members.AlertDesk.Wanted;
import dev.freeway.members.Declined;
import dev.freeway.members.Mail;
import dev.freeway.members.Registry;
import dev.freeway.members.Trigger;
import dev.freeway.wire.Json;
import java.util.Set;

/** {@code /api/alerts}. */
final class Alerts {
    static final Set<String> NEW = Set.of("of", "limit", "at", "to", "mail");

    private final Registry registry;
    private final Mail mail;

    Alerts(Registry registry, Mail mail) {
        this.registry = registry;
        this.mail = mail;
    }

    Reply list(Asked asked) throws Declined {
        return Listing.of(
                asked,
                registry.alerts().list(asked.who(), asked.query("of")),
                Alert::id,
                Alerts::view);
    }

    /** Its secret is told here, and nowhere again. */
    Reply add(Asked asked) throws Declined {
        Fields body = asked.body();
        boolean mailed = body.flag("mail", false);
        if (mailed && !mail.ready()) {
            throw Declined.invalid(
                    "mail",
                    "mail: none is configured here (expected: mail in the configuration file, or a"
                            + " webhook in to)");
        }
        Wanted wanted =
                new Wanted(
                        body.text("of"),
                        body.optional("limit").orElse(Alert.EVERY),
                        trigger(body.required("at")),
                        mailed ? body.text("to") : body.required("to"),
                        mailed);
        Made made = registry.alerts().add(asked.who(), wanted);
        ObjectNode view = view(made.alert());
        return Reply.created(mailed ? view : view.put("secret", made.secret()));
    }

    private static Trigger trigger(String text) throws Declined {
        try {
            return Trigger.of(text);
        } catch (IllegalArgumentException _) {
            throw Declined.invalid(
                    "at", "at: '%s' (expected: 1%% to 100%%, or forecast)".formatted(text));
        }
    }

    Reply remove(Asked asked) throws Declined {
        return Reply.ok(view(registry.alerts().remove(asked.who(), asked.named("id"))));
    }

    private static ObjectNode view(Alert alert) {
        ObjectNode view =
                Json.object()
                        .put("id", alert.id())
                        .put("of", alert.holder())
                        .put("limit", alert.limit())
                        .put("at", alert.at().text())
                        .put("to", alert.to())
                        .put("mail_to", alert.person())
                        .put("problem", alert.problem())
                        .put("created_at", alert.createdAt().toString());
        ObjectNode quiet = view.putObject("quiet_until");
        alert.quiet().forEach((limit, until) -> Views.time(quiet, limit, until));
        return view;
    }
}
