/** What is typed on a machine and not in Slack: init, doctor, backup, drain and their like. */
@NullMarked
package dev.sojourn.cli;

import org.jspecify.annotations.NullMarked;
