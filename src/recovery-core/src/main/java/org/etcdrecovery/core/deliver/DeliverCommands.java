package org.etcdrecovery.core.deliver;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.shell.ShellLine;

/** Commands of this program's command line that do the same as a {@link Delivery}. */
public final class DeliverCommands {
    private static final String PROGRAM = "etcd-recovery deliver ";

    private final Path plan;
    private final List<DeliveryTarget> targets;
    private final Map<String, String> acceptedHostKeys;

    /**
     * @param plan             the file that holds the plan
     * @param targets          the chosen members and their hosts
     * @param acceptedHostKeys the fingerprints that the operator has compared, by member; ssh knows them once it has
     *                         connected
     */
    public DeliverCommands(Path plan, List<DeliveryTarget> targets, Map<String, String> acceptedHostKeys) {
        this.plan = plan;
        this.targets = List.copyOf(targets);
        this.acceptedHostKeys = Map.copyOf(acceptedHostKeys);
    }

    /** Looks at the hosts. */
    public Command check(boolean quarantine) {
        ShellLine line = line("check");
        if (!quarantine) {
            line.flag("no-quarantine");
        }
        return plain(line);
    }

    /** Copies the members to their hosts. */
    public Command stage() {
        return plain(line("stage"));
    }

    /**
     * Puts them in place and starts them.
     *
     * @param without the members that are left out
     */
    public Command activate(boolean quarantine, Collection<String> without) {
        ShellLine line = line("activate");
        without.stream().sorted().forEach(name -> line.option("without", name));
        if (!quarantine) {
            line.flag("no-quarantine");
        }
        return plain(line);
    }

    /** Says how far the delivery has come. */
    public Command status() {
        return plain(line("status"));
    }

    private ShellLine line(String verb) {
        ShellLine line = new ShellLine(PROGRAM + verb).option("plan", plan.toString());
        for (DeliveryTarget target : targets) {
            String name = target.member().name();
            line.option("to", name + "=" + target.destination());
            if (!target.service().equals(ServiceForm.usual())) {
                line.option("service", name + "=" + target.service());
            }
            if (acceptedHostKeys.containsKey(name)) {
                line.option("accept-host-key", name + "=" + acceptedHostKeys.get(name));
            }
        }
        return line;
    }

    private static Command plain(ShellLine line) {
        return new Command(line.toString(), List.of());
    }
}
