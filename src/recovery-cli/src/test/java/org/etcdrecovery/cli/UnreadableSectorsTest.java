package org.etcdrecovery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.rescue.replay.LaggingMember;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole verbs on a disk that cannot read a part of a file: everything else is saved, and the loss is listed. */
class UnreadableSectorsTest {
    private static final int SECTOR = 4096;

    /** Takes the place of the program's class in another JVM. Reads as it does, but for the sectors of one file. */
    private static final String BAD_DISK = """
            package org.etcdrecovery.core.bytes;

            import java.io.IOException;
            import java.nio.ByteBuffer;
            import java.nio.channels.FileChannel;
            import java.nio.file.Path;

            final class FileByteSource extends ByteSource {
                private final FileChannel channel;

                private FileByteSource(String name, FileChannel channel) throws IOException {
                    super(name, channel.size());
                    this.channel = channel;
                }

                static FileByteSource openFile(Path file) throws IOException {
                    return of(file.toString(), FileChannel.open(file));
                }

                static FileByteSource of(String name, FileChannel channel) throws IOException {
                    return new FileByteSource(name, channel);
                }

                @Override
                void readFully(long offset, ByteBuffer target) throws IOException {
                    long bad = Long.getLong("bad.sector");
                    if (name().endsWith(System.getProperty("bad.file")) && offset < bad + 4096
                            && offset + target.remaining() > bad) {
                        throw new IOException("Input/output error");
                    }
                    for (long at = offset; target.hasRemaining();) {
                        at += channel.read(target, at);
                    }
                }

                @Override
                public void close() throws IOException {
                    channel.close();
                }
            }
            """;

    @TempDir
    private Path directory;

    private Path classes;

    @BeforeEach
    void compile() throws IOException {
        classes = Files.createDirectory(directory.resolve("classes"));
        Path source = Files.writeString(directory.resolve("FileByteSource.java"), BAD_DISK);
        assertThat(ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"), "-d",
                        classes.toString(), source.toString()))
                .isZero();
    }

    @Test
    void aDatabaseIsRebuiltFromTheLog() throws Exception {
        Path dataDir = directory.resolve("m1.etcd");
        new LaggingMember(dataDir).put("a", "new").committed().write();
        Path out = directory.resolve("rescued.db");

        Result run = run("/db", 2, "rescue", "snapshot", dataDir, "--out", out, "--accept", "rescue.rebuild-from-log");

        assertThat(run.out()).contains("The disk cannot read all of the database", "ddrescue", "RESCUED  " + out);
        // Its manifest says that a finding needed consent.
        assertThat(Run.of("snapshot", "verify", out).code()).isEqualTo(ExitCode.WITH_CARE);
    }

    @Test
    void aDatabaseIsEnoughIfTheLogCannotBeRead() throws Exception {
        Path dataDir = directory.resolve("m1.etcd");
        new LaggingMember(dataDir).put("a", "new").committed().write();

        Result run = run(".wal", 0, "rescue", "assess", dataDir);

        assertThat(run.code()).isEqualTo(ExitCode.WITH_CARE);
        assertThat(run.out()).contains("The disk cannot read", "it is not known whether records follow",
                "The database of m1.etcd can be used");
    }

    @Test
    void aSalvageListsWhatIsLost() throws Exception {
        Path file = Files.copy(Path.of("../recovery-core/src/test/samples/kubernetes.db"),
                directory.resolve("snapshot.db"));
        Path out = directory.resolve("salvaged.db");

        Result run = run("snapshot.db", 20, "snapshot", "salvage", file, "--out", out, "--accept",
                "salvage.revisions-lost,salvage.unproven");

        assertThat(run.out()).contains("Changes are lost in 1 range of revisions: 146 to 149", out + ": RESTORABLE");
        assertThat(Run.of("snapshot", "verify", out).code()).isEqualTo(ExitCode.WITH_CARE);
    }

    private record Result(int code, String out) {}

    /** Runs a verb on a disk that cannot read a sector of the file with this name. */
    private Result run(String file, int sector, Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dbad.file=" + file,
                "-Dbad.sector=" + sector * SECTOR, "-XX:TieredStopAtLevel=1", "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"), Main.class.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), out);
    }
}
