package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** What one stand-in saw: the count that others are judged by. Used under its lock. */
final class Judge {
    private static final int REMEMBERED_MAX = 200_000;

    private final Deque<ObjectNode> requests = new ArrayDeque<>();
    private long accepted;
    private long refusedByQuota;
    private long refusedByFault;
    private long refusedOther;
    private long cancelled;
    private long billedMicroDollars;
    private long inputTokens;
    private long outputTokens;

    void refused(Refusal refusal) {
        if (refusal.byQuota()) {
            refusedByQuota++;
        } else {
            refusedOther++;
        }
    }

    void refusedByFault() {
        refusedByFault++;
    }

    void accepted() {
        accepted++;
    }

    /** An accepted request is over; {@code how} is complete, cancelled or faulted. */
    void ended(Visit visit, String answerId, int output, String how) {
        inputTokens += visit.input();
        outputTokens += output;
        cancelled += how.equals("cancelled") ? 1 : 0;
        if (requests.size() == REMEMBERED_MAX) {
            requests.removeFirst();
        }
        requests.addLast(
                Json.object()
                        .put("id", answerId)
                        .put("provider", visit.account().provider())
                        .put("account", masked(visit.account().owner()))
                        .put("model", visit.model())
                        .put("at", visit.at().toString())
                        .put("input_tokens", visit.input())
                        .put("output_tokens", output)
                        .put("state", how));
    }

    void billed(long microDollars) {
        billedMicroDollars += microDollars;
    }

    ObjectNode page(StandIn standIn, Instant now) {
        ObjectNode page = Json.object();
        page.put("accepted", accepted);
        page.put("refused_by_quota", refusedByQuota);
        page.put("refused_by_fault", refusedByFault);
        page.put("refused_other", refusedOther);
        page.put("cancelled", cancelled);
        page.put("billed_micro_dollars", billedMicroDollars);
        page.put("input_tokens", inputTokens);
        page.put("output_tokens", outputTokens);
        ArrayNode models = page.putArray("models");
        standIn.models(now).forEach(models::add);
        ArrayNode limits = page.putArray("limits");
        for (StandIn.Counted counted : standIn.counts()) {
            Count count = counted.count();
            limits.addObject()
                    .put("account", masked(counted.account()))
                    .put("model", counted.model())
                    .put("limit", count.limit)
                    .put("meter", count.meter)
                    .put("amount", count.amount)
                    .put("count", Math.round(count.counted(now)))
                    .put("peak", Math.round(count.peak()));
        }
        return page;
    }

    private static String masked(String account) {
        int length = account.length();
        return length > 12
                ? account.substring(0, 8) + "..." + account.substring(length - 4)
                : account;
    }

    ArrayNode requests() {
        ArrayNode list = Json.array();
        requests.forEach(list::add);
        return list;
    }
}
