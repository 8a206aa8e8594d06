package org.etcdrecovery.core.contents.kubernetes;

/** The Go type of a field, as far as it determines the encodings. */
sealed interface FieldType {
    /** A type of one value. */
    enum Scalar implements FieldType {
        STRING, BOOL, INT, DOUBLE, BYTES
    }

    /** A message with this name in the schema. */
    record Message(String name) implements FieldType {}

    /** A pointer, which tells a zero value from none. */
    record Pointer(FieldType target) implements FieldType {}

    /** A slice: a repeated field. */
    record ListOf(FieldType element) implements FieldType {}

    /** A slice that protobuf stores as a message with one repeated field. */
    record Wrapped(FieldType element) implements FieldType {}

    /** A map with string keys: a repeated message of a key and a value. */
    record MapOf(FieldType value) implements FieldType {}

    /** Reads the notation of the schema, such as {@code map[string]*core/v1.Pod}. */
    static FieldType of(String notation) {
        for (Prefix prefix : Prefix.values()) {
            if (notation.startsWith(prefix.text)) {
                FieldType inner = of(notation.substring(prefix.text.length()));
                return switch (prefix) {
                    case POINTER -> new Pointer(inner);
                    case LIST -> new ListOf(inner);
                    case WRAPPED -> new Wrapped(inner);
                    case MAP -> new MapOf(inner);
                };
            }
        }
        return switch (notation) {
            case "string" -> Scalar.STRING;
            case "bool" -> Scalar.BOOL;
            case "int" -> Scalar.INT;
            case "double" -> Scalar.DOUBLE;
            case "bytes" -> Scalar.BYTES;
            default -> new Message(notation);
        };
    }

    /** What a notation can begin with. */
    enum Prefix {
        POINTER("*"), LIST("[]"), WRAPPED("wrapped[]"), MAP("map[string]");

        private final String text;

        Prefix(String text) {
            this.text = text;
        }
    }
}
