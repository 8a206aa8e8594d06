package org.etcdrecovery.core.wal;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import org.etcdrecovery.core.proto.WalFrame;

/**
 * Whether a record is what its type says. The CRC does not cover the type: with one flipped bit, an entry is read as a
 * state, and a state as an entry that replaces others.
 */
final class RecordForm {
    private RecordForm() {}

    /** Whether the data has only fields of the type's message, with numbers that etcd writes. */
    static boolean fits(WalFrame frame, WalRecord record) {
        // Go refuses a field of another wire type, which Java keeps as an unknown one.
        return frame.hasType() && frame.hasCrc() && frame.getUnknownFields().asMap().isEmpty() && switch (record) {
            case WalRecord.Crc _ -> frame.getData().isEmpty();
            case WalRecord.Metadata _ -> hasOnlyFields(frame, 2);
            // Every change of the configuration says which; the second kind of it is never written.
            case WalRecord.Entry entry -> hasOnlyFields(frame, 4) && entry.term() != 0 && entry.index() != 0
                    && (entry.type() == EntryType.NORMAL
                            || (entry.type() == EntryType.CONF_CHANGE && !entry.data().isEmpty()));
            case WalRecord.State state -> hasOnlyFields(frame, 3) && state.term() != 0;
            case WalRecord.Snapshot _ -> hasOnlyFields(frame, 3);
        };
    }

    private static boolean hasOnlyFields(WalFrame frame, int greatest) {
        CodedInputStream in = frame.getData().newCodedInput();
        try {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (WireFormat.getTagFieldNumber(tag) > greatest || !in.skipField(tag)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
