package dev.freeway.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What is sealed opens for who sealed it, where it was sealed for. */
class SealTest {
    private static final String TEXT = "sk-canary";
    private static final String PLACE = "own_account/own_1/ann";

    private final Seal seal = Seal.of(Seal.fresh());

    @Test
    void whatWasSealedForAPlaceOpensThereAlone() {
        String sealed = seal.seal(TEXT, PLACE);
        assertThat(sealed).isNotEqualTo(seal.seal(TEXT, PLACE)).doesNotContain(TEXT);
        assertThat(seal.open(sealed, PLACE)).contains(TEXT);
        assertThat(seal.open(sealed, "own_account/own_1/bob")).isEmpty();
        assertThat(seal.open(sealed, "own_account/own_2/ann")).isEmpty();
        assertThat(Seal.of(Seal.fresh()).open(sealed, PLACE)).isEmpty();
        assertThat(seal.open("none", PLACE)).isEmpty();
        assertThat(Seal.NONE.open(sealed, PLACE)).isEmpty();
    }

    @Test
    @AccessesPartialKey
    void afterARotationTheOldKeyStillOpens() throws Exception {
        KeysetHandle old = fresh();
        KeysetHandle both =
                KeysetHandle.newBuilder(old)
                        .addEntry(
                                KeysetHandle.importKey(fresh().getPrimary().getKey()).makePrimary())
                        .build();
        String before = of(old).seal(TEXT, PLACE);
        String after = of(both).seal(TEXT, PLACE);
        assertThat(of(both).open(before, PLACE)).contains(TEXT);
        assertThat(of(both).open(after, PLACE)).contains(TEXT);
        assertThat(of(old).open(after, PLACE)).isEmpty();
    }

    private static KeysetHandle fresh() throws Exception {
        return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
    }

    private static Seal of(KeysetHandle keys) throws Exception {
        return Seal.of(
                Base64.getEncoder()
                        .encodeToString(
                                TinkProtoKeysetFormat.serializeKeyset(
                                        keys,
                                        InsecureSecretKeyAccess.get(),
                                        AeadConfig2026.get())));
    }

    @Test
    void aMasterKeyMayBe32BytesAndNothingIsSaidOfABadOne() {
        String raw = Base64.getEncoder().encodeToString(new byte[32]);
        assertThat(Seal.of(raw).open(Seal.of(raw).seal(TEXT, PLACE), PLACE)).contains(TEXT);
        for (String bad :
                new String[] {"", "hunter2", Base64.getEncoder().encodeToString(new byte[31])}) {
            assertThatThrownBy(() -> Seal.of(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "the master key is none (expected: 32 bytes or a keyset of Tink's, in"
                                    + " base64)");
        }
    }
}
