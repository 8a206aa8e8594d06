package org.etcdrecovery.console.explorer;

/** A form in which a value can be shown. */
public enum ValueForm {
    YAML, JSON, TEXT, HEX
}
