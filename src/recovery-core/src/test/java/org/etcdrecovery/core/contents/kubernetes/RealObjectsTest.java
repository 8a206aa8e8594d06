package org.etcdrecovery.core.contents.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject.Detail;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject.Encoding;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All objects of a cluster of Kubernetes 1.35. {@code truth.json} is what its API server answered for each key; of most
 * objects without managedFields, to keep it small.
 */
class RealObjectsTest {
    private static final Detail EVERYTHING = new Detail(true, true);

    private final Map<String, KubernetesValue> values = SampleObjects.all();
    private final JsonNode truth = truth();

    RealObjectsTest() throws IOException, UnreadableException {
        // Declares the exceptions of the field initialisers.
    }

    private static JsonNode truth() throws IOException, UnreadableException {
        return Trees.parse(resource("truth.json"));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(RealObjectsTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }

    @Test
    void allValuesAreDecoded() {
        assertThat(values).hasSize(265);
        forEach((key, object) -> {
            JsonNode expected = truth.path(key);
            assertThat(object.apiVersion()).as(key).isEqualTo(expected.path("apiVersion").asString());
            assertThat(object.kind()).as(key).isEqualTo(expected.path("kind").asString());
            assertThat(object.skippedFields()).as(key).isZero();
            assertThat(object.encoding())
                    .as(key)
                    .isEqualTo(expected.path("json").asBoolean() ? Encoding.JSON : Encoding.PROTOBUF);
        });
    }

    @Test
    void theObjectsAreThoseOfTheApiServer() {
        List<String> equal = new ArrayList<>();
        Map<String, List<JsonNode>> different = new LinkedHashMap<>();
        forEach((key, object) -> {
            JsonNode expected = truth.path(key).path("object");
            JsonNode decoded = object.json(EVERYTHING);
            if (!expected.path("metadata").has("managedFields")) {
                ((ObjectNode) decoded.path("metadata")).remove("managedFields");
            }
            if (expected.isNull()) {
                return;
            }
            if (decoded.toString().equals(expected.toString())) {
                equal.add(key);
            } else {
                different.put(key, List.of(decoded, expected));
            }
        });
        assertThat(different).isEmpty();
        assertThat(equal).hasSize(263);
    }

    /** {@code packaging/kubernetes/yaml} made the expected YAML of what the API server answered. */
    @Test
    void theirYamlIsThatOfKubectl() throws IOException {
        String expected = new String(resource("objects.txt"), UTF_8);
        StringBuilder written = new StringBuilder();
        for (String key : expected.lines()
                .filter(line -> line.startsWith("=== "))
                .map(line -> line.substring(4))
                .toList()) {
            KubernetesObject object = (KubernetesObject) Objects.requireNonNull(values.get(key));
            written.append("=== ").append(key).append('\n').append(object.yaml(Detail.WITH_SECRETS));
        }
        assertThat(written).hasToString(expected);
    }

    private void forEach(BiConsumer<String, KubernetesObject> check) {
        values.forEach((key, value) -> {
            assertThat(value).as(key).isInstanceOf(KubernetesObject.class);
            check.accept(key, (KubernetesObject) value);
        });
    }
}
