package dev.freeway.members;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/**
 * Seals what is kept so that only this gateway reads it, and only in the place it was sealed for.
 * Of several keys the primary seals, and each opens what it sealed. Thread-safe.
 */
public final class Seal {
    private static final Configuration AEADS = AeadConfig2026.get();
    private static final int RAW_BYTES = 32;

    /** Of a gateway without a master key: it seals nothing, and opens nothing. */
    public static final Seal NONE = new Seal(Optional.empty());

    private final Optional<Aead> aead;

    private Seal(Optional<Aead> aead) {
        this.aead = aead;
    }

    /** Whether anything can be sealed. */
    public boolean ready() {
        return aead.isPresent();
    }

    /**
     * By that master key.
     *
     * @param master a keyset of Tink's, or 32 bytes, in base64
     * @throws IllegalArgumentException where it is neither; without a word of it
     */
    public static Seal of(String master) {
        try {
            byte[] bytes = Base64.getDecoder().decode(master.strip());
            KeysetHandle keys =
                    bytes.length == RAW_BYTES
                            ? raw(bytes)
                            : TinkProtoKeysetFormat.parseKeyset(
                                    bytes, InsecureSecretKeyAccess.get(), AEADS);
            return new Seal(Optional.of(keys.getPrimitive(AEADS, Aead.class)));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw new IllegalArgumentException(
                    "the master key is none (expected: 32 bytes or a keyset of Tink's, in base64)");
        }
    }

    @AccessesPartialKey
    private static KeysetHandle raw(byte[] bytes) throws GeneralSecurityException {
        AesGcmParameters parameters =
                AesGcmParameters.builder()
                        .setKeySizeBytes(RAW_BYTES)
                        .setIvSizeBytes(12)
                        .setTagSizeBytes(16)
                        .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                        .build();
        AesGcmKey key =
                AesGcmKey.builder()
                        .setParameters(parameters)
                        .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                        .build();
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(key).withFixedId(1).makePrimary())
                .build();
    }

    /** A new master key, with one AES-256-GCM key in it. */
    public static String fresh() {
        try {
            KeysetHandle keys =
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AEADS);
            return Base64.getEncoder()
                    .encodeToString(
                            TinkProtoKeysetFormat.serializeKeyset(
                                    keys, InsecureSecretKeyAccess.get(), AEADS));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** That text, sealed for that place. */
    public String seal(String text, String place) {
        try {
            return Base64.getEncoder()
                    .encodeToString(aead.orElseThrow().encrypt(bytes(text), bytes(place)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what is to be sealed for " + place + " is not", e);
        }
    }

    /** What was sealed for that place; empty where it was not, or by another key. */
    public Optional<String> open(String sealed, String place) {
        if (aead.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] opened = aead.get().decrypt(Base64.getDecoder().decode(sealed), bytes(place));
            return Optional.of(new String(opened, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
