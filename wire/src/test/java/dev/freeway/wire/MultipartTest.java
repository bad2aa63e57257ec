package dev.freeway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freeway.testkit.Cases;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms are read as they were written, and what is none is told why. */
class MultipartTest {
    private static final String TYPE = "multipart/form-data; boundary=b";
    private static final String FILE =
            "--b|content-disposition: form-data; name=\"model\"||whisper|--b|content-disposition:"
                    + " form-data; name=\"file\"; filename=\"a.wav\"|content-type: audio/wav||RIFF";

    @Test
    void whatIsWrittenIsReadAgain() {
        Cases.forAll(
                300,
                random -> {
                    byte[] bytes = new byte[random.nextInt(5_000)];
                    random.nextBytes(bytes);
                    Multipart form =
                            new Multipart(
                                    List.of(
                                            Multipart.Part.field("prompt", "é\r\n--x\""),
                                            new Multipart.Part("file", "a b.mp3", bytes)));
                    Payload payload = form.payload();
                    Multipart read = Multipart.read(payload.type(), payload.bytes());
                    assertThat(read.part("prompt").orElseThrow().text()).isEqualTo("é\r\n--x\"");
                    Multipart.Part file = read.part("file").orElseThrow();
                    assertThat(file.file()).isEqualTo("a b.mp3");
                    assertThat(file.bytes()).isEqualTo(bytes);
                });
    }

    @Test
    void aNameCannotBreakOutOfItsPart() throws Exception {
        String evil = "a\"\r\n\r\nx\r\n--b\r\n.wav";
        Multipart form = new Multipart(List.of(new Multipart.Part("file", evil, new byte[3])));
        Payload payload = form.payload();
        Multipart read = Multipart.read(payload.type(), payload.bytes());
        assertThat(read.parts()).hasSize(1);
        assertThat(read.parts().getFirst().bytes()).hasSize(3);
    }

    @Test
    void aFormOfAnybodysIsRead() throws Exception {
        Multipart form = read(TYPE, FILE + "|--b--|");
        assertThat(form.part("model").orElseThrow().text()).isEqualTo("whisper");
        assertThat(form.part("file").orElseThrow().text()).isEqualTo("RIFF");
        assertThat(form.part("nothing")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            textBlock =
                    """
                    ''                                                       ! no part between
                    {"model":"whisper"}                                      ! no part between
                    --b--|                                                   ! no part between
                    --b|content-disposition: form-data||x|--b--|             ! without a name
                    --b|content-type: text/plain||x|--b--|                   ! without a name
                    --b|content-disposition: form-data; name="x"; filename="y"|content-transfer-encoding: odd||x|--b--|! odd
                    """)
    void whatIsNoFormIsToldWhy(String body, String why) {
        assertThatThrownBy(() -> read(TYPE, body))
                .isInstanceOf(BadForm.class)
                .hasMessageContaining(why);
    }

    @Test
    void aFormThatBreaksOffIsToldWhere() {
        assertThatThrownBy(() -> read(TYPE, FILE))
                .isInstanceOf(BadForm.class)
                .hasMessageContaining("'file' breaks off");
    }

    @Test
    void aFormWithoutABoundaryIsNone() {
        assertThatThrownBy(() -> read("multipart/form-data", FILE))
                .isInstanceOf(BadForm.class)
                .hasMessageContaining("boundary");
    }

    @Test
    void aFormOfManyPartsIsRefused() {
        String many = "--b|content-disposition: form-data; name=\"x\"||y|".repeat(99) + "--b--|";
        assertThatThrownBy(() -> read(TYPE, many))
                .isInstanceOf(BadForm.class)
                .hasMessageContaining("64 parts");
    }

    @Test
    void noBytesAreReadAsAnythingButAFormOrABadOne() {
        Cases.forAll(
                2_000,
                random -> {
                    byte[] bytes =
                            (FILE + "|--b--|")
                                    .replace("|", "\r\n")
                                    .getBytes(StandardCharsets.UTF_8);
                    for (int i = random.nextInt(6); i >= 0; i--) {
                        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                    }
                    try {
                        assertThat(Multipart.read(TYPE, bytes).parts()).isNotEmpty();
                    } catch (BadForm e) {
                        assertThat(e.getMessage()).isNotBlank();
                    }
                });
    }

    private static Multipart read(String type, String lines) throws BadForm {
        byte[] bytes = lines.replace("|", "\r\n").getBytes(StandardCharsets.UTF_8);
        return Multipart.read(type, bytes);
    }
}
