package org.etcdrecovery.cli.options;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.deliver.DeliveryTarget;
import org.etcdrecovery.core.deliver.Destination;
import org.etcdrecovery.core.deliver.ServiceForm;
import org.etcdrecovery.core.deliver.SshSettings;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.text.UrlText;

/** The hosts of a delivery, and how to reach them. */
public final class DeliverOptions {
    private final Supplier<List<String>> to;
    private final Supplier<List<String>> services;
    private final SshOptions ssh;

    /** Adds the options to those of a verb. */
    public DeliverOptions(DeclaredOptions options) {
        this(options, new SshOptions(options));
    }

    /** Adds the options to those of a verb that uses ssh for something else, too. */
    public DeliverOptions(DeclaredOptions options, SshOptions ssh) {
        this.ssh = ssh;
        to = options.texts("NAME=URL", "Where a member goes: NAME=ssh://[USER@]HOST[:PORT]/DIR. HOST may be any name of"
                + " your ssh configuration, DIR is the data directory there.", "--to");
        services = options.texts("NAME=SERVICE",
                "What starts a member there: NAME=systemd:UNIT, NAME=static-pod:FILE or"
                        + " NAME=none; systemd:etcd if not given.",
                "--service");
    }

    /**
     * The chosen members and their hosts, in the order of the plan.
     *
     * @throws CommandFailure if they do not fit the plan, with all reasons
     */
    public List<DeliveryTarget> targets(RestorePlan plan) throws CommandFailure {
        List<String> complaints = new ArrayList<>();
        Map<String, Destination> destinations = pairs("--to", to.get(), Destination::parse, complaints);
        Map<String, ServiceForm> forms = pairs("--service", services.get(), ServiceForm::parse, complaints);
        List<String> names = plan.members().stream().map(PlannedMember::name).toList();
        if (to.get().isEmpty()) {
            complaints.add("no hosts given; add --to NAME=ssh://HOST/DIR for each of " + String.join(", ", names));
        }
        refuseOthers("--to", destinations, names, complaints);
        refuseOthers("--service", forms, names, complaints);
        if (!complaints.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, complaints);
        }
        return plan.members()
                .stream()
                .filter(member -> destinations.containsKey(member.name()))
                .map(member -> new DeliveryTarget(member, Optional.ofNullable(destinations.get(member.name()))
                        .orElseThrow(), Optional.ofNullable(forms.get(member.name())).orElseGet(ServiceForm::usual)))
                .toList();
    }

    /** Whether a host is given. */
    public boolean isAnyGiven() {
        return !to.get().isEmpty();
    }

    /** How to use ssh. */
    public SshSettings ssh() throws CommandFailure, IOException {
        return ssh.settings();
    }

    private static void refuseOthers(String option, Map<String, ?> given, List<String> names,
            List<String> complaints) {
        given.keySet()
                .stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> complaints
                        .add(option + " names '" + name + "', which is not a member of the plan; it has "
                                + String.join(", ", names)));
    }

    /** Parses {@code NAME=VALUE}; the name of a member may contain an equals sign, an address begins with its scheme. */
    static <T> Map<String, T> pairs(String option, List<String> texts, Function<String, T> parser,
            List<String> complaints) {
        Map<String, T> pairs = new LinkedHashMap<>();
        for (String text : texts) {
            int scheme = text.indexOf("=ssh://");
            int equals = scheme < 0 ? text.indexOf('=') : scheme;
            if (equals <= 0) {
                complaints.add(option + " takes NAME=…, not '" + UrlText.of(text) + "'");
                continue;
            }
            try {
                if (pairs.put(text.substring(0, equals), parser.apply(text.substring(equals + 1))) != null) {
                    complaints.add(option + " names '" + text.substring(0, equals) + "' twice");
                }
            } catch (IllegalArgumentException e) {
                complaints.add(option + " " + UrlText.of(text) + ": " + e.getMessage());
            }
        }
        return pairs;
    }

    /** A path as a string, absolute. */
    static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }
}
