package org.etcdrecovery.console.explorer;

/** How a value is written. */
public enum ValueForm {
    TEXT, JSON, HEX
}
