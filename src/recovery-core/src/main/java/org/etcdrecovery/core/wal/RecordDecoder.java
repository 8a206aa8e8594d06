package org.etcdrecovery.core.wal;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HexFormat;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.bytes.MalformedDataException.Kind;
import org.etcdrecovery.core.proto.WalFrame;
import org.jspecify.annotations.Nullable;

/** Decodes the records of a log in their order, and checks each against those before it. */
final class RecordDecoder {
    private final RunningCrc crc = new RunningCrc();
    private final boolean checksForm;
    private boolean started;
    private WalRecord.@Nullable Metadata metadata;

    /**
     * @param checksForm whether a record must be what its type says, which servers do not ask
     */
    RecordDecoder(boolean checksForm) {
        this.checksForm = checksForm;
    }

    /**
     * Decodes the next record. If that fails, it can be tried again with another one.
     *
     * @throws BadRecordException     if it is not a record or its CRC is wrong
     * @throws MalformedDataException if it contradicts the records before it, or has a type that is not known
     */
    WalRecord decode(Frame frame, WalPosition position) throws MalformedDataException, BadRecordException {
        WalFrame record;
        try {
            record = WalFrame.parseFrom(frame.record());
        } catch (InvalidProtocolBufferException e) {
            throw new BadRecordException("bytes that are not a record", frame.hasZeroSector());
        }
        return decode(record, frame.hasZeroSector(), position);
    }

    /** Decodes the next record, which was found in another way than by its frame. */
    WalRecord decode(WalFrame record, boolean torn, WalPosition position)
            throws MalformedDataException, BadRecordException {
        int before = crc.value();
        boolean known = started;
        try {
            verify(record, torn, position);
            WalRecord decoded = decode(record, position);
            if (checksForm && !RecordForm.fits(record, decoded)) {
                throw new BadRecordException("a record that is not of its type, " + record.getType(), false);
            }
            started |= decoded instanceof WalRecord.Crc;
            return decoded;
        } catch (MalformedDataException | BadRecordException e) {
            crc.restart(before);
            started = known;
            throw e;
        }
    }

    /** The CRC of all records so far. */
    int crc() {
        return crc.value();
    }

    /** Goes on behind a record that it has not decoded. */
    void restart(int value) {
        crc.restart(value);
        started = true;
    }

    private void verify(WalFrame record, boolean torn, WalPosition position)
            throws MalformedDataException, BadRecordException {
        if (record.getType() == RecordCodec.CRC) {
            // Reading may start at any segment, so there is nothing to compare the first CRC with.
            if (started && crc.value() != record.getCrc()) {
                throw damaged(position, "the CRC of the segments before, " + hex(crc.value()), hex(record.getCrc()));
            }
            crc.restart(record.getCrc());
        } else {
            crc.update(record.getData());
            if (crc.value() != record.getCrc()) {
                throw new BadRecordException("a record with the CRC " + hex(record.getCrc())
                        + " whose data has the CRC " + hex(crc.value()), torn);
            }
        }
    }

    private WalRecord decode(WalFrame record, WalPosition position) throws MalformedDataException {
        WalRecord decoded;
        try {
            decoded = RecordCodec.decode(record).orElse(null);
        } catch (InvalidProtocolBufferException e) {
            throw damaged(position, "the data of a record of type " + record.getType(), "something else");
        }
        if (decoded == null) {
            throw new MalformedDataException(Kind.UNSUPPORTED_VERSION, position.file(), position.offset(),
                    "a record of a type that this program knows",
                    "type " + record.getType() + ", or an entry of an unknown type");
        }
        if (decoded instanceof WalRecord.Metadata found) {
            if (metadata != null && !metadata.equals(found)) {
                throw damaged(position, "more of the log of " + describe(metadata), describe(found));
            }
            metadata = found;
        }
        return decoded;
    }

    private static MalformedDataException damaged(WalPosition position, String expected, String found) {
        return MalformedDataException.damaged(position.file(), position.offset(), expected, found);
    }

    private static String hex(int value) {
        return HexFormat.of().toHexDigits(value);
    }

    private static String describe(WalRecord.Metadata metadata) {
        return "member " + Long.toHexString(metadata.memberId()) + " of cluster "
                + Long.toHexString(metadata.clusterId());
    }
}
