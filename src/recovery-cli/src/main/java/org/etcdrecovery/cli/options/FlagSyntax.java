package org.etcdrecovery.cli.options;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Parses the options and arguments of one verb by the rules of pflag, which etcd's tools use: options anywhere,
 * {@code --name value}, {@code --name=value}, {@code -n value}, {@code -nvalue}, several letters after one dash, a
 * flag's value only after {@code =}, and only arguments after {@code --}. picocli has other rules (it refuses a value
 * that looks like an option), so it gets the result in an unambiguous form.
 */
public final class FlagSyntax {
    private final Map<String, Option> options = new HashMap<>();
    private final List<String> given = new ArrayList<>();
    private final SequencedMap<Option, Boolean> switches = new LinkedHashMap<>();
    private final List<String> positional = new ArrayList<>();

    /**
     * @param spec   the verb
     * @param unused options that it accepts and ignores: their names and the converters of their values
     */
    public FlagSyntax(CommandSpec spec, Map<String, ITypeConverter<?>> unused) {
        unused.forEach((name, converter) -> options.put(name, new Option(List.of(name), converter, null)));
        for (OptionSpec option : spec.options()) {
            ITypeConverter<?>[] converters = option.converters();
            Option declared = new Option(List.of(option.names()),
                    converters.length == 0 ? GoValues.TEXT : converters[0],
                    option);
            declared.names.forEach(name -> options.put(name, declared));
        }
    }

    /**
     * Reads arguments.
     *
     * @throws WrongUsageException with pflag's message
     */
    public void read(List<String> arguments) throws WrongUsageException {
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String argument = left.pop();
            if (argument.equals("--")) {
                positional.addAll(left);
                return;
            }
            if (argument.startsWith("--")) {
                readLong(argument, left);
            } else if (argument.startsWith("-") && argument.length() > 1) {
                readLetters(argument.substring(1), left);
            } else {
                positional.add(argument);
            }
        }
    }

    /** Whether the verb has such an option. */
    public boolean knows(String name) {
        return options.containsKey(name);
    }

    /** Whether an option was given, with whatever value. */
    boolean isGiven(String name) {
        Option option = options.get(name);
        return option != null && option.given;
    }

    /**
     * Sets an option.
     *
     * @throws WrongUsageException if the verb has no such option or the option does not accept the value
     */
    void set(String name, String value) throws WrongUsageException {
        Option option = options.get(name);
        if (option == null) {
            throw new WrongUsageException("unknown flag: " + name);
        }
        set(option, value);
    }

    /** Whether an option is on. */
    boolean isSwitch(String name) {
        Option option = options.get(name);
        return option != null && option.isSwitch();
    }

    /** The arguments without a name. */
    public List<String> positional() {
        return List.copyOf(positional);
    }

    /** Drops the arguments without a name. */
    public void dropPositional() {
        positional.clear();
    }

    /** The result in the form for picocli. */
    public List<String> forPicocli() {
        List<String> all = new ArrayList<>(given);
        switches.forEach((option, on) -> {
            if (on) {
                all.add(option.names.getLast());
            }
        });
        if (!positional.isEmpty()) {
            all.add("--");
            all.addAll(positional);
        }
        return all;
    }

    private void readLong(String argument, Deque<String> left) throws WrongUsageException {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        if (name.length() == 2 || name.startsWith("---")) {
            throw new WrongUsageException("bad flag syntax: " + argument);
        }
        Option option = options.get(name);
        if (option == null) {
            throw new WrongUsageException("unknown flag: " + name);
        }
        if (equals >= 0) {
            set(option, argument.substring(equals + 1));
        } else if (option.isSwitch()) {
            set(option, "true");
        } else if (left.isEmpty()) {
            throw new WrongUsageException("flag needs an argument: " + argument);
        } else {
            set(option, left.pop());
        }
    }

    private void readLetters(String letters, Deque<String> left) throws WrongUsageException {
        for (int at = 0; at < letters.length(); at++) {
            String letter = letters.substring(at, at + 1);
            String behind = letters.substring(at + 1);
            Option option = options.get("-" + letter);
            if (option == null) {
                throw new WrongUsageException("unknown shorthand flag: '" + letter + "' in -" + letters.substring(at));
            }
            if (behind.length() > 1 && behind.startsWith("=")) {
                set(option, behind.substring(1));
                return;
            }
            if (option.isSwitch()) {
                set(option, "true");
            } else if (!behind.isEmpty()) {
                set(option, behind);
                return;
            } else if (left.isEmpty()) {
                throw new WrongUsageException(
                        "flag needs an argument: '" + letter + "' in -" + letters.substring(at));
            } else {
                set(option, left.pop());
            }
        }
    }

    private void set(Option option, String value) throws WrongUsageException {
        Object converted = option.convert(value);
        option.given = true;
        if (option.spec == null) {
            return;
        }
        if (converted instanceof Boolean on && option.spec.arity().max() == 0) {
            switches.put(option, on);
        } else {
            given.add(option.names.getLast() + "=" + value);
        }
    }

    private static final class Option {
        private final List<String> names;
        private final ITypeConverter<?> converter;
        private final @Nullable OptionSpec spec;
        private boolean given;

        Option(List<String> names, ITypeConverter<?> converter, @Nullable OptionSpec spec) {
            this.names = names;
            this.converter = converter;
            this.spec = spec;
        }

        boolean isSwitch() {
            return converter.equals(GoValues.BOOL);
        }

        Object convert(String value) throws WrongUsageException {
            try {
                return converter.convert(value);
            } catch (TypeConversionException e) {
                throw new WrongUsageException("invalid argument " + GoQuote.quote(value) + " for \""
                        + String.join(", ", names) + "\" flag: " + e.getMessage(),
                        names.getLast() + " takes " + GoValues.expected(converter) + ", not " + GoQuote.quote(value));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
