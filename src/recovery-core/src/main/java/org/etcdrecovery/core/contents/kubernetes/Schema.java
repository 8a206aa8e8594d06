package org.etcdrecovery.core.contents.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.etcdrecovery.core.contents.kubernetes.MessageType.Field;
import org.etcdrecovery.core.contents.kubernetes.MessageType.Form;
import org.etcdrecovery.core.contents.kubernetes.MessageType.Presence;

/**
 * The kinds of Kubernetes and their messages. {@code packaging/kubernetes} derives {@code schema.txt} from the struct tags
 * of Kubernetes' Go types. Its lines are
 *
 * <pre>
 * kind GROUP/VERSION KIND MESSAGE
 * message MESSAGE FORM
 * NUMBER NAME TYPE [always | omitzero | removed]
 * </pre>
 *
 * where a message is followed by its fields. The descriptors of Kubernetes' .proto files would not do: they know neither
 * which fields JSON leaves out nor which it inlines.
 */
final class Schema {
    private final Map<String, String> kinds = new HashMap<>();
    private final Map<String, List<String>> lines = new HashMap<>();
    private final Map<String, MessageType> messages = new ConcurrentHashMap<>();

    private Schema(String text) {
        List<String> message = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "#" -> {
                    // Says where the file comes from.
                }
                case "kind" -> kinds.put(words[1] + " " + words[2], words[3]);
                case "message" -> {
                    message = new ArrayList<>(List.of(words[2]));
                    lines.put(words[1], message);
                }
                default -> message.add(line);
            }
        }
    }

    /** The schema, read when it is first needed. */
    static Schema get() {
        return Loaded.SCHEMA;
    }

    private static final class Loaded {
        static final Schema SCHEMA = load();

        private static Schema load() {
            try (InputStream in = Objects.requireNonNull(Schema.class.getResourceAsStream("schema.txt"))) {
                return new Schema(new String(in.readAllBytes(), UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The message of a kind; empty if the kind is unknown. */
    Optional<MessageType> kind(String apiVersion, String kind) {
        return Optional.ofNullable(kinds.get(apiVersion + " " + kind)).map(this::message);
    }

    /** A message to which the schema refers. */
    MessageType message(String name) {
        return messages.computeIfAbsent(name, this::parse);
    }

    private MessageType parse(String name) {
        List<String> text = Objects.requireNonNull(lines.get(name), name);
        return new MessageType(name, Form.of(text.getFirst()),
                text.stream()
                        .skip(1)
                        .map(line -> field(line.split(" ", -1)))
                        .collect(Collectors.toMap(Field::number, field -> field)));
    }

    private static Field field(String[] words) {
        Presence presence = words.length == 3
                ? Presence.OMITEMPTY
                : Presence.valueOf(words[3].toUpperCase(Locale.ROOT));
        return new Field(Integer.parseInt(words[0]), words[1], FieldType.of(words[2]), presence);
    }
}
