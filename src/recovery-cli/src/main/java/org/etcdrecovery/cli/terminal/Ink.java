package org.etcdrecovery.cli.terminal;

/** Marks words for the eye. The words say everything by themselves: colour is never the only sign. */
public enum Ink {
    /** Text for files, pipes and those who do not want colours. */
    PLAIN,
    /** Text with the colours that every terminal has. */
    COLOURED;

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

    /** The text in the colour of its role. */
    public String mark(Role role, String text) {
        return this == PLAIN ? text : "\u001b[" + role.code + "m" + text + "\u001b[0m";
    }
}
