/** What a build is and what it costs: profiles, types and prices, estimates. Pure: no clock, no cloud, no store. */
@NullMarked
package dev.sojourn.plan;

import org.jspecify.annotations.NullMarked;
