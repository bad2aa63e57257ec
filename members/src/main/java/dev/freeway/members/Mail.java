package dev.freeway.members;

import java.util.regex.Pattern;

/** Writes to people. Waits for others, and so never while something is decided. Thread-safe. */
public interface Mail {
    /**
     * Plain words for one address.
     *
     * @param id the same at each try
     * @param subject a line
     */
    record Letter(String id, String to, String subject, String text) {
        private static final Pattern ADDRESS =
                Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}");
        private static final Pattern LINE = Pattern.compile("\\P{Cntrl}{1,200}");

        public Letter {
            if (!addressed(to)) {
                throw new IllegalArgumentException("to: '" + to + "' (expected: name@host)");
            }
            if (!LINE.matcher(id).matches() || !LINE.matcher(subject).matches()) {
                throw new IllegalArgumentException("subject (expected: a line)");
            }
        }

        /** Whether a letter can be addressed so: what ends a line or names two is no address. */
        public static boolean addressed(String to) {
            return ADDRESS.matcher(to).matches();
        }
    }

    /** It was not sent, with the reason. */
    final class Unsent extends Exception {
        private static final long serialVersionUID = 1;

        public Unsent(String message) {
            super(message, null, false, false);
        }
    }

    /** Whether anything can be sent here. */
    boolean ready();

    /** Hands it to a server that has taken it when this returns. */
    void send(Letter letter) throws Unsent;

    /** No mail is sent. */
    record None() implements Mail {
        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public void send(Letter letter) throws Unsent {
            throw new Unsent("No mail is configured here.");
        }
    }
}
