package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.deliver.ActivationRequest;
import org.etcdrecovery.core.deliver.AnsibleExport;
import org.etcdrecovery.core.deliver.Delivery;
import org.etcdrecovery.core.deliver.DeliveryTarget;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.report.json.DeliverJson;
import org.etcdrecovery.core.text.Shown;

/** {@code deliver export}: the same as a playbook of Ansible. */
public final class DeliverExportCommand extends DeliverVerb {
    private final Supplier<Boolean> ansible;
    private final Supplier<String> out;
    private final Supplier<Boolean> noQuarantine;

    public DeliverExportCommand(Session session) {
        super(session, "Write a playbook of Ansible that brings the restored members to their hosts by the same script."
                + " Asks no host.");
        ansible = options().flag("Write a playbook, an inventory and the scripts.", "--ansible");
        out = options().text("DIR", "", "A new directory for them.", "--out");
        noQuarantine = options().flag("Let clients in at once.", "--no-quarantine");
    }

    @Override
    void prepare(RestorePlan plan, List<DeliveryTarget> targets) throws CommandFailure {
        if (!ansible.get()) {
            throw wrongUsage("say what to write: --ansible");
        }
        if (out.get().isEmpty()) {
            throw wrongUsage("no directory to write to; add --out DIR");
        }
        if (Files.exists(Path.of(out.get()), LinkOption.NOFOLLOW_LINKS)) {
            throw new CommandFailure(ExitCode.REFUSED, out.get() + " exists already; name a new directory");
        }
    }

    @Override
    int run(Delivery delivery, RestorePlan plan, boolean json) throws IOException {
        List<Path> files = AnsibleExport.write(plan, delivery,
                new ActivationRequest(!noQuarantine.get(), Set.of(), ActivationRequest.DEFAULT_PATIENCE),
                Path.of(out.get()), progress());
        if (json) {
            print(DeliverJson.printExported(files));
        } else {
            files.forEach(file -> print(Shown.text(file.toString()) + "\n"));
        }
        return ExitCode.OK;
    }
}
