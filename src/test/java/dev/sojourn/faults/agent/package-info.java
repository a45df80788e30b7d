/** Laid on the bot's class path by the tests alone: sees every commit, and holds one so that the bot can be killed there. */
package dev.sojourn.faults.agent;
