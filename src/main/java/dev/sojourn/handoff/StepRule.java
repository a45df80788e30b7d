package dev.sojourn.handoff;

/** What to do in one step. Pure: the same scene gets the same answer. */
interface StepRule {

    Decision decide(Scene scene);
}
