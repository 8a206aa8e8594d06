package org.etcdrecovery.cli.terminal;

import java.util.Arrays;
import java.util.stream.Stream;

/** Colours words. The words alone say everything: colour is never the only sign. */
public enum Ink {
    /** No colours, for files, pipes and users who turn them off. */
    PLAIN,
    /** The colours that every terminal has. */
    COLOURED;

    private static final String END = code("0");

    /** The meanings of colours. */
    public enum Role {
        /** All is well. */
        GOOD("32"),
        /** Read before continuing. */
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

    /** All codes that change the colour or reset it. */
    static Stream<String> codes() {
        return Stream.concat(Stream.of(END), Arrays.stream(Role.values()).map(role -> code(role.code)));
    }

    private static String code(String number) {
        return "\u001b[" + number + "m";
    }

    /** Returns the text in the colour of a role. */
    public String mark(Role role, String text) {
        return this == PLAIN ? text : code(role.code) + text + END;
    }
}
