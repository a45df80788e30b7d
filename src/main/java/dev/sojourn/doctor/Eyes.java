package dev.sojourn.doctor;

import dev.sojourn.cloud.Instances;
import dev.sojourn.cloud.Inventory;
import dev.sojourn.cloud.Permissions;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.cloud.Volumes;

/** All that the cloud is looked at with. */
public record Eyes(
        Volumes volumes, Instances instances, RemoteShell shell, Permissions permissions, Inventory inventory) {}
