package org.etcdrecovery.cli.verb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.DeclaredOptions;
import org.etcdrecovery.cli.terminal.CommandFailure;

/**
 * How a key or a prefix is named on a command line: as text or, with {@code --hex}, in hexadecimal. A key may hold bytes that
 * no argument can hold, or that are not UTF-8 and would arrive as others.
 */
final class KeyArguments {
    /** In place of bytes that were not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private final Supplier<Boolean> hex;

    /**
     * Adds the option to those of a verb.
     *
     * @param what what is in hexadecimal, such as {@code KEY}
     */
    KeyArguments(DeclaredOptions options, String what) {
        hex = options.flag(what + " is bytes in hexadecimal, for keys that are not text.", "--hex");
    }

    /**
     * The bytes that an argument names.
     *
     * @param what what it names, such as {@code KEY}
     * @throws CommandFailure if it names none
     */
    byte[] bytes(String what, String argument) throws CommandFailure {
        if (hex.get()) {
            try {
                return HexFormat.of().parseHex(argument.replaceAll("[ :]", ""));
            } catch (IllegalArgumentException e) {
                throw RecoveryVerb.wrongUsage("with --hex, " + what + " takes pairs of hexadecimal digits, not '"
                        + argument + "'");
            }
        }
        return text(what, argument).getBytes(UTF_8);
    }

    /**
     * Returns an argument that is not in hexadecimal.
     *
     * @throws CommandFailure if it was not valid UTF-8
     */
    static String text(String what, String argument) throws CommandFailure {
        if (argument.indexOf(REPLACEMENT) >= 0) {
            throw RecoveryVerb.wrongUsage(what + " is not valid UTF-8; name its bytes in hexadecimal and add --hex");
        }
        return argument;
    }
}
