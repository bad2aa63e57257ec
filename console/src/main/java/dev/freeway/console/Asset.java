package dev.freeway.console;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A file as it is sent.
 *
 * @param digest of its bytes, by which a browser knows whether it has them
 * @param packed the same by gzip
 */
record Asset(String type, String digest, Buffer plain, Buffer packed) {
    static Asset of(String name, byte[] bytes) {
        return new Asset(
                type(name), Digests.hex(bytes), Buffer.buffer(bytes), Buffer.buffer(gzip(bytes)));
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "js", "mjs" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "html" -> "text/html; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default ->
                    throw new IllegalArgumentException(
                            name + " (expected: js, mjs, css, html, svg)");
        };
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (Best gzip = new Best(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** It is packed once and sent often. */
    private static final class Best extends GZIPOutputStream {
        Best(ByteArrayOutputStream to) throws IOException {
            super(to);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
