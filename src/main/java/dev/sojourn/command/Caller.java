package dev.sojourn.command;

/** Who says something, and where: ids, never names. */
public record Caller(String user, String channel) {}
