package org.etcdrecovery.core.deliver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.Sha256;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.restore.MemberFiles;
import org.etcdrecovery.core.shell.ShellText;

/**
 * The delivery as a playbook and an inventory of Ansible, for those who let nothing else onto their hosts. Each step runs the
 * same script as {@link Delivery}; Ansible only copies the restored directories, and waits for all hosts between steps.
 */
public final class AnsibleExport {
    private final RestorePlan plan;
    private final Delivery delivery;
    private final ActivationRequest request;
    private final Path out;

    private AnsibleExport(RestorePlan plan, Delivery delivery, ActivationRequest request, Path out) {
        this.plan = plan;
        this.delivery = delivery;
        this.request = request;
        this.out = out;
    }

    /**
     * Writes playbook, inventory and scripts.
     *
     * @param out a directory that does not exist yet
     * @return the files
     * @throws DeliveryException if a member was not restored on this host yet, or has a WAL directory of its own
     * @throws IOException       if something cannot be read or written
     */
    public static List<Path> write(RestorePlan plan, Delivery delivery, ActivationRequest request, Path out,
            Progress progress) throws IOException {
        return new AnsibleExport(plan, delivery, request, out.toAbsolutePath()).write(progress);
    }

    private List<Path> write(Progress progress) throws IOException {
        for (DeliveryTarget target : delivery.targets()) {
            requireRestored(target);
        }
        Directories.createMissing(out);
        List<Path> files = new ArrayList<>();
        StringBuilder inventory = new StringBuilder("etcd_recovery:\n  hosts:\n");
        for (int i = 0; i < delivery.targets().size(); i++) {
            DeliveryTarget target = delivery.targets().get(i);
            Path scripts = out.resolve("host" + (i + 1));
            Directories.create(scripts);
            inventory.append(host(target, scripts));
            files.add(save(scripts.resolve("adopt.sh"), adopt(target, progress).toString()));
            for (String function : List.of("activate", "start", "watch", "undo")) {
                files.add(save(scripts.resolve(function + ".sh"),
                        delivery.call(request, function, target)
                                .with("start_old", "no")
                                .with("writes", Writes.UNKNOWN.word())
                                .toString()));
            }
        }
        files.add(save(out.resolve("inventory.yaml"), inventory.toString()));
        files.add(save(out.resolve("deliver.yaml"), playbook()));
        files.add(save(out.resolve("undo.yaml"), undo()));
        return List.copyOf(files);
    }

    private static void requireRestored(DeliveryTarget target) throws DeliveryException {
        String name = target.member().name();
        if (target.member().walDir().isPresent()) {
            throw DeliveryException.refusal("export.wal-dir",
                    name + " has a WAL directory of its own, which the playbook"
                            + " does not copy. Deliver it with “deliver stage”");
        }
        if (target.member().dataDir().isEmpty()) {
            throw DeliveryException.refusal("export.not-restored", "the plan leaves the data directory of " + name
                    + " to its host, and a playbook copies one from here. Make the plan with --out DIR instead of"
                    + " --on-hosts, and restore with it");
        }
        if (target.member().dataDir().filter(directory -> Files.isRegularFile(database(directory))).isEmpty()) {
            throw DeliveryException.refusal("export.not-restored",
                    name + " is not restored on this host yet. Restore with"
                            + " this plan first: the playbook copies its data directory");
        }
    }

    private static Path database(Path directory) {
        return directory.resolve("member").resolve("snap").resolve("db");
    }

    private HostScript adopt(DeliveryTarget target, Progress progress) throws IOException {
        MemberFiles files = MemberFiles.of(plan, target.member());
        byte[] snap = files.snap();
        Path database = database(target.member().dataDir().orElseThrow());
        try (ByteSource source = ByteSource.open(database);
                Work work = progress.begin(Stage.HASH, database.toString(), -1)) {
            return delivery.call(request, "adopt", target)
                    .with("about", PlanOutline.of(plan))
                    .with("incoming", incoming(target))
                    .with("db_size", source.size())
                    .with("db_sha256", Sha256.hex(source, source.size(), work))
                    .with("snap_name", files.snapName())
                    .with("snap_sha256", Sha256.hex(snap, snap.length))
                    .with("wal_name", files.segmentName())
                    .with("wal_sha256", Sha256.hex(files.log(), files.segmentSize()));
        }
    }

    private static String incoming(DeliveryTarget target) {
        String directory = target.destination().directory();
        int slash = directory.lastIndexOf('/');
        return directory.substring(0, slash + 1) + ".etcd-recovery-incoming-" + directory.substring(slash + 1);
    }

    private static String host(DeliveryTarget target, Path scripts) {
        Destination destination = target.destination();
        StringBuilder text = new StringBuilder();
        text.append("    ").append(ShellText.quoteInYaml(target.member().name())).append(":\n");
        variable(text, "ansible_host", destination.host());
        destination.user().ifPresent(user -> variable(text, "ansible_user", user));
        destination.port().ifPresent(port -> variable(text, "ansible_port", Integer.toString(port)));
        variable(text, "recovery_source", target.member().dataDir().orElseThrow().toString());
        variable(text, "recovery_incoming", incoming(target));
        variable(text, "recovery_scripts", scripts.toString());
        return text.toString();
    }

    /** Ansible would take braces in a value for a template. */
    private static void variable(StringBuilder text, String name, String value) {
        text.append("      ").append(name).append(": ");
        text.append(value.contains("{") ? "!unsafe " : "").append(ShellText.quoteInYaml(value)).append('\n');
    }

    private static String playbook() {
        return """
                # Brings restored etcd members to their hosts and starts them together. Run it with
                #   ansible-playbook -i inventory.yaml deliver.yaml
                # and take it back with
                #   ansible-playbook -i inventory.yaml undo.yaml
                - name: Copy the restored members beside their targets, and compare them there
                  hosts: etcd_recovery
                  become: true
                  gather_facts: false
                  any_errors_fatal: true
                  tasks:
                    - name: Copy
                      ansible.builtin.copy:
                        src: "{{ recovery_source }}/"
                        dest: "{{ recovery_incoming }}/"
                        mode: preserve
                    - name: Compare
                      ansible.builtin.script: "{{ recovery_scripts }}/adopt.sh"
                      args:
                        executable: /bin/sh

                - name: Put all of them in place, then start them together
                  hosts: etcd_recovery
                  become: true
                  gather_facts: false
                  any_errors_fatal: true
                  tasks:
                %s""".formatted(tasks("activate", "start", "watch"));
    }

    private static String undo() {
        return """
                # Moves what deliver.yaml put in place aside, and brings back what was there before.
                - name: Undo
                  hosts: etcd_recovery
                  become: true
                  gather_facts: false
                  tasks:
                %s""".formatted(tasks("undo"));
    }

    private static String tasks(String... functions) {
        StringBuilder text = new StringBuilder();
        for (String function : functions) {
            text.append("    - name: ").append(title(function)).append('\n');
            text.append("      ansible.builtin.script: \"{{ recovery_scripts }}/").append(function).append(".sh\"\n");
            text.append("      args:\n        executable: /bin/sh\n");
        }
        return text.toString();
    }

    private static String title(String function) {
        return switch (function) {
            case "activate" -> "Stop the old member and put the new one in its place";
            case "start" -> "Start it";
            case "watch" -> "Wait until it listens";
            default -> "Bring back what was there before";
        };
    }

    private static Path save(Path file, String text) throws IOException {
        try (AtomicFile saved = AtomicFile.fresh(file)) {
            saved.write(text);
            saved.publish();
        }
        return file;
    }
}
