package dev.sojourn.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed passes that expire: {@code <second of the end>.<signature>}. Nothing is kept of them; another token makes all of them
 * worthless.
 */
final class Passes {

    private static final String PURPOSE = "sojourn dashboard pass ";

    private final byte[] key;

    Passes(String token) {
        key = token.getBytes(StandardCharsets.UTF_8);
    }

    String until(Instant end) {
        return end.getEpochSecond() + "." + sign(end.getEpochSecond());
    }

    /** For how long a pass is still good; empty: it is not. */
    Optional<Duration> good(String pass, Instant now) {
        int dot = pass.indexOf('.');
        if (dot < 1 || dot > 12 || !pass.substring(0, dot).chars().allMatch(Character::isDigit)) {
            return Optional.empty();
        }
        long end = Long.parseLong(pass.substring(0, dot));
        return isSame(pass.substring(dot + 1), sign(end)) && now.getEpochSecond() < end
                ? Optional.of(Duration.ofSeconds(end - now.getEpochSecond()))
                : Optional.empty();
    }

    /** Takes the same time wherever two words differ. */
    static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private String sign(long end) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] signature = mac.doFinal((PURPOSE + end).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java has no HmacSHA256, which every Java must have", missing);
        }
    }
}
