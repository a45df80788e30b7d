/** The local Slack workspace: Web API, Socket Mode and what people do in the client. */
@NullMarked
package dev.sojourn.playground.slack;

import org.jspecify.annotations.NullMarked;
