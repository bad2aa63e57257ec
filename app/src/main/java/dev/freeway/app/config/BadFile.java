package dev.freeway.app.config;

import java.util.List;
import java.util.stream.Collectors;

/** A file that cannot be used; the message lists every mistake in it. */
public final class BadFile extends Exception {
    private static final long serialVersionUID = 1;

    /** Several at once. */
    BadFile(List<BadFile> files) {
        super(files.stream().map(BadFile::getMessage).collect(Collectors.joining("\n")));
    }

    public BadFile(String file, List<Mistake> mistakes) {
        super(mistakes.stream().map(mistake -> mistake.in(file)).collect(Collectors.joining("\n")));
    }
}
