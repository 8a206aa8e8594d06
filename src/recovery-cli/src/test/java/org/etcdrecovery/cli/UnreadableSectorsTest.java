package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.tools.ToolProvider;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.rescue.replay.LaggingMember;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole verbs on a disk that cannot read a part of a file: everything else is saved, and the loss is listed. */
class UnreadableSectorsTest {
    private static final int SECTOR = 4096;

    /** Takes the place of the program's class. Reads as it does, but for a sector of one file. */
    private static final String BAD_DISK = """
            package org.etcdrecovery.core.bytes;

            import java.io.IOException;
            import java.nio.ByteBuffer;
            import java.nio.channels.FileChannel;
            import java.nio.file.Path;

            final class FileByteSource extends ByteSource {
                static volatile String badFile;
                static volatile long badSector;

                private final FileChannel channel;

                private FileByteSource(String name, FileChannel channel) throws IOException {
                    super(name, channel.size());
                    this.channel = channel;
                }

                static FileByteSource openFile(Path file, String name) throws IOException {
                    return of(name, FileChannel.open(file));
                }

                static FileByteSource of(String name, FileChannel channel) throws IOException {
                    return new FileByteSource(name, channel);
                }

                @Override
                void readFully(long offset, ByteBuffer target) throws IOException {
                    if (name().endsWith(badFile) && offset < badSector + 4096
                            && offset + target.remaining() > badSector) {
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
    private static Path classes;

    @TempDir
    private Path directory;

    @BeforeAll
    static void compile() throws IOException {
        Path source = Files.writeString(classes.resolve("FileByteSource.java"), BAD_DISK);
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

        Run run = run("/db", 2, "rescue", "snapshot", dataDir, "--out", out, "--accept", "rescue.rebuild-from-log");

        assertThat(run.out()).contains("The disk cannot read all of the database", "ddrescue", "RESCUED  " + out);
        // Its manifest says that a finding needed consent.
        assertThat(Run.of("snapshot", "verify", out).code()).isEqualTo(ExitCode.WITH_CARE);
    }

    @Test
    void aDatabaseIsEnoughIfTheLogCannotBeRead() throws Exception {
        Path dataDir = directory.resolve("m1.etcd");
        new LaggingMember(dataDir).put("a", "new").committed().write();

        Run run = run(".wal", 0, "rescue", "assess", dataDir);

        assertThat(run.code()).isEqualTo(ExitCode.WITH_CARE);
        assertThat(run.out()).contains("The disk cannot read", "it is not known whether records follow",
                "The database of m1.etcd can be used");
    }

    @Test
    void aSalvageListsWhatIsLost() throws Exception {
        Path file = Files.copy(Path.of("../recovery-core/src/test/samples/kubernetes.db"),
                directory.resolve("snapshot.db"));
        Path out = directory.resolve("salvaged.db");

        Run run = run("snapshot.db", 20, "snapshot", "salvage", file, "--out", out, "--accept",
                "salvage.revisions-lost,salvage.unproven");

        assertThat(run.out()).contains(
                "Changes are lost in 1 range of revisions: 147 to 148 (perhaps also parts of revisions 146 and 149)",
                out + ": RESTORABLE");
        assertThat(Run.of("snapshot", "verify", out).code()).isEqualTo(ExitCode.WITH_CARE);
    }

    /** Runs a verb on a disk that cannot read a sector of the file with this name. */
    private static Run run(String file, int sector, Object... arguments) throws Exception {
        try (BadDisk loader = new BadDisk(classes)) {
            Class<?> disk = loader.loadClass("org.etcdrecovery.core.bytes.FileByteSource");
            set(disk, "badFile", file);
            set(disk, "badSector", (long) sector * SECTOR);
            Class<?> program = loader.loadClass(Run.class.getName());
            Object run = program.getMethod("of", Object[].class).invoke(null, (Object) arguments);
            return new Run((int) program.getMethod("code").invoke(run), (String) program.getMethod("out").invoke(run),
                    (String) program.getMethod("err").invoke(run));
        }
    }

    private static void set(Class<?> disk, String name, Object value) throws ReflectiveOperationException {
        Field field = disk.getDeclaredField(name);
        field.setAccessible(true);
        field.set(null, value);
    }

    /** Loads the program once more, with another class in place of the one that reads files. */
    private static final class BadDisk extends URLClassLoader {
        BadDisk(Path classes) {
            super(urls(classes), UnreadableSectorsTest.class.getClassLoader());
        }

        private static URL[] urls(Path classes) {
            String path = classes + File.pathSeparator + System.getProperty("java.class.path");
            return Arrays.stream(path.split(File.pathSeparator, -1)).map(BadDisk::url).toArray(URL[]::new);
        }

        private static URL url(String entry) {
            try {
                return Path.of(entry).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("org.etcdrecovery.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
