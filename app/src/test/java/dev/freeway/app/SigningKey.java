package dev.freeway.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What ID tokens are signed by, or seem to be.
 *
 * @param jwk what is published
 */
record SigningKey(ObjectNode jwk, String algorithm, Signing signing) {
    /** Signs what a token says. */
    @FunctionalInterface
    interface Signing {
        byte[] of(byte[] text) throws GeneralSecurityException;
    }

    static SigningKey rsa(String id) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        RSAPublicKey open = (RSAPublicKey) pair.getPublic();
        ObjectNode jwk =
                Json.object()
                        .put("kty", "RSA")
                        .put("use", "sig")
                        .put("kid", id)
                        .put("n", IdentityProvider.number(open.getModulus(), 0))
                        .put("e", IdentityProvider.number(open.getPublicExponent(), 0));
        return new SigningKey(jwk, "RS256", text -> signed("SHA256withRSA", pair, text));
    }

    static SigningKey ec(String id) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        ECPublicKey open = (ECPublicKey) pair.getPublic();
        ObjectNode jwk =
                Json.object()
                        .put("kty", "EC")
                        .put("crv", "P-256")
                        .put("kid", id)
                        .put("x", IdentityProvider.number(open.getW().getAffineX(), 32))
                        .put("y", IdentityProvider.number(open.getW().getAffineY(), 32));
        return new SigningKey(
                jwk, "ES256", text -> signed("SHA256withECDSAinP1363Format", pair, text));
    }

    private static byte[] signed(String how, KeyPair pair, byte[] text)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance(how);
        signature.initSign(pair.getPrivate());
        signature.update(text);
        return signature.sign();
    }

    /** The same key, used by nobody: no signature at all. */
    SigningKey unsigned() {
        return new SigningKey(jwk, "none", _ -> new byte[0]);
    }

    /** The open half taken for a secret that both know. */
    SigningKey confused(byte[] secret) {
        return new SigningKey(
                jwk,
                "HS256",
                text -> {
                    Mac mac = Mac.getInstance("HmacSHA256");
                    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
                    return mac.doFinal(text);
                });
    }

    String sign(ObjectNode claims) {
        ObjectNode header = Json.object().put("alg", algorithm).put("typ", "JWT");
        header.set("kid", jwk.get("kid"));
        String text = text(Json.bytes(header)) + "." + text(Json.bytes(claims));
        try {
            return text + "." + text(signing.of(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
