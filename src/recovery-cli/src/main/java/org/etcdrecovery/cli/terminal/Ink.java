package org.etcdrecovery.cli.terminal;

import java.util.Arrays;
import java.util.stream.Stream;

/** Marks words for the eye. The words say everything by themselves: colour is never the only sign. */
public enum Ink {
    /** Text for files, pipes and those who do not want colours. */
    PLAIN,
    /** Text with the colours that every terminal has. */
    COLOURED;

    private static final String END = code("0");

    /** What a colour stands for. */
    public enum Role {
        /** All is well. */
        GOOD("32"),
        /** To be known before going on. */
        CARE("33"),
        /** Stop. */
        BAD("31"),
        /** A heading. */
        STRONG("1");

        private final String code;

        Role(String code) {
            this.code = code;
        }
    }

    /** All that is written to change a colour and to change it back. */
    static Stream<String> codes() {
        return Stream.concat(Stream.of(END), Arrays.stream(Role.values()).map(role -> code(role.code)));
    }

    private static String code(String number) {
        return "\u001b[" + number + "m";
    }

    /** The text in the colour of its role. */
    public String mark(Role role, String text) {
        return this == PLAIN ? text : code(role.code) + text + END;
    }
}
