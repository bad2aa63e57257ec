package dev.freeway.api.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts text as o200k_base does, OpenAI's since GPT-4o. Words are looked up in a table of what was
 * counted lately, by their hashes alone, and only unknown ones are taken apart. Thread-safe.
 */
final class Tokenizer {
    private static final int WORDS_KEPT = 1 << 15;
    private static final int WORD_CHARS_MAX = 48;
    private static final long COUNT = 0xFF;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final AtomicLongArray words = new AtomicLongArray(WORDS_KEPT);

    /** Read once, when first needed: it takes some tenths of a second and 17 MB. */
    private static final class Vocabulary {
        static final Encoding O200K =
                Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }

    /** Counts {@code text[start..end)}; half a surrogate pair counts as some character. */
    long count(char[] text, int start, int end) {
        long tokens = 0;
        int word = start;
        for (int i = start + 1; i < end; i++) {
            if (i - word == WORD_CHARS_MAX || begins(text, i, end)) {
                tokens += word(text, word, i);
                word = i;
            }
        }
        return word < end ? tokens + word(text, word, end) : tokens;
    }

    /** Whether no token reaches across: behind a line, before one space, a word's mark behind. */
    private static boolean begins(char[] text, int at, int end) {
        char before = text[at - 1];
        char here = text[at];
        if (before == '\n') {
            return here != '\n';
        }
        if (here == ' ' || here == '\t') {
            return at + 1 == end || text[at + 1] > ' ';
        }
        return isMark(here) && (before > '~' || isLetter(before)) && !isMark(before);
    }

    private static boolean isLetter(char c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    /** What stands between words and neither elides letters nor carries an accent. */
    private static boolean isMark(char c) {
        return c > '~'
                ? (c >= '\u3000' && c <= '\u303F') || (c >= '\uFF00' && c <= '\uFF0F')
                : c > ' ' && c != '\'' && !isLetter(c) && (c < '0' || c > '9');
    }

    private long word(char[] text, int start, int end) {
        long hash = (long) end - start;
        for (int i = start; i < end; i++) {
            hash = (hash ^ text[i]) * SPREAD;
            hash ^= hash >>> 29;
        }
        int slot = (int) (hash >>> 8) & (WORDS_KEPT - 1);
        long kept = words.getPlain(slot);
        if (((kept ^ hash) & ~COUNT) == 0 && (kept & COUNT) != 0) {
            return kept & COUNT;
        }
        String word = new String(text, start, end - start);
        long count = Math.min(Vocabulary.O200K.countTokensOrdinary(word), COUNT);
        words.setPlain(slot, (hash & ~COUNT) | count);
        return count;
    }
}
