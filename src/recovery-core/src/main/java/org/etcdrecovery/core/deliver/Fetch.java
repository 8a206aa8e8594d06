package org.etcdrecovery.core.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.Sha256;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.files.Disk;
import org.etcdrecovery.core.files.ResumedFile;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.text.HumanSize;

/**
 * Copies the data directory of a stopped member from its host to this one. The host only reads. Each file is compared with its
 * SHA-256 there; what was received by an earlier run is not received again.
 */
public final class Fetch {
    private static final Pattern FILE = Pattern.compile("(\\d{1,15}) (\\d{1,15}) ([0-9a-f]{64}) (.+)");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final String PART = ".fetching";
    private static final int BLOCK = 1 << 20;

    private final Request request;
    private final SshHost host;
    private final Progress progress;

    private Fetch(Request request, SshHost host, Progress progress) {
        this.request = request;
        this.host = host;
        this.progress = progress;
    }

    /**
     * What to fetch.
     *
     * @param name   the name of the member, which becomes part of the names here
     * @param from   its host and data directory
     * @param walDir its WAL directory there, if it is not in the data directory
     * @param out    the directory here in which {@code NAME.etcd} and perhaps {@code NAME.wal} appear
     */
    public record Request(String name, Destination from, Optional<String> walDir, Path out) {
        /**
         * Checks the name.
         *
         * @throws IllegalArgumentException if it cannot be part of a file name
         */
        public Request {
            if (name.isEmpty() || name.contains("/") || name.indexOf('\0') >= 0 || name.startsWith(".")) {
                throw new IllegalArgumentException("the name of a member becomes the name of a directory, NAME.etcd");
            }
            walDir = walDir.map(Destination::directory);
        }
    }

    /**
     * What was fetched.
     *
     * @param dataDir the data directory here
     * @param walDir  the WAL directory here, if it is separate
     * @param files   how many files there are
     * @param bytes   how many bytes they have
     * @param resumed how many of these an earlier run had received
     */
    public record Result(Path dataDir, Optional<Path> walDir, int files, long bytes, long resumed) {}

    private record RemoteFile(String directory, String path, long size, String time, String sha256, Path here) {}

    /**
     * Fetches.
     *
     * @throws DeliveryException                          if the member runs, the host cannot be reached, or something changed
     *                                                    there meanwhile
     * @throws IOException                                if something cannot be written here
     * @throws java.util.concurrent.CancellationException if the progress is cancelled; the next run goes on from there
     */
    public static Result run(Request request, SshSettings ssh, Scratch scratch, Progress progress) throws IOException {
        for (Path target : targets(request)) {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(target.toString());
            }
        }
        try (ScratchDirectory directory = scratch.create();
                SshHost host = new SshHost(request.name(), request.from().ssh(), ssh, directory.path(), 0)) {
            return new Fetch(request, host, progress).run();
        }
    }

    private static List<Path> targets(Request request) {
        List<Path> targets = new ArrayList<>(List.of(target(request, ".etcd")));
        request.walDir().ifPresent(_ -> targets.add(target(request, ".wal")));
        return targets;
    }

    private static Path target(Request request, String suffix) {
        return request.out().toAbsolutePath().resolve(request.name() + suffix);
    }

    private Result run() throws IOException {
        try (Work listing = progress.begin(Stage.DELIVER, request.name(), -1)) {
            List<RemoteFile> files = list(listing);
            long total = files.stream().mapToLong(RemoteFile::size).sum();
            requireSpace(total);
            long received = 0;
            try (Work work = progress.begin(Stage.DELIVER, request.name(), total)) {
                for (RemoteFile file : files) {
                    received += receive(file, work);
                }
            }
            if (!list(listing).equals(files)) {
                throw new DeliveryException("fetch.changed", request.name() + ": the files on " + request.from()
                        .address()
                        + " changed while they were read, so something still writes there. Stop it and try again;"
                        + " what was received is kept");
            }
            for (Path target : targets(request).reversed()) {
                Directories.moveToFreeName(part(target), target);
            }
            return new Result(target(request, ".etcd"), request.walDir().map(_ -> target(request, ".wal")),
                    files.size(), total, total - received);
        }
    }

    private static Path part(Path target) {
        return target.resolveSibling(target.getFileName() + PART);
    }

    private void requireSpace(long total) throws IOException {
        Path out = request.out().toAbsolutePath();
        Directories.createMissing(out);
        long free = Disk.of(out).free();
        if (free < total) {
            // Less may be missing after an earlier run; then it is enough in the end.
            long here = 0;
            for (Path target : targets(request)) {
                here += Files.exists(part(target)) ? 1 : 0;
            }
            if (here == 0) {
                throw new DeliveryException("fetch.no-space", "the file system of " + out + " has " + HumanSize.of(free)
                        + " free, but " + request.name() + " has " + HumanSize.of(total)
                        + ". Name a directory with more space with --out");
            }
        }
    }

    private List<RemoteFile> list(Work work) throws IOException {
        HostAnswer answer = host.run(script("fetchable"), () -> work.advance(0));
        List<RemoteFile> files = new ArrayList<>();
        for (HostAnswer.Line line : answer.records()) {
            boolean log = line.key().equals("wal-file");
            Matcher matcher = FILE.matcher(line.value());
            if (!log && !line.key().equals("file")) {
                continue;
            }
            if (!matcher.matches() || !PATH.matcher(matcher.group(4)).matches()) {
                throw new DeliveryException("fetch.foreign", request.name() + ": " + request.from().directory()
                        + " has a file that etcd does not make, or that cannot be read: " + line.value());
            }
            String path = matcher.group(4);
            files.add(new RemoteFile(log ? request.walDir().orElseThrow() : request.from().directory(), path,
                    Long.parseLong(matcher.group(1)), matcher.group(2), matcher.group(3),
                    part(target(request, log ? ".wal" : ".etcd")).resolve(path)));
        }
        if (files.isEmpty()) {
            throw new DeliveryException("fetch.empty", request.name() + ": there is no file in "
                    + request.from().directory());
        }
        return files;
    }

    private HostScript script(String function) {
        return new HostScript(function).with("dir", request.from().directory())
                .with("wal", request.walDir().orElse(""));
    }

    /** Returns how many bytes were received now. */
    private long receive(RemoteFile file, Work work) throws IOException {
        Directories.createMissing(Objects.requireNonNull(file.here().getParent()));
        try (ResumedFile here = ResumedFile.open(file.here())) {
            long before = here.size();
            if (before <= file.size()) {
                work.advance(before);
                if (before < file.size()) {
                    append(file, here, before, work);
                }
                if (sha256(file.here(), work).equals(file.sha256())) {
                    return file.size() - before;
                }
            }
            // An earlier run received another file, or it changed since.
            here.clear();
        }
        try (ResumedFile here = ResumedFile.open(file.here())) {
            append(file, here, 0, work);
        }
        if (!sha256(file.here(), work).equals(file.sha256())) {
            throw new DeliveryException("fetch.differs", request.name() + ": " + file.path()
                    + " arrives with another SHA-256 than the host computes. Something changes it, or a disk or memory is"
                    + " not to be trusted");
        }
        return file.size();
    }

    private void append(RemoteFile file, ResumedFile here, long offset, Work work) throws IOException {
        HostScript script = script("fetch").with("from", file.directory())
                .with("file", file.path())
                .with("offset", offset);
        try (RunningSsh ssh = host.content(script)) {
            String line = ssh.line();
            while (line != null && !line.equals(HostAnswer.BEGIN)) {
                line = ssh.line();
            }
            InputStream in = ssh.output();
            byte[] block = new byte[BLOCK];
            long left = file.size() - offset;
            while (left > 0) {
                int read = in.read(block, 0, (int) Math.min(block.length, left));
                if (read < 0) {
                    throw new DeliveryException("ssh.broken", request.name() + " (" + request.from().address()
                            + "): the connection broke. What was received is kept; run this again");
                }
                here.write(block, 0, read);
                work.advance(read);
                left -= read;
            }
        }
    }

    private static String sha256(Path file, Work work) throws IOException {
        try (ByteSource source = ByteSource.open(file)) {
            return Sha256.hex(source, source.size(), work);
        }
    }
}
