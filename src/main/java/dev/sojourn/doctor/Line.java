package dev.sojourn.doctor;

/**
 * One line of a report.
 *
 * @param area what it belongs to, as {@code volume ann}
 * @param subject what was looked at
 */
public record Line(String area, String subject, Finding finding) {}
