package org.etcdrecovery.console.explorer.value;

/** A form in which a value can be shown. */
enum ValueForm {
    YAML, JSON, TEXT, HEX
}
