/** What operators set: one file, the environment, secrets; read with all mistakes at once, and read again while the bot runs. */
@NullMarked
package dev.sojourn.configuration;

import org.jspecify.annotations.NullMarked;
