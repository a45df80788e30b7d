/** What is measured: each benchmark is one command, and compares within one run. No part of the release, no test. */
@NullMarked
package dev.sojourn.bench;

import org.jspecify.annotations.NullMarked;
