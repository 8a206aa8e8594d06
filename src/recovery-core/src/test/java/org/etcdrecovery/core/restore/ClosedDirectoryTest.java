package org.etcdrecovery.core.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.plan.Owner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions")
class ClosedDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void isFoundAboveADirectory() throws IOException {
        Path closed = Files.createDirectory(directory.resolve("closed"));
        Path open = Files.createDirectory(closed.resolve("open"));
        allow("rwx------", closed);
        allow("rwx--x--x", open);

        assertThat(ClosedDirectory.above(open.resolve("not-there-yet/m1.etcd"))).extracting(ClosedDirectory::path)
                .contains(closed)
                .doesNotContain(open);
    }

    @Test
    void keepsOutWhoMayNotEnter() throws IOException {
        Path inside = Files.createDirectory(directory.resolve("m1.etcd"));
        allow("rwx--x---", directory);
        ClosedDirectory closed = ClosedDirectory.above(inside).getLast();
        String owner = Files.getOwner(directory).getName();

        assertThat(closed.keepsOut(new Owner("somebody", Optional.of("else")))).isTrue();
        assertThat(closed.keepsOut(new Owner(owner, Optional.empty()))).isFalse();
        assertThat(closed.keepsOut(new Owner("somebody", closed.groups().stream().findFirst()))).isFalse();
        assertThat(closed.keepsOut(new Owner("0", Optional.empty()))).isFalse();
        allow("rwx------", directory);
        assertThat(ClosedDirectory.above(inside)
                .getLast()
                .keepsOut(
                        new Owner("somebody", closed.groups().stream().findFirst())))
                .isTrue();
    }

    @Test
    void isNoneWhereTheSystemDoesNotTell() {
        assertThat(ClosedDirectory.above(Path.of("/"))).isEqualTo(List.of());
    }

    private static void allow(String permissions, Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
