package org.etcdrecovery.core.handover;

import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.shell.ShellText;
import org.etcdrecovery.core.snapshot.Platform;

/**
 * How a platform restores etcd by itself.
 *
 * @param name    the platform
 * @param command its own command, with what to do around it
 */
public record PlatformRestore(String name, Command command) {
    /**
     * Whether a platform restores a prepared snapshot. The script of OpenShift raises the revision by itself, so it must
     * get the original.
     */
    public static boolean takesPrepared(Platform platform) {
        return platform != Platform.OPENSHIFT;
    }

    /**
     * The ways to restore on a platform; several if the keys do not tell which of them it is.
     *
     * @param snapshot the file to restore
     */
    public static List<PlatformRestore> of(Platform platform, Path snapshot) {
        return switch (platform) {
            case K3S -> List.of(reset("k3s", snapshot), reset("rke2", snapshot));
            case OPENSHIFT -> List.of(new PlatformRestore("OpenShift",
                    new Command("cluster-restore.sh " + ShellText.quote(directory(snapshot).toString()), List.of(
                            "The directory must hold the snapshot and its static_kuberesources_DATE.tar.gz.",
                            "It raises the revision by itself: give it the original, not a prepared snapshot."))));
            case KUBERNETES -> List.of(
                    new PlatformRestore("Talos", new Command(
                            "talosctl -n NODE bootstrap --recover-from=" + ShellText.quote(snapshot.toString()),
                            List.of(
                                    "NODE is one control-plane node, with an empty etcd."))),
                    new PlatformRestore("kubeadm", new Command(
                            "etcdutl snapshot restore " + ShellText.quote(snapshot.toString())
                                    + " --data-dir /var/lib/etcd-restored",
                            List.of("Nothing restores by itself here. Move the static pod manifests away first, and add"
                                    + " the flags of each member; the next steps of this console do that."))));
        };
    }

    private static PlatformRestore reset(String program, Path snapshot) {
        return new PlatformRestore(program, new Command(
                program + " server --cluster-reset --cluster-reset-restore-path="
                        + ShellText.quote(snapshot.toString()),
                List.of(
                        "Stop " + program + " on all servers, run this on one of them, then start it there.",
                        "On the other servers remove the directory server/db of " + program + " before they start.",
                        "The server token must be the one that the cluster had when the snapshot was taken.")));
    }

    private static Path directory(Path snapshot) {
        Path parent = snapshot.toAbsolutePath().getParent();
        return parent == null ? snapshot : parent;
    }
}
