package org.etcdrecovery.cli.verb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.FlagSyntax;
import org.etcdrecovery.cli.options.GoDuration;
import org.etcdrecovery.cli.options.GoValues;
import org.etcdrecovery.cli.options.PlainFactory;
import org.etcdrecovery.cli.options.WrongUsageException;
import org.etcdrecovery.cli.terminal.ProgressBar;
import org.etcdrecovery.core.progress.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What all verbs have in common: the session, how options are declared, and the manners in which they fail.
 *
 * <p>Options are declared in code rather than by picocli's annotations, whose reading costs more time than all else
 * that a short command does.
 */
public abstract class Verb implements Callable<Integer> {
    private final Session session;
    private final String name;
    private final String description;
    private final List<ArgSpec> declared = new ArrayList<>();
    private final Supplier<Boolean> quiet;
    private final Supplier<Boolean> debug;

    /**
     * @param session     of this run
     * @param name        the last word of the verb
     * @param description one sentence for the help
     */
    Verb(Session session, String name, String description) {
        this.session = session;
        this.name = name;
        this.description = description;
        declared.add(helpOption());
        quiet = flag("No progress bar.", "-q", "--quiet");
        debug = flag("Show where in the program a failure comes from.", "--debug");
    }

    /** How this verb words its failures and which numbers it exits with. */
    public Manners manners() {
        return Manners.OWN;
    }

    /** What a failure of this verb exits with. */
    public int codeOf(Throwable thrown) {
        return manners().codeOf(thrown);
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

    /** Declares an option that is on when it is given; {@code --name=false} takes it back. */
    public final Supplier<Boolean> flag(String help, String... names) {
        OptionSpec option = OptionSpec.builder(names)
                .type(boolean.class)
                .converters(GoValues.BOOL)
                .arity("0")
                .defaultValue("false")
                .description(help)
                .build();
        declared.add(option);
        return () -> option.<Boolean>getValue();
    }

    /** Declares an option that is on until {@code --name=false}. */
    public final Supplier<Boolean> flagThatIsOn(String help, String name) {
        OptionSpec option = OptionSpec.builder(name)
                .type(boolean.class)
                .converters(GoValues.BOOL)
                .arity("0..1")
                .paramLabel("BOOL")
                .defaultValue("true")
                .fallbackValue("true")
                .description(help)
                .build();
        declared.add(option);
        return () -> option.<Boolean>getValue();
    }

    /** Declares an option with a value of which the last one counts. */
    public final Supplier<String> text(String label, String byDefault, String help, String... names) {
        return option(String.class, GoValues.TEXT, label, byDefault, help, names);
    }

    /** Declares an option with a value, and tells whether it was given at all. */
    public final Supplier<Optional<String>> textIfGiven(String label, String help, String name) {
        OptionSpec option = OptionSpec.builder(name)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .description(help)
                .build();
        declared.add(option);
        return () -> {
            @Nullable
            String given = option.getValue();
            return Optional.ofNullable(given);
        };
    }

    /** Declares an option with a whole number. */
    final Supplier<Long> number(String label, String help, String name) {
        return option(Long.class, GoValues.INTEGER, label, "0", help, name);
    }

    /** Declares an option with a whole number that is not negative. */
    public final Supplier<Long> count(String label, String help, String name) {
        return option(Long.class, GoValues.UNSIGNED, label, "0", help, name);
    }

    /** Declares an option with a span of time, which may be zero or negative. */
    public final Supplier<Duration> duration(String byDefault, String help, String name) {
        return option(Duration.class, GoDuration.CONVERTER, "TIME", byDefault, help, name);
    }

    /** Declares an option that may be given several times. */
    public final Supplier<List<String>> texts(String label, String help, String... names) {
        OptionSpec option = OptionSpec.builder(names)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label)
                .description(help)
                .build();
        declared.add(option);
        return () -> listOf(option);
    }

    /** Declares the arguments without a name. */
    final Supplier<List<String>> arguments(String label, String help) {
        PositionalParamSpec arguments = PositionalParamSpec.builder()
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("0..*")
                .hideParamSyntax(true)
                .paramLabel(label)
                .description(help)
                .build();
        declared.add(arguments);
        return () -> listOf(arguments);
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

    /** This verb as picocli sees it. */
    public final CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this, PlainFactory.INSTANCE).name(name);
        spec.usageMessage().description(description);
        declared.forEach(spec::add);
        return spec;
    }

    /** The option that shows the help, for verbs and for the words before them. */
    public static OptionSpec helpOption() {
        return OptionSpec.builder("-h", "--help")
                .type(boolean.class)
                .converters(GoValues.BOOL)
                .arity("0")
                .usageHelp(true)
                .description("Show this text.")
                .build();
    }

    private <T> Supplier<T> option(Class<T> type, ITypeConverter<T> converter, String label, String byDefault,
            String help, String... names) {
        OptionSpec option = OptionSpec.builder(names)
                .type(type)
                .converters(converter)
                .arity("1")
                .paramLabel(label)
                .defaultValue(byDefault)
                .description(help)
                .build();
        declared.add(option);
        return () -> option.<T>getValue();
    }

    private static List<String> listOf(ArgSpec spec) {
        @Nullable
        List<String> given = spec.getValue();
        return Objects.requireNonNullElse(given, List.of());
    }
}
