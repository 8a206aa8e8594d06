package org.etcdrecovery.core.handover;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.shell.ShellText;
import org.etcdrecovery.core.text.Shown;

/**
 * Commands that limit the damage on the hosts of a cluster that has lost quorum. The old configuration is not known
 * here, so there is a form for systemd and one for kubeadm, with the usual data directory.
 */
public final class OldMemberCommands {
    private static final String COPY = Placement.USUAL_DATA_DIR + ".copy";
    private static final String API_SERVER = "kube-apiserver.yaml";

    private OldMemberCommands() {}

    /** Starts a stopped member on its existing data directory and shows its log. */
    public static List<Command> startAgain() {
        return List.of(new Command("systemctl start --no-block etcd && journalctl -u etcd -f", List.of()),
                StaticPodCommands.start());
    }

    /** Stops the API server of a host, the main client that writes. */
    public static List<Command> stopWriters() {
        return List.of(new Command("mv -n /etc/kubernetes/manifests/" + API_SERVER + " /etc/kubernetes/" + API_SERVER,
                List.of()));
    }

    /** Stops a member and keeps it from restarting. */
    public static List<Command> disable() {
        return List.of(disable("etcd"), disableStaticPod());
    }

    /** Stops a systemd unit and keeps it from restarting. */
    public static Command disable(String unit) {
        return new Command("systemctl disable --now " + ShellText.quote(unit), List.of());
    }

    /** Stops a member that runs as a static pod, and keeps it from restarting. */
    public static Command disableStaticPod() {
        return StaticPodCommands.stop();
    }

    /**
     * Stops a server that was started by hand. The process ID may belong to another process by the time the command is
     * run, so it looks first.
     *
     * @param dataDir how the command line of the server names its data directory, such as {@code --data-dir=/srv/m1};
     *                empty if it does not
     */
    public static Command kill(long pid, Optional<String> dataDir) {
        String same = dataDir.filter(text -> !Shown.hasHidden(text))
                .map(text -> "ps -ww -o args= -p " + pid + " | grep -qF -e " + ShellText.quote(text))
                .orElse("ps -o comm= -p " + pid + " | grep -qx etcd");
        return new Command("if " + same + "; then\n  kill " + pid + " && while kill -0 " + pid
                + " 2>/dev/null; do sleep 1; done\nfi", List.of());
    }

    /** Copies the data directory of a stopped member without overwriting an earlier copy. */
    public static List<Command> copyDataDirectory() {
        return List.of(new Command("test ! -e " + COPY + " && cp -aT --reflink=auto " + Placement.USUAL_DATA_DIR + " "
                + COPY, List.of()));
    }
}
