package org.etcdrecovery.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.etcdrecovery.cli.Run;
import org.etcdrecovery.cli.SideBySideEnvironmentTest;
import org.etcdrecovery.cli.Snapshots;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The variables of etcdctl without a server; {@link SideBySideEnvironmentTest} compares with the real etcdctl. */
class EtcdctlEnvironmentTest {
    private static final String NOBODY = "127.0.0.1:1";
    private static final String SECRET = "hunter2";

    @TempDir
    private Path directory;

    @Test
    void aVariableStandsForItsOption() {
        Run run = Run.of(Map.of("ETCDCTL_ENDPOINTS", NOBODY + ",127.0.0.1:2", "ETCDCTL_WRITE_OUT", "json"), "endpoint",
                "health");

        assertThat(run.out()).startsWith("[").contains("//" + NOBODY + "\"", "//127.0.0.1:2\"");
        assertThat(run.err()).isEqualTo("Error: unhealthy cluster\n");
    }

    @ParameterizedTest
    @CsvSource({"ETCDCTL_ENDPOINTS, --endpoints, 127.0.0.1:1", "ETCDCTL_WRITE_OUT, -w, json",
            "ETCDCTL_WRITE_OUT, --write-out, json", "ETCDCTL_DIAL_TIMEOUT, --dial-timeout, 3s",
            "ETCDCTL_COMMAND_TIMEOUT, --command-timeout, 3s", "ETCDCTL_KEEPALIVE_TIME, --keepalive-time, 3s",
            "ETCDCTL_KEEPALIVE_TIMEOUT, --keepalive-timeout, 3s", "ETCDCTL_CACERT, --cacert, x",
            "ETCDCTL_CERT, --cert, x", "ETCDCTL_KEY, --key, x", "ETCDCTL_USER, --user, root:x",
            "ETCDCTL_PASSWORD, --password, x", "ETCDCTL_AUTH_JWT_TOKEN, --auth-jwt-token, x",
            "ETCDCTL_INSECURE_SKIP_TLS_VERIFY, --insecure-skip-tls-verify, true",
            "ETCDCTL_INSECURE_TRANSPORT, --insecure-transport, true",
            "ETCDCTL_INSECURE_DISCOVERY, --insecure-discovery, true", "ETCDCTL_DISCOVERY_SRV, -d, x.invalid",
            "ETCDCTL_DISCOVERY_SRV_NAME, --discovery-srv-name, x", "ETCDCTL_DEBUG, --debug, true",
            "ETCDCTL_HEX, --hex, true", "ETCDCTL_MAX_REQUEST_BYTES, --max-request-bytes, 1",
            "ETCDCTL_MAX_RECV_BYTES, --max-recv-bytes, 1", "ETCDCTL_CLUSTER, --cluster, true"})
    void aVariableAndItsOptionTogetherAreRefusedAsByEtcdctl(String variable, String option, String value) {
        String given = option.startsWith("--") ? option + "=" + value : option + value;

        Run run = Run.of(Map.of(variable, value), "endpoint", "health", given);

        assertThat(run.code()).isEqualTo(ExitCode.ETCD_FAILED);
        assertThat(run.err()).startsWith("Error: conflicting environment variable " + variable
                + " is shadowed by corresponding command-line flag");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void forAVerbOfOurOwnTheOptionCounts() {
        Run run = Run.of(Map.of("ETCDCTL_ENDPOINTS", "127.0.0.1:2"), "cluster", "assess", "--endpoints", NOBODY);

        assertThat(run.out()).contains(NOBODY).doesNotContain("127.0.0.1:2");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ETCDCTL_PASWORD", "ETCDCTL_TLS_SERVER_NAME", "ETCDCTL_PASSWORD_FILE", "ETCDCTL_ENDPOINT"})
    void aVariableThatIsNotKnownIsNamedWithoutItsValue(String variable) {
        Run run = Run.of(Map.of(variable, SECRET), "endpoint", "health", "--endpoints", NOBODY);

        assertThat(run.err()).isEqualTo(
                "warning: unrecognized environment variable " + variable + "\nError: unhealthy cluster\n");
    }

    @ParameterizedTest
    @CsvSource({"ETCDCTL_DIAL_TIMEOUT, --dial-timeout, ''", "ETCDCTL_COMMAND_TIMEOUT, --command-timeout, ''",
            "ETCDCTL_MAX_RECV_BYTES, --max-recv-bytes, ''", "ETCDCTL_HEX, --hex, ; the option is off",
            "ETCDCTL_INSECURE_TRANSPORT, --insecure-transport, ; the option is off",
            "ETCDCTL_INSECURE_SKIP_TLS_VERIFY, --insecure-skip-tls-verify, ; the option is off"})
    void anInvalidValueIsReportedAndIgnored(String variable, String option, String effect) {
        Run run = Run.of(Map.of(variable, SECRET), "endpoint", "health", "--endpoints", NOBODY);

        assertThat(run.err()).isEqualTo("warning: the value of the environment variable " + variable
                + " is not valid for " + option + " and is ignored" + effect + "\nError: unhealthy cluster\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot status FILE", "hashkv FILE", "version", "snapshot verify FILE"})
    void verbsThatAskNobodyReadNoVariable(String words) throws IOException {
        Snapshots.copyTo(directory);
        Object[] arguments = words.replace("FILE", directory.resolve(Snapshots.OF_3_6).toString()).split(" ");

        Run without = Run.of(arguments);

        assertThat(Run.of(Map.of("ETCDCTL_WRITE_OUT", "json", "ETCDCTL_FOO", "x", "ETCDUTL_WRITE_OUT", "json"),
                arguments)).isEqualTo(without);
        assertThat(without.code()).isZero();
    }

    @Test
    void theVersionOfTheInterfaceThatEverybodySetsIsKnown() {
        assertThat(Run.of(Map.of("ETCDCTL_API", "3"), "endpoint", "health", "--endpoints", NOBODY).err())
                .isEqualTo("Error: unhealthy cluster\n");
        assertThat(Run.of(Map.of("ETCDCTL_API", "2"), "endpoint", "health", "--endpoints", NOBODY).err())
                .startsWith("warning: unrecognized environment variable ETCDCTL_API\n");
    }

    /** With {@code --debug}, etcdctl prints every variable with its value. */
    @ParameterizedTest
    @ValueSource(strings = {"endpoint status", "endpoint health -w json", "snapshot save x.db", "cluster assess",
            "cluster assess -w json"})
    void noSecretIsEverPrinted(String words) {
        for (String secret : List.of("ETCDCTL_PASSWORD", "ETCDCTL_AUTH_JWT_TOKEN")) {
            Map<String, String> environment = new HashMap<>(
                    Map.of("ETCDCTL_ENDPOINTS", NOBODY, "ETCDCTL_DEBUG", "true", secret, SECRET));
            if (secret.equals("ETCDCTL_PASSWORD")) {
                environment.put("ETCDCTL_USER", "root");
            }

            Run run = Run.of(environment,
                    (Object[]) words.replace("x.db", directory.resolve("x.db").toString()).split(" "));

            assertThat(run.out() + run.err()).contains(NOBODY).doesNotContain(SECRET);
            assertThat(run.code()).isNotZero();
        }
    }
}
