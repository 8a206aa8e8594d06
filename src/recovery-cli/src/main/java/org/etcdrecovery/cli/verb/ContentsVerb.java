package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.PackedOptions;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.text.Shown;

/**
 * A verb that shows what a snapshot holds. Exit code 0: all of it; 1: some of it cannot be read, and standard error says
 * what; 2: the file is not a snapshot.
 */
abstract class ContentsVerb extends RecoveryVerb {
    /** How many rows a table of the largest has. */
    static final int USUAL_ROWS = 20;

    /** How far a prefix is followed down to where it branches; a key may consist of slashes. */
    static final int DEEPEST = 100;

    private static final String CODES = " Exit code 1: not all of the file can be read; 2: it is not a snapshot.";

    private final Supplier<List<String>> arguments;
    private final String label;
    private final PackedOptions packed;

    /**
     * @param description what it prints, in one sentence
     * @param label       the arguments, such as {@code FILE KEY}
     * @param help        what the arguments after the file are; empty without such arguments
     */
    ContentsVerb(Session session, String description, String label, String help) {
        super(session, description + CODES);
        this.label = label;
        arguments = options().arguments(label,
                "The snapshot, packed or not, or a database from a data directory: a file, or an s3:// or https://"
                        + " address" + help + ".");
        packed = new PackedOptions(options(), session.terminal());
    }

    /** Reads from an open snapshot. */
    @FunctionalInterface
    interface Reading<T> {
        T read(SnapshotOpener opener, SnapshotName name) throws IOException, CommandFailure;
    }

    /**
     * Opens the snapshot that the arguments name.
     *
     * @throws CommandFailure if the arguments are too few or too many
     */
    final <T> T read(Reading<T> reading) throws IOException, CommandFailure {
        String file = argument(0);
        try (SnapshotOpener opener = packed.opener(session().environment())) {
            return reading.read(opener, packed.name(file));
        }
    }

    /**
     * Returns an argument.
     *
     * @throws CommandFailure if the arguments are too few or too many
     */
    final String argument(int index) throws CommandFailure {
        int expected = label.split(" ", -1).length;
        List<String> given = packed.files(arguments.get());
        if (given.size() != expected) {
            throw wrongUsage("expected " + label + ", but there "
                    + (given.size() == 1 ? "is 1 argument" : "are " + given.size() + " arguments"));
        }
        return given.get(index);
    }

    /**
     * Returns an argument that names another snapshot, of which no entry is named.
     *
     * @throws CommandFailure      if the arguments are too few or too many
     * @throws NoSuchFileException if it is empty
     */
    final SnapshotName otherSnapshot(int index) throws CommandFailure, NoSuchFileException {
        return packed.plainName(argument(index));
    }

    /** How many rows of each table to print, 0 meaning the usual number. */
    static int rows(long limit) {
        return limit == 0 ? USUAL_ROWS : Math.clamp(limit, 1, Integer.MAX_VALUE);
    }

    /** Says what cannot be read, and returns the exit code. */
    final int codeFor(List<String> unreadable) {
        unreadable.forEach(each -> tell("warning: " + Shown.text(each) + "\n"));
        return unreadable.isEmpty() ? ExitCode.OK : ExitCode.WITH_CARE;
    }

    @Override
    public int codeOf(Throwable thrown) {
        return codeOfUnusable(thrown);
    }
}
