package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A data directory on this machine, before and after the script of the hosts changed it. */
final class MemberFiles {
    private MemberFiles() {}

    /**
     * A host without a service.
     *
     * @param mounted whether the data directory is a mount point
     */
    static LocalHost host(Path data, boolean mounted) {
        LocalHost host = new LocalHost(data, new ServiceForm.None());
        return mounted ? host.mounted() : host;
    }

    /** Writes a member that was there before. */
    static void old(Path data) throws IOException {
        Files.createDirectories(data.resolve("member/snap"));
        Files.writeString(data.resolve("member/snap/db"), "old");
        Files.writeString(data.resolve(".hidden"), "old");
        Files.writeString(data.resolve("other file"), "old");
    }

    static void assertOld(Path data) throws IOException {
        assertThat(data.resolve("member/snap/db")).hasContent("old");
        assertThat(names(data)).containsExactly(".hidden", "member", "other file");
    }

    static void assertNew(Path data) throws IOException {
        assertThat(data.resolve("member/snap/db")).hasBinaryContent(LocalHost.DATABASE);
        assertThat(data.resolve("member/snap/1-1.snap")).hasContent("snap");
        assertThat(data.resolve("member/wal/0-0.wal")).hasSize(4096);
        assertThat(names(data)).containsExactly("member");
    }

    /** The names in a directory, but for those of the script itself. */
    static List<String> names(Path path) throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.equals(".etcd-recovery"))
                    .sorted()
                    .toList();
        }
    }
}
