package dev.sojourn.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The first configuration of an installation, from what its host is like. Words in capital letters are left for people: the reader
 * refuses them by name until they are filled in.
 *
 * @param volume the one that travels; empty: there is none yet
 * @param source the developer's checkout
 * @param way how a checkout on a disk that cannot travel is to live; without meaning where there is a volume
 * @param cmakeSource folder of its CMakeLists.txt
 * @param architecture of this machine, as Java calls it
 */
public record FirstConfiguration(
        InstanceMetadata.Self self,
        Optional<HostDisks.Mounted> volume,
        Path source,
        Way way,
        String cmakeSource,
        String architecture,
        Answers answers) {

    /** A checkout on a disk that cannot travel stays where it is, and builds travel on a volume of their own. */
    static final String NEW_MOUNT = "/mnt/llvm";

    /** How a tree on the root disk can live. */
    public enum Way {
        KEEP_TYPING,
        MOVE
    }

    public boolean keepsTyping() {
        return volume.map(one -> !source.startsWith(one.mount())).orElse(way == Way.KEEP_TYPING);
    }

    private String mount() {
        return volume.map(HostDisks.Mounted::mount).orElse(way == Way.MOVE ? source.toString() : NEW_MOUNT);
    }

    private String types() {
        return architecture.equals("aarch64")
                ? "c7g.16xlarge, c8g.16xlarge, c6g.16xlarge"
                : "c7i.16xlarge, c7a.16xlarge, c6i.16xlarge";
    }

    public String text() {
        return """
                # Written by `init` on %1$s. What is left in capital letters is yours to fill in; then ask `doctor`.
                # docs/configuration.md describes every key.
                installation: %7$s
                region: %2$s
                volumes:
                  - id: %3$s
                    name: llvm
                    host: %1$s
                    mount: %4$s
                    source: %5$s
                    owners: [%8$s]
                    profiles: [llvm]
                builders:
                  default:
                    image: %11$s
                    subnet: %6$s
                    security-group: %12$s
                    instance-profile: %13$s
                    root-disk-gib: 30
                profiles:
                  - name: llvm
                    builder: default
                    recipe: cmake
                    cmake-source: %14$s
                    cmake-options:
                      - -DCMAKE_BUILD_TYPE=Release
                %15$s    types: [%16$s]
                    need-mib: %17$d
                policy:
                  channels: [%10$s]
                  requesters: [%8$s]
                  approvers: [%9$s]
                """.formatted(
                        self.id(),
                        self.region(),
                        volume.map(HostDisks.Mounted::volume).orElse("VOLUME-ID"),
                        mount(),
                        source,
                        self.subnet().isEmpty() ? "SUBNET-ID" : self.subnet(),
                        answers.installation(),
                        answers.owner(),
                        answers.approver(),
                        answers.channel(),
                        answers.image(),
                        answers.securityGroup(),
                        answers.instanceProfile(),
                        cmakeSource,
                        isLlvm() ? LLVM_OPTIONS : "",
                        types(),
                        isLlvm() ? 40_000 : 1_000);
    }

    private static final String LLVM_OPTIONS =
            "      - -DLLVM_ENABLE_ASSERTIONS=ON\n      - -DLLVM_ENABLE_PROJECTS=clang;lld\n";

    private boolean isLlvm() {
        return cmakeSource.equals("llvm");
    }

    /** What is left to do, as commands. */
    public String next() {
        StringBuilder next = new StringBuilder();
        if (volume.isEmpty()) {
            next.append(newVolume());
        }
        volume.ifPresent(
                one -> next.append("""
                Tag the volume and this host as Sojourn's:
                  aws ec2 create-tags --region %s --resources %s %s --tags Key=sojourn:installation,Value=%s

                """.formatted(self.region(), one.volume(), self.id(), answers.installation())));
        return next.append("""
                The builders' image:
                  deploy/builder-image/from-host.sh --installation %2$s --host %1$s
                Roles, security group and budget, with that image's id:
                  aws cloudformation deploy --stack-name sojourn --template-file deploy/cloudformation/sojourn.yml \\
                      --capabilities CAPABILITY_NAMED_IAM --parameter-overrides Installation=%2$s Vpc=%3$s \\
                      BuilderSubnet=%4$s BuilderImage=%5$s BuilderTypes=%6$s BudgetEmail=YOUR-ADDRESS
                The Slack app: https://api.slack.com/apps, Create New App, From a manifest, paste manifest.yml.
                When the file is filled in: sojourn doctor
                """.formatted(
                                self.id(),
                                answers.installation(),
                                self.vpc().isEmpty() ? "VPC-ID" : self.vpc(),
                                self.subnet().isEmpty() ? "SUBNET-ID" : self.subnet(),
                                answers.image(),
                                types().replace(" ", "")))
                .toString();
    }

    /** One script does it, with the credentials of whoever types it; it says what it costs before it makes anything. */
    private String newVolume() {
        String what = keepsTyping() ? """
                The tree %1$s is on the root disk, which cannot leave a running host. It stays there, and you keep typing
                in it while builds travel on a volume of their own. This makes one, with your own credentials, once you have
                seen the price:
                  sudo deploy/host/travelling-volume new --mount %2$s --owner-of %1$s --installation %3$s

                """ : """
                The tree %1$s is on the root disk, which cannot leave a running host. This gives it a volume of its own, with
                your own credentials, once you have seen the price; what is there now is kept until you say otherwise:
                  sudo deploy/host/travelling-volume move --tree %1$s --installation %3$s

                """;
        return what.formatted(source, mount(), answers.installation())
                + "It can be stopped and typed again: it goes on where it was. Put the volume's id that it prints into the file.\n\n";
    }
}
