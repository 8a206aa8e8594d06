package org.etcdrecovery.core.rescue.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.etcdrecovery.core.proto.RaftRequest;
import org.etcdrecovery.core.proto.RequestHeader;

/** The messages of requests about keys, which the program itself only reads. */
final class Requests {
    private Requests() {}

    /** Writes the fields of a message. */
    interface Fields {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    static ByteString message(Fields fields) {
        try {
            ByteString.Output bytes = ByteString.newOutput();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.writeTo(out);
            out.flush();
            return bytes.toByteString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }

    static ByteString put(String key, String value) {
        return put(key, value, 0);
    }

    static ByteString put(String key, String value, long lease) {
        return put(key, value, lease, _ -> {});
    }

    /** @param more such as field 4, prev_kv; 5, ignore_value; 6, ignore_lease */
    static ByteString put(String key, String value, long lease, Fields more) {
        return message(out -> {
            out.writeByteArray(1, key.getBytes(UTF_8));
            if (!value.isEmpty()) {
                out.writeByteArray(2, value.getBytes(UTF_8));
            }
            if (lease != 0) {
                out.writeInt64(3, lease);
            }
            more.writeTo(out);
        });
    }

    static ByteString delete(String key, String end) {
        return message(out -> {
            out.writeByteArray(1, key.getBytes(UTF_8));
            if (!end.isEmpty()) {
                out.writeByteArray(2, end.getBytes(UTF_8));
            }
        });
    }

    static ByteString range(String key, long revision) {
        return message(out -> {
            out.writeByteArray(1, key.getBytes(UTF_8));
            out.writeInt64(4, revision);
        });
    }

    /** @param field 1 range, 2 put, 3 delete, 4 transaction */
    static ByteString operation(int field, ByteString request) {
        return message(out -> out.writeBytes(field, request));
    }

    static ByteString txn(List<ByteString> comparisons, List<ByteString> success, List<ByteString> failure) {
        return message(out -> {
            for (ByteString each : comparisons) {
                out.writeBytes(1, each);
            }
            for (ByteString each : success) {
                out.writeBytes(2, each);
            }
            for (ByteString each : failure) {
                out.writeBytes(3, each);
            }
        });
    }

    /** Compares a number: 0 the version, 1 the create revision, 2 the modification revision, 4 the lease. */
    static ByteString compare(String key, String end, int target, int result, long number) {
        return message(out -> {
            out.writeEnum(1, result);
            out.writeEnum(2, target);
            out.writeByteArray(3, key.getBytes(UTF_8));
            out.writeInt64(4 + target, number);
            if (!end.isEmpty()) {
                out.writeByteArray(64, end.getBytes(UTF_8));
            }
        });
    }

    static ByteString compareValue(String key, int result, String value) {
        return message(out -> {
            out.writeEnum(1, result);
            out.writeEnum(2, 3);
            out.writeByteArray(3, key.getBytes(UTF_8));
            out.writeByteArray(7, value.getBytes(UTF_8));
        });
    }

    static RaftRequest.Builder request() {
        return RaftRequest.newBuilder();
    }

    /** A request on behalf of a user. */
    static RaftRequest.Builder as(String user, long authRevision) {
        return request().setHeader(RequestHeader.newBuilder().setUsername(bytes(user)).setAuthRevision(authRevision));
    }
}
