package dev.sojourn.plan;

/** One choice among those that could be made, with what it would take and cost. */
public record WhatIf(Rung rung, Estimate estimate) {}
