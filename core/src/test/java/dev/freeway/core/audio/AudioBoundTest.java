package dev.freeway.core.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No recording lasts longer than its bound, and where its format tells, not much shorter. */
class AudioBoundTest {
    private static final int WAV_HEADER = 44;

    @ParameterizedTest
    @CsvSource({
        "8000, 1, 8, 8000, 1000",
        "16000, 1, 16, 32000, 1000",
        "16000, 1, 16, 33, 2",
        "44100, 2, 16, 529200, 3000",
        "48000, 2, 24, 288000, 1000"
    })
    void wavLastsAsLongAsItsSamples(int rate, int channels, int bits, int data, long millis) {
        assertThat(AudioBound.millis(wav(1, rate, channels, bits, data))).isEqualTo(millis);
    }

    @Test
    void wavThatIsCutOrWrittenAsItIsRecordedLastsAsLongAsWhatIsThere() {
        for (int said : new int[] {0, -1, 1_000_000}) {
            byte[] wav = wav(1, 16_000, 1, 16, 32_000);
            ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(40, said);
            assertThat(AudioBound.millis(wav)).isEqualTo(1_000);
        }
    }

    @Test
    void wavIsNoShorterForSayingThatItsBytesArePlayedFaster() {
        byte[] wav = wav(1, 16_000, 1, 16, 32_000);
        ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(28, 1_000_000_000);
        assertThat(AudioBound.millis(wav)).isEqualTo(1_000);
    }

    @Test
    void wavOfAnotherKindOfSamplesIsBoundByItsBytes() {
        byte[] adpcm = wav(2, 16_000, 1, 4, 8_000);
        assertThat(AudioBound.millis(adpcm)).isEqualTo(atLeast(adpcm.length));
    }

    @Test
    void mp3LastsAsLongAsItsFramesTagsApart() {
        byte[] frame = frame(0xFFFB9000, 417);
        byte[] tagged = joined(tag(300), repeated(frame, 1_000));
        assertThat(AudioBound.millis(repeated(frame, 1_000))).isBetween(26_122L, 26_124L);
        assertThat(AudioBound.millis(tagged)).isBetween(26_122L, 26_124L);
    }

    @Test
    void mp3OfLowRatesLastsLonger() {
        byte[] frame = frame(0xFFF31000, 26);
        assertThat(AudioBound.millis(repeated(frame, 1_000))).isBetween(26_121L, 26_124L);
    }

    @Test
    void aTagBeforeWhatIsNoMp3ShortensNothing() {
        byte[] other = joined(tag(300), frame(0xFFFB9000, 417), new byte[10_000]);
        assertThat(AudioBound.millis(other)).isEqualTo(atLeast(other.length));
    }

    @Test
    void flacLastsAsLongAsItSays() {
        ByteBuffer flac = ByteBuffer.allocate(9_000).put(ascii("fLaC"));
        flac.putLong(18, ((16_000L << 12 | 0xF0L) << 32) | 160_000L);
        assertThat(AudioBound.millis(flac.array())).isEqualTo(10_000);
        flac.putInt(22, 0);
        assertThat(AudioBound.millis(flac.array())).isEqualTo(atLeast(9_000));
    }

    @Test
    void oggLastsAsLongAsAllItsStreams() {
        byte[] opus = ascii("OpusHead___________");
        byte[] one = joined(page(2, 0, opus), page(0, 48_000, new byte[200]));
        byte[] two = joined(page(2, 0, opus), page(0, 24_000, new byte[200]), page(4, -1, opus));
        assertThat(AudioBound.millis(one)).isEqualTo(1_000);
        assertThat(AudioBound.millis(joined(one, two))).isEqualTo(1_500);
    }

    @Test
    void oggWithSomethingBetweenItsPagesIsBoundByItsBytes() {
        byte[] odd = joined(page(2, 0, ascii("OpusHead")), page(0, 48, new byte[9]), new byte[999]);
        assertThat(AudioBound.millis(odd)).isEqualTo(atLeast(odd.length));
    }

    @Test
    void mp4LastsAsLongAsItsHeaderSaysWhereverItStands() {
        ByteBuffer mvhd = ByteBuffer.allocate(100).putInt(12, 1_000).putInt(16, 65_500);
        byte[] film = joined(box("ftyp", 16), box("mdat", 5_000));
        byte[] moov = joined(ByteBuffer.allocate(4).putInt(116).array(), ascii("moov"));
        byte[] header = joined(ByteBuffer.allocate(4).putInt(108).array(), ascii("mvhd"));
        assertThat(AudioBound.millis(joined(film, moov, header, mvhd.array()))).isEqualTo(65_500);
        assertThat(AudioBound.millis(film)).isEqualTo(atLeast(film.length));
    }

    @Test
    void whateverElseLastsAsLongAsItsBytesAtTheLowestRate() {
        assertThat(AudioBound.millis(new byte[750])).isEqualTo(1_000);
        assertThat(AudioBound.millis(new byte[751])).isEqualTo(1_002);
        assertThat(AudioBound.millis(new byte[0])).isZero();
    }

    private static long atLeast(int bytes) {
        return Math.ceilDiv(bytes * 1_000L, 750);
    }

    private static byte[] wav(int kind, int rate, int channels, int bits, int data) {
        int each = channels * bits / 8;
        return ByteBuffer.allocate(WAV_HEADER + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(36 + data)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) kind)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * each)
                .putShort((short) each)
                .putShort((short) bits)
                .put(ascii("data"))
                .putInt(data)
                .array();
    }

    private static byte[] frame(int header, int bytes) {
        return ByteBuffer.allocate(bytes).putInt(0, header).array();
    }

    private static byte[] tag(int bytes) {
        return ByteBuffer.allocate(10 + bytes)
                .put(ascii("ID3"))
                .putInt(6, (bytes / 128) << 8 | bytes % 128)
                .array();
    }

    private static byte[] page(int flags, long place, byte[] packet) {
        return ByteBuffer.allocate(28 + packet.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("OggS"))
                .put(5, (byte) flags)
                .putLong(6, place)
                .put(26, (byte) 1)
                .put(27, (byte) packet.length)
                .put(28, packet)
                .array();
    }

    private static byte[] box(String kind, int bytes) {
        return ByteBuffer.allocate(bytes).putInt(bytes).put(ascii(kind)).array();
    }

    private static byte[] repeated(byte[] piece, int times) {
        byte[][] pieces = new byte[times][];
        Arrays.fill(pieces, piece);
        return joined(pieces);
    }

    private static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
