package org.etcdrecovery.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard output that knows when its reader has gone. A process of Java gets no SIGPIPE, which would end it. */
final class StandardOutput extends OutputStream {
    private static final Path DESCRIPTOR = Path.of("/proc/self/fd/1");

    private final OutputStream out;
    private volatile boolean closed;

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    /** Whether its reader has gone. */
    boolean isClosed() {
        return closed;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            if (isOfPipe(e)) {
                closed = true;
                ClosedPipeException gone = new ClosedPipeException();
                gone.initCause(e);
                throw gone;
            }
            throw e;
        }
    }

    /** The message depends on the locale; a write to a pipe fails for no other reason. */
    private static boolean isOfPipe(IOException failure) {
        if (String.valueOf(failure.getMessage()).contains("Broken pipe")) {
            return true;
        }
        try {
            String target = Files.readSymbolicLink(DESCRIPTOR).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
