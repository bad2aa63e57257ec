package dev.freeway.api.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.Part;
import dev.freeway.api.Speech;
import dev.freeway.wire.Json;

/** A part of an answer as an item of a response's output. */
sealed interface OutputItem {
    static OutputItem of(Speech speech, Part part) {
        String id = speech.id() + "_" + part.index();
        return switch (part.kind()) {
            case Part.Spoken spoken -> new Words(speech, part, spoken, id);
            case Part.Call call -> new Called(speech, part, call, "fc_" + id);
        };
    }

    String id();

    /** Before anything of it was said. */
    ObjectNode begun();

    /** When it was said as far as it is. */
    ObjectNode ended();

    /** Words, said or thought: an item of one content part. */
    record Words(Speech speech, Part part, Part.Spoken kind, String bareId) implements OutputItem {
        @Override
        public String id() {
            return (thought() ? "rs_" : "msg_") + bareId;
        }

        private boolean thought() {
            return kind == Part.Spoken.REASONING;
        }

        @Override
        public ObjectNode begun() {
            ObjectNode item = bare("in_progress");
            item.putArray("content");
            return item;
        }

        @Override
        public ObjectNode ended() {
            ObjectNode item = bare(ResponseForm.status(speech, part));
            item.putArray("content").add(content(part.said()));
            return item;
        }

        private ObjectNode bare(String status) {
            ObjectNode item = Json.object().put("id", id()).put("status", status);
            if (thought()) {
                item.put("type", "reasoning").putArray("summary");
            } else {
                item.put("type", "message").put("role", "assistant");
            }
            return item;
        }

        /** The content part, as far as {@code text} goes. */
        ObjectNode content(String text) {
            ObjectNode content = Json.object().put("type", type()).put(textKey(), text);
            if (kind == Part.Spoken.TEXT) {
                content.putArray("annotations");
                content.putArray("logprobs");
            }
            return content;
        }

        /** The content part's type, by which its events are named as well. */
        String type() {
            return switch (kind) {
                case REASONING -> "reasoning_text";
                case TEXT -> "output_text";
                case REFUSAL -> "refusal";
            };
        }

        String textKey() {
            return kind == Part.Spoken.REFUSAL ? "refusal" : "text";
        }
    }

    /** A function the client is to call. */
    record Called(Speech speech, Part part, Part.Call call, String id) implements OutputItem {
        @Override
        public ObjectNode begun() {
            return item("in_progress", "");
        }

        @Override
        public ObjectNode ended() {
            return item(ResponseForm.status(speech, part), part.said());
        }

        private ObjectNode item(String status, String arguments) {
            return Json.object()
                    .put("id", id)
                    .put("type", "function_call")
                    .put("status", status)
                    .put("call_id", call.id())
                    .put("name", call.name())
                    .put("arguments", arguments);
        }
    }
}
