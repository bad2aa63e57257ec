package dev.freeway.core.chat;

/**
 * How many tokens JSON text may be, to the safe side and without any provider's tokenizer: a letter
 * run counts a token for every three letters begun, a digit, mark or further space one each, any
 * other byte of UTF-8 half a token. Prose comes out about a third above what providers count; only
 * letters strung at random can come out below.
 */
public final class TokenBound {
    private static final int LETTERS_PER_TOKEN = 3;

    private TokenBound() {}

    /** Counts {@code bytes[start..end)}; escapes and syntax count as text, to the safe side. */
    public static long of(byte[] bytes, int start, int end) {
        long tokens = 0;
        int letters = 0;
        long others = 0;
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if (isLetter(b)) {
                letters++;
                tokens += letters % LETTERS_PER_TOKEN == 1 ? 1 : 0;
                continue;
            }
            letters = 0;
            if (b < 0) {
                others++;
            } else if (b != ' ' || (i > start && bytes[i - 1] == ' ')) {
                tokens++;
            }
        }
        return tokens + (others + 1) / 2;
    }

    private static boolean isLetter(byte b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z';
    }
}
