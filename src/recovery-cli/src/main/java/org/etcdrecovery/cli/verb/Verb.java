package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.DeclaredOptions;
import org.etcdrecovery.cli.options.FlagSyntax;
import org.etcdrecovery.cli.options.PlainFactory;
import org.etcdrecovery.cli.options.WrongUsageException;
import org.etcdrecovery.cli.terminal.ClosedPipeException;
import org.etcdrecovery.cli.terminal.FailureStyle;
import org.etcdrecovery.cli.terminal.ProgressBar;
import org.etcdrecovery.core.cluster.save.Manifest;
import org.etcdrecovery.core.files.PartFiles;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.text.ErrorMessages;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;

/** The base of all verbs: the session, and how they fail. */
public abstract class Verb implements Callable<Integer> {
    private final Session session;
    private final FailureStyle failureStyle;
    private final String description;
    private final DeclaredOptions options = new DeclaredOptions();
    private final Supplier<Boolean> quiet;
    private final Supplier<Boolean> debug;
    private @Nullable ProgressBar bar;

    /**
     * @param session      the session of this run
     * @param failureStyle how the verb reports failures, and its exit codes for them
     * @param description  one sentence for the help
     */
    Verb(Session session, FailureStyle failureStyle, String description) {
        this.session = session;
        this.failureStyle = failureStyle;
        this.description = description;
        options.help();
        quiet = options.flag("No progress bar.", "-q", "--quiet");
        debug = options.flag("Show the stack trace of a failure.", "--debug");
    }

    /** How this verb reports failures, and its exit codes for them. */
    public final FailureStyle failureStyle() {
        return failureStyle;
    }

    /** The exit code for a failure of this verb. */
    public int codeOf(Throwable thrown) {
        return failureStyle.codeOf(thrown);
    }

    /** Options of etcd's tools that are accepted and ignored here: their names and the converters of their values. */
    public Map<String, ITypeConverter<?>> unused() {
        return Map.of();
    }

    /** Sets options that were not given from the environment. */
    public void readEnvironment(FlagSyntax syntax) throws WrongUsageException {}

    /** Whether this verb ignores unneeded arguments; other verbs refuse them. */
    public boolean ignoresArguments() {
        return false;
    }

    /** The declarations of this verb, for adding more. */
    final DeclaredOptions options() {
        return options;
    }

    /** Reports to a progress bar, if there is a terminal, and stops the work if the process has to end. */
    final Progress progress() {
        boolean watched = session.terminal().errIsTty() && !quiet.get();
        return session.cancellation().guard(watched ? bar() : Progress.NONE);
    }

    /** One for the whole run, so that it gives way to messages. */
    private synchronized ProgressBar bar() {
        if (bar == null) {
            bar = new ProgressBar(session.terminal().err());
        }
        return bar;
    }

    /** Writes to standard output. */
    final void print(String text) {
        session.terminal().out().print(text);
    }

    /**
     * Writes a part of a long result to standard output.
     *
     * @throws java.util.concurrent.CancellationException if the process has to end
     * @throws UncheckedIOException if its reader has closed it, so that the rest need not be found
     */
    final void stream(String text) {
        session.cancellation().stopIfCancelled();
        print(text);
        if (session.terminal().isOutClosed()) {
            throw new UncheckedIOException(new ClosedPipeException());
        }
    }

    /** Prints to standard output why there is no result, if that is where a script expects JSON. */
    public void printFailure(String json) {
        // Text goes to standard error only.
    }

    /** Writes a message to standard error. */
    public final void tell(String text) {
        bar().print(text);
    }

    /**
     * Reports partial files of a file that is written, which would fill the disk unnoticed if the verb is killed
     * repeatedly.
     */
    final void tellAbandoned(Path target) {
        try {
            List<Path> parts = new ArrayList<>(PartFiles.abandoned(target));
            parts.addAll(PartFiles.abandoned(Manifest.pathFor(target)));
            for (Path part : parts) {
                tell("note: " + Shown.text(part.toString())
                        + " is incomplete, from an earlier run that was killed; no process on this host is writing it, so"
                        + " you can delete it\n");
            }
        } catch (IOException e) {
            tell("note: could not check for partial files of earlier runs: " + ErrorMessages.of(e) + "\n");
        }
    }

    /** The session of this run. */
    final Session session() {
        return session;
    }

    /** Whether to print a stack trace for a failure. */
    public final boolean debug() {
        return debug.get();
    }

    /** This verb as picocli sees it; picocli sets its name when it is added to a parent. */
    public final CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this, PlainFactory.INSTANCE);
        spec.usageMessage().description(description);
        options.addTo(spec);
        return spec;
    }
}
