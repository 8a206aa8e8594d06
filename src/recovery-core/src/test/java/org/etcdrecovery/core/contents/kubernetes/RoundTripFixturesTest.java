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
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kubernetes' own examples of all its kinds, with every field set, as protobuf, JSON and YAML. Its developers keep them to
 * notice when a change would break the encodings.
 */
class RoundTripFixturesTest {
    private static final int MAGIC = 4;

    @Test
    void allStoredKindsAreTheirJsonAndTheirYaml() throws IOException, UnreadableException {
        List<String> different = new ArrayList<>();
        int same = 0;
        for (Path file : fixtures()) {
            Optional<ObjectNode> object = object(Files.readAllBytes(file));
            if (object.isPresent()) {
                boolean json = object.get()
                        .toString()
                        .equals(Trees.parse(Files.readAllBytes(beside(file, ".json"))).toString());
                boolean yaml = YamlWriter.write(object.get()).equals(Files.readString(beside(file, ".yaml")));
                same += json && yaml ? 1 : 0;
                if (!json || !yaml) {
                    different.add(file.getFileName() + (json ? "" : " as JSON") + (yaml ? "" : " as YAML"));
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(same).isEqualTo(158);
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

    private static List<Path> fixtures() throws IOException {
        try (Stream<Path> files = Files.list(Judges.kubernetesFixtures())) {
            return files.filter(file -> file.toString().endsWith(".pb")).sorted().toList();
        }
    }
}
