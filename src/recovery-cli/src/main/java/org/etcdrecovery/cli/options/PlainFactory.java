package org.etcdrecovery.cli.options;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.IFactory;

/**
 * Makes what picocli asks for by its class: the lists of options that may be given several times. The factory that
 * picocli has itself searches every jar for Groovy first, which takes longer than the rest of a short command.
 */
public enum PlainFactory implements IFactory {
    INSTANCE;

    @Override
    public <K> K create(Class<K> type) {
        if (type != List.class) {
            throw new IllegalArgumentException(type + " is nothing that an option is declared with");
        }
        return type.cast(new ArrayList<String>());
    }
}
