package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Every case of the JSON test suite that must be refused is refused, and none hangs. */
class JsonSuiteTest extends DemoTest {
    private static final int BLOCK = 512;

    @Test
    void whateverIsNotJsonIsA400() throws Exception {
        Map<String, byte[]> cases = cases();
        assertThat(cases.size()).isGreaterThan(180);
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, byte[]> one : cases.entrySet()) {
            int status = browser.post("/v1/chat/completions", one.getValue()).statusCode();
            if (status != 400) {
                wrong.add(one.getKey() + " -> " + status);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /**
     * The {@code n_} files of the archive: tar is blocks of 512 bytes, each file behind its header.
     */
    private static Map<String, byte[]> cases() throws IOException {
        Map<String, byte[]> cases = new TreeMap<>();
        try (InputStream tar =
                new GZIPInputStream(
                        Files.newInputStream(Shared.file("specs/JSONTestSuite.tar.gz")))) {
            byte[] header = tar.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                int size = Integer.parseInt(text(header, 124, 11), 8);
                byte[] body = tar.readNBytes(size);
                tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                String name = text(header, 0, 100);
                if (name.substring(name.lastIndexOf('/') + 1).startsWith("n_")) {
                    cases.put(name, body);
                }
                header = tar.readNBytes(BLOCK);
            }
        }
        return cases;
    }

    private static String text(byte[] header, int from, int length) {
        return new String(header, from, length, StandardCharsets.UTF_8).replaceAll("[\0 ].*", "");
    }
}
