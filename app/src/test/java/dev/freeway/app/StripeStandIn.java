package dev.freeway.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freeway.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * As much of Stripe as payments need, on loopback: pages to pay at, refunds, keys that make a
 * request count once, and events signed by code of its own (docs.stripe.com/api, 2026-11).
 */
final class StripeStandIn implements AutoCloseable {
    static final String KEY = "sk_test_canary_0123456789";
    static final String SECRET = "whsec_canary_9876543210";

    private static final Set<String> PAGE =
            Set.of(
                    "mode",
                    "client_reference_id",
                    "metadata[freeway_invoice]",
                    "payment_intent_data[metadata][freeway_invoice]",
                    "line_items[0][quantity]",
                    "line_items[0][price_data][currency]",
                    "line_items[0][price_data][unit_amount]",
                    "line_items[0][price_data][product_data][name]",
                    "adaptive_pricing[enabled]",
                    "success_url",
                    "cancel_url");

    private final InstantSource clock;
    private final HttpServer server;
    private final Map<String, ObjectNode> sessions = new LinkedHashMap<>();
    private final Map<String, ObjectNode> refunds = new LinkedHashMap<>();
    private final Map<String, Long> paid = new ConcurrentHashMap<>();
    private final Map<String, Once> answered = new ConcurrentHashMap<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private volatile boolean down;
    private volatile boolean mute;
    private int made;

    /** What was answered to a request that counts once. */
    private record Once(String body, int status, String answer) {}

    /** An answer that says what is wrong. */
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        private final int status;

        Wrong(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    StripeStandIn(InstantSource clock) throws IOException {
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on it answers nobody, or does again. */
    void down(boolean now) {
        down = now;
    }

    /** From now on it does what is asked for and the answer is lost, or comes again. */
    void mute(boolean now) {
        mute = now;
    }

    /** As it does a day later. */
    void forgetKeys() {
        answered.clear();
    }

    /** What it was asked wrongly. */
    List<String> wrong() {
        return wrong;
    }

    synchronized List<ObjectNode> refunds() {
        return List.copyOf(refunds.values());
    }

    synchronized int sessions() {
        return sessions.size();
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String text = new String(body, StandardCharsets.UTF_8);
        if (down) {
            answer(exchange, 503, error("api_error", "Stripe is down, " + KEY));
            return;
        }
        int status = 200;
        String answer;
        try {
            answer = answer(exchange, text);
        } catch (Wrong e) {
            status = e.status;
            answer = error("invalid_request_error", String.valueOf(e.getMessage()));
            wrong.add(status + " " + e.getMessage());
        }
        if (mute) {
            exchange.close();
        } else {
            answer(exchange, status, answer);
        }
    }

    private static void answer(HttpExchange exchange, int status, String answer)
            throws IOException {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.getResponseHeaders().set("request-id", "req_standin");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String error(String type, String message) {
        ObjectNode error = Json.object();
        error.putObject("error").put("type", type).put("message", message);
        return error.toString();
    }

    private synchronized String answer(HttpExchange exchange, String body) throws Wrong {
        String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("authorization"))) {
            throw new Wrong(401, "Invalid API Key provided");
        }
        if (asked.equals("GET /v1/refunds")) {
            return list(form(String.valueOf(exchange.getRequestURI().getRawQuery())));
        }
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("content-type"));
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            throw new Wrong(400, "a body of " + type);
        }
        String key = exchange.getRequestHeaders().getFirst("idempotency-key");
        if (key == null) {
            throw new Wrong(400, asked + " without a key that makes it count once");
        }
        Once before = answered.get(asked + key);
        if (before != null) {
            if (!before.body().equals(body)) {
                throw new Wrong(400, "Keys for idempotent requests can only be used with the same");
            }
            return before.answer();
        }
        String answer = made(asked, form(body)).toString();
        answered.put(asked + key, new Once(body, 200, answer));
        return answer;
    }

    private ObjectNode made(String asked, Map<String, String> form) throws Wrong {
        return switch (asked) {
            case "POST /v1/checkout/sessions" -> session(form);
            case "POST /v1/refunds" -> refund(form);
            default -> throw new Wrong(404, "Unrecognized request URL " + asked);
        };
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new TreeMap<>();
        for (String pair : text.split("&", -1)) {
            String[] both = pair.split("=", 2);
            if (both.length == 2) {
                form.put(decoded(both[0]), decoded(both[1]));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private ObjectNode session(Map<String, String> form) throws Wrong {
        if (!form.keySet().equals(PAGE)) {
            throw new Wrong(400, "Received unknown or too few parameters: " + form.keySet());
        }
        if (!form.get("mode").equals("payment")) {
            throw new Wrong(400, "mode " + form.get("mode"));
        }
        long cents =
                Long.parseLong(form.get("line_items[0][price_data][unit_amount]"))
                        * Long.parseLong(form.get("line_items[0][quantity]"));
        if (cents < 50) {
            throw new Wrong(400, "The Checkout Session's total amount must be at least 50");
        }
        String id = "cs_test_" + ++made;
        ObjectNode session =
                Json.object()
                        .put("id", id)
                        .put("object", "checkout.session")
                        .put("amount_total", cents)
                        .put("currency", form.get("line_items[0][price_data][currency]"))
                        .put("client_reference_id", form.get("client_reference_id"))
                        .put("mode", "payment")
                        .put("payment_status", "unpaid")
                        .put("status", "open")
                        .put("url", "https://checkout.stripe.example/c/pay/" + id);
        session.putNull("payment_intent");
        session.putObject("metadata").put("freeway_invoice", form.get("metadata[freeway_invoice]"));
        sessions.put(id, session);
        return session;
    }

    private ObjectNode refund(Map<String, String> form) throws Wrong {
        String intent = form.getOrDefault("payment_intent", "");
        long cents = Long.parseLong(form.getOrDefault("amount", "0"));
        long back =
                refunds.values().stream()
                        .filter(r -> r.path("payment_intent").asText().equals(intent))
                        .mapToLong(r -> r.path("amount").asLong())
                        .sum();
        if (cents < 1 || back + cents > paid.getOrDefault(intent, 0L)) {
            throw new Wrong(400, "Refund amount (%d) is greater than unrefunded".formatted(cents));
        }
        String id = "re_" + ++made;
        ObjectNode refund =
                Json.object()
                        .put("id", id)
                        .put("object", "refund")
                        .put("amount", cents)
                        .put("currency", "usd")
                        .put("payment_intent", intent)
                        .put("status", "succeeded");
        refund.putObject("metadata").put("freeway_invoice", form.get("metadata[freeway_invoice]"));
        refunds.put(id, refund);
        return refund;
    }

    private String list(Map<String, String> query) {
        ObjectNode page = Json.object().put("object", "list").put("has_more", false);
        page.put("url", "/v1/refunds");
        ArrayNode data = page.putArray("data");
        refunds.values().stream()
                .filter(r -> r.path("payment_intent").asText().equals(query.get("payment_intent")))
                .forEach(data::add);
        return page.toString();
    }

    /** Somebody pays at that page: the session as its event has it. */
    synchronized ObjectNode pays(String page) {
        ObjectNode session = sessions.get(page.substring(page.lastIndexOf('/') + 1));
        String intent = "pi_" + ++made;
        paid.put(intent, session.path("amount_total").asLong());
        return session.put("payment_status", "paid")
                .put("status", "complete")
                .put("payment_intent", intent)
                .deepCopy();
    }

    /** Nobody paid at that page for a day. */
    synchronized ObjectNode expires(String page) {
        ObjectNode session = sessions.get(page.substring(page.lastIndexOf('/') + 1));
        return session.put("status", "expired").deepCopy();
    }

    /** An event of that type, of a version of the API that no library was made for. */
    String event(String type, ObjectNode session) {
        ObjectNode event =
                Json.object()
                        .put("id", "evt_" + session.path("id").asText())
                        .put("object", "event")
                        .put("api_version", "2019-03-14")
                        .put("created", clock.instant().getEpochSecond())
                        .put("type", type);
        event.putObject("data").set("object", session);
        return event.toString();
    }

    /** What is sent beside that body in {@code Stripe-Signature}. */
    String signature(String body) {
        return signature(body, SECRET, clock.instant().getEpochSecond());
    }

    static String signature(String body, String secret, long at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] sum = mac.doFinal((at + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + at + ",v1=" + HexFormat.of().formatHex(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
