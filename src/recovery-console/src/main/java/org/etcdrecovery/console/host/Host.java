package org.etcdrecovery.console.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.etcdrecovery.core.files.SmallFile;
import org.etcdrecovery.core.handover.StartForm;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.restore.ClosedDirectory;

/** The host that the console runs on. An interface, because a test must not depend on what else runs here. */
public interface Host {
    /** This host. */
    Host LOCAL = new Local(Path.of("/"));

    /**
     * Its names and addresses. Resolving its own name can take a while.
     *
     * @throws IOException if the interfaces cannot be listed
     */
    ThisHost names() throws IOException;

    /** How it is configured to start etcd; empty if it is not, or not in a known place. */
    Optional<StartForm> startForm();

    /** The etcd servers that run now. */
    List<EtcdProcess> servers();

    /** The directories that this one is in and that not every user may pass through, the outermost first. */
    List<ClosedDirectory> above(Path directory);

    /** The user or the group of an owner, if this host has none of that name; empty if it has both. */
    Optional<String> unknownName(Owner owner);

    /**
     * The host with this file system.
     *
     * @param root the root of the file system
     */
    record Local(Path root) implements Host {
        private static final int LARGEST_UNIT = 1 << 20;
        /** In the order in which systemd prefers them. */
        private static final List<String> UNITS = List.of("etc/systemd/system/etcd.service",
                "usr/local/lib/systemd/system/etcd.service", "usr/lib/systemd/system/etcd.service",
                "lib/systemd/system/etcd.service");

        @Override
        public ThisHost names() throws IOException {
            return ThisHost.find();
        }

        @Override
        public Optional<StartForm> startForm() {
            if (KubeadmHost.manifests(root).anyMatch(Files::isRegularFile)) {
                return Optional.of(StartForm.STATIC_POD);
            }
            return UNITS.stream().map(root::resolve).filter(Files::isRegularFile).findFirst().map(Local::formOf);
        }

        private static StartForm formOf(Path unit) {
            try {
                return SmallFile.text(unit, LARGEST_UNIT, "a systemd unit")
                        .lines()
                        .anyMatch(line -> line.startsWith("EnvironmentFile="))
                                ? StartForm.ENVIRONMENT
                                : StartForm.UNIT_CHANGES;
            } catch (IOException e) {
                return StartForm.UNIT_CHANGES;
            }
        }

        @Override
        public List<EtcdProcess> servers() {
            return EtcdProcess.running();
        }

        @Override
        public List<ClosedDirectory> above(Path directory) {
            return ClosedDirectory.above(directory);
        }

        @Override
        public Optional<String> unknownName(Owner owner) {
            UserPrincipalLookupService names = root.getFileSystem().getUserPrincipalLookupService();
            return Optional.of(owner.user())
                    .filter(user -> isUnknown(() -> names.lookupPrincipalByName(user)))
                    .or(() -> owner.group()
                            .filter(group -> isUnknown(() -> names.lookupPrincipalByGroupName(group))));
        }

        /** If names cannot be looked up at all, none is called unknown. */
        private static boolean isUnknown(Callable<?> lookup) {
            try {
                lookup.call();
                return false;
            } catch (UserPrincipalNotFoundException e) {
                return true;
            } catch (Exception e) {
                return false;
            }
        }
    }
}
