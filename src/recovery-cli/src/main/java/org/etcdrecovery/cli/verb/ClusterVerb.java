package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.ClusterOptions;
import org.etcdrecovery.cli.options.EtcdFlags;
import org.etcdrecovery.cli.options.EtcdctlEnvironment;
import org.etcdrecovery.cli.options.FlagSyntax;
import org.etcdrecovery.cli.options.OutputFormat;
import org.etcdrecovery.cli.options.ScratchOption;
import org.etcdrecovery.cli.options.SshOptions;
import org.etcdrecovery.cli.options.WrongUsageException;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.FailureStyle;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.DiscoveryException;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.deliver.DeliveryException;
import org.etcdrecovery.core.deliver.SshRoutes;
import org.etcdrecovery.core.deliver.Through;
import org.etcdrecovery.core.files.Scratch;
import picocli.CommandLine.ITypeConverter;

/** A verb that talks to running members. */
public abstract class ClusterVerb extends Verb {
    private final ClusterOptions cluster;
    private final Supplier<String> writeOut;
    private final SshOptions ssh;
    private final ScratchOption scratch;
    private Optional<SshRoutes> routes = Optional.empty();

    /**
     * @param session      the session of this run
     * @param failureStyle how the verb reports failures, and its exit codes for them
     * @param description  one sentence for the help
     */
    ClusterVerb(Session session, FailureStyle failureStyle, String description) {
        super(session, failureStyle, description);
        cluster = new ClusterOptions(options(), failureStyle);
        writeOut = options().text("FORMAT", "simple", "simple, table or json; simple if not given.", "-w",
                "--write-out");
        ssh = new SshOptions(options());
        scratch = new ScratchOption(options());
    }

    @Override
    public final Integer call() throws CommandFailure, IOException {
        try {
            return run();
        } finally {
            if (routes.isPresent()) {
                routes.get().close();
            }
        }
    }

    /** Runs the verb, and returns its exit code. */
    abstract int run() throws CommandFailure, IOException;

    /** Options of etcdctl that have no meaning for this program's connections or output. */
    @Override
    public final Map<String, ITypeConverter<?>> unused() {
        return EtcdFlags.OF_ETCDCTL;
    }

    @Override
    public final void readEnvironment(FlagSyntax syntax) throws WrongUsageException {
        SortedSet<String> names = new TreeSet<>(EtcdFlags.OF_ETCDCTL.keySet());
        names.add("--cluster");
        names.removeIf(name -> !name.startsWith("--") || !syntax.knows(name));
        EtcdctlEnvironment environment = new EtcdctlEnvironment(session().environment(), names);
        environment.setInto(syntax, failureStyle() == FailureStyle.ETCD);
        environment.warnings().forEach(warning -> tell("warning: " + warning + "\n"));
    }

    /** The settings for reaching the cluster, from the options and the environment. */
    public final ConnectionSettings settings() throws CommandFailure, IOException {
        return settings(List.of());
    }

    /** The settings for reaching the cluster, with default endpoints if none are given. */
    public final ConnectionSettings settings(List<String> otherwise) throws CommandFailure, IOException {
        ConnectionSettings settings = cluster.settings(otherwise);
        Through through = cluster.through();
        if (through.isEmpty()) {
            return settings;
        }
        SshRoutes opened = new SshRoutes(through, ssh.settings(), scratch());
        routes = Optional.of(opened);
        opened.open(progress());
        return settings.withRoutes(opened);
    }

    /** How to use ssh. */
    final SshOptions ssh() {
        return ssh;
    }

    /** Where to put temporary files. */
    final Scratch scratch() {
        return scratch.scratch(session().environment());
    }

    /**
     * As etcdctl exits if endpoints or certificates cannot be used. Our own verbs have their own exit codes, and cannot try
     * anything if DNS names no endpoints, or if ssh does not reach the host before the members.
     */
    @Override
    public int codeOf(Throwable thrown) {
        boolean etcd = failureStyle() == FailureStyle.ETCD;
        return switch (thrown) {
            case DiscoveryException _ when !etcd -> ExitCode.NOT_TRIED;
            case DeliveryException _ when !etcd -> ExitCode.NOT_TRIED;
            case SettingsException _ -> etcd ? ExitCode.ETCD_BAD_ARGUMENTS : ExitCode.USAGE;
            default -> super.codeOf(thrown);
        };
    }

    /**
     * Returns a time to wait.
     *
     * @throws CommandFailure if it is not positive or longer than 24 hours
     */
    final Duration waitingTime(String option, Duration given) throws CommandFailure {
        if (!given.isPositive() || given.compareTo(ClusterOptions.LONGEST) > 0) {
            throw new CommandFailure(failureStyle().usageCode(),
                    option + " takes a time of more than 0s and at most 24h");
        }
        return given;
    }

    /** For a verb whose result has only one format: as in etcdctl, any existing format is accepted. */
    final void refuseUnknownFormat() throws CommandFailure {
        if (!writeOut.get().equals("protobuf")) {
            OutputFormat.parse(writeOut.get());
        }
    }

    /** The drop-ins print what etcdctl does. */
    @Override
    public final void printFailure(String json) {
        if (failureStyle() == FailureStyle.OWN && writeOut.get().equals("json")) {
            print(json);
        }
    }

    /** The format of the result. */
    final OutputFormat format() throws CommandFailure {
        if (failureStyle() == FailureStyle.OWN && !List.of("simple", "table", "json").contains(writeOut.get())) {
            throw new CommandFailure(ExitCode.USAGE, "-w takes simple, table or json, not '" + writeOut.get() + "'");
        }
        OutputFormat format = OutputFormat.parse(writeOut.get());
        if (format == OutputFormat.FIELDS) {
            throw new CommandFailure(ExitCode.ETCD_BAD_FORMAT, "unsupported output format");
        }
        return format;
    }
}
