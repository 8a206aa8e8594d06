package org.etcdrecovery.console.theme;

/** The theme that the operator picked. */
public enum ThemeChoice {
    /** The theme of the desktop. */
    DESKTOP, LIGHT, DARK
}
