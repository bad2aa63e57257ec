package dev.freeway.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.util.List;

/** What is to be said, in no wire's shape yet. */
record Reply(String id, StandIn standIn, Visit visit, List<Completion> choices) {
    Reply {
        choices = List.copyOf(choices);
    }

    /** A piece of one choice. */
    record Place(int choice, int piece) {
        boolean first() {
            return piece == 0;
        }
    }

    Completion first() {
        return choices.getFirst();
    }

    /** Of all choices. */
    int tokens() {
        return choices.stream().mapToInt(Completion::tokens).sum();
    }

    /** Where the {@code piece}th piece belongs: choices are said one after the other. */
    Place place(int piece) {
        int choice = 0;
        int left = piece;
        while (left >= choices.get(choice).tokens()) {
            left -= choices.get(choice).tokens();
            choice++;
        }
        return new Place(choice, left);
    }

    String text(Place place) {
        return choices.get(place.choice()).pieces().get(place.piece());
    }

    /** In OpenAI's words, with what the provider adds. */
    ObjectNode usage() {
        ObjectNode usage =
                Json.object()
                        .put("prompt_tokens", visit.input())
                        .put("completion_tokens", tokens())
                        .put("total_tokens", visit.input() + tokens());
        usage.setAll(standIn.usageMore(visit, tokens()));
        return usage;
    }
}
