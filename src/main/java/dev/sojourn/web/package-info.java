/** The dashboard: pages for people who want to look. They show; whatever changes something is done in Slack. */
@NullMarked
package dev.sojourn.web;

import org.jspecify.annotations.NullMarked;
