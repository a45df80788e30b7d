/** Tests of the readers of events that are not Slack. */
package dev.sojourn.observe;
