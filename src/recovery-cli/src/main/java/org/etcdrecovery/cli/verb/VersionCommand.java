package org.etcdrecovery.cli.verb;

import java.util.Map;
import org.etcdrecovery.cli.options.EtcdFlags;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.text.ProgramVersion;
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

    private static String version() {
        return ProgramVersion.of(VersionCommand.class);
    }
}
