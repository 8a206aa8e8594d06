package org.etcdrecovery.core.packed;

import java.io.IOException;
import java.io.InputStream;

/** What a library unpacks, guarded and metered. */
final class UnpackedStream extends InputStream {
    private final InputStream inner;
    private final Guard guard;
    private final Meter meter;

    UnpackedStream(Guard.Reading<? extends InputStream> opening, Guard guard, Meter meter) throws IOException {
        this.guard = guard;
        this.meter = meter;
        this.inner = guard.read(opening::read);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int count = guard.read(() -> inner.read(target, from, length));
        if (count > 0) {
            meter.count(count);
        }
        return count;
    }
}
