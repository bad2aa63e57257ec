package dev.freeway.api.admin;

import dev.freeway.api.DoorParts;
import dev.freeway.members.Registry;
import dev.freeway.members.Scope;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every route of the administration: what is not in this table is not there. */
public final class Routes {
    private static final Access OPEN = new Access.Open();
    private static final Access ANY = new Access.AnyToken();
    private static final Access KEPT = new Access.Kept();
    private static final Access STRIPE = new Access.Signed("stripe-signature");
    private static final Access READ = new Access.Needs(Scope.ADMIN_READ);
    private static final Access WRITE = new Access.Needs(Scope.ADMIN_WRITE);

    private static final Set<String> NONE = Set.of();
    private static final Set<String> COMER = Set.of("code", "name", "email", "password");
    private static final String MEMBER = "/api/members/{name}";
    private static final String ORGANISATION = "/api/organisations/{name}";
    private static final String CONSENT = ORGANISATION + "/consent";
    private static final String INVOICE = "/api/invoices/{id}";
    private static final String KEY = "/api/keys/{id}";
    private static final String PLACE = ORGANISATION + "/people/{person}";

    private Routes() {}

    /** The table. */
    public static List<Route> of(DoorParts parts) {
        Registry registry = parts.registry();
        return Stream.of(
                        sessions(new Sessions(registry, parts.tokens(), parts.openId())),
                        doors(new Doors(registry), new SignIn(registry, parts.openId())),
                        people(new People(registry)),
                        invitations(new Invitations(registry, parts.mail(), parts.clock())),
                        organisations(new Organisations(registry)),
                        credits(new Credits(parts.credits(), parts.plans())),
                        alerts(new Alerts(registry, parts.mail())),
                        keys(new Keys(registry, parts.trial())),
                        sharing(new Sharing(registry, parts.transcripts())),
                        rest(new Tokens(registry), new Whole(registry, parts.plans())))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Route> sessions(Sessions sessions) {
        return List.of(
                new Route("GET", "/api/session", OPEN, NONE, sessions::ways),
                new Route("POST", "/api/session", KEPT, Sessions.NEW, sessions::begin),
                new Route("DELETE", "/api/session", KEPT, NONE, sessions::end));
    }

    private static List<Route> doors(Doors doors, SignIn signIn) {
        return List.of(
                new Route(
                        "POST",
                        "/api/setup",
                        OPEN,
                        Set.of("code", "name", "email", "password", "plan"),
                        doors::setUp),
                new Route("POST", "/api/login", OPEN, Set.of("name", "password"), doors::logIn),
                new Route("POST", "/api/join", OPEN, COMER, doors::join),
                new Route("GET", "/login/openid", OPEN, NONE, signIn::begin),
                new Route("GET", "/login/openid/callback", OPEN, NONE, signIn::finish),
                new Route("POST", "/api/login/code", OPEN, Set.of("code"), signIn::redeem));
    }

    private static List<Route> people(People people) {
        return List.of(
                new Route("GET", "/api/members", READ, NONE, people::list),
                new Route("POST", "/api/members", WRITE, People.NEW, people::add),
                new Route("GET", MEMBER, READ, NONE, people::show),
                new Route("PATCH", MEMBER, WRITE, People.CHANGED, people::change),
                new Route("DELETE", MEMBER, WRITE, NONE, people::remove));
    }

    private static List<Route> invitations(Invitations invitations) {
        return List.of(
                new Route("GET", "/api/invitations", READ, NONE, invitations::list),
                new Route("POST", "/api/invitations", WRITE, Invitations.NEW, invitations::invite),
                new Route("DELETE", "/api/invitations/{id}", WRITE, NONE, invitations::withdraw));
    }

    private static List<Route> organisations(Organisations organisations) {
        return List.of(
                new Route("GET", "/api/organisations", READ, NONE, organisations::list),
                new Route(
                        "POST",
                        "/api/organisations",
                        WRITE,
                        Set.of("name", "plan", "owner"),
                        organisations::found),
                new Route("GET", ORGANISATION, READ, NONE, organisations::show),
                new Route(
                        "PATCH",
                        ORGANISATION,
                        WRITE,
                        Set.of("plan", "state"),
                        organisations::change),
                new Route("DELETE", ORGANISATION, WRITE, NONE, organisations::remove),
                new Route("PUT", PLACE, WRITE, Set.of("rank"), organisations::place),
                new Route("DELETE", PLACE, WRITE, NONE, organisations::dismiss),
                new Route("GET", "/api/projects", READ, NONE, organisations::projects),
                new Route(
                        "POST",
                        "/api/projects",
                        WRITE,
                        Set.of("holder", "name"),
                        organisations::begin),
                new Route(
                        "DELETE",
                        "/api/projects/{holder}/{name}",
                        WRITE,
                        NONE,
                        organisations::end));
    }

    private static List<Route> credits(Credits credits) {
        return List.of(
                new Route("GET", "/api/credits", READ, NONE, credits::list),
                new Route("POST", "/api/credits", WRITE, Credits.NEW, credits::grant),
                new Route("GET", "/api/invoices", READ, NONE, credits::invoices),
                new Route("POST", "/api/invoices", WRITE, Credits.ORDERED, credits::order),
                new Route("POST", INVOICE + "/pay", WRITE, Set.of("reference"), credits::pay),
                new Route("POST", INVOICE + "/checkout", WRITE, NONE, credits::checkout),
                new Route("POST", "/api/payments/stripe", STRIPE, NONE, credits::hear),
                new Route("POST", INVOICE + "/void", WRITE, NONE, credits::cancel),
                new Route("POST", INVOICE + "/refund", WRITE, NONE, credits::refund),
                new Route("PUT", "/api/ceilings/{name}", WRITE, Credits.MOST, credits::allow));
    }

    private static List<Route> alerts(Alerts alerts) {
        return List.of(
                new Route("GET", "/api/alerts", READ, NONE, alerts::list),
                new Route("POST", "/api/alerts", WRITE, Alerts.NEW, alerts::add),
                new Route("DELETE", "/api/alerts/{id}", WRITE, NONE, alerts::remove));
    }

    private static List<Route> keys(Keys keys) {
        return List.of(
                new Route("GET", "/api/keys", READ, NONE, keys::list),
                new Route("GET", "/api/key-providers", READ, NONE, keys::providers),
                new Route("POST", "/api/keys", WRITE, Keys.NEW, keys::bring),
                new Route("PATCH", KEY, WRITE, Keys.CHANGED, keys::order),
                new Route("DELETE", KEY, WRITE, NONE, keys::end));
    }

    private static List<Route> sharing(Sharing sharing) {
        return List.of(
                new Route("GET", CONSENT, READ, NONE, sharing::consent),
                new Route("PUT", CONSENT, WRITE, NONE, sharing::give),
                new Route("DELETE", CONSENT, WRITE, NONE, sharing::withdraw),
                new Route("GET", "/api/content", READ, NONE, sharing::content),
                new Route("DELETE", "/api/content", WRITE, NONE, sharing::erase));
    }

    private static List<Route> rest(Tokens tokens, Whole whole) {
        return List.of(
                new Route("GET", "/api/tokens", READ, NONE, tokens::list),
                new Route("POST", "/api/tokens", WRITE, Tokens.NEW, tokens::make),
                new Route("DELETE", "/api/tokens/{id}", WRITE, NONE, tokens::revoke),
                new Route("GET", "/api/plans", ANY, NONE, whole::plans),
                new Route("GET", "/api/me", ANY, NONE, whole::me),
                new Route("GET", "/api/audit", READ, NONE, whole::audit),
                new Route("GET", "/api/config", READ, NONE, whole::config),
                new Route("PUT", "/api/config", WRITE, Whole.SECTIONS, whole::apply));
    }
}
