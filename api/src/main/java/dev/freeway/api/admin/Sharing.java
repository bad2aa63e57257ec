package dev.freeway.api.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.freeway.members.Declined;
import dev.freeway.members.Registry;
import dev.freeway.members.SharingConsent;
import dev.freeway.relay.Transcripts;
import dev.freeway.relay.Transcripts.Kept;
import dev.freeway.relay.Transcripts.Transcript;
import dev.freeway.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /api/organisations/{name}/consent}, and {@code /api/content}: what it lets be kept. */
final class Sharing {
    private static final String NAME = "name";
    private static final String OF = "of";
    private static final String BEFORE = "before";

    /** What was said is long: a page of it is short. */
    private static final int PAGE_MAX = 100;

    private final Registry registry;
    private final Transcripts transcripts;

    Sharing(Registry registry, Transcripts transcripts) {
        this.registry = registry;
        this.transcripts = transcripts;
    }

    private dev.freeway.members.Sharing all() {
        return registry.sharing();
    }

    Reply consent(Asked asked) throws Declined {
        String name = asked.named(NAME);
        return Reply.ok(view(name, all().consent(asked.who(), name)));
    }

    Reply give(Asked asked) throws Declined {
        String name = asked.named(NAME);
        return Reply.ok(view(name, Optional.of(all().give(asked.who(), name))));
    }

    Reply withdraw(Asked asked) throws Declined {
        String name = asked.named(NAME);
        var _ = all().withdraw(asked.who(), name);
        return Reply.ok(view(name, Optional.empty()));
    }

    private static ObjectNode view(String name, Optional<SharingConsent> consent) {
        ObjectNode view =
                Json.object()
                        .put("id", name)
                        .put("organisation", name)
                        .put("shares_data", consent.isPresent());
        consent.ifPresent(
                given -> view.put("by", given.by()).put("given_at", given.at().toString()));
        return view;
    }

    Reply content(Asked asked) throws Declined {
        String of = of(asked);
        int limit = Math.min(Listing.limit(asked), PAGE_MAX);
        List<Kept> kept = transcripts.kept(of, before(asked), limit);
        ObjectNode page = Json.object();
        ArrayNode data = page.putArray("data");
        kept.forEach(one -> data.add(view(one)));
        page.put("next_before", kept.size() == limit ? kept.getLast().seq() : null);
        return Reply.ok(page);
    }

    Reply erase(Asked asked) throws Declined {
        String of = of(asked);
        long erased = transcripts.erase(of).join();
        return Reply.ok(Json.object().put("id", of).put("erased", erased));
    }

    private String of(Asked asked) throws Declined {
        String of = asked.query(OF);
        if (of.isEmpty()) {
            throw Declined.invalid(OF, "of (expected: the name of an organisation)");
        }
        all().requireKept(asked.who(), of);
        return of;
    }

    private static OptionalLong before(Asked asked) throws Declined {
        String before = asked.query(BEFORE);
        if (before.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!before.matches("\\d{1,18}")) {
            throw Declined.invalid(
                    BEFORE, "before: '%s' (expected: a next_before)".formatted(before));
        }
        return OptionalLong.of(Long.parseLong(before));
    }

    private static ObjectNode view(Kept kept) {
        Transcript said = kept.transcript();
        ObjectNode view =
                Json.object()
                        .put("sequence", kept.seq())
                        .put("id", said.id())
                        .put("at", said.at().toString())
                        .put("organisation", said.party().member())
                        .put("project", said.party().project())
                        .put("token", said.party().token())
                        .put("endpoint", said.endpoint())
                        .put("asked", said.asked())
                        .put("model", said.model());
        view.set("request", json(said.request()));
        view.set("answer", json(said.answer()));
        return view;
    }

    /** A provider may have answered what is no JSON. */
    private static JsonNode json(byte[] bytes) {
        return Json.parse(bytes)
                .orElseGet(() -> TextNode.valueOf(new String(bytes, StandardCharsets.UTF_8)));
    }
}
