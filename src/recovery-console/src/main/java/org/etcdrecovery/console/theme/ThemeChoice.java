package org.etcdrecovery.console.theme;

/** The look that somebody picked. */
public enum ThemeChoice {
    /** As the desktop has it. */
    DESKTOP, LIGHT, DARK
}
