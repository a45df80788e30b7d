/**
 * The real look, decision, act and aftermath in a small world, gone through in every order: {@link dev.sojourn.search.Explorer}
 * takes each state once, {@link dev.sojourn.search.Moves} names what may happen next in it.
 *
 * <p>What makes the world small: one job, one volume, one host, one rung. Time is five ages ({@link dev.sojourn.search.Age}), and
 * all limits of one age pass together. It passes without a fault only while all wait for it. A stale look is one change of EC2 and
 * less than {@code CALL} old. Epochs, operations and device names that nothing can come back to are numbered afresh
 * ({@link dev.sojourn.search.Canon}), so names cannot run short and a name that is used again does not hang.
 *
 * <p>What is left out: holders of the mount, cap and fuses, a host that reboots or is terminated, people's own attachments, a second
 * bot, clocks that differ, answers of a guest or progress that come late, two jobs after one another.
 */
package dev.sojourn.search;
