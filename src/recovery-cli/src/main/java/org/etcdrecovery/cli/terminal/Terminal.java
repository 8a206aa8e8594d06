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
 * The output of a command: results go to {@code out}, everything else to {@code err}.
 *
 * <p>Always UTF-8, as in Go programs, whatever the locale: table borders are not ASCII, and a rescue shell often has no
 * locale. Only line feeds, tabs and the codes of {@link Ink} and {@link ProgressBar} can act on the terminal.
 *
 * @param out      the result, and nothing else
 * @param err      messages and the progress bar
 * @param binary   where {@code out} leads, for a result that is to arrive as it is; never used on a terminal
 * @param outIsTty whether {@code out} is a terminal
 * @param errIsTty whether {@code err} is a terminal
 * @param coloured whether to use colours on a terminal
 */
public record Terminal(PrintWriter out, PrintWriter err, OutputStream binary, boolean outIsTty, boolean errIsTty,
        boolean coloured) {
    /** Guards both writers against outside text that would act on a terminal or forge a line. */
    public Terminal {
        out = guarded(out);
        err = guarded(err);
    }

    /** Uses the standard output and error of this process. */
    public static Terminal ofProcess(Map<String, String> environment) {
        boolean dumb = "dumb".equals(environment.get("TERM"));
        // https://no-color.org: set and not empty, whatever its value.
        boolean colourless = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        OutputStream out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        OutputStream err = new FileOutputStream(FileDescriptor.err);
        return new Terminal(writer(out), writer(err), out, !dumb && isTty(1), !dumb && isTty(2), !colourless);
    }

    /** Uses writers that are not a terminal, as in a script; a binary result is written as UTF-8. */
    public static Terminal ofWriters(PrintWriter out, PrintWriter err) {
        return ofWriters(out, err, false);
    }

    /** As {@link #ofWriters(PrintWriter, PrintWriter)}, with an output that may pass for a terminal in colour. */
    public static Terminal ofWriters(PrintWriter out, PrintWriter err, boolean outIsTty) {
        return new Terminal(out, err, decoding(out), outIsTty, false, outIsTty);
    }

    private static OutputStream decoding(PrintWriter out) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[]{(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                out.write(new String(bytes, offset, length, StandardCharsets.UTF_8));
            }
        };
    }

    /** Whether the reader of {@code out} has closed it, so that nothing more need be printed. */
    public boolean isOutClosed() {
        return binary instanceof StandardOutput output && output.isClosed();
    }

    /** The colours for {@code out}. */
    public Ink ink() {
        return outIsTty && coloured ? Ink.COLOURED : Ink.PLAIN;
    }

    private static PrintWriter guarded(PrintWriter writer) {
        return writer instanceof GuardedWriter ? writer : new GuardedWriter(writer);
    }

    private static PrintWriter writer(OutputStream stream) {
        return new GuardedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    }

    /**
     * Whether a descriptor leads to a terminal. The JDK only reports this for standard input and output together, and
     * calling {@code isatty} takes as long as the whole command. Where the kernel shows the descriptors as links, the
     * link's target shows it.
     */
    private static boolean isTty(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (!Files.isSymbolicLink(link)) {
            // Null if neither is one: JDK 25 reverted the change of JDK 22.
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
