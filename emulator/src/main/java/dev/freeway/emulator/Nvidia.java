package dev.freeway.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * NVIDIA's catalog: until 2026-06-01 a pot of credits, one a call; since then forty a minute for an
 * account, which no page says (issue reports of 2026). One model answers late: 202, then a page to
 * ask again.
 */
final class Nvidia implements StandIn {
    private static final Instant CREDITS_ENDED = Instant.parse("2026-06-01T00:00:00Z");
    private static final String LATE = "nvidia/nemotron-3-super-120b-a12b";
    private static final String NAME = "emulated";
    private static final String STATUS_PAGE = "/v2/nvcf/pexec/status/";

    /** Assumed: how long the late model works, and how many answers wait to be fetched. */
    private static final Duration WORKS = Duration.ofSeconds(2);

    private static final int WAITING_MAX = 1_000;

    private final Shelf credits = new Shelf();
    private final Shelf minutes = new Shelf();
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    private record Waiting(String owner, Instant ready, JsonNode answer) {}

    @Override
    public String id() {
        return "nvidia";
    }

    @Override
    public List<String> models() {
        return List.of("meta/llama-3.1-8b-instruct", LATE, "z-ai/glm-5.2");
    }

    @Override
    public int outputTokensMax() {
        return 16_384;
    }

    @Override
    public int tokensPerSecond() {
        return 60;
    }

    @Override
    public int thinksMillis() {
        return 400;
    }

    @Override
    public List<Wire> wires() {
        return List.of(OpenAiWire.of("/v1", Kind.CHAT, Kind.COMPLETION));
    }

    @Override
    public Refusal unauthorized() {
        return Refusal.of(403, problem(403, "Forbidden", "Authorization failed"));
    }

    @Override
    public Refusal unknownModel(String model) {
        String function = UUID.nameUUIDFromBytes(model.getBytes(UTF_8)).toString();
        String detail = "Function '" + function + "': Not found for account '" + NAME + "'";
        return Refusal.of(404, problem(404, "Not Found", detail));
    }

    @Override
    public Refusal busy() {
        return new Refusal(429, problem(429, "Too Many Requests", ""), Map.of(), false);
    }

    @Override
    public ObjectNode error(int status, String message) {
        return problem(status, status < 500 ? "Bad Request" : "Internal Server Error", message);
    }

    private static ObjectNode problem(int status, String title, String detail) {
        ObjectNode body = Json.object().put("status", status).put("title", title);
        return detail.isEmpty() ? body : body.put("detail", detail);
    }

    @Override
    public Optional<Refusal> admit(Visit visit) {
        Count count = count(visit);
        if (count.fits(1, visit.at())) {
            count.add(1, visit.at());
            return Optional.empty();
        }
        String detail =
                "Account '"
                        + NAME
                        + "': Cloud credits expired - Please contact NVIDIA representatives";
        return Optional.of(
                count instanceof Count.Pot
                        ? new Refusal(402, problem(402, "Payment Required", detail), Map.of(), true)
                        : new Refusal(429, problem(429, "Too Many Requests", ""), Map.of(), true));
    }

    private Count count(Visit visit) {
        EmulatedAccount account = visit.account();
        if (visit.at().isBefore(CREDITS_ENDED)) {
            boolean business = account.fact("business_mail", "no").equals("yes");
            return credits.one(
                    account.owner(),
                    Shelf.EVERY_MODEL,
                    () -> new Count.Pot("credits", "credits", business ? 5_000 : 1_000));
        }
        return minutes.one(
                account.owner(),
                Shelf.EVERY_MODEL,
                () -> new Count.Rolling("rpm", 40, Duration.ofMinutes(1)));
    }

    @Override
    public Map<String, String> headers(Visit visit, String answerId) {
        return late(visit)
                ? pending(requestId(answerId))
                : Map.of("nvcf-reqid", requestId(answerId), "nvcf-status", "fulfilled");
    }

    private static String requestId(String answerId) {
        return UUID.nameUUIDFromBytes(answerId.getBytes(UTF_8)).toString();
    }

    /** Only what is wanted whole can be late. */
    private static boolean late(Visit visit) {
        return visit.model().equals(LATE) && !visit.streams();
    }

    @Override
    public Optional<Notice> later(Visit visit, String answerId, Supplier<JsonNode> answer) {
        if (!late(visit)) {
            return Optional.empty();
        }
        if (waiting.size() == WAITING_MAX) {
            waiting.remove(waiting.keySet().iterator().next());
        }
        Waiting late = new Waiting(visit.account().owner(), visit.at().plus(WORKS), answer.get());
        String requestId = requestId(answerId);
        waiting.put(requestId, late);
        return Optional.of(new Notice(202, pending(requestId), MissingNode.getInstance()));
    }

    private static Map<String, String> pending(String requestId) {
        return Map.of("nvcf-reqid", requestId, "nvcf-status", "pending-evaluation");
    }

    @Override
    public Notice page(Look look) {
        int at = look.path().indexOf(STATUS_PAGE);
        if (at < 0) {
            return StandIn.super.page(look);
        }
        String requestId = look.path().substring(at + STATUS_PAGE.length());
        Waiting late = waiting.get(requestId);
        if (late == null || !late.owner().equals(look.account().owner())) {
            String detail = "Request '" + requestId + "' not found";
            return Notice.of(404, problem(404, "Not Found", detail));
        }
        return look.at().isBefore(late.ready())
                ? new Notice(202, pending(requestId), MissingNode.getInstance())
                : new Notice(
                        200,
                        Map.of("nvcf-reqid", requestId, "nvcf-status", "fulfilled"),
                        late.answer());
    }

    @Override
    public Collection<Counted> counts() {
        List<Counted> counts = new ArrayList<>(credits.all());
        counts.addAll(minutes.all());
        return counts;
    }
}
