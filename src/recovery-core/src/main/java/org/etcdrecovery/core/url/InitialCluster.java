package org.etcdrecovery.core.url;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The grammar of {@code --initial-cluster}: {@code name=url} separated by commas, with the name repeated for each of
 * its URLs. Source: etcd client/pkg/types/urlsmap.go.
 */
public final class InitialCluster {
    private InitialCluster() {}

    /**
     * The peer URLs of each name, unparsed and in the order of the text. Empty items are skipped. An item without an
     * equals sign is a name with an empty URL, which parsing the URL then refuses, as etcd does.
     */
    public static SequencedMap<String, List<String>> parse(String text) {
        SequencedMap<String, List<String>> members = new LinkedHashMap<>();
        for (String item : text.split(",", -1)) {
            if (!item.isEmpty()) {
                int equals = item.indexOf('=');
                String name = equals < 0 ? item : item.substring(0, equals);
                members.computeIfAbsent(name, n -> new ArrayList<>())
                        .add(equals < 0 ? "" : item.substring(equals + 1));
            }
        }
        return members;
    }
}
