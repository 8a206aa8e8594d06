package org.etcdrecovery.cli.verb;

import java.util.Map;
import java.util.Objects;
import org.etcdrecovery.cli.options.EtcdFlags;
import org.etcdrecovery.cli.terminal.ExitCode;
import picocli.CommandLine.ITypeConverter;

/** {@code version}. */
public final class VersionCommand extends EtcdVerb {
    /** The name of the program. */
    public static final String NAME = "etcd-recovery";

    public VersionCommand(Session session) {
        super(session, "Print the version of this program.");
    }

    /** This program and its version. */
    static String program() {
        return NAME + " " + version();
    }

    /** etcdctl has this verb too. */
    @Override
    public Map<String, ITypeConverter<?>> unused() {
        return EtcdFlags.OF_BOTH;
    }

    @Override
    public Integer call() {
        print(NAME + " version: " + version() + "\n");
        return ExitCode.OK;
    }

    /** From the manifest of the jar; absent only if the classes run from a directory. */
    private static String version() {
        return Objects.requireNonNullElse(VersionCommand.class.getPackage().getImplementationVersion(), "unpackaged");
    }
}
