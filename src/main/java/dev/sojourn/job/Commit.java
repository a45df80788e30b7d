package dev.sojourn.job;

/**
 * What is built, pinned before anything is launched.
 *
 * @param sha 40 hexadecimal digits
 * @param subject first line of the message; untrusted text
 */
public record Commit(String sha, String subject) {

    public String abbreviated() {
        return sha.substring(0, 10);
    }
}
