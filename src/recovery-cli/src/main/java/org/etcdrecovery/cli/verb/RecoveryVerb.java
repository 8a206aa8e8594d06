package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.FailureStyle;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.PlanFit;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.text.Shown;
import org.etcdrecovery.core.text.UrlText;

/** A verb that etcd's tools do not have. Its result is text for people or, with {@code -w json}, JSON for scripts. */
abstract class RecoveryVerb extends Verb {
    private final Supplier<String> writeOut;

    /**
     * @param session     of this run
     * @param description one sentence for the help
     */
    RecoveryVerb(Session session, String description) {
        super(session, FailureStyle.OWN, description);
        writeOut = options().text("FORMAT", "text", "text or json; text if not given.", "-w", "--write-out");
    }

    /**
     * Whether to print the result as JSON.
     *
     * @throws CommandFailure if another format is requested
     */
    final boolean wantsJson() throws CommandFailure {
        return switch (writeOut.get()) {
            case "json" -> true;
            case "text" -> false;
            default -> throw wrongUsage("-w takes text or json, not '" + writeOut.get() + "'");
        };
    }

    @Override
    public void printFailure(String json) {
        if (writeOut.get().equals("json")) {
            print(json);
        }
    }

    /**
     * Returns the only argument, the path or the address of a snapshot.
     *
     * @throws CommandFailure if the arguments are not exactly one
     */
    static String onlyFile(List<String> arguments) throws CommandFailure {
        if (arguments.size() != 1) {
            throw wrongUsage(arguments.isEmpty()
                    ? "no snapshot given; name one file"
                    : "expected one snapshot, but there are " + arguments.size() + " arguments: "
                            + String.join(" ", arguments.stream()
                                    .map(each -> SnapshotName.isAddress(each) ? UrlText.ofAddress(each) : each)
                                    .toList()));
        }
        return arguments.getFirst();
    }

    /**
     * Returns the only argument.
     *
     * @param what what it names, for the message
     * @throws CommandFailure if the arguments are not exactly one
     */
    static String onlyArgument(List<String> arguments, String what) throws CommandFailure {
        if (arguments.size() != 1) {
            throw wrongUsage(
                    "name " + what + (arguments.isEmpty() ? "" : "; there are " + arguments.size() + " arguments"));
        }
        return arguments.getFirst();
    }

    /**
     * Inspects the snapshot of a plan that was read from a file, and repeats the warnings that such a plan gets.
     *
     * @throws CommandFailure if the snapshot cannot be restored
     * @throws IOException    if the plan does not fit it, or it cannot be read
     */
    final Inspection fitting(RestorePlan plan, Path file, SnapshotFile snapshot) throws CommandFailure, IOException {
        PlanFit fit = PlanFit.inspect(plan, file.toString(), snapshot, progress());
        Inspection inspection = fit.inspection();
        if (inspection.facts().isEmpty()) {
            throw PlanProblems.unusable(inspection);
        }
        fit.warnings().forEach(warning -> tell("warning: " + Shown.text(warning) + "\n"));
        return inspection;
    }

    /**
     * The exit code for a failure of a verb that judges what it is given: one that is not there, cannot be read or is
     * something else cannot be used.
     */
    final int codeOfUnusable(Throwable thrown) {
        return isUnusable(thrown) ? ExitCode.NOT_RESTORABLE : super.codeOf(thrown);
    }

    /** Whether a failure is that of a file that is not there, cannot be read or is something else. */
    static boolean isUnusable(Throwable thrown) {
        return thrown instanceof NoSuchFileException || thrown instanceof MalformedDataException;
    }

    /**
     * Reads an option that names a revision.
     *
     * @throws CommandFailure if it is not a number from 1 on
     */
    static long revision(String option, String value) throws CommandFailure {
        try {
            long number = Long.parseLong(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Answered below.
        }
        throw wrongUsage(option + " takes a revision, 1 or later, not '" + value + "'");
    }

    /** What is wrong with the name of a file to write; elsewhere a lone hyphen is standard output. */
    static Optional<String> complaint(String option, String name) {
        return name.equals("-")
                ? Optional.of(option + " takes a file, not standard output; if its name is -, write ./-")
                : Optional.empty();
    }

    /** Wrong usage that only the verb itself can detect. */
    static CommandFailure wrongUsage(String... lines) {
        return new CommandFailure(ExitCode.USAGE, List.of(lines));
    }
}
