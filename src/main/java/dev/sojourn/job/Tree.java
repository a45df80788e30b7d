package dev.sojourn.job;

/**
 * What the host told about the tree at preflight.
 *
 * @param owner numeric user id that builds run as
 * @param toolchain the host's compiler, CMake, Ninja, C library and architecture, one line
 * @param filesystemUuid checked again at every mount
 */
public record Tree(int owner, int group, String toolchain, String filesystemUuid) {}
