package dev.freeway.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;

/** Manages the members of a demo over HTTP. */
final class Clerk {
    static final String PASSWORD = "correct horse battery";

    private final Demo demo;
    private final Browser browser;

    Clerk(Demo demo, Browser browser) {
        this.demo = demo;
        this.browser = browser;
    }

    String admin() {
        return demo.adminToken().orElseThrow();
    }

    /** Asks by that token, carried in that header; by none where it is empty. */
    HttpResponse<String> ask(
            String method, String path, String header, Optional<String> token, String body)
            throws Exception {
        var request =
                browser.request(path)
                        .header("content-type", "application/json")
                        .method(method, BodyPublishers.ofString(body));
        token.ifPresent(text ->
                request.header(header, header.equals("authorization") ? "Bearer " + text : text));
        return browser.send(request);
    }

    HttpResponse<String> ask(String token, String method, String path, String body)
            throws Exception {
        return ask(method, path, "authorization", Optional.of(token), body);
    }

    /** What an operator is answered, who is expected not to fail. */
    JsonNode done(String method, String path, String body) throws Exception {
        return done(admin(), method, path, body);
    }

    JsonNode done(String token, String method, String path, String body) throws Exception {
        HttpResponse<String> answer = ask(token, method, path, body);
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(method + " " + path + ": " + answer.body());
        }
        return Browser.json(answer);
    }

    /** Adds a member, and returns its first token. */
    String member(String name, String plan) throws Exception {
        ObjectNode body = Json.object().put("name", name).put("plan", plan);
        return done("POST", "/api/members", body.toString()).path("token").asText();
    }

    /** What a member has that logs in. */
    String login(String name) throws Exception {
        String password = Json.object().put("password", PASSWORD).toString();
        done("PATCH", "/api/members/" + name, password);
        String login = Json.object().put("name", name).put("password", PASSWORD).toString();
        return Browser.json(ask("POST", "/api/login", "", Optional.empty(), login))
                .path("token")
                .asText();
    }

    /** Founds an organisation with that owner and those others. */
    void organisation(String name, String plan, String owner, String... others) throws Exception {
        ObjectNode body = Json.object().put("name", name).put("plan", plan).put("owner", owner);
        done("POST", "/api/organisations", body.toString());
        for (String other : others) {
            done("PUT", "/api/organisations/" + name + "/people/" + other, "{}");
        }
    }

    int chats(String token) throws Exception {
        return chats(token, "auto").statusCode();
    }

    HttpResponse<String> chats(String token, String model) throws Exception {
        return ask(
                token,
                "POST",
                "/v1/chat/completions",
                Browser.chatBody(model, "Hi [[out=5]]", false));
    }
}
