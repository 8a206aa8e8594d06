package org.etcdrecovery.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.etcdrecovery.core.cluster.Recovery;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.RealSnapshot;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the documentation of the package is compiled, and recovers a real cluster. */
class PackageExampleTest {
    private static final Path DOCUMENTATION = Path.of("src/main/java/org/etcdrecovery/core/package-info.java");
    private static final String FRAME = """
            import java.nio.file.Path;
            import java.util.List;
            import java.util.function.Consumer;
            import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
            import org.etcdrecovery.core.cluster.prove.*;
            import org.etcdrecovery.core.plan.*;
            import org.etcdrecovery.core.progress.Progress;
            import org.etcdrecovery.core.restore.*;
            import org.etcdrecovery.core.snapshot.*;

            public final class Example {
                public static void run(Path file, List<MemberRequest> members, String token, long bump,
                        ConnectionSettings connection, Consumer<RestorePlan> starter, Consumer<Object> reporter)
                        throws Exception {
                    new Example(starter, reporter).recover(file, members, token, bump, connection, Progress.NONE);
                }

                private final Consumer<RestorePlan> starter;
                private final Consumer<Object> reporter;

                private Example(Consumer<RestorePlan> starter, Consumer<Object> reporter) {
                    this.starter = starter;
                    this.reporter = reporter;
                }

                private void startMembers(RestorePlan plan) {
                    starter.accept(plan);
                }

                private void report(Object what) {
                    reporter.accept(what);
                }

                private void recover(Path file, List<MemberRequest> members, String token, long bump,
                        ConnectionSettings connection, Progress progress) throws Exception {
            // The example.
                }
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void compiles() throws IOException {
        try (URLClassLoader loader = compiled()) {
            assertThat(loader.getURLs()).hasSize(1);
        }
    }

    @Test
    @Tag("judge")
    void recoversARealCluster() throws Exception {
        RealSnapshot snapshot = Snapshots.of(EtcdVersion.V3_6, SnapshotContent.HISTORY);
        List<Member> members = Member.onFreePorts(directory, 1);
        List<MemberRequest> requests = members.stream()
                .map(member -> MemberRequest.voter(member.name(), List.of(member.peerUrl().toString()),
                        member.dataDir()))
                .toList();
        List<Object> reported = new ArrayList<>();
        List<RealCluster> started = new ArrayList<>();
        Consumer<RestorePlan> starter = _ -> started.add(RealCluster.start(EtcdVersion.V3_6, members));
        try (URLClassLoader loader = compiled()) {
            loader.loadClass("Example")
                    .getMethod("run", Path.class, List.class, String.class, long.class, ConnectionSettings.class,
                            Consumer.class, Consumer.class)
                    .invoke(null, snapshot.file(), requests, "token-of-the-example", 1_000_000L,
                            Recovery.connection(members), starter, (Consumer<Object>) reported::add);
        } finally {
            started.forEach(RealCluster::close);
        }
        assertThat(started).hasSize(1);
        assertThat(reported).last().as("%s", reported).isEqualTo(true);
    }

    private URLClassLoader compiled() throws IOException {
        String documentation = Files.readString(DOCUMENTATION);
        int begin = documentation.indexOf("<pre>{@code\n") + "<pre>{@code\n".length();
        String example = documentation.substring(begin, documentation.indexOf(" * }</pre>", begin))
                .lines()
                .map(line -> line.replaceFirst("^ \\* ?", ""))
                .collect(Collectors.joining("\n"));
        Path source = Files.writeString(directory.resolve("Example.java"), FRAME.replace("// The example.", example));
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(null, null, complaints, "-proc:none", "-d", directory.toString(), "-cp",
                        System.getProperty("java.class.path"), source.toString());
        assertThat(exit).as(complaints.toString(UTF_8)).isZero();
        return new URLClassLoader(new URL[]{directory.toUri().toURL()});
    }
}
