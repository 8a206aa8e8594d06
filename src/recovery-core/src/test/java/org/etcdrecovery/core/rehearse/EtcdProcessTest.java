package org.etcdrecovery.core.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EtcdProcessTest {
    @TempDir
    private Path directory;

    @Test
    void whatAScriptStartedEndsWithIt() throws Exception {
        Path started = directory.resolve("started");
        Path script = Files.writeString(directory.resolve("etcd"), """
                #!/bin/sh
                sleep 600 &
                echo $! >part
                mv part started
                wait
                """);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        PlannedMember member = RehearsalFixture.plan(RehearsalFixture.SAMPLE, EtcdVersion.V3_6, directory, 1, 0)
                .members()
                .getFirst();

        ProcessHandle child;
        try (EtcdProcess process = EtcdProcess.start(new EtcdProgram(script, "3.6.0"), member, List.of(), directory,
                1)) {
            while (!Files.exists(started)) {
                assertThat(process.isAlive()).as("%s", process.lastWords()).isTrue();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            child = ProcessHandle.of(Long.parseLong(Files.readString(started).strip())).orElseThrow();
        }

        assertThat(child.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
    }
}
