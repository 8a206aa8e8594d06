package org.etcdrecovery.core.contents.kubernetes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.etcdrecovery.core.contents.KeyRow;
import org.etcdrecovery.core.contents.ListedKeys;

/** The values of the sample snapshot, which an API server of Kubernetes 1.35 wrote. */
final class SampleObjects {
    private static final Path SAMPLE = Path.of("../../assets/sample/kubernetes.db");

    private SampleObjects() {}

    /** Each living key that Kubernetes wrote and what its value is; fails if one is in no form of Kubernetes. */
    static Map<String, KubernetesValue> all() throws IOException {
        Map<String, KubernetesValue> values = new TreeMap<>();
        for (KeyRow row : rows("/registry/")) {
            values.put(row.text(), KubernetesValue.read(bytes(row), row.modRevision()).orElseThrow());
        }
        return values;
    }

    /** The bytes of the values of the keys with a prefix. */
    static List<byte[]> bytes(String prefix) throws IOException {
        List<byte[]> values = new ArrayList<>();
        for (KeyRow row : rows(prefix)) {
            values.add(bytes(row));
        }
        return values;
    }

    private static List<KeyRow> rows(String prefix) throws IOException {
        return ListedKeys.under(prefix, SAMPLE);
    }

    private static byte[] bytes(KeyRow row) throws IOException {
        return ListedKeys.value(row, SAMPLE);
    }
}
