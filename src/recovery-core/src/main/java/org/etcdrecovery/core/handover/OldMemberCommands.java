package org.etcdrecovery.core.handover;

import java.util.List;
import org.etcdrecovery.core.shell.Command;

/**
 * What stops the damage on the hosts of a cluster that has lost its majority. The old configuration is not known here, so
 * each comes as systemd has it and as kubeadm has it, with the usual data directory.
 */
public final class OldMemberCommands {
    private static final String COPY = Placement.USUAL_DATA_DIR + ".copy";
    private static final String API_SERVER = "kube-apiserver.yaml";

    private OldMemberCommands() {}

    /** Starts a member that is down with what it has, and shows what it says. */
    public static List<Command> startAgain() {
        return List.of(new Command("systemctl start --no-block etcd && journalctl -u etcd -f", List.of()),
                StaticPodCommands.start());
    }

    /** Stops the API server of a host, the first of those that write. */
    public static List<Command> stopWriters() {
        return List.of(new Command("mv -n /etc/kubernetes/manifests/" + API_SERVER + " /etc/kubernetes/" + API_SERVER,
                List.of()));
    }

    /** Stops a member, so that it does not come back by itself either. */
    public static List<Command> disable() {
        return List.of(new Command("systemctl disable --now etcd", List.of()), StaticPodCommands.stop());
    }

    /** Copies the data directory of a member that is stopped; overwrites no earlier copy. */
    public static List<Command> copyDataDirectory() {
        return List.of(new Command("test ! -e " + COPY + " && cp -aT --reflink=auto " + Placement.USUAL_DATA_DIR + " "
                + COPY, List.of()));
    }
}
