package org.etcdrecovery.cli.options;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The options and arguments of a verb, or those that several verbs share. Each declaration returns a supplier of the
 * value, to be used once the arguments are parsed.
 *
 * <p>Options are declared in code rather than by picocli's annotations, because reading those takes longer than
 * everything else in a short command.
 */
public final class DeclaredOptions {
    private final List<ArgSpec> declared = new ArrayList<>();

    /** Appends everything that another instance declares. */
    public void addAll(DeclaredOptions others) {
        declared.addAll(others.declared);
    }

    /** Adds all declarations to a verb. */
    public void addTo(CommandSpec verb) {
        declared.forEach(verb::add);
    }

    /** Whether any of these options was given, with any value; a flag set to false is not. */
    public boolean isAnyGiven() {
        return declared.stream()
                .anyMatch(each -> each instanceof OptionSpec option
                        && option.command().commandLine().getParseResult().hasMatchedOption(option));
    }

    /** Declares an option that is on if given; {@code --name=false} turns it off. */
    public Supplier<Boolean> flag(String help, String... names) {
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
    public Supplier<Boolean> flagThatIsOn(String help, String name) {
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

    /** Declares an option with a value; the last occurrence wins. */
    public Supplier<String> text(String label, String byDefault, String help, String... names) {
        return option(String.class, GoValues.TEXT, label, byDefault, help, names);
    }

    /** Declares an option with a value that is empty if the option is not given. */
    public Supplier<Optional<String>> textIfGiven(String label, String help, String name) {
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
    public Supplier<Long> number(String label, String help, String name) {
        return option(Long.class, GoValues.INTEGER, label, "0", help, name);
    }

    /** Declares an option with a whole number that is not negative. */
    public Supplier<Long> count(String label, String help, String name) {
        return option(Long.class, GoValues.UNSIGNED, label, "0", help, name);
    }

    /** Declares an option with a duration, which may be zero or negative. */
    public Supplier<Duration> duration(String byDefault, String help, String name) {
        return option(Duration.class, GoDuration.CONVERTER, "TIME", byDefault, help, name);
    }

    /** Declares an option that may be repeated. */
    public Supplier<List<String>> texts(String label, String help, String... names) {
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

    /** Declares the arguments without a name, as the usage shows them: {@code DIR...} for several. */
    public Supplier<List<String>> arguments(String label, String help) {
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

    /** Declares the help option. */
    public void help() {
        declared.add(OptionSpec.builder("-h", "--help")
                .type(boolean.class)
                .converters(GoValues.BOOL)
                .arity("0")
                .usageHelp(true)
                .description("Show this text.")
                .build());
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
