package org.etcdrecovery.core.contents.kubernetes;

import java.util.Map;
import java.util.Objects;

/**
 * A struct of Kubernetes' Go API.
 *
 * @param name   its name in the schema, such as {@code core/v1.Pod}
 * @param form   how JSON shows it
 * @param fields by number
 */
record MessageType(String name, Form form, Map<Integer, Field> fields) {
    MessageType {
        fields = Map.copyOf(fields);
    }

    /** A field that the message is known to have. */
    Field field(int number) {
        return Objects.requireNonNull(fields.get(number), name);
    }

    /** How JSON shows a message. The names are those of the schema. */
    enum Form {
        /** An object with the fields of the message. */
        FIELDS("-"),
        /** A resource.Quantity: the text of field 1. */
        QUANTITY("Quantity"),
        /** A metav1.Time: seconds since 1970 in field 1. */
        TIME("Time"),
        /** A metav1.MicroTime: seconds since 1970 in field 1, nanoseconds in field 2. */
        MICRO_TIME("MicroTime"),
        /** An intstr.IntOrString: field 2 if field 1 is 0, otherwise field 3. */
        INT_OR_STRING("IntOrString"),
        /** JSON text in field 1. */
        RAW_JSON("RawJSON"),
        /** The schema in field 1 or, without one, the bool in field 2. */
        OR_BOOL("OrBool"),
        /** The list in field 2 or, if it is empty, the schema in field 1. */
        OR_ARRAY("OrArray");

        private final String word;

        Form(String word) {
            this.word = word;
        }

        static Form of(String word) {
            for (Form form : values()) {
                if (form.word.equals(word)) {
                    return form;
                }
            }
            throw new IllegalArgumentException(word);
        }
    }

    /**
     * A field of a message.
     *
     * @param number   in protobuf
     * @param name     in JSON, or {@value #INLINE}
     * @param type     the Go type
     * @param presence whether JSON has it without a value
     */
    record Field(int number, String name, FieldType type, Presence presence) {
        private static final String INLINE = "-";

        /** Whether JSON shows the fields of this message among those of the outer one. */
        boolean isInline() {
            return name.equals(INLINE);
        }
    }

    /** Whether JSON shows a field without a value. The names are those of the schema. */
    enum Presence {
        /** Always. */
        ALWAYS,
        /** Not if Go's encoding/json calls it empty. */
        OMITEMPTY,
        /** Not if it is the zero value of its type. */
        OMITZERO,
        /** A field of older releases only: not if it is not stored. */
        REMOVED
    }
}
