package org.etcdrecovery.core.contents.kubernetes;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a message has stored for one field: all its occurrences. */
final class Wire {
    private final UnknownFieldSet.Field stored;

    private Wire(UnknownFieldSet.Field stored) {
        this.stored = stored;
    }

    /** Reads the fields of a message, but not of the messages in it. */
    static UnknownFieldSet fields(ByteString message) throws UnreadableException {
        try {
            return UnknownFieldSet.parseFrom(message);
        } catch (InvalidProtocolBufferException e) {
            throw new UnreadableException("its protobuf is damaged or cut off", e);
        }
    }

    static Wire of(UnknownFieldSet message, int number) {
        return new Wire(message.getField(number));
    }

    static Wire of(ByteString occurrence) {
        return new Wire(UnknownFieldSet.Field.newBuilder().addLengthDelimited(occurrence).build());
    }

    static Wire of(long occurrence) {
        return new Wire(UnknownFieldSet.Field.newBuilder().addVarint(occurrence).build());
    }

    /** Whether the field is absent. */
    boolean isEmpty() {
        return stored.getVarintList().isEmpty() && stored.getLengthDelimitedList().isEmpty()
                && stored.getFixed64List().isEmpty() && stored.getFixed32List().isEmpty()
                && stored.getGroupList().isEmpty();
    }

    /** All occurrences as strings, bytes or messages. */
    List<ByteString> all() throws UnreadableException {
        return fitting(stored.getLengthDelimitedList());
    }

    /** All occurrences as numbers, packed or not. */
    List<Long> numbers() throws UnreadableException {
        List<Long> numbers = new ArrayList<>(stored.getVarintList());
        try {
            for (ByteString packed : stored.getLengthDelimitedList()) {
                for (var in = packed.newCodedInput(); !in.isAtEnd();) {
                    numbers.add(in.readRawVarint64());
                }
            }
        } catch (IOException e) {
            throw new UnreadableException("its protobuf holds packed numbers that are damaged", e);
        }
        return fitting(numbers);
    }

    /** The value as bytes: the last occurrence; empty if the field is absent. */
    ByteString bytes() throws UnreadableException {
        List<ByteString> all = all();
        return all.isEmpty() ? ByteString.EMPTY : all.getLast();
    }

    /** The value as text. */
    String text() throws UnreadableException {
        return bytes().toStringUtf8();
    }

    /** The value as number; 0 if it is absent. */
    long number() throws UnreadableException {
        List<Long> numbers = numbers();
        return numbers.isEmpty() ? 0 : numbers.getLast();
    }

    /** The value as floating-point number; 0 if it is absent. */
    double real() throws UnreadableException {
        List<Long> bits = fitting(stored.getFixed64List());
        double value = bits.isEmpty() ? 0 : Double.longBitsToDouble(bits.getLast());
        if (!Double.isFinite(value)) {
            throw new UnreadableException("its protobuf holds a number that JSON cannot show: " + value);
        }
        return value;
    }

    /** The value as message: protobuf merges several occurrences, which is to concatenate them. */
    ByteString message() throws UnreadableException {
        return ByteString.copyFrom(all());
    }

    private <T> List<T> fitting(List<T> occurrences) throws UnreadableException {
        if (occurrences.isEmpty() && !isEmpty()) {
            throw new UnreadableException("its protobuf has a field of another type than Kubernetes gives it");
        }
        return occurrences;
    }
}
