package org.etcdrecovery.cli.options;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.IFactory;

/**
 * Creates what picocli asks for by class: the lists of repeatable options. picocli's own factory first searches every
 * jar for Groovy, which takes longer than the rest of a short command.
 */
public enum PlainFactory implements IFactory {
    INSTANCE;

    @Override
    public <K> K create(Class<K> type) {
        if (type != List.class) {
            throw new IllegalArgumentException(type + " is not the type of an option");
        }
        return type.cast(new ArrayList<String>());
    }
}
