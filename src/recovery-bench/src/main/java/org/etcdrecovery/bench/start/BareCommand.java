package org.etcdrecovery.bench.start;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A command that knows nothing but its version. */
@Command(name = "bare", version = "bare version: 1", mixinStandardHelpOptions = true)
public final class BareCommand implements Runnable {
    private BareCommand() {}

    /** Runs the command. */
    public static void main(String[] arguments) {
        int code = new CommandLine(new BareCommand()).execute(arguments);
        System.out.flush();
        // As our command line does, because an ordinary exit looks for a logger in every jar.
        Runtime.getRuntime().halt(code);
    }

    @Override
    public void run() {
        throw new UnsupportedOperationException("only --version");
    }
}
