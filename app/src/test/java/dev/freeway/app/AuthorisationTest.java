package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.api.SideDoor;
import dev.freeway.wire.Json;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every route of the description, by every role, from every carrier, for one's own and for another
 * tenant's. In Acme, ann is an owner and cyd and dan are members; in Zeta it is zoe, and zac and
 * zed.
 */
class AuthorisationTest extends DemoTest {
    private static final List<String> CARRIERS = List.of("authorization", "api-key", "x-api-key");
    private static final List<String> SPEAKING = List.of("operator", "owner", "member");
    private static final String PLAN = "personal";
    private static final Set<String> LISTED =
            Set.of(
                    "/api/tokens",
                    "/api/alerts",
                    "/api/credits",
                    "/api/invoices",
                    "/api/keys",
                    "/api/content");

    private final AtomicInteger fresh = new AtomicInteger();
    private final Map<String, String> tokens = new LinkedHashMap<>();
    private Clerk clerk;
    private JsonNode paths;
    private String zoe;

    @Override
    Set<String> providers() {
        return Set.of("cerebras");
    }

    @Override
    Set<SideDoor> doors() {
        return Set.of(SideDoor.values());
    }

    @BeforeEach
    void twoTenants() throws Exception {
        clerk = new Clerk(demo, browser);
        tokens.put("operator", clerk.admin());
        tokens.put("gateway", demo.token());
        tokens.put("infers", clerk.member("ann", PLAN));
        for (String name : List.of("cyd", "dan", "zoe", "zac", "zed")) {
            clerk.member(name, PLAN);
        }
        tokens.put("owner", clerk.login("ann"));
        tokens.put("member", clerk.login("cyd"));
        zoe = clerk.login("zoe");
        paths = Browser.json(browser.get("/openapi.json")).path("paths");
    }

    /** A route, as somebody asks for it. */
    private record Asking(String method, String path, String body) {}

    /** The words for one asking: an organisation nobody has changed yet, its people and things. */
    private Asking asking(String route, String role, boolean own) throws Exception {
        String organisation = (own ? "acme-" : "zeta-") + fresh.incrementAndGet();
        if (own) {
            clerk.organisation(organisation, PLAN, "ann", "cyd", "dan");
        } else {
            clerk.organisation(organisation, PLAN, "zoe", "zac", "zed");
        }
        String method = route.split(" ", -1)[0];
        String path = route.split(" ", -1)[1];
        if (path.equals("/api/quota/stream")) {
            // It has no end, and lets in whom it would.
            return new Asking("HEAD", path, "");
        }
        String name = path.startsWith("/api/members") ? person(method, role, own) : organisation;
        if (path.contains("{holder}")) {
            name = "web";
            String project = "{\"holder\":\"%s\",\"name\":\"web\"}".formatted(organisation);
            clerk.done("POST", "/api/projects", project);
        }
        String id = id(path, organisation, own);
        String real =
                path.replace("{name}", name)
                        .replace("{person}", own ? "dan" : "zed")
                        .replace("{holder}", organisation)
                        .replace("{id}", id)
                        .replace("{org}", "acme");
        boolean listed = !method.equals("POST") && LISTED.contains(path);
        String query = listed ? "?of=" + organisation : "";
        return new Asking(method, real + query, body(route, organisation));
    }

    /** Of something the organisation has. */
    private String id(String path, String organisation, boolean own) throws Exception {
        if (path.endsWith("tokens/{id}")) {
            String of = "{\"of\":\"%s\"}".formatted(organisation);
            String whose = own ? tokens.get("owner") : zoe;
            return clerk.done(whose, "POST", "/api/tokens", of).path("token_id").asText();
        }
        if (path.endsWith("alerts/{id}")) {
            return alert(organisation, own);
        }
        if (path.startsWith("/api/invitations/")) {
            String wanted = body("POST /api/invitations", organisation);
            return clerk.done("POST", "/api/invitations", wanted).path("id").asText();
        }
        if (path.startsWith("/api/keys/")) {
            return clerk.done("POST", "/api/keys", key(organisation)).path("id").asText();
        }
        if (!path.startsWith("/api/invoices/")) {
            return "auto";
        }
        String order = body("POST /api/invoices", organisation);
        String id = clerk.done("POST", "/api/invoices", order).path("id").asText();
        if (path.endsWith("refund")) {
            clerk.done("POST", "/api/invoices/" + id + "/pay", "{}");
        }
        return id;
    }

    private String alert(String organisation, boolean own) throws Exception {
        String body = body("POST /api/alerts", organisation);
        return clerk.done(own ? tokens.get("owner") : zoe, "POST", "/api/alerts", body)
                .path("id")
                .asText();
    }

    private String key(String organisation) {
        return "{\"of\":\"%s\",\"provider\":\"cerebras\",\"key\":\"csk-%d-canary\",\"test\":false}"
                .formatted(organisation, fresh.incrementAndGet());
    }

    private String person(String method, String role, boolean own) throws Exception {
        if (own) {
            return Map.of("owner", "ann", "member", "cyd", "infers", "ann")
                    .getOrDefault(role, "operator");
        }
        String other = "zed-" + fresh.incrementAndGet();
        clerk.member(other, PLAN);
        return method.equals("DELETE") ? other : "zoe";
    }

    private String body(String route, String organisation) {
        String unused = "new-" + fresh.incrementAndGet();
        return switch (route) {
            case "POST /api/setup" -> "{\"code\":\"fws_x\",\"name\":\"%s\"}".formatted(unused);
            case "POST /api/join" -> "{\"code\":\"fwi_x\",\"name\":\"%s\"}".formatted(unused);
            case "POST /api/login/code" -> "{\"code\":\"fwc_x\"}";
            case "POST /api/login", "POST /api/session" ->
                    "{\"name\":\"%s\",\"password\":\"x\"}".formatted(unused);
            case "POST /api/invitations" -> "{\"organisation\":\"%s\"}".formatted(organisation);
            case "POST /api/members", "POST /api/organisations" ->
                    "{\"name\":\"%s\"}".formatted(unused);
            case "PATCH /api/members/{name}" -> "{\"email\":\"a@b.c\"}";
            case "POST /api/projects" ->
                    "{\"holder\":\"%s\",\"name\":\"%s\"}".formatted(organisation, unused);
            case "POST /api/credits", "POST /api/invoices" ->
                    "{\"holder\":\"%s\",\"micro_dollars\":5}".formatted(organisation);
            case "PUT /api/ceilings/{name}" -> "{\"micro_dollars\":{\"pay_as_you_go\":5}}";
            case "POST /api/tokens" -> "{\"of\":\"%s\"}".formatted(organisation);
            case "POST /api/alerts" ->
                    "{\"of\":\"%s\",\"at\":\"80%%\",\"to\":\"https://example.com/hook\"}"
                            .formatted(organisation);
            case "POST /api/keys" -> key(organisation);
            default -> "{}";
        };
    }

    /** What that role is answered. Empty: neither 401 nor 403, the rest is another test's. */
    private Optional<Integer> expected(String route, JsonNode described, String role, boolean own) {
        boolean open = described.has("security");
        if (role.equals("none")) {
            // A stream may also be had by the key in its address, and not by nothing.
            boolean noToken =
                    open
                            && (described.path("security").isEmpty()
                                    || Permissions.EXPECTED.containsKey(route));
            return noToken ? open(route) : Optional.of(401);
        }
        String scope = described.path("x-scope").asText();
        boolean lacks = !Set.of("", "any").contains(scope) && !scopes(role).contains(scope);
        if (lacks) {
            return Optional.of(403);
        }
        if (!Permissions.EXPECTED.containsKey(route)) {
            return Optional.empty();
        }
        if (SPEAKING.contains(role)) {
            String[] all = Permissions.EXPECTED.get(route).split(" ", -1);
            return Optional.of(
                    Integer.parseInt(all[SPEAKING.indexOf(role) + (own ? 0 : SPEAKING.size())]));
        }
        if (route.equals("POST /api/join")) {
            return Optional.of(role.equals("gateway") ? 403 : 400);
        }
        return open ? open(route) : Optional.of(200);
    }

    private static Optional<Integer> open(String route) {
        return Optional.ofNullable(Permissions.EXPECTED.get(route))
                .map(all -> Integer.parseInt(all.split(" ", -1)[0]));
    }

    private static Set<String> scopes(String role) {
        return switch (role) {
            case "operator" -> Set.of("usage:read", "gateway:read", "admin:read", "admin:write");
            case "owner", "member" -> Set.of("usage:read", "admin:read", "admin:write");
            case "gateway" ->
                    Set.of("models:read", "predictions:write", "usage:read", "gateway:read");
            default -> Set.of("models:read", "predictions:write", "usage:read");
        };
    }

    @Test
    void everyRouteByEveryRoleFromEveryCarrierForEachTenant() throws Exception {
        List<String> wrong = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        int asked = 0;
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                String route = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
                seen.add(route);
                assertThat(method.getValue().has("x-scope") || method.getValue().has("security"))
                        .as(route + " says who may")
                        .isTrue();
                asked += roles(route, method.getValue(), wrong);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).containsAll(Permissions.EXPECTED.keySet());
        assertThat(asked).isGreaterThan(1_500);
    }

    private int roles(String route, JsonNode described, List<String> wrong) throws Exception {
        int asked = 0;
        for (String role : List.of("none", "operator", "owner", "member", "gateway", "infers")) {
            for (String carrier : CARRIERS) {
                one(route, described, new Coming(role, carrier, true)).ifPresent(wrong::add);
                one(route, described, new Coming(role, carrier, false)).ifPresent(wrong::add);
                asked += 2;
            }
        }
        return asked;
    }

    /** Who comes, with the token in which header, for whose. */
    private record Coming(String role, String carrier, boolean own) {}

    private Optional<String> one(String route, JsonNode described, Coming coming) throws Exception {
        Optional<String> token = Optional.ofNullable(tokens.get(coming.role()));
        Asking asking = asking(route, coming.role(), coming.own());
        HttpResponse<String> answer =
                clerk.ask(asking.method(), asking.path(), coming.carrier(), token, asking.body());
        Optional<Integer> expected = expected(route, described, coming.role(), coming.own());
        boolean right =
                expected.map(status -> status == answer.statusCode())
                        .orElse(!Set.of(401, 403).contains(answer.statusCode()));
        return right
                ? Optional.empty()
                : Optional.of(
                        "%s by %s: %d (expected: %s) %s"
                                .formatted(
                                        route,
                                        coming,
                                        answer.statusCode(),
                                        expected,
                                        answer.body()));
    }

    /** Names, and ids, of the other tenant that no page may have. */
    @Test
    void aCrawlFindsNothingOfAnotherTenant() throws Exception {
        clerk.organisation("zeta", PLAN, "zoe", "zac");
        clerk.organisation("acme", PLAN, "ann", "cyd");
        clerk.done("POST", "/api/projects", "{\"holder\":\"zeta\",\"name\":\"zap\"}");
        JsonNode made = clerk.done(zoe, "POST", "/api/tokens", "{\"of\":\"zeta\"}");
        String key = clerk.done(zoe, "POST", "/api/keys", key("zeta")).path("id").asText();
        List<String> marks =
                List.of("zeta", "zoe", "zac", "zed", "zap", key, made.path("token_id").asText());
        int pages = 0;
        for (String role : List.of("owner", "member", "infers")) {
            for (Map.Entry<String, JsonNode> path : paths.properties()) {
                if (path.getValue().has("get")) {
                    pages += crawl(tokens.get(role), path.getKey(), marks);
                }
            }
        }
        assertThat(pages).isGreaterThan(60);
    }

    /** One's own words find no mark; another's are answered as words that nobody has. */
    private int crawl(String token, String path, List<String> marks) throws Exception {
        if (path.equals("/openapi.json")) {
            return 0;
        }
        String mine = get(token, path, path.contains("organisations") ? "acme" : "ann", "tok_none");
        assertThat(mine).as(path).doesNotContain(marks);
        String id = marks.getLast();
        for (String theirs : List.of("zeta", "zoe")) {
            String there = get(token, path, theirs, id).replace(theirs, "?").replace(id, "?");
            String nowhere =
                    get(token, path, "nobody", "tok_x")
                            .replace("nobody", "?")
                            .replace("tok_x", "?");
            assertThat(there).as(path).isEqualTo(nowhere);
        }
        return 3;
    }

    private String get(String token, String path, String name, String id) throws Exception {
        String real = path.replace("{id}", id).replaceAll("\\{[a-z]+\\}", name);
        String query = LISTED.contains(path) && !name.equals("ann") ? "?of=" + name : "";
        return clerk.ask(token, "GET", real + query, "").body().replaceAll("req_[0-9a-f]+", "");
    }

    @Test
    void aGrantNeverExceedsItsGrantor() throws Exception {
        String narrow =
                clerk.done(
                                "POST",
                                "/api/tokens",
                                """
                                {"scopes":["admin:write"],"models":["cerebras/*"],
                                 "networks":["127.0.0.0/8"],"expires_at":"2026-07-01T00:00:00Z",
                                 "budgets":[{"meter":"requests","amount":9,"per":"day"}]}\
                                """)
                        .path("token")
                        .asText();
        String fits =
                """
                {"of":"ann","models":["cerebras/gpt-*"],"networks":["127.0.0.1"],
                 "expires_at":"2026-06-30T00:00:00Z",
                 "budgets":[{"meter":"requests","amount":9,"per":"day"}]}\
                """;
        assertThat(clerk.ask(narrow, "POST", "/api/tokens", fits).statusCode()).isEqualTo(201);
        Map<String, String> wider =
                Map.of(
                        "cerebras/gpt-*", "*",
                        "127.0.0.1", "0.0.0.0/0",
                        "2026-06-30", "2026-08-30",
                        "\"amount\":9", "\"amount\":10",
                        "\"models\":[\"cerebras/gpt-*\"],", "",
                        "\"networks\":[\"127.0.0.1\"],", "");
        for (Map.Entry<String, String> change : wider.entrySet()) {
            String body = fits.replace(change.getKey(), change.getValue());
            assertThat(body).isNotEqualTo(fits);
            HttpResponse<String> answer = clerk.ask(narrow, "POST", "/api/tokens", body);
            assertThat(answer.statusCode()).as(body).isEqualTo(403);
            assertThat(answer.body()).contains("wider than");
        }
    }

    @Test
    void nobodyGivesAScopeOrRoleThatIsNotTheirs() throws Exception {
        String narrow =
                clerk.done("POST", "/api/tokens", "{\"scopes\":[\"admin:write\"]}")
                        .path("token")
                        .asText();
        for (String scope : List.of("admin:read", "gateway:read")) {
            String body =
                    Json.object()
                            .put("of", "ann")
                            .set("scopes", Json.array().add(scope))
                            .toString();
            assertThat(clerk.ask(tokens.get("owner"), "POST", "/api/tokens", body).statusCode())
                    .as(scope)
                    .isEqualTo(scope.equals("admin:read") ? 201 : 403);
            assertThat(clerk.ask(narrow, "POST", "/api/tokens", body).statusCode())
                    .as(scope)
                    .isEqualTo(403);
        }
        assertThat(
                        clerk.ask(
                                        tokens.get("owner"),
                                        "PATCH",
                                        "/api/members/ann",
                                        "{\"role\":\"operator\"}")
                                .statusCode())
                .isEqualTo(403);
    }
}
