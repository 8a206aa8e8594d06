package org.etcdrecovery.core.contents.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.core.testing.Judges;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kubernetes' own examples of all its kinds, with every field set, as protobuf, JSON and YAML. Its developers keep them to
 * notice when a change would break the encodings.
 */
class RoundTripFixturesTest {
    private static final int MAGIC = 4;

    /** What differs are alpha kinds whose fields a later release numbered anew. */
    @ParameterizedTest
    @CsvSource({"0.35.4/HEAD,     158,", "0.35.4/v1.34.0, 156, resource.k8s.io.v1alpha3.DeviceTaintRule",
            "0.35.4/v1.33.0, 154, resource.k8s.io.v1alpha3.DeviceTaintRule", "0.33.4/v1.32.0, 146,",
            "0.33.4/v1.31.0, 142, resource.k8s.io.v1alpha3.ResourceClaim", "0.31.4/v1.30.0, 151,",
            "0.31.4/v1.29.0, 148,"})
    void allStoredKindsAreTheirJsonAndTheirYaml(String release, int kinds, @Nullable String alpha)
            throws IOException, UnreadableException {
        List<String> different = new ArrayList<>();
        int same = 0;
        for (Path file : fixtures(release)) {
            Optional<ObjectNode> object = object(Files.readAllBytes(file));
            if (object.isPresent()) {
                boolean json = object.get()
                        .toString()
                        .equals(Trees.parse(Files.readAllBytes(beside(file, ".json"))).toString());
                boolean yaml = YamlWriter.write(object.get()).equals(Files.readString(beside(file, ".yaml")));
                if (json && yaml) {
                    same++;
                } else {
                    different.add(file.getFileName().toString().replaceAll("\\.pb$", ""));
                }
            }
        }
        assertThat(different).isEqualTo(alpha == null ? List.of() : List.of(alpha));
        assertThat(same).isEqualTo(kinds);
    }

    /** Everything but what is only sent, such as options: it has no metadata of an object, so that nothing can store it. */
    private static Optional<ObjectNode> object(byte[] value) throws UnreadableException {
        UnknownFieldSet unknown = Wire.fields(ByteString.copyFrom(value, MAGIC, value.length - MAGIC));
        UnknownFieldSet typeMeta = Wire.fields(Wire.of(unknown, 1).message());
        String apiVersion = Wire.of(typeMeta, 1).text();
        String kind = Wire.of(typeMeta, 2).text();
        Optional<MessageType> type = Schema.get().kind(apiVersion, kind);
        return type.isEmpty()
                ? Optional.empty()
                : Optional.of(new ObjectReader().object(type.get(), Wire.of(unknown, 2).bytes())
                        .put("apiVersion", apiVersion)
                        .put("kind", kind));
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName().toString().replaceAll("\\.pb$", ending));
    }

    /** Without those whose JSON is that of another example, because a later release reads and writes it unchanged. */
    private static List<Path> fixtures(String release) throws IOException {
        try (Stream<Path> files = Files.list(Judges.kubernetesFixtures(release))) {
            return files.filter(file -> file.toString().endsWith(".pb") && Files.exists(beside(file, ".json")))
                    .sorted()
                    .toList();
        }
    }
}
