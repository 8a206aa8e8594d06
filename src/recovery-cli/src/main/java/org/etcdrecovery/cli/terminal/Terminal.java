package org.etcdrecovery.cli.terminal;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command writes: results to {@code out}, everything else to {@code err}.
 *
 * <p>Always UTF-8, as Go's programs write it, whatever the locale says: the frames of tables are not ASCII, and a
 * rescue shell often has no locale at all. Nothing but line feeds, tabs and the codes of {@link Ink} and
 * {@link ProgressBar} can act on the terminal.
 *
 * @param out        the result, and nothing but the result
 * @param err        messages and the progress bar
 * @param outIsTty   whether somebody reads {@code out} as it is written
 * @param errIsTty   whether somebody reads {@code err} as it is written
 * @param coloured   whether colours are wanted where somebody reads
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean outIsTty, boolean errIsTty, boolean coloured) {
    /** Guards both writers against text from outside that would act on a terminal or forge a line. */
    public Terminal {
        out = guarded(out);
        err = guarded(err);
    }

    /** The terminal, files or pipes of this process. */
    public static Terminal ofProcess(Map<String, String> environment) {
        boolean dumb = "dumb".equals(environment.get("TERM"));
        // https://no-color.org: set and not empty, whatever it says.
        boolean colourless = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(writer(FileDescriptor.out), writer(FileDescriptor.err), !dumb && isTty(1),
                !dumb && isTty(2), !colourless);
    }

    /** Writers that nobody watches, as in a script. */
    public static Terminal ofWriters(PrintWriter out, PrintWriter err) {
        return new Terminal(out, err, false, false, false);
    }

    /** How to mark words on {@code out}. */
    public Ink ink() {
        return outIsTty && coloured ? Ink.COLOURED : Ink.PLAIN;
    }

    private static PrintWriter guarded(PrintWriter writer) {
        return writer instanceof GuardedWriter ? writer : new GuardedWriter(writer);
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        OutputStream stream = new FileOutputStream(descriptor);
        return new GuardedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    }

    /**
     * Whether a descriptor leads to a terminal. The JDK only tells this of standard input and output together, and a
     * call of {@code isatty} costs as much time as the whole command: where the kernel shows the descriptors as links,
     * the link tells.
     */
    private static boolean isTty(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (!Files.isSymbolicLink(link)) {
            // Null where neither is one: JDK 25 took back what 22 had changed.
            return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        }
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
