package dev.sojourn;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The first configuration of an installation, from what its host is like. Words in capital letters are left for people: the reader
 * refuses them by name until they are filled in.
 *
 * @param volume the one that travels; empty: there is none yet
 * @param source the developer's checkout
 */
record FirstConfiguration(InstanceMetadata.Self self, Optional<HostDisks.Mounted> volume, Path source) {

    /** A checkout on a disk that cannot travel stays where it is, and builds travel on a volume of their own. */
    static final String NEW_MOUNT = "/mnt/llvm";

    boolean keepsTyping() {
        return volume.isEmpty() || !source.startsWith(volume.get().mount());
    }

    private String mount() {
        return volume.map(HostDisks.Mounted::mount).orElse(NEW_MOUNT);
    }

    String text() {
        return """
                # Written by `init` on %1$s. Fill in what is in capital letters, then ask `doctor`.
                # docs/configuration.md describes every key.
                installation: compilers
                region: %2$s
                volumes:
                  - id: %3$s
                    name: llvm
                    host: %1$s
                    mount: %4$s
                    source: %5$s
                    owners: [SLACK-USER-ID]
                    profiles: [llvm]
                builders:
                  default:
                    image: IMAGE-ID
                    subnet: %6$s
                    security-group: SECURITY-GROUP-ID
                    instance-profile: sojourn-builder-compilers
                    root-disk-gib: 30
                profiles:
                  - name: llvm
                    builder: default
                    recipe: cmake
                    cmake-source: llvm
                    cmake-options:
                      - -DCMAKE_BUILD_TYPE=Release
                      - -DLLVM_ENABLE_ASSERTIONS=ON
                      - -DLLVM_ENABLE_PROJECTS=clang;lld
                    types: [c7i.16xlarge, c7a.16xlarge, c6i.16xlarge]
                    need-mib: 40000
                policy:
                  channels: [CHANNEL-ID]
                  requesters: [SLACK-USER-ID]
                  approvers: [APPROVER-USER-ID]
                """.formatted(
                        self.id(),
                        self.region(),
                        volume.map(HostDisks.Mounted::volume).orElse("VOLUME-ID"),
                        mount(),
                        source,
                        self.subnet().isEmpty() ? "SUBNET-ID" : self.subnet());
    }

    /** What is left to do, as commands. */
    String next() {
        StringBuilder next = new StringBuilder();
        if (volume.isEmpty()) {
            next.append("""
                    The tree %1$s is on the root disk, which cannot leave a running host. It stays there, and you keep typing
                    in it while builds travel on a volume of their own. Make one, with your own credentials (gp3, about $8 a
                    month for 100 GiB at us-east-1's list price), and put its id into the file:
                      aws ec2 create-volume --region %2$s --availability-zone %3$s --volume-type gp3 --size 100 \\
                          --tag-specifications 'ResourceType=volume,Tags=[{Key=sojourn:installation,Value=compilers}]'
                      aws ec2 attach-volume --region %2$s --volume-id VOLUME-ID --instance-id %4$s --device /dev/sdf
                    Then here, where lsblk -o NAME,SERIAL shows the new disk:
                      sudo mkfs.ext4 -L llvm /dev/NEW-DISK && sudo mkdir -p %5$s
                      echo "UUID=$(sudo blkid -s UUID -o value /dev/NEW-DISK) %5$s ext4 \
                    defaults,nofail,x-systemd.device-timeout=10s 0 2" | sudo tee -a /etc/fstab
                      sudo systemctl daemon-reload && sudo mount %5$s && sudo chown "$(stat -c %%u:%%g %1$s)" %5$s

                    """.formatted(source, self.region(), self.zone(), self.id(), NEW_MOUNT));
        }
        volume.ifPresent(one -> next.append("""
                Tag the volume and this host as Sojourn's:
                  aws ec2 create-tags --region %s --resources %s %s --tags Key=sojourn:installation,Value=compilers

                """.formatted(self.region(), one.volume(), self.id())));
        return next.append("""
                Roles, security group and budget: aws cloudformation deploy (deploy/cloudformation/sojourn.yml).
                The builders' image: deploy/builder-image/from-host.sh --installation compilers --host %s
                The Slack app: https://api.slack.com/apps, From a manifest, paste manifest.yml.
                When the file is filled in: doctor
                """.formatted(self.id())).toString();
    }
}
