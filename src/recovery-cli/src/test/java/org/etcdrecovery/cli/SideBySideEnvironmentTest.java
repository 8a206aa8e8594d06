package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.Tool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The environment variables of etcdctl, given to it and to this program at a real server: the exit code is the same. */
@Tag("judge")
public class SideBySideEnvironmentTest {
    /** Older etcdctl ignores it; here it is used whatever the server's version. */
    private static final String SINCE_3_7 = "ETCDCTL_AUTH_JWT_TOKEN=";
    /** Variables, then the arguments; URL is the member's. */
    private static final String[] LINES = {"ETCDCTL_ENDPOINTS=URL endpoint health",
            "ETCDCTL_ENDPOINTS=URL endpoint health --endpoints URL",
            "ETCDCTL_ENDPOINTS= endpoint health --endpoints URL",
            "ETCDCTL_FOO=x endpoint health --endpoints URL",
            "ETCDCTL_DIAL_TIMEOUT=soon endpoint health --endpoints URL",
            "ETCDCTL_DIAL_TIMEOUT=0 endpoint health --endpoints URL",
            "ETCDCTL_COMMAND_TIMEOUT=soon snapshot save FILE --endpoints URL",
            "ETCDCTL_COMMAND_TIMEOUT=0 endpoint health --endpoints URL",
            "ETCDCTL_COMMAND_TIMEOUT=-5s endpoint health --endpoints URL",
            "ETCDCTL_COMMAND_TIMEOUT=1s ETCDCTL_INSECURE_TRANSPORT=yes endpoint health --endpoints URL",
            "ETCDCTL_INSECURE_TRANSPORT=T endpoint health --endpoints URL",
            "ETCDCTL_INSECURE_SKIP_TLS_VERIFY=bogus endpoint health --endpoints URL",
            "ETCDCTL_WRITE_OUT=json endpoint health --endpoints URL",
            "ETCDCTL_WRITE_OUT=yaml endpoint health --endpoints URL",
            "ETCDCTL_WRITE_OUT=yaml snapshot save FILE --endpoints URL",
            "ETCDCTL_WRITE_OUT=protobuf snapshot save FILE --endpoints URL",
            "ETCDCTL_WRITE_OUT=json endpoint health --endpoints URL -w simple",
            "ETCDCTL_PASSWORD=x endpoint health --endpoints URL", "ETCDCTL_USER=root:x endpoint health --endpoints URL",
            "ETCDCTL_USER=root ETCDCTL_PASSWORD=x snapshot save FILE --endpoints URL",
            "ETCDCTL_HEX=bogus endpoint health --endpoints URL", "ETCDCTL_DEBUG=true endpoint health --endpoints URL",
            "ETCDCTL_CACERT=/missing endpoint health --endpoints URL",
            "ETCDCTL_AUTH_JWT_TOKEN=x endpoint health --endpoints URL",
            "ETCDCTL_MAX_RECV_BYTES=x endpoint health --endpoints URL",
            "ETCDCTL_KEEPALIVE_TIME=x endpoint health --endpoints URL",
            "ETCDCTL_CLUSTER=true endpoint health --endpoints URL",
            "ETCDCTL_CERT=/a snapshot save FILE --cert /b --endpoints URL",
            "ETCDCTL_API=3 ETCDCTL_ENDPOINTS=URL ETCDCTL_WRITE_OUT=table endpoint status"};

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void exitsAsEtcdctl(EtcdVersion version) throws IOException {
        try (RealCluster cluster = RealCluster.fresh(version, Files.createDirectory(directory.resolve("old")), 1)) {
            String url = cluster.member(0).member().clientUrl().getAuthority();
            for (String line : LINES) {
                if (version.compareTo(EtcdVersion.V3_7) < 0 && line.startsWith(SINCE_3_7)) {
                    continue;
                }
                Map<String, String> environment = new LinkedHashMap<>();
                String[] words = line.replace("URL", url)
                        .replace("FILE", directory.resolve("saved.db").toString())
                        .split(" ", -1);
                Stream.of(words)
                        .takeWhile(word -> word.startsWith("ETCDCTL_"))
                        .map(word -> word.split("=", 2))
                        .forEach(pair -> environment.put(pair[0], pair[1]));
                Object[] arguments = Arrays.copyOfRange(words, environment.size(), words.length, Object[].class);

                Run ours = Run.of(environment, arguments);

                assertThat(ours.code()).as("%s: %s", line, ours).isEqualTo(run(version, environment, arguments));
            }
        }
    }

    /** Variables reach etcdctl through env, because these tests run every tool without etcd's variables. */
    private static int run(EtcdVersion version, Map<String, String> environment, Object... arguments) {
        Tool etcdctl = Judges.etcdctl(version);
        Stream<Object> variables = environment.entrySet()
                .stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue());
        return new Tool(Path.of("/usr/bin/env"), etcdctl.arguments())
                .run(Stream.of(variables, Stream.of(etcdctl.program()), Arrays.stream(arguments))
                        .flatMap(all -> all)
                        .toArray())
                .exitCode();
    }
}
