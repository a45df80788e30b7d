package dev.sojourn.handoff;

import dev.sojourn.cloud.Instances;
import dev.sojourn.cloud.Prices;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.cloud.Volumes;

/** The cloud's ports, together. */
public record Cloud(Volumes volumes, Instances instances, RemoteShell shell, Prices prices) {}
