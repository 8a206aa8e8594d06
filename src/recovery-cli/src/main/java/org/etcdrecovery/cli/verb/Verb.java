package org.etcdrecovery.cli.verb;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.DeclaredOptions;
import org.etcdrecovery.cli.options.FlagSyntax;
import org.etcdrecovery.cli.options.PlainFactory;
import org.etcdrecovery.cli.options.WrongUsageException;
import org.etcdrecovery.cli.terminal.FailureStyle;
import org.etcdrecovery.cli.terminal.ProgressBar;
import org.etcdrecovery.core.progress.Progress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;

/** What all verbs have in common: the session, and how they fail. */
public abstract class Verb implements Callable<Integer> {
    private final Session session;
    private final FailureStyle failureStyle;
    private final String description;
    private final DeclaredOptions options = new DeclaredOptions();
    private final Supplier<Boolean> quiet;
    private final Supplier<Boolean> debug;

    /**
     * @param session      of this run
     * @param failureStyle how the verb words its failures and which numbers it exits with
     * @param description  one sentence for the help
     */
    Verb(Session session, FailureStyle failureStyle, String description) {
        this.session = session;
        this.failureStyle = failureStyle;
        this.description = description;
        options.help();
        quiet = options.flag("No progress bar.", "-q", "--quiet");
        debug = options.flag("Show where in the program a failure comes from.", "--debug");
    }

    /** How this verb words its failures and which numbers it exits with. */
    public final FailureStyle failureStyle() {
        return failureStyle;
    }

    /** What a failure of this verb exits with. */
    public int codeOf(Throwable thrown) {
        return failureStyle.codeOf(thrown);
    }

    /** Options that are taken because etcd's tools take them, but change nothing here, and what reads their values. */
    public Map<String, ITypeConverter<?>> unused() {
        return Map.of();
    }

    /** Takes what the environment says into options that were not given. */
    public void readEnvironment(FlagSyntax syntax) throws WrongUsageException {}

    /** Whether arguments are ignored that this verb has no use for. Others refuse them. */
    public boolean ignoresArguments() {
        return false;
    }

    /** What this verb takes, to declare more. */
    final DeclaredOptions options() {
        return options;
    }

    /** Reports to a bar on the terminal, if one is watched, and stops the work when the process shall end. */
    final Progress progress() {
        boolean watched = session.terminal().errIsTty() && !quiet.get();
        return session.cancellation().guard(watched ? new ProgressBar(session.terminal().err()) : Progress.NONE);
    }

    /** Writes to the result. */
    final void print(String text) {
        session.terminal().out().print(text);
    }

    /** Writes what is not the result. */
    public final void tell(String text) {
        session.terminal().err().print(text);
        session.terminal().err().flush();
    }

    /** Where to write, and whether to stop. */
    final Session session() {
        return session;
    }

    /** Whether failures are shown with the place in the program that they come from. */
    public final boolean debug() {
        return debug.get();
    }

    /** This verb as picocli sees it, which gives it the name below which it is added. */
    public final CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this, PlainFactory.INSTANCE);
        spec.usageMessage().description(description);
        options.addTo(spec);
        return spec;
    }
}
