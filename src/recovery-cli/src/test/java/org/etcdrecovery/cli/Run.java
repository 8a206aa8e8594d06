package org.etcdrecovery.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Map;
import org.etcdrecovery.cli.terminal.Terminal;
import org.etcdrecovery.cli.verb.Session;
import org.etcdrecovery.core.progress.Cancellation;

/**
 * The outcome of a command line run within this process.
 *
 * @param code the exit code
 * @param out  standard output
 * @param err  standard error
 */
public record Run(int code, String out, String err) {
    /** Runs the program; arguments may be strings or paths. */
    public static Run of(Object... arguments) {
        return of(new Cancellation(), arguments);
    }

    /** Runs the program with a cancellation. */
    public static Run of(Cancellation cancellation, Object... arguments) {
        return of(cancellation, Map.of(), arguments);
    }

    /** Runs the program with environment variables. */
    public static Run of(Map<String, String> environment, Object... arguments) {
        return of(new Cancellation(), environment, arguments);
    }

    private static Run of(Cancellation cancellation, Map<String, String> environment, Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = Terminal.ofWriters(new PrintWriter(out), new PrintWriter(err));
        int code = Main.run(new Session(terminal, cancellation, environment),
                Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }
}
