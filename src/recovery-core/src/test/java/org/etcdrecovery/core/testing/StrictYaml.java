package org.etcdrecovery.core.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads YAML with a parser that refuses keys that occur twice. */
public final class StrictYaml {
    private StrictYaml() {}

    /** The documents, which must be objects. */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> documents(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setCodePointLimit(64 << 20);
        List<Map<String, Object>> documents = new ArrayList<>();
        for (Object each : new Yaml(new SafeConstructor(options)).loadAll(text)) {
            documents.add((Map<String, Object>) each);
        }
        return documents;
    }
}
