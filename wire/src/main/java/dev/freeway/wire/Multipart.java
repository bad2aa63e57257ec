package dev.freeway.wire;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A form with files, {@code multipart/form-data} (RFC 7578): its parts in order. Immutable. */
public record Multipart(List<Part> parts) {
    private static final int FIELDS_MAX = 64;
    private static final int HEAD_BYTES_MAX = 16 * 1024;

    public Multipart {
        parts = List.copyOf(parts);
    }

    /**
     * One of its parts.
     *
     * @param file the file's name; empty: it is a field
     * @param bytes not to be changed
     */
    public record Part(String name, String file, byte[] bytes) {
        /** A field's value. */
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** A field. */
        public static Part field(String name, String value) {
            return new Part(name, "", value.getBytes(StandardCharsets.UTF_8));
        }

        boolean isFile() {
            return !file.isEmpty();
        }
    }

    /**
     * Reads one.
     *
     * @param type the {@code content-type} it came with
     * @throws BadForm where it is none, or breaks off
     */
    public static Multipart read(String type, byte[] body) throws BadForm {
        DefaultFullHttpRequest request =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        HttpPostMultipartRequestDecoder decoder = null;
        try {
            if (!type.contains("boundary=")) {
                throw new BadForm("no boundary in content-type '" + type + "'");
            }
            decoder =
                    new HttpPostMultipartRequestDecoder(
                            new DefaultHttpDataFactory(false),
                            request,
                            StandardCharsets.UTF_8,
                            FIELDS_MAX,
                            HEAD_BYTES_MAX);
            return read(decoder);
        } catch (HttpPostRequestDecoder.TooManyFormFieldsException e) {
            throw new BadForm("more than " + FIELDS_MAX + " parts");
        } catch (RuntimeException e) {
            throw new BadForm(reason(e));
        } catch (IOException e) {
            throw new BadForm("a part that cannot be read: " + e.getMessage());
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
    }

    private static Multipart read(HttpPostMultipartRequestDecoder decoder)
            throws BadForm, IOException {
        List<Part> parts = new ArrayList<>();
        for (InterfaceHttpData found : decoder.getBodyHttpDatas()) {
            if (found instanceof HttpData data) {
                String file = data instanceof FileUpload upload ? upload.getFilename() : "";
                parts.add(new Part(data.getName(), file, data.get()));
            }
        }
        if (decoder.currentPartialHttpData() != null) {
            throw new BadForm(
                    "part '%s' breaks off".formatted(decoder.currentPartialHttpData().getName()));
        }
        if (parts.isEmpty()) {
            throw new BadForm("no part between its boundaries");
        }
        return new Multipart(parts);
    }

    /** Netty looks for a part's name, and for whatever it misses fails as it comes. */
    private static String reason(RuntimeException e) {
        return e.getCause() instanceof NullPointerException
                ? "a part without a name"
                : "a part that cannot be read: " + e.getMessage();
    }

    /** The first field or file of that name. */
    public Optional<Part> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    /** As it is sent, between boundaries that nobody can have guessed and put into a part. */
    public Payload payload() {
        String boundary = UUID.randomUUID().toString();
        int files = parts.stream().mapToInt(part -> part.bytes().length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(files + 256 * (parts.size() + 1));
        for (Part part : parts) {
            out.writeBytes(head(boundary, part).getBytes(StandardCharsets.UTF_8));
            out.writeBytes(part.bytes());
            out.writeBytes(new byte[] {'\r', '\n'});
        }
        out.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return new Payload("multipart/form-data; boundary=" + boundary, out.toByteArray());
    }

    private static String head(String boundary, Part part) {
        String file =
                part.isFile()
                        ? "; filename=\"%s\"\r\ncontent-type: application/octet-stream"
                                .formatted(escaped(part.file()))
                        : "";
        return "--%s\r\ncontent-disposition: form-data; name=\"%s\"%s\r\n\r\n"
                .formatted(boundary, escaped(part.name()), file);
    }

    /** As browsers write names (WHATWG, multipart/form-data encoding algorithm). */
    private static String escaped(String name) {
        return name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    }
}
