package org.etcdrecovery.core.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.shell.Flag;
import org.etcdrecovery.core.shell.ShellText;
import org.etcdrecovery.core.url.EtcdUrl;

/**
 * How to start a restored member from kubeadm's static pod manifest. The kubelet starts the pods whose manifests are in
 * its directory and stops a pod whose manifest is moved out; certificates, probes and volumes stay the same.
 */
public final class StaticPodCommands {
    private static final String MANIFEST = "/etc/kubernetes/manifests/etcd.yaml";
    private static final String PARKED = "/etc/kubernetes/etcd.yaml";

    private StaticPodCommands() {}

    /** Moves the manifest out of its directory and waits until the container is gone; overwrites nothing. */
    public static Command stop() {
        return new Command("test ! -e " + PARKED + " && mv " + MANIFEST + " " + PARKED
                + " &&\n  until [ -z \"$(crictl ps --quiet --name '^etcd$')\" ]; do sleep 1; done", List.of());
    }

    /** Puts the manifest back. */
    public static Command start() {
        return new Command("mv -n " + PARKED + " " + MANIFEST, List.of());
    }

    /** The flags to put under {@code command:} of the manifest's container. */
    public static Command flags(RestorePlan plan, PlannedMember member, Placement place) {
        String text = StartFlags.of(plan, member, place)
                .stream()
                .map(flag -> "    - " + ShellText.quoteInYaml("--" + flag.name() + "=" + value(flag, member)))
                .collect(Collectors.joining("\n"));
        List<String> notes = new ArrayList<>();
        notes.add("In " + PARKED + ", under command: of the container. Change these flags, add any that are missing,"
                + " and leave the rest.");
        if (member.clientUrls().isEmpty()) {
            notes.add("The plan has no client URLs: keep --listen-client-urls and --advertise-client-urls unchanged.");
        }
        place.walDir()
                .ifPresent(directory -> notes.add(directory + " needs its own hostPath volume and mount."));
        return new Command(text, notes);
    }

    /** The volume of the data directory, with the same path inside and outside the container. */
    public static Command volume(Placement place) {
        String directory = ShellText.quoteInYaml(place.dataDir());
        String text = """
                  volumeMounts:
                  - mountPath: %s
                    name: etcd-data
                volumes:
                - hostPath:
                    path: %s
                    type: Directory
                  name: etcd-data""".formatted(directory, directory).indent(2).stripTrailing();
        return new Command(text, List.of("In the same file. type: Directory makes the kubelet refuse a missing path;"
                + " DirectoryOrCreate would create an empty directory."));
    }

    /** The API server on the same host connects to etcd on loopback, whatever URL is advertised. */
    private static String value(Flag flag, PlannedMember member) {
        if (!flag.name().equals("listen-client-urls")) {
            return flag.value();
        }
        EtcdUrl first = EtcdUrl.parsePlanned(member.clientUrls()).getFirst();
        boolean everywhere = !first.canBind() || first.isLoopback() || first.isUnixSocket();
        String loopback = first.scheme() + "://127.0.0.1:" + first.port();
        return everywhere || member.clientUrls().contains(loopback) ? flag.value() : loopback + "," + flag.value();
    }
}
