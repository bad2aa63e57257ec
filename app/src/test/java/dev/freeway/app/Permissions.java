package dev.freeway.app;

import java.util.Map;

/** Who may do what by which route: a row for each of the administration's. */
final class Permissions {
    /** What an operator, an owner and a member are answered: for their own, and for another's. */
    static final Map<String, String> EXPECTED =
            Map.ofEntries(
                    Map.entry("POST /api/setup", "400 400 400 400 400 400"),
                    Map.entry("POST /api/login", "401 401 401 401 401 401"),
                    Map.entry("GET /api/session", "200 200 200 200 200 200"),
                    Map.entry("POST /api/session", "401 401 401 401 401 401"),
                    Map.entry("DELETE /api/session", "200 200 200 200 200 200"),
                    Map.entry("POST /api/login/code", "400 400 400 400 400 400"),
                    Map.entry("GET /login/openid", "404 404 404 404 404 404"),
                    Map.entry("GET /login/openid/callback", "404 404 404 404 404 404"),
                    Map.entry("POST /api/join", "400 400 400 400 400 400"),
                    Map.entry("GET /api/invitations", "200 200 200 200 200 200"),
                    Map.entry("POST /api/invitations", "201 201 403 201 404 404"),
                    Map.entry("DELETE /api/invitations/{id}", "200 200 404 200 404 404"),
                    Map.entry("GET /api/members", "200 200 200 200 200 200"),
                    Map.entry("POST /api/members", "201 403 403 201 403 403"),
                    Map.entry("GET /api/members/{name}", "200 200 200 200 404 404"),
                    Map.entry("PATCH /api/members/{name}", "200 200 200 200 404 404"),
                    Map.entry("DELETE /api/members/{name}", "409 403 403 200 404 404"),
                    Map.entry("GET /api/organisations", "200 200 200 200 200 200"),
                    Map.entry("POST /api/organisations", "201 403 403 201 403 403"),
                    Map.entry("GET /api/organisations/{name}", "200 200 200 200 404 404"),
                    Map.entry("PATCH /api/organisations/{name}", "200 403 403 200 404 404"),
                    Map.entry("DELETE /api/organisations/{name}", "200 403 403 200 404 404"),
                    Map.entry(
                            "PUT /api/organisations/{name}/people/{person}",
                            "200 200 403 200 404 404"),
                    Map.entry(
                            "DELETE /api/organisations/{name}/people/{person}",
                            "200 200 403 200 404 404"),
                    Map.entry("GET /api/projects", "200 200 200 200 200 200"),
                    Map.entry("POST /api/projects", "201 201 403 201 404 404"),
                    Map.entry("DELETE /api/projects/{holder}/{name}", "200 200 403 200 404 404"),
                    Map.entry("GET /api/tokens", "200 200 200 200 404 404"),
                    Map.entry("POST /api/tokens", "400 201 201 400 404 404"),
                    Map.entry("DELETE /api/tokens/{id}", "200 200 404 200 404 404"),
                    Map.entry("GET /api/credits", "200 200 403 200 404 404"),
                    Map.entry("POST /api/credits", "201 403 403 201 403 403"),
                    Map.entry("GET /api/invoices", "200 200 403 200 404 404"),
                    Map.entry("POST /api/invoices", "201 201 403 201 404 404"),
                    Map.entry("POST /api/invoices/{id}/pay", "200 403 404 200 404 404"),
                    Map.entry("POST /api/invoices/{id}/checkout", "409 409 404 409 404 404"),
                    Map.entry("POST /api/payments/stripe", "409 409 409 409 409 409"),
                    Map.entry("POST /api/invoices/{id}/void", "200 200 404 200 404 404"),
                    Map.entry("POST /api/invoices/{id}/refund", "200 403 404 200 404 404"),
                    Map.entry("PUT /api/ceilings/{name}", "200 200 403 200 404 404"),
                    Map.entry("GET /api/alerts", "200 200 403 200 404 404"),
                    Map.entry("POST /api/alerts", "201 201 403 201 404 404"),
                    Map.entry("DELETE /api/alerts/{id}", "200 200 404 200 404 404"),
                    Map.entry("GET /api/keys", "200 200 403 200 404 404"),
                    Map.entry("GET /api/terms", "200 200 200 200 200 200"),
                    Map.entry("GET /api/key-providers", "200 200 200 200 200 200"),
                    Map.entry("POST /api/keys", "201 201 403 201 404 404"),
                    Map.entry("PATCH /api/keys/{id}", "200 200 403 200 404 404"),
                    Map.entry("DELETE /api/keys/{id}", "200 200 403 200 404 404"),
                    Map.entry("GET /api/organisations/{name}/consent", "200 200 200 200 404 404"),
                    Map.entry("PUT /api/organisations/{name}/consent", "403 200 403 403 404 404"),
                    Map.entry(
                            "DELETE /api/organisations/{name}/consent", "200 200 403 200 404 404"),
                    Map.entry("GET /api/content", "200 200 403 200 404 404"),
                    Map.entry("DELETE /api/content", "200 200 403 200 404 404"),
                    Map.entry("GET /api/plans", "200 200 200 200 200 200"),
                    Map.entry("GET /api/me", "200 200 200 200 200 200"),
                    Map.entry("GET /api/audit", "200 403 403 200 403 403"),
                    Map.entry("GET /api/config", "200 403 403 200 403 403"),
                    Map.entry("PUT /api/config", "200 403 403 200 403 403"));

    private Permissions() {}
}
