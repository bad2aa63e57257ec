package dev.freeway.provider;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where a tool call carries the signature of the thoughts behind it: as Google's OpenAI layer. */
final class GeminiSignatures {
    static final JsonPointer PLACE = JsonPointer.compile("/extra_content/google/thought_signature");

    private GeminiSignatures() {}

    static void put(String signature, ObjectNode call) {
        if (!signature.isEmpty()) {
            call.putObject("extra_content").putObject("google").put("thought_signature", signature);
        }
    }
}
