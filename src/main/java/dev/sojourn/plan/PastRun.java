package dev.sojourn.plan;

import java.time.Duration;

/** A build that ended by itself on this volume and profile: the history that estimates rest on. */
public record PastRun(Duration build, int vcpus, boolean succeeded, BuildKind kind) {}
