package dev.freeway.cli;

import java.time.Duration;
import java.util.Locale;

/** Numbers and times, short enough for a table. */
final class Amounts {
    private static final long MILLION = 1_000_000;
    private static final long BILLION = 1_000 * MILLION;

    private Amounts() {}

    /**
     * {@code 1,234}, {@code 1.25M}, {@code 3B}; rounded down, so that nothing left never shows as
     * some.
     */
    static String number(long amount) {
        if (amount >= BILLION) {
            return hundredths(amount / (BILLION / 100)) + "B";
        }
        return amount >= MILLION
                ? hundredths(amount / (MILLION / 100)) + "M"
                : String.format(Locale.ROOT, "%,d", amount);
    }

    /** An amount of a meter in its everyday unit: micro-dollars as {@code $0.25}. */
    static String of(String meter, long amount) {
        return switch (meter) {
            case "micro_dollars" ->
                    String.format(Locale.ROOT, "$%,.4f", amount / 1e6)
                            .replaceAll("(\\.\\d\\d\\d*?)0+$", "$1");
            case "milli_neurons", "milli_credits", "audio_milliseconds" -> number(amount / 1_000);
            default -> number(amount);
        };
    }

    /** What {@link #of} counts: {@code total tokens}, {@code neurons}, {@code audio seconds}. */
    static String unit(String meter) {
        return switch (meter) {
            case "micro_dollars" -> "dollars";
            case "audio_milliseconds" -> "audio seconds";
            default -> meter.replace("milli_", "").replace('_', ' ');
        };
    }

    /** {@code 3 h 12 min}. */
    static String wait(Duration exact) {
        Duration wait = Duration.ofSeconds(Math.ceilDiv(exact.toMillis(), 1_000));
        if (!wait.isPositive()) {
            return "now";
        }
        if (wait.toDays() > 0) {
            return wait.toDays() + " d " + wait.toHoursPart() + " h";
        }
        if (wait.toHours() > 0) {
            return wait.toHours() + " h " + wait.toMinutesPart() + " min";
        }
        return wait.toMinutes() > 0
                ? wait.toMinutes() + " min " + wait.toSecondsPart() + " s"
                : wait.toSeconds() + " s";
    }

    private static String hundredths(long amount) {
        String text = String.format(Locale.ROOT, "%,d.%02d", amount / 100, amount % 100);
        return text.replaceAll("\\.?0+$", "");
    }
}
