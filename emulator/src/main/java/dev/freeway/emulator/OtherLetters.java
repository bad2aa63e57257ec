package dev.freeway.emulator;

import java.util.ArrayList;
import java.util.List;

/** The same answer in letters of two to four bytes, which a careless reader cuts in half. */
final class OtherLetters {
    private static final List<String> PIECES =
            List.of("é", "ß", "ж", "λ", "道", "路", "は", "길", "🚗", "🛣", "ü", "\u00a0");

    private OtherLetters() {}

    /** Arguments of tools and JSON stay as they are: they have to be valid. */
    static Completion of(Completion completion) {
        if (!completion.tool().isEmpty() || completion.text().startsWith("{")) {
            return completion;
        }
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < completion.tokens(); i++) {
            pieces.add(PIECES.get(i % PIECES.size()));
        }
        return new Completion(pieces, completion.tool(), completion.finishReason());
    }
}
