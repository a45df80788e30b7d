package dev.sojourn.job;

import java.util.List;

/**
 * How the tests of a build went.
 *
 * @param names of the first that failed; untrusted text
 */
public record TestResult(int run, int failed, List<String> names) {}
